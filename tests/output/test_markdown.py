"""Tests of Markdown reports."""

import re

import msgspec
import pytest

from tests.samples import report_of
from treatywatch.output import markdown
from treatywatch.reports.report import Column, Report, Row, cell


def test_a_report_is_drawn_in_order() -> None:
    """Title, summary, table and notes follow each other, separated by empty lines."""
    report = msgspec.structs.replace(
        report_of(("2025-01-02", "It\nhappened."), ("2025", "")),
        summary=("1 out",),
        notes=("* computed",),
    )
    assert markdown.draw(report) == (
        "**Title** (as of 2026-01-01)\n\n"
        "1 out\n\n"
        "| Date | What |\n"
        "| --- | --- |\n"
        "| 2025-01-02 | It happened. |\n"
        "| 2025 |  |\n\n"
        "\\* computed\n"
    )


def test_a_report_without_rows_prints_a_sentence() -> None:
    """A report without rows prints its `empty` text instead of a table."""
    assert markdown.draw(report_of()) == "**Title** (as of 2026-01-01)\n\nNothing on record.\n"


def test_the_detail_of_a_cell_is_in_brackets() -> None:
    """The detail of a cell follows its text in brackets."""
    row = Row((cell("2025-12-27", detail="in 3 months"),))
    report = Report(title="T", subtitle="", columns=(Column(heading="Effect"),), rows=(row,))
    assert "| 2025-12-27 (in 3 months) |" in markdown.draw(report)


@pytest.mark.parametrize(
    "text",
    ["a | b", "*b*", "_i_", "`c`", "[x](y)", "<b>", "# h", "~~s~~", "\\", ":flag_lt:", "![i](u)"],
)
def test_text_is_escaped(text: str) -> None:
    """Every character of Markdown's markup gets a backslash, and no character is lost."""
    report = msgspec.structs.replace(report_of(("2025", text)), title=text, notes=(text,))
    drawn = markdown.draw(report)
    assert re.sub(r"\\(.)", r"\1", drawn).count(text) == 3
    assert not re.search(r"(?<!\\)[`_\[\]<>#~]", drawn.replace("**", ""))


def test_a_line_end_in_a_text_becomes_a_space() -> None:
    """A title or note with a line end is printed on one line."""
    report = msgspec.structs.replace(report_of(), title="Mine Ban\n\nConvention", notes=("a\nb",))
    assert markdown.draw(report).splitlines()[0] == "**Mine Ban Convention** (as of 2026-01-01)"
    assert "\na b\n" in markdown.draw(report)


def test_a_bar_in_a_text_does_not_split_a_cell() -> None:
    """A text with a bar stays in one cell."""
    line = markdown.draw(report_of(("2025", "a | b"))).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", line)) == 3
