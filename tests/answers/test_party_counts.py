"""Tests of the answer of `parties --plot`."""

from datetime import date
from typing import Final

import pytest

import treatywatch
from tests.samples import LedgerOf, events, roll
from treatywatch.answers.parties import parties_answer
from treatywatch.answers.party_counts import PartyCountsItem, party_counts_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger

ROLL: Final = roll(
    "ottawa",
    "FI = { acceded = 2012-01-09 }",
    "LT = { ratified = 2003-05-12 }",
    "PL = { ratified = 2012-12-27 }",
    "US = { signed = 1997-12-03 }",
)


def series(ledger: Ledger, slug: str = "ottawa", day: str = "2026-12-31") -> list[str]:
    """Return each record in a line: day, counts, then joined, bound and left States."""
    query = Query(as_of=date.fromisoformat(day), conventions=(slug,))
    return [_line(item) for item in party_counts_answer(ledger, query).items]


def _line(item: PartyCountsItem) -> str:
    assert item.depositary_count == item.count + item.joining
    came = [f"+{code}" for code in item.joined] + [f"={code}" for code in item.bound]
    return " ".join([str(item.date), f"{item.count}+{item.joining}", *came, *_gone(item)])


def _gone(item: PartyCountsItem) -> list[str]:
    return [f"-{code}" for code in item.left]


def test_each_change_is_a_record(ledger_of: LedgerOf) -> None:
    """Consents, computed days in force and exits are records on their days; signatures are not."""
    ledger = ledger_of(
        ROLL + events("LT ottawa notified 2025-06-27", "FI ottawa remark 2020-01-01")
    )
    assert series(ledger) == [
        "2003-05-12 0+1 +LT",
        "2003-11-01 1+0 =LT",
        "2012-01-09 1+1 +FI",
        "2012-07-01 2+0 =FI",
        "2012-12-27 2+1 +PL",
        "2013-06-01 3+0 =PL",
        "2025-12-27 2+0 -LT",
    ]


def test_changes_of_one_day_are_one_record(ledger_of: LedgerOf) -> None:
    """States that change on one day are listed by name in one record."""
    rows = roll("paris", "PL = { acceded = 2016-10-05 }", "LT = { acceded = 2016-10-05 }")
    assert series(ledger_of(rows), "paris") == [
        "2016-10-05 0+2 +LT +PL",
        "2016-11-04 2+0 =LT =PL",
    ]


def test_a_day_that_changes_no_count_is_left_out(ledger_of: LedgerOf) -> None:
    """Signatures, announcements and notices do not change the counts."""
    acts = events("LT ottawa announced 2025-01-01", "US ottawa considered 2025-01-02")
    days = [line.split()[0] for line in series(ledger_of(ROLL + acts))]
    assert not {"1997-12-03", "2025-01-01", "2025-01-02"} & set(days)


def test_a_return_counts_again(ledger_of: LedgerOf) -> None:
    """A State that leaves and rejoins has a record for each change."""
    acts = events("LT ottawa notified 2025-06-27", "LT ottawa consented 2026-01-10")
    lines = [line for line in series(ledger_of(ROLL + acts)) if "LT" in line]
    assert [line.split(" ", 1)[1] for line in lines[2:]] == ["2+0 -LT", "2+1 +LT", "3+0 =LT"]


def test_the_end_of_a_convention_sets_the_counts_to_zero(ledger_of: LedgerOf) -> None:
    """The last record has zero parties and no State that left."""
    rows = roll("inf", "US = { ratified = 1988-06-01, in_force = 1988-06-01 }")
    assert series(ledger_of(rows), "inf") == ["1988-06-01 1+0 +US =US", "2019-08-02 0+0"]


def test_the_records_end_at_the_day_of_the_query(ledger_of: LedgerOf) -> None:
    """Changes after the query's day are left out."""
    assert series(ledger_of(ROLL), day="2003-10-31") == ["2003-05-12 0+1 +LT"]


def test_without_a_roll_there_are_no_records(ledger_of: LedgerOf) -> None:
    """Events alone do not count the parties."""
    acts = events("LT ctbt consented 2000-02-07")
    assert series(ledger_of(acts), "ctbt") == []


@pytest.mark.parametrize("slug", sorted(treatywatch.load().rolls))
def test_the_counts_equal_those_of_parties(slug: str) -> None:
    """`parties` has the same counts on the days of the records."""
    ledger = treatywatch.load()
    items = party_counts_answer(ledger, Query(as_of=date(2027, 12, 31), conventions=(slug,))).items
    assert items
    for item in items[:: max(1, len(items) // 12)]:
        answer = parties_answer(ledger, Query(as_of=item.date, conventions=(slug,)))
        assert (answer.count, answer.joining) == (item.count, item.joining)
