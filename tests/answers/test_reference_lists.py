"""Tests of the answers of `countries` and `treaties`."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from tests.samples import LedgerOf, event, roll
from treatywatch.answers.query import Query
from treatywatch.answers.reference_lists import countries_answer, treaties_answer
from treatywatch.model.events import Event
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json

DAY = date(2026, 1, 1)
MORE = """
[countries.CI]
name = "Côte d'Ivoire"
un_name = "Republic of Côte d'Ivoire"
aliases = ["Ivory Coast"]
groups = ["AU", { name = "Club", joined = "2001-05", left = 2020-02-29 }]
note = "A note."
[countries.EU]
name = "European Union"
kind = "organization"
[countries.HR]
name = "Croatia"
"""


def _found(ledger: Ledger, **asked: Any) -> list[str]:
    answer = countries_answer(ledger, Query(**{"as_of": date(2025, 1, 1)} | asked))
    return [item.code for item in answer.items]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        pytest.param({}, ["CI", "HR", "EU", "FI", "LT", "PL", "US"], id="all"),
        pytest.param({"countries": ("PL", "CI")}, ["CI", "PL"], id="named"),
        pytest.param({"group": "EU"}, ["LT", "PL"], id="a group"),
        pytest.param({"group": "EU", "countries": ("FI", "LT")}, ["LT"], id="both"),
        pytest.param({"group": "Club"}, [], id="after leaving a group"),
        pytest.param({"group": "Club", "as_of": date(2020, 2, 28)}, ["CI"], id="a past day"),
        pytest.param(
            {"group": "Club", "as_of": date(2001, 5, 30)}, [], id="before the last possible day"
        ),
    ],
)
def test_countries_are_sorted_by_name(
    asked: dict[str, Any], codes: list[str], ledger_of: LedgerOf
) -> None:
    """The selected countries are sorted by name without accents."""
    assert _found(ledger_of(MORE), **asked) == codes


def test_a_country_has_its_names_and_groups(ledger_of: LedgerOf) -> None:
    """Names, kind and memberships are those of the ledger."""
    query = Query(as_of=date(2025, 1, 1), countries=("CI",))
    answer = json.loads(to_json(countries_answer(ledger_of(MORE), query)))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "items"]
    assert answer["items"] == [
        {
            "code": "CI",
            "name": "Côte d'Ivoire",
            "un_name": "Republic of Côte d'Ivoire",
            "official": None,
            "kind": "state",
            "aliases": ["Ivory Coast"],
            "groups": [
                {"name": "AU", "joined": None, "left": None},
                {"name": "Club", "joined": "2001-05", "left": "2020-02-29"},
            ],
            "note": "A note.",
        }
    ]


TREATIES = """
[conventions.iwc]
name = "Whaling Convention"
official = "International Convention for the Regulation of Whaling"
aliases = ["ICRW"]
topic = "environment"
adopted = 1946-12-02
opened = "1946-12"
in_force = 1948-11-10
depositary = "United States"
reference = "UNTS 2124"
note = "A note."
[conventions.iwc.withdrawal]
article = "XI"
effect = "calendar"
calendar = { by = "01-01", on = "06-30" }
survival = { period = "1 year" }
"""


@pytest.mark.parametrize(
    ("asked", "topic", "slugs"),
    [
        pytest.param((), None, ["ctbt", "inf", "iwc", "op1", "ottawa", "paris", "who"], id="all"),
        pytest.param(("paris", "iwc"), None, ["iwc", "paris"], id="named"),
        pytest.param((), "environment", ["iwc"], id="a topic"),
        pytest.param(("paris",), "environment", [], id="both"),
        pytest.param((), "trade", [], id="an unused topic"),
    ],
)
def test_conventions_are_sorted_by_slug(
    asked: tuple[str, ...], topic: str | None, slugs: list[str], ledger_of: LedgerOf
) -> None:
    """The conventions named and of the topic are sorted by slug."""
    answer = treaties_answer(ledger_of(TREATIES), Query(as_of=DAY, conventions=asked), topic=topic)
    assert [item.convention for item in answer.items] == slugs


def test_a_convention_has_its_clauses_and_counts(ledger_of: LedgerOf) -> None:
    """Dates, names and clauses are those of the ledger, with counts of events and rows."""
    acts = event("LT iwc announced 2025-01-02") + event("PL op1 announced 2025-01-02")
    rows = roll("iwc", "LT = {}", "US = {}")
    asked = Query(as_of=DAY, conventions=("iwc",))
    answer = json.loads(to_json(treaties_answer(ledger_of(TREATIES + rows + acts), asked)))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    (item,) = answer["items"]
    clause = item.pop("withdrawal")
    assert item == {
        "convention": "iwc",
        "name": "Whaling Convention",
        "official": "International Convention for the Regulation of Whaling",
        "aliases": ["ICRW"],
        "topic": "environment",
        "adopted": "1946-12-02",
        "opened": "1946-12",
        "in_force": "1948-11-10",
        "ended": None,
        "depositary": "United States",
        "reference": "UNTS 2124",
        "joining": None,
        "events": 1,
        "rolled": 2,
        "note": "A note.",
        "count": 0,
        "depositary_count": 0,
        "roll_as_of": "2026-01-01",
    }
    assert (clause["article"], clause["effect"], clause["period"]) == ("XI", "calendar", None)
    assert clause["calendar"] == {"by": "01-01", "on": "06-30", "years": 0}
    assert clause["survival"] == {"period": "1 year", "note": None}


def test_without_a_roll_the_counts_are_null(ledger_of: LedgerOf) -> None:
    """A convention without a roll has no counts of parties."""
    (item,) = treaties_answer(ledger_of(""), Query(as_of=DAY, conventions=("inf",))).items
    assert (item.events, item.rolled, str(item.ended)) == (0, None, "2019-08-02")
    assert (item.count, item.depositary_count, item.roll_as_of) == (None, None, None)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2003-05-11", (0, 0)),
        ("2003-05-12", (0, 1)),
        ("2003-11-01", (1, 1)),
        ("2013-06-01", (2, 2)),
        ("2025-12-27", (1, 1)),
    ],
)
def test_parties_are_counted_as_of_the_day(
    day: str, counts: tuple[int, int], ledger_of: LedgerOf
) -> None:
    """Parties and consents are counted on the query's day, from the convention's own roll."""
    rows = roll("ottawa", "LT = { ratified = 2003-05-12 }", "PL = { acceded = 2012-12-27 }")
    ledger = ledger_of(rows + roll("paris", "LT = {}") + event("LT ottawa notified 2025-06-27"))
    asked = Query(as_of=date.fromisoformat(day), conventions=("ottawa",))
    (item,) = treaties_answer(ledger, asked).items
    assert (item.count, item.depositary_count) == counts


class _CountedEvents(tuple[Event, ...]):
    """Events that count how often they are iterated."""

    __slots__ = ()
    passes = 0

    def __iter__(self) -> Iterator[Event]:
        type(self).passes += 1
        return super().__iter__()


def _passes_over_events(ledger: Ledger) -> int:
    """Count how often `treaties_answer` goes through all events of a ledger."""
    _CountedEvents.passes = 0
    counted = msgspec.structs.replace(ledger, events=_CountedEvents(ledger.events))
    treaties_answer(counted, Query(as_of=DAY))
    return _CountedEvents.passes


def test_events_are_counted_in_one_pass_for_all_conventions(ledger_of: LedgerOf) -> None:
    """The number of passes over the events does not grow with the number of conventions."""
    acts = event("LT ottawa announced 2025-01-02")
    more = "".join(f'[conventions.more-{number}]\nname = "More"\n' for number in range(20))
    assert _passes_over_events(ledger_of(acts)) == _passes_over_events(ledger_of(more + acts)) == 1
