"""Tests of the answer of `parties`."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pytest

import treatywatch
from tests.samples import LedgerOf, events, roll
from treatywatch.answers.parties import PartiesAnswer, parties_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger

NO_OPTIONS: Final[Mapping[str, date]] = MappingProxyType({})
ROLL: Final = roll(
    "ottawa",
    "FI = { acceded = 2012-01-09 }",
    "LT = { ratified = 2003-05-12 }",
    "PL = { ratified = 2012-12-27 }",
    "US = { signed = 1997-12-03 }",
)


def counted(
    ledger: Ledger, day: str, slug: str = "ottawa", options: Mapping[str, date] = NO_OPTIONS
) -> PartiesAnswer:
    """Return the answer for a day."""
    query = Query(as_of=date.fromisoformat(day), conventions=(slug,))
    return parties_answer(ledger, query, **options)


@pytest.mark.parametrize(
    ("day", "bound", "joining"),
    [
        ("2003-05-11", 0, 0),
        ("2003-05-12", 0, 1),
        ("2003-10-31", 0, 1),
        ("2003-11-01", 1, 0),
        ("2012-12-27", 2, 1),
        ("2013-06-01", 3, 0),
        ("2025-12-26", 3, 0),
        ("2025-12-27", 2, 0),
    ],
)
def test_bound_and_joining_are_counted_apart(
    day: str, bound: int, joining: int, ledger_of: LedgerOf
) -> None:
    """A consent counts at once for the depositary, binds later, and ends with the exit."""
    ledger = ledger_of(ROLL + events("LT ottawa notified 2025-06-27"))
    answer = counted(ledger, day)
    assert (answer.count, answer.joining, answer.depositary_count) == (
        bound,
        joining,
        bound + joining,
    )


def test_the_arithmetic_adds_up(ledger_of: LedgerOf) -> None:
    """Two lines explain the counts."""
    answer = counted(ledger_of(ROLL + events("LT ottawa effective 2012-06-01")), "2012-12-31")
    assert answer.arithmetic == (
        "3 consented − 1 out = 2, as depositaries count",
        "2 − 1 not bound yet = 1 bound",
    )


def test_a_returned_state_counts_once(ledger_of: LedgerOf) -> None:
    """A State that rejoined counts once, and the arithmetic mentions it."""
    again = events("LT ottawa effective 2010-06-01", "LT ottawa in-force 2011-06-01")
    answer = counted(ledger_of(ROLL + again), "2026-01-01")
    assert answer.count == 3
    assert answer.arithmetic[0].endswith("1 of them again after an exit")


def test_signatories_and_leavers_are_not_listed(ledger_of: LedgerOf) -> None:
    """Only parties and joining States are listed, by name."""
    answer = counted(ledger_of(ROLL + events("PL ottawa effective 2025-06-01")), "2026-01-01")
    assert [item.country for item in answer.items] == ["FI", "LT"]


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        ({"left_since": date(2025, 6, 1)}, ["PL"]),
        ({"left_since": date(2025, 6, 2)}, []),
        ({"joined_since": date(2012, 7, 1)}, ["FI", "PL"]),
        ({"joined_since": date(2012, 7, 2)}, ["PL"]),
        ({"joined_since": date(2012, 7, 2), "left_since": date(2025, 1, 1)}, ["PL"]),
    ],
)
def test_states_that_joined_or_left_since_a_day(
    options: dict[str, date], listed: list[str], ledger_of: LedgerOf
) -> None:
    """The day itself is included, and the counts do not change."""
    ledger = ledger_of(ROLL + events("PL ottawa effective 2025-06-01"))
    answer = counted(ledger, "2026-01-01", options=options)
    assert [item.country for item in answer.items] == listed
    assert answer.count == 2


def test_a_party_under_notice_still_counts(ledger_of: LedgerOf) -> None:
    """A party under notice counts and is listed with its day of effect."""
    answer = counted(ledger_of(ROLL + events("FI ottawa notified 2025-07-10")), "2025-12-31")
    assert (answer.count, str(answer.items[0].until)) == (3, "2026-01-10")


def test_without_a_roll_there_are_no_counts(ledger_of: LedgerOf) -> None:
    """Without a roll the counts are null; States with events are listed."""
    answer = counted(ledger_of(events("LT op1 notified 2025-06-27")), "2025-07-01", "op1")
    assert (answer.count, answer.joining, answer.depositary_count) == (None, None, None)
    assert answer.arithmetic == ()
    assert [item.country for item in answer.items] == ["LT"]


def test_an_imprecise_joining_is_a_doubt_until_its_end(ledger_of: LedgerOf) -> None:
    """A year counts from its last day; until then it is listed as a doubt."""
    ledger = ledger_of(roll("ottawa", 'LT = { acceded = "2026" }'))
    assert counted(ledger, "2025-12-31").doubts == ()
    early = counted(ledger, "2026-02-20")
    assert early.doubts == ("Lithuania: consented in 2026, counted from its last day, 2026-12-31.",)
    assert counted(ledger, "2026-01-01").doubts == early.doubts
    assert (early.depositary_count, counted(ledger, "2026-12-31").depositary_count) == (0, 1)


@pytest.mark.parametrize(
    ("slug", "day", "depositary"),
    [
        ("ottawa", "1998-09-15", 38),
        ("ottawa", "1998-09-16", 40),
        ("ottawa", "2024-05-21", 164),
        ("ottawa", "2025-03-12", 165),
        ("ottawa", "2025-06-25", 166),
        ("ottawa", "2025-12-27", 163),
        ("ottawa", "2026-01-10", 162),
        ("ottawa", "2026-02-20", 161),
        ("ccm", "2024-07-18", 112),
        ("ccm", "2025-03-06", 111),
        ("ccm", "2025-09-05", 112),
        ("cwc", "2018-05-17", 193),
        ("npt", "2026-08-22", 191),
        ("tpnw", "2026-08-22", 75),
        ("bwc", "2026-08-22", 189),
        ("rome-statute", "2026-08-22", 125),
        ("ctbt", "2026-08-22", 179),
        ("paris-agreement", "2026-08-22", 194),
        ("cbd", "2026-08-22", 196),
    ],
)
def test_the_counts_equal_published_totals(slug: str, day: str, depositary: int) -> None:
    """The shipped rolls and events add up to published totals."""
    assert counted(treatywatch.load(), day, slug).depositary_count == depositary


def test_an_imprecise_joining_is_listed_by_its_last_day(ledger_of: LedgerOf) -> None:
    """A State bound since some day of a month joined on the month's last day."""
    ledger = ledger_of(roll("ottawa", 'LT = { in_force = "2012-07" }'))
    options = {"joined_since": date(2012, 7, 15)}
    answer = counted(ledger, "2026-01-01", options=options)
    assert [item.country for item in answer.items] == ["LT"]
