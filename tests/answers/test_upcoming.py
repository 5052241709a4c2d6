"""Tests of the answer of `upcoming`."""

import json
from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.query import Query
from treatywatch.answers.upcoming import UpcomingItem, upcoming_answer
from treatywatch.model.dates import Period
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json

DAY = date(2025, 9, 1)


def items(
    ledger: Ledger, as_of: date = DAY, within: Period | None = None, **query: Any
) -> tuple[UpcomingItem, ...]:
    """Return the records of an answer."""
    return upcoming_answer(ledger, Query(as_of=as_of, **query), within=within).items


def shown(ledger: Ledger, as_of: date = DAY, **asked: Any) -> list[str]:
    """Return the records of an answer, each in a line."""
    return [
        f"{i.date} {i.days} {i.kind} {i.basis} {i.country} {i.convention}"
        for i in items(ledger, as_of, **asked)
    ]


NOTICES = events(
    "LT ottawa notified 2025-06-27",
    "FI ottawa notified 2025-07-10",
    "PL ottawa announced 2025-03-18",
    "US op1 notified 2025-07-01",
    "US op1 effective 2025-12-27",
)


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The envelope and the records begin with these keys in this order."""
    answer = upcoming_answer(ledger_of(event("LT ottawa notified 2025-06-27")), Query(as_of=DAY))
    values = json.loads(to_json(answer))
    assert list(values) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    (item,) = values["items"]
    assert item.pop("sources")[0]["title"] == "Letter"
    assert list(item.items()) == [
        ("date", "2025-12-27"),
        ("days", 117),
        ("what", "effect"),
        ("basis", "computed"),
        ("country", "LT"),
        ("country_name", "Lithuania"),
        ("convention", "ottawa"),
        ("convention_name", "Anti-Personnel Mine Ban Convention"),
        ("notified", "2025-06-27"),
        ("contested", False),
    ]


def test_days_are_listed_in_order(ledger_of: LedgerOf) -> None:
    """Days are listed in order, then by convention; an exit without notice has no day."""
    assert shown(ledger_of(NOTICES)) == [
        "2025-12-27 117 effect recorded US op1",
        "2025-12-27 117 effect computed LT ottawa",
        "2026-01-10 131 effect computed FI ottawa",
    ]


def test_equal_days_are_sorted_by_country_name(ledger_of: LedgerOf) -> None:
    """Countries with the same day and convention are sorted by name, not by code."""
    ledger = ledger_of(events(*(f"{c} ottawa notified 2025-06-27" for c in ("US", "FI", "PL"))))
    assert [item.country for item in items(ledger)] == ["FI", "PL", "US"]


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2025, 6, 26), []),
        (date(2025, 6, 27), [183]),
        (date(2025, 12, 26), [1]),
        (date(2025, 12, 27), []),
        (date.max, []),
    ],
    ids=str,
)
def test_an_effect_is_upcoming_from_the_notice_to_the_day_before(
    day: date, days: list[int], ledger_of: LedgerOf
) -> None:
    """An effect is not upcoming before the notice or on its own day."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27"))
    assert [item.days for item in items(ledger, day)] == days


