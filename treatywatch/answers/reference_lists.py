"""The answers of `treatywatch countries` and `treatywatch treaties`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from treatywatch.answers.base import Answer, DatedAnswer, LedgerAnswer, dated_envelope, envelope
from treatywatch.answers.query import Query, country_order, selected_countries
from treatywatch.answers.status import positions_for_query
from treatywatch.model.conventions import Clause
from treatywatch.model.countries import CountryKind
from treatywatch.model.dates import PartialDate
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import memberships
from treatywatch.standing.position import Standing


class MembershipItem(Answer):
    """A country's membership in a group."""

    name: str
    joined: PartialDate | None
    left: PartialDate | None


class CountryItem(Answer):
    """A country with its names and groups."""

    code: str
    name: str
    un_name: str | None
    official: str | None
    kind: CountryKind
    aliases: tuple[str, ...]
    groups: tuple[MembershipItem, ...]
    note: str | None


class CountriesAnswer(LedgerAnswer):
    """The answer to `countries`."""

    as_of: date
    items: tuple[CountryItem, ...]


class ConventionItem(Answer):
    """A convention with its names, clauses and counts.

    `events` counts its events, `rolled` the rows of its roll. `count` is the number of States bound
    on the day, `depositary_count` the number that have consented. `rolled`, both counts and
    `roll_as_of`, the day of the roll, are null if the convention has no roll.
    """

    convention: str
    name: str
    official: str | None
    aliases: tuple[str, ...]
    topic: str | None
    adopted: PartialDate | None
    opened: PartialDate | None
    in_force: date | None
    ended: date | None
    depositary: str | None
    reference: str | None
    joining: Clause | None
    withdrawal: Clause | None
    events: int
    rolled: int | None
    note: str | None
    count: int | None
    depositary_count: int | None
    roll_as_of: date | None


class TreatiesAnswer(DatedAnswer):
    """The answer to `treaties`."""

    items: tuple[ConventionItem, ...]


def countries_answer(ledger: Ledger, query: Query) -> CountriesAnswer:
    """List the query's countries by name.

    Group membership is that at the end of the query's day.
    """
    codes = sorted(selected_countries(ledger, query), key=lambda code: country_order(ledger, code))
    return CountriesAnswer(
        **envelope("countries", ledger),
        as_of=query.as_of,
        items=tuple(_country_item(ledger, code) for code in codes),
    )


def treaties_answer(ledger: Ledger, query: Query, *, topic: str | None = None) -> TreatiesAnswer:
    """List the query's conventions by slug. `topic` keeps those of one topic."""
    slugs = [
        slug
        for slug in sorted(query.conventions or ledger.conventions)
        if topic is None or ledger.conventions[slug].topic == topic
    ]
    event_counts = Counter(event.convention for event in ledger.events)
    standings = _standing_counts(ledger, query, [slug for slug in slugs if slug in ledger.rolls])
    return TreatiesAnswer(
        **dated_envelope("treaties", ledger, query),
        items=tuple(
            _convention_item(ledger, slug, standings, event_counts[slug]) for slug in slugs
        ),
    )


def _standing_counts(
    ledger: Ledger, query: Query, slugs: Sequence[str]
) -> Counter[tuple[str, Standing]]:
    """Count the States of each standing towards each of the conventions."""
    if not slugs:
        return Counter()
    narrowed = msgspec.structs.replace(query, conventions=tuple(slugs))
    return Counter(
        (position.convention, position.standing)
        for position in positions_for_query(ledger, narrowed)
    )


def _country_item(ledger: Ledger, code: str) -> CountryItem:
    country = ledger.countries[code]
    return CountryItem(
        code=code,
        name=country.name,
        un_name=country.un_name,
        official=country.official,
        kind=country.kind,
        aliases=country.aliases,
        groups=tuple(
            MembershipItem(name=membership.name, joined=membership.joined, left=membership.left)
            for membership in memberships(country)
        ),
        note=country.note,
    )


def _convention_item(
    ledger: Ledger, slug: str, standings: Mapping[tuple[str, Standing], int], events: int
) -> ConventionItem:
    convention = ledger.conventions[slug]
    roll = ledger.rolls.get(slug)
    bound = standings.get((slug, Standing.PARTY), 0)
    joining = standings.get((slug, Standing.JOINING), 0)
    return ConventionItem(
        convention=slug,
        name=convention.name,
        official=convention.official,
        aliases=convention.aliases,
        topic=convention.topic,
        adopted=convention.adopted,
        opened=convention.opened,
        in_force=convention.in_force,
        ended=convention.ended,
        depositary=convention.depositary,
        reference=convention.reference,
        joining=convention.joining,
        withdrawal=convention.withdrawal,
        events=events,
        rolled=len(roll.parties) if roll else None,
        note=convention.note,
        count=bound if roll else None,
        depositary_count=bound + joining if roll else None,
        roll_as_of=roll.as_of if roll else None,
    )
