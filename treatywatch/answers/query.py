"""The query of an answer: countries, conventions, and the day it is about."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from treatywatch.model.countries import Country
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import PairKey
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    find_convention,
    find_country,
    find_group,
    memberships,
    normalize_name,
)
from treatywatch.standing.as_of import AsOf


class Query(AsOf, frozen=True, kw_only=True):
    """A selection of countries and conventions on a day. No countries or conventions mean all."""

    countries: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    group: str | None = None

    @property
    def pair(self) -> PairKey:
        """The only country and the only convention. Raises ValueError unless there is one each."""
        (country,), (convention,) = self.countries, self.conventions
        return country, convention


def build_query(
    ledger: Ledger,
    *,
    as_of: date,
    known_on: date | None = None,
    countries: Iterable[str] = (),
    conventions: Iterable[str] = (),
    group: str | None = None,
) -> Query:
    """Return a query about what the names stand for in the ledger.

    Raises UnknownNameError for a name that the ledger lacks.
    """
    return Query(
        as_of=as_of,
        known_on=known_on,
        countries=tuple(dict.fromkeys(find_country(ledger, name) for name in countries)),
        conventions=tuple(dict.fromkeys(find_convention(ledger, name) for name in conventions)),
        group=None if group is None else find_group(ledger, group),
    )


def selected_countries(ledger: Ledger, query: Query) -> frozenset[str]:
    """Return the codes of the query's countries that belong to its group."""
    codes = query.countries or tuple(ledger.countries)
    if query.group is None:
        return frozenset(codes)
    return frozenset(c for c in codes if in_group(ledger.countries[c], query.group, query.as_of))


class GroupMembership(Protocol):
    """A membership in a group."""

    @property
    def name(self) -> str:
        """The group's key."""

    @property
    def joined(self) -> PartialDate | None:
        """The first day of membership, if known."""

    @property
    def left(self) -> PartialDate | None:
        """The first day after membership, if it ended."""


def in_group(country: Country, group: str, day: date) -> bool:
    """Return whether a country belonged to a group at the end of a day."""
    return group in groups_on(memberships(country), day)


def groups_on(group_memberships: Iterable[GroupMembership], day: date) -> list[str]:
    """Return the groups whose membership covers the end of a day.

    The day of joining counts, the day of leaving does not. A partial date counts from its last day.
    """
    return [
        membership.name
        for membership in group_memberships
        if (membership.joined is None or membership.joined.last <= day)
        and (membership.left is None or membership.left.last > day)
    ]


def selected_pairs(ledger: Ledger, query: Query) -> list[PairKey]:
    """Return the query's pairs that have an act on record, by country name.

    A pair of a named country and a named convention is included even without an act.
    """
    countries = selected_countries(ledger, query)
    conventions = frozenset(query.conventions or ledger.conventions)
    pairs = {
        (event.country, event.convention)
        for event in ledger.events
        if event.country in countries and event.convention in conventions
    }
    for slug, roll in ledger.rolls.items():
        if slug in conventions:
            pairs |= {(code, slug) for code in roll.parties if code in countries}
    if query.countries and query.conventions:
        pairs |= {(code, slug) for code in countries for slug in conventions}
    return sorted(pairs, key=lambda pair: (*country_order(ledger, pair[0]), pair[1]))


def country_order(ledger: Ledger, code: str) -> tuple[str, str]:
    """Return the sort key of a country: its name, then its code."""
    return normalize_name(ledger.countries[code].name), code
