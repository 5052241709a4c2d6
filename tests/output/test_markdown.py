"""Markdown: a table that pastes into a memo, in which ledger text is never markup."""

import re

import msgspec
import pytest

from tests.samples import report_of
from treatywatch.output import markdown
from treatywatch.reports.report import Column, Report, Row, cell


def test_a_whole_report() -> None:
    """Title, summary, table and notes follow each other, empty lines between."""
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


def test_an_empty_report_says_so() -> None:
    """Where there is no row the table gives way to a sentence."""
    assert markdown.draw(report_of()) == "**Title** (as of 2026-01-01)\n\nNothing on record.\n"


def test_an_aside_stands_in_brackets() -> None:
    """What is said beside a cell follows it in brackets."""
    row = Row((cell("2025-12-27", detail="in 3 months"),))
    report = Report(title="T", subtitle="", columns=(Column(heading="Effect"),), rows=(row,))
    assert "| 2025-12-27 (in 3 months) |" in markdown.draw(report)


@pytest.mark.parametrize(
    "text",
    ["a | b", "*b*", "_i_", "`c`", "[x](y)", "<b>", "# h", "~~s~~", "\\", ":flag_lt:", "![i](u)"],
)
def test_text_is_escaped(text: str) -> None:
    """Every character that Markdown would read as markup has a backslash, and none is lost."""
    report = msgspec.structs.replace(report_of(("2025", text)), title=text, notes=(text,))
    drawn = markdown.draw(report)
    assert re.sub(r"\\(.)", r"\1", drawn).count(text) == 3
    assert not re.search(r"(?<!\\)[`_\[\]<>#~]", drawn.replace("**", ""))


def test_a_line_end_breaks_no_line() -> None:
    """A name that goes on in the next line of its ledger is one line of the document."""
    report = msgspec.structs.replace(report_of(), title="Mine Ban\n\nConvention", notes=("a\nb",))
    assert markdown.draw(report).splitlines()[0] == "**Mine Ban Convention** (as of 2026-01-01)"
    assert "\na b\n" in markdown.draw(report)


def test_a_bar_in_a_text_splits_no_cell() -> None:
    """Each row has as many cells as there are columns."""
    line = markdown.draw(report_of(("2025", "a | b"))).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", line)) == 3
