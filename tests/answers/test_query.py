"""Tests of queries."""

from collections.abc import Callable
from datetime import date

import pytest

from treatywatch.answers.query import Query, groups_on, in_group, selected_countries, selected_pairs
from treatywatch.model.countries import Country, Membership
from treatywatch.model.dates import exact_date, parse_partial_date
from treatywatch.model.ledger import Ledger

LedgerOf = Callable[[str], Ledger]

day = date.fromisoformat
TODAY = date(2025, 7, 1)

ACTS = """
[[events]]
country = "PL"
convention = "ottawa"
step = "announced"
date = 2025-03-07
summary = "Announced."
sources = [{ title = "News", publisher = "Press" }]

[rolls.ottawa]
as_of = 2025-06-01
sources = [{ title = "List", publisher = "Depositary" }]
[rolls.ottawa.parties]
LT = { ratified = 2003-05-12 }
PL = { ratified = 2012-12-27 }

[rolls.op1]
as_of = 2025-06-01
sources = [{ title = "List", publisher = "Depositary" }]
[rolls.op1.parties]
FI = { ratified = 1975-08-19 }
"""


def asked(
    countries: tuple[str, ...] = (), conventions: tuple[str, ...] = (), group: str | None = None
) -> Query:
    """Return a query as of a fixed day."""
    return Query(as_of=TODAY, countries=countries, conventions=conventions, group=group)


def test_a_query_without_countries_selects_all(ledger_of: LedgerOf) -> None:
    """A query without countries selects every country of the ledger."""
    assert selected_countries(ledger_of(""), asked()) == {"LT", "PL", "FI", "US"}


@pytest.mark.parametrize(
    ("countries", "wanted"),
    [((), {"LT", "PL"}), (("LT", "FI"), {"LT"}), (("FI",), set())],
)
def test_a_group_narrows_the_countries(
    ledger_of: LedgerOf, countries: tuple[str, ...], wanted: set[str]
) -> None:
    """Only countries of the group are selected, from those named or from all."""
    assert selected_countries(ledger_of(""), asked(countries, group="EU")) == wanted


def test_a_group_has_its_members_of_the_day(ledger_of: LedgerOf) -> None:
    """A country belongs to a group only during its membership."""
    ledger = ledger_of(
        '[countries.GB]\nname = "United Kingdom"\n'
        'groups = [{ name = "EU", joined = 1973-01-01, left = 2020-02-01 }]\n'
    )
    on_the_eve = Query(as_of=day("2020-01-31"), group="EU")
    on_the_day = Query(as_of=day("2020-02-01"), group="EU")
    assert selected_countries(ledger, on_the_eve) - selected_countries(ledger, on_the_day) == {"GB"}


@pytest.mark.parametrize(
    ("on_day", "there"),
    [
        ("1972-12-31", False),
        ("1973-01-01", True),
        ("2020-01-31", True),
        ("2020-02-01", False),
    ],
)
def test_a_membership_excludes_the_day_of_leaving(on_day: str, *, there: bool) -> None:
    """A membership includes the day of joining and excludes the day of leaving."""
    stay = Membership(
        name="EU", joined=exact_date(day("1973-01-01")), left=exact_date(day("2020-02-01"))
    )
    country = Country(name="United Kingdom", groups=(stay,))
    assert in_group(country, "EU", day(on_day)) is there
    assert not in_group(country, "NATO", day(on_day))


@pytest.mark.parametrize(
    ("on_day", "present"),
    [
        ("2019-12-30", ["always", "leaves within 2020"]),
        ("2019-12-31", ["always", "joins within 2019", "leaves within 2020"]),
        ("2020-12-30", ["always", "joins within 2019", "leaves within 2020"]),
        ("2020-12-31", ["always", "joins within 2019"]),
    ],
)
def test_partial_membership_dates_count_from_their_last_day(
    on_day: str, present: list[str]
) -> None:
    """A year of joining or leaving counts from its last day."""
    stays = (
        Membership(name="always"),
        Membership(name="joins within 2019", joined=parse_partial_date("2019")),
        Membership(name="leaves within 2020", left=parse_partial_date("2020")),
    )
    assert groups_on(stays, day(on_day)) == present


def test_pairs_with_an_act_are_selected(ledger_of: LedgerOf) -> None:
    """Pairs from events and rolls are selected once each, by country name."""
    pairs = selected_pairs(ledger_of(ACTS), asked())
    assert pairs == [("FI", "op1"), ("LT", "ottawa"), ("PL", "ottawa")]


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        (asked(countries=("LT",)), [("LT", "ottawa")]),
        (asked(countries=("US",)), []),
        (asked(conventions=("op1",)), [("FI", "op1")]),
        (asked(conventions=("paris",)), []),
        (asked(group="EU"), [("LT", "ottawa"), ("PL", "ottawa")]),
        (asked(countries=("US",), conventions=("paris",)), [("US", "paris")]),
        (
            asked(countries=("PL", "LT"), conventions=("paris", "ottawa")),
            [("LT", "ottawa"), ("LT", "paris"), ("PL", "ottawa"), ("PL", "paris")],
        ),
        (asked(countries=("US",), conventions=("paris",), group="EU"), []),
    ],
    ids=[
        "country",
        "without acts",
        "treaty",
        "empty",
        "group",
        "pair",
        "pairs",
        "outside the group",
    ],
)
def test_the_pairs_of_a_query(
    ledger_of: LedgerOf, query: Query, pairs: list[tuple[str, str]]
) -> None:
    """A pair of a named country and a named convention is selected even without an act."""
    assert selected_pairs(ledger_of(ACTS), query) == pairs


def test_pairs_are_sorted_by_name_without_accents(ledger_of: LedgerOf) -> None:
    """An accent does not move a country to the end of the list."""
    ledger = ledger_of('[countries.AX]\nname = "Åland Islands"\n')
    query = asked(countries=("US", "AX", "FI"), conventions=("ottawa",))
    assert [code for code, _ in selected_pairs(ledger, query)] == ["AX", "FI", "US"]
