"""Tests of the report of `board`."""

from datetime import date

from tests.samples import LedgerOf, events, roll
from treatywatch.answers.board import board_answer
from treatywatch.answers.query import Query
from treatywatch.reports.board import board_report
from treatywatch.reports.report import Report


def report(ledger_of: LedgerOf, text: str, *countries: str) -> Report:
    """Return the board of these countries."""
    ledger = ledger_of(text)
    query = Query(as_of=date(2026, 1, 1), countries=countries)
    return board_report(board_answer(ledger, query), ledger)


def test_fewer_countries_than_conventions_are_columns(ledger_of: LedgerOf) -> None:
    """With fewer countries than conventions, each convention is a row."""
    text = events("LT ottawa announced 2025-01-01", "LT op1 effective 2025-01-01")
    drawn = report(ledger_of, text, "LT")
    assert [column.heading for column in drawn.columns] == ["Convention", "LT"]
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["op1", "✕"],
        ["ottawa", "◔"],
    ]


def test_fewer_conventions_than_countries_are_columns(ledger_of: LedgerOf) -> None:
    """With fewer conventions than countries, each country is a row, by name."""
    text = roll("ottawa", "LT = { in_force = 2003-11-01 }", "US = { signed = 1997-12-03 }")
    drawn = report(ledger_of, text, "LT", "PL", "US")
    assert [column.heading for column in drawn.columns] == ["Country", "ottawa"]
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["Lithuania", "●"],
        ["Poland", "·"],
        ["United States", "◌"],
    ]


def test_the_legend_names_the_marks_that_occur(ledger_of: LedgerOf) -> None:
    """The legend leaves out marks that do not occur."""
    text = events("LT ottawa effective 2025-12-27", "PL ottawa announced 2025-01-01")
    assert report(ledger_of, text, "LT", "PL").notes[0] == "◔ considering or preparing exit  ✕ left"


def test_steps_before_the_notice_have_their_own_mark(ledger_of: LedgerOf) -> None:
    """A parliamentary approval has another mark than a notice."""
    text = events("LT ottawa parliamentary-approval 2025-05-08", "PL ottawa notified 2025-12-20")
    drawn = report(ledger_of, text, "LT", "PL")
    assert [row.cells[1].text for row in drawn.rows] == ["◔", "◐"]


def test_a_contested_cell_is_marked(ledger_of: LedgerOf) -> None:
    """A doubt is shown in the cell and in the legend."""
    text = events("LT ottawa suspended 2025-07-18").replace("date =", "contested = true\ndate =", 1)
    drawn = report(ledger_of, text, "LT")
    assert drawn.rows[0].cells[1].text == "●!"
    assert drawn.notes[0] == "● party  ! contested"
