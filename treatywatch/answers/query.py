"""What a question is about: which countries and conventions, as of which day, known by which day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from treatywatch.model.countries import Country
from treatywatch.model.dates import PartialDate
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    find_convention,
    find_country,
    find_group,
    memberships,
    normalize_name,
)
from treatywatch.standing.acts import PairKey
from treatywatch.standing.as_of import AsOf


class Query(AsOf, frozen=True, kw_only=True):
    """What to look at. Empty countries or conventions mean all; codes and slugs are the ledger's."""

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
    """The codes of the countries that a query is about: those named, within the group named."""
    codes = query.countries or tuple(ledger.countries)
    if query.group is None:
        return frozenset(codes)
    return frozenset(c for c in codes if in_group(ledger.countries[c], query.group, query.as_of))


class GroupMembership(Protocol):
    """A stay in a group."""

    @property
    def name(self) -> str:
        """The group's key."""

    @property
    def joined(self) -> PartialDate | None:
        """The first day in."""

    @property
    def left(self) -> PartialDate | None:
        """The day from which it is out."""


def in_group(country: Country, group: str, day: date) -> bool:
    """Whether a country belonged to a group at the end of a day."""
    return group in groups_on(memberships(country), day)


def groups_on(stays: Iterable[GroupMembership], day: date) -> list[str]:
    """The groups in which the stays are under way at the end of a day; out is out on the day."""
    return [
        stay.name
        for stay in stays
        if (stay.joined is None or stay.joined.last <= day)
        and (stay.left is None or stay.left.last > day)
    ]


def selected_pairs(ledger: Ledger, query: Query) -> list[PairKey]:
    """The pairs that a query is about and of which the ledger tells anything, by name.

    Where both a country and a convention are named, their pair is there even if nothing is told.
    """
    countries = selected_countries(ledger, query)
    conventions = frozenset(query.conventions or ledger.conventions)
    told = {
        (event.country, event.convention)
        for event in ledger.events
        if event.country in countries and event.convention in conventions
    }
    for slug, roll in ledger.rolls.items():
        if slug in conventions:
            told |= {(code, slug) for code in roll.parties if code in countries}
    if query.countries and query.conventions:
        told |= {(code, slug) for code in countries for slug in conventions}
    return sorted(told, key=lambda pair: _by_name(ledger, pair))


def _by_name(ledger: Ledger, pair: PairKey) -> tuple[str, str]:
    code, slug = pair
    return normalize_name(ledger.countries[code].name), slug
