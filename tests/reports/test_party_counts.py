"""Tests of the report of `parties --plot`."""

from datetime import date

from tests.samples import LedgerOf, events, roll, rows_of
from treatywatch.answers.party_counts import party_counts_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger
from treatywatch.reports.party_counts import party_counts_report
from treatywatch.reports.report import Report

ROWS = (
    "FI = { acceded = 2012-01-09 }",
    "LT = { ratified = 2003-05-12 }",
    "PL = { ratified = 2012-12-27 }",
)


def plotted(ledger: Ledger, slug: str, day: str) -> Report:
    """Return the report as of a day."""
    query = Query(as_of=date.fromisoformat(day), conventions=(slug,))
    return party_counts_report(party_counts_answer(ledger, query), ledger)


def test_each_year_has_its_bar(ledger_of: LedgerOf) -> None:
    """A row has the counts of a year and a bar of at most forty cells."""
    ledger = ledger_of(roll("ottawa", *ROWS) + events("LT ottawa effective 2014-03-01"))
    rows = rows_of(plotted(ledger, "ottawa", "2014-06-30"))
    assert len(rows) == 12
    assert rows[0] == f" 2003 | 1 |  | +1 |  | {13 * '█'}"
    assert rows[1] == f" 2004 | 1 |  |  |  | {13 * '█'}"
    assert rows[9] == f" 2012 | 2 | 1 | +2 |  | {27 * '█'}{13 * '▒'}"
    assert rows[10] == f" 2013 | 3 |  |  |  | {40 * '█'}"
    assert rows[11] == f" 2014-06-30 | 2 |  |  | −1 | {27 * '█'}{13 * '░'}"


def test_many_years_are_grouped(ledger_of: LedgerOf) -> None:
    """A span is labelled with its last year and counts all joinings and exits in it."""
    ledger = ledger_of(roll("ottawa", *ROWS))
    rows = rows_of(plotted(ledger, "ottawa", "2033-01-01"))
    assert len(rows) == 16
    assert rows[0].split(" | ")[:4] == [" 2003", "1", "", "+1"]
    assert rows[5].split(" | ")[:4] == [" 2013", "3", "", "+2"]
    assert rows[-1].split(" | ")[0] == " 2033-01-01"


def test_a_small_part_of_a_bar_gets_a_cell(ledger_of: LedgerOf) -> None:
    """A part too small for a cell is drawn as one cell."""
    more = [chr(ord("A") + n // 26) + chr(ord("A") + n % 26) for n in range(120)]
    codes = [code for code in more if code not in {"FI", "LT", "PL", "US"}]
    tables = "".join(f'[countries.{code}]\nname = "{code}land"\n' for code in codes)
    rows = [f"{code} = {{ acceded = 2012-01-09 }}" for code in codes]
    ledger = ledger_of(tables + roll("ottawa", *rows, ROWS[2]))
    (shown, *_) = rows_of(plotted(ledger, "ottawa", "2012-12-31"))
    assert shown.endswith("█▒")


def test_an_empty_chart_says_why(ledger_of: LedgerOf) -> None:
    """An empty report says that there is no roll or that no State had joined."""
    ledger = ledger_of(roll("ottawa", *ROWS))
    assert plotted(ledger, "ctbt", "2026-01-01").empty == "The convention has no roll."
    assert plotted(ledger, "ottawa", "1999-01-01").empty == "No State had joined."
