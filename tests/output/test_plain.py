"""Plain text: a heading, one record a line, columns aligned, nothing cut or read as markup."""

import pytest
from rich.cells import cell_len

from tests.samples import report_of
from treatywatch.output import plain
from treatywatch.reports.report import Column, Report, Row, cell


def test_a_table_has_one_line_for_each_record() -> None:
    """Columns are aligned, what is empty is a dash, and no line ends in spaces."""
    report = report_of(("2025-01-02", "It\nhappened."), ("2025", ""))
    assert plain.draw(report) == (
        "Date        What\n"
        "2025-01-02  It happened.\n"
        "2025        -\n"
    )  # fmt: skip


def test_an_aside_follows_its_cell() -> None:
    """What is said beside a cell comes after it on the same line."""
    aside = Row((cell("2025-12-27", detail="in 3 months"),))
    report = Report(title="T", subtitle="", columns=(Column(heading="Effect"),), rows=(aside,))
    assert plain.draw(report).splitlines()[1] == "2025-12-27  in 3 months"


def test_no_record_is_no_line() -> None:
    """An empty answer prints nothing at all, not even a heading."""
    assert plain.draw(report_of()) == ""


@pytest.mark.parametrize("wide", ["Türkiye", "Côte d'Ivoire", "日本国家"])
def test_columns_line_up_after_wide_characters(wide: str) -> None:
    """The next column starts in the same place of the screen in every row."""
    lines = plain.draw(report_of((wide, "next"), ("Poland", "next"))).splitlines()
    assert len({cell_len(line.removesuffix("next")) for line in lines[1:]}) == 1


@pytest.mark.parametrize("text", ["[red]x[/red]", "[/x]", ":flag_lt:", "a | *b*", "x" * 5000])
def test_text_is_data(text: str) -> None:
    """Markup, emoji codes and long texts come out as they went in."""
    assert plain.draw(report_of(("2025", text))).splitlines()[1] == f"2025  {text}"


def test_a_pipe_keeps_every_column() -> None:
    """Columns that a screen leaves out because every row says the same stay for pipes."""
    columns = (Column(heading="Country", hide_if_constant=True), Column(heading="Beside"))
    report = Report(
        title="T", subtitle="", columns=columns, rows=(Row((cell("Poland"), cell(""))),)
    )
    assert plain.draw(report) == "Country  Beside\nPoland   -\n"
