"""Tests of cells and of redundant columns."""

import pytest

from tests.samples import report_of
from treatywatch.reports.report import (
    Cell,
    Column,
    Report,
    Row,
    Style,
    cell,
    drop_redundant_columns,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param(7, "7", id="a number"),
        pytest.param("a\nb\r\n\tc  d ", "a b c d", id="line ends, tabs and runs of spaces"),
        pytest.param("\x1b[31mred", r"\u001B[31mred", id="an escape sequence"),
        pytest.param("a\u202eb", r"a\u202Eb", id="a change of direction"),
        pytest.param("\U000e0041", r"\U000E0041", id="an invisible tag"),
        pytest.param("[red] :flag_lt: *", "[red] :flag_lt: *", id="markup"),
        pytest.param("Côte d'Ivoire 日本", "Côte d'Ivoire 日本", id="letters of all scripts"),
    ],
)
def test_a_cell_is_one_line_of_safe_text(text: object, shown: str) -> None:
    """Text and detail are on one line, with unsafe characters escaped."""
    assert cell(text) == Cell(shown)
    assert cell("", Style.PAST, str(text or "")) == Cell("", Style.PAST, shown)


def _said(report: Report) -> list[str]:
    return [column.heading for column in drop_redundant_columns(report).columns]


@pytest.mark.parametrize(
    ("titled", "texts", "kept"),
    [
        pytest.param(False, ("x", "x"), True, id="the same in every row"),
        pytest.param(False, ("", "x"), True, id="empty in one row"),
        pytest.param(False, ("", ""), False, id="empty in every row"),
        pytest.param(True, ("x", "x"), False, id="hide_if_constant, the same in every row"),
        pytest.param(True, ("x",), False, id="hide_if_constant, a single row"),
        pytest.param(True, ("x", "y"), True, id="hide_if_constant, different rows"),
        pytest.param(True, (), True, id="hide_if_constant, no row"),
        pytest.param(False, (), True, id="no row"),
    ],
)
def test_redundant_columns_are_dropped(titled: bool, texts: tuple[str, ...], kept: bool) -> None:
    """A column is dropped if it is empty, or constant with `hide_if_constant`."""
    report = Report(
        title="T",
        subtitle="",
        columns=(Column(heading="Date"), Column(heading="What", hide_if_constant=titled)),
        rows=tuple(Row((cell("2025"), cell(text))) for text in texts),
    )
    assert _said(report) == ["Date", *["What"] * kept]


def test_cells_are_dropped_with_their_columns() -> None:
    """The remaining cells stay under their own headings."""
    small = drop_redundant_columns(
        report_of(("1", "", "x"), ("2", "", "y"), headings="Date Empty What")
    )
    assert [[c.text for c in row.cells] for row in small.rows] == [["1", "x"], ["2", "y"]]
