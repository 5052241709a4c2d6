"""Tests of plain-text reports for pipes."""

import pytest
from rich.cells import cell_len

from tests.samples import report_of
from treatywatch.output import plain
from treatywatch.reports.report import Column, Report, Row, cell


def test_a_table_has_one_line_for_each_record() -> None:
    """Columns are aligned, empty cells are dashes, and no line ends with spaces."""
    report = report_of(("2025-01-02", "It\nhappened."), ("2025", ""))
    assert plain.draw(report) == (
        "Date        What\n"
        "2025-01-02  It happened.\n"
        "2025        -\n"
    )  # fmt: skip


def test_the_detail_of_a_cell_follows_its_text() -> None:
    """The detail of a cell is on the same line, after its text."""
    row = Row((cell("2025-12-27", detail="in 3 months"),))
    report = Report(title="T", subtitle="", columns=(Column(heading="Effect"),), rows=(row,))
    assert plain.draw(report).splitlines()[1] == "2025-12-27  in 3 months"


def test_a_report_without_rows_prints_nothing() -> None:
    """A report without rows prints neither headings nor a title."""
    assert plain.draw(report_of()) == ""


@pytest.mark.parametrize("wide", ["Türkiye", "Côte d'Ivoire", "日本国家"])
def test_columns_line_up_after_wide_characters(wide: str) -> None:
    """The next column starts at the same screen column in every row."""
    lines = plain.draw(report_of((wide, "next"), ("Poland", "next"))).splitlines()
    assert len({cell_len(line.removesuffix("next")) for line in lines[1:]}) == 1


@pytest.mark.parametrize("text", ["[red]x[/red]", "[/x]", ":flag_lt:", "a | *b*", "x" * 5000])
def test_text_is_not_markup(text: str) -> None:
    """Markup, emoji codes and long texts are printed unchanged."""
    assert plain.draw(report_of(("2025", text))).splitlines()[1] == f"2025  {text}"


def test_no_column_is_dropped() -> None:
    """Constant and empty columns are kept, because scripts count columns."""
    columns = (Column(heading="Country", hide_if_constant=True), Column(heading="Beside"))
    report = Report(
        title="T", subtitle="", columns=columns, rows=(Row((cell("Poland"), cell(""))),)
    )
    assert plain.draw(report) == "Country  Beside\nPoland   -\n"