@pytest.mark.parametrize(
    ("end", "day", "count"),
    [
        ("rescinded", date(2025, 9, 30), 1),
        ("rescinded", date(2025, 10, 1), 0),
        ("expelled", date(2025, 9, 30), 1),
        ("expelled", date(2025, 10, 1), 0),
    ],
)
def test_a_cancelled_notice_is_not_upcoming(
    end: str, day: date, count: int, ledger_of: LedgerOf
) -> None:
    """An effect is upcoming until its notice is rescinded or the State is expelled."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", f"LT ottawa {end} 2025-10-01"))
    assert len(items(ledger, day)) == count


def test_a_postponed_effect_has_no_day(ledger_of: LedgerOf) -> None:
    """A notice whose effect is postponed has no upcoming day."""
    assert not items(ledger_of(event("LT ottawa notified 2025-06-27", postponed='"War."')))


@pytest.mark.parametrize(
    ("day", "known_on", "expected"),
    [
        (DAY, None, "2026-01-10 131 effect recorded FI ottawa"),
        (DAY, date(2025, 9, 1), "2026-01-09 130 effect computed FI ottawa"),
    ],
    ids=["today", "then"],
)
def test_acts_not_yet_known_are_left_out(
    day: date, known_on: date | None, expected: str, ledger_of: LedgerOf
) -> None:
    """The effect is computed until a source for the recorded one is published."""
    later = '[{ title = "Note", publisher = "UN", published = 2025-12-01 }]'
    ledger = ledger_of(
        event("FI ottawa notified 2025-07-09")
        + event("FI ottawa effective 2026-01-10", sources=later)
    )
    assert shown(ledger, day, known_on=known_on) == [expected]


def test_a_partial_date_has_no_days(ledger_of: LedgerOf) -> None:
    """An effect known to the month has no count of days."""
    ledger = ledger_of(event("LT ottawa notified 2025-06"))
    (item,) = items(ledger)
    assert (str(item.date), item.days) == ("2025-12-01/2025-12-30", None)


def test_a_past_effect_is_not_upcoming(ledger_of: LedgerOf) -> None:
    """A passed day is not upcoming while the rescission has only a partial date."""
    ledger = ledger_of(events("LT op1 notified 2025-01-15", "LT op1 rescinded 2025-04"))
    assert shown(ledger, date(2025, 4, 14)) == ["2025-04-15 1 effect computed LT op1"]
    assert shown(ledger, date(2025, 4, 15)) == []
    assert shown(ledger, date(2025, 4, 20)) == []


PARTY = event("LT paris in-force 2017-01-31")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 1, 30), []),
        (date(2017, 1, 31), ["2020-01-31 1095 earliest-notice computed LT paris"]),
        (date(2020, 1, 30), ["2020-01-31 1 earliest-notice computed LT paris"]),
        (date(2020, 1, 31), []),
    ],
    ids=str,
)
def test_the_earliest_day_for_notice(day: date, expected: list[str], ledger_of: LedgerOf) -> None:
    """A party barred from leaving has an upcoming earliest day for notice."""
    assert shown(ledger_of(PARTY), day) == expected


@pytest.mark.parametrize(
    ("acts", "count"),
    [
        pytest.param(["LT paris consented 2017-12-31"], 0, id="joining"),
        pytest.param(["LT paris in-force 2017-01-31"], 1, id="party"),
        pytest.param(["LT paris in-force 2017-01-31", "LT paris announced 2017-06"], 1, id="began"),
        pytest.param(["LT paris announced 2017-06"], 0, id="no known joining"),
        pytest.param(
            ["LT paris in-force 2017-01-31", "LT paris notified 2017-08-04"], 0, id="notified"
        ),
        pytest.param(["LT paris in-force 2017-01-31", "LT paris expelled 2017-08-04"], 0, id="out"),
    ],
)
def test_only_parties_that_have_not_notified_have_that_day(
    acts: list[str], count: int, ledger_of: LedgerOf
) -> None:
    """The earliest day needs a party with a known joining and no notice."""
    assert len(items(ledger_of(events(*acts)), date(2018, 1, 1))) == count


SINCE_START = """
[conventions.late]
name = "Late"
in_force = {in_force}
withdrawal.article = "28"
withdrawal.period = "1 year"
withdrawal.earliest = {{ period = "{period}", after = "in-force" }}
"""


@pytest.mark.parametrize(
    ("in_force", "period", "expected"),
    [
        pytest.param(
            "2020-02-29",
            "10 years",
            ["2030-02-28 1641 earliest-notice computed LT late"],
            id="from entry into force",
        ),
        pytest.param("2020-02-29", "8000 years", [], id="after the year 9999"),
    ],
)
def test_a_bar_counted_from_entry_into_force(
    in_force: str, period: str, expected: list[str], ledger_of: LedgerOf
) -> None:
    """A bar may count from the convention's entry into force; past 9999 it has no day."""
    ledger = ledger_of(
        SINCE_START.format(in_force=in_force, period=period) + event("LT late announced 2024-01-01")
    )
    assert shown(ledger) == expected


@pytest.mark.parametrize(
    ("within", "count"),
    [
        (Period(116, "day"), 0),
        (Period(117, "day"), 2),
        (Period(4, "month"), 2),
        (Period(131, "day"), 3),
        (Period(9999, "year"), 3),
        (None, 3),
    ],
    ids=str,
)
def test_within_a_period(within: Period | None, count: int, ledger_of: LedgerOf) -> None:
    """Days beyond the period are left out; its last day is included."""
    assert len(items(ledger_of(NOTICES), within=within)) == count


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ({"countries": ("LT",)}, ["LT"]),
        ({"conventions": ("op1",)}, ["US"]),
        ({"group": "Baltic States"}, ["LT"]),
    ],
    ids=["country", "treaty", "group"],
)
def test_a_query_narrows_the_days(
    query: dict[str, Any], countries: list[str], ledger_of: LedgerOf
) -> None:
    """Countries, conventions and a group narrow the answer."""
    assert [item.country for item in items(ledger_of(NOTICES), **query)] == countries


def test_a_recorded_day_has_its_own_sources(ledger_of: LedgerOf) -> None:
    """A recorded day of effect has its own sources and doubts, not those of the notice."""
    circular = '[{ title = "Circular", publisher = "UN" }]'
    ledger = ledger_of(
        event("LT ottawa notified 2025-06-27")
        + event("LT ottawa effective 2025-12-28", sources=circular, contested="true")
    )
    (item,) = items(ledger)
    assert [source.title for source in item.sources] == ["Circular"]
    assert item.contested


def test_a_day_computed_from_a_contested_notice_is_contested(ledger_of: LedgerOf) -> None:
    """A computed day has the sources and doubts of the notice."""
    (item,) = items(ledger_of(event("LT ottawa notified 2025-06-27", contested="true")))
    assert item.contested
    assert [source.title for source in item.sources] == ["Letter"]


def test_a_party_on_a_roll_has_an_earliest_day(ledger_of: LedgerOf) -> None:
    """A party recorded only in a roll has an earliest day for notice."""
    ledger = ledger_of(roll("paris", "FI = { accepted = 2024-01-01 }"))
    assert shown(ledger) == ["2027-01-31 517 earliest-notice computed FI paris"]


def test_the_earliest_day_counts_from_the_last_possible_day(ledger_of: LedgerOf) -> None:
    """A State bound since some day of a year counts as bound from the year's last day."""
    ledger = ledger_of(event("LT paris in-force 2016"))
    (item,) = items(ledger, date(2017, 1, 1))
    assert str(item.date) == "2019-12-31"
