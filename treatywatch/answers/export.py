"""The tables of `treatywatch export`, made to be joined with other data."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from treatywatch.answers.base import VERSION, Answer, schema_name
from treatywatch.answers.export_rows import (
    ActRow,
    ConventionRow,
    CountryRow,
    LedgerRow,
    MembershipRow,
    NameRow,
    OtherDateRow,
    PartyPeriodRow,
    SourceRow,
    StandingRow,
)
from treatywatch.answers.query import Query, selected_pairs
from treatywatch.answers.status import positions_for_query
from treatywatch.model.events import PairKey
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import country_names, memberships, normalize_name
from treatywatch.standing.acts import Act, acts_known_on
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.periods import party_periods


def _acts_in_query(ledger: Ledger, query: Query) -> dict[PairKey, list[Act]]:
    """Return the known acts of each pair, sorted by convention and country."""
    pairs = sorted(set(selected_pairs(ledger, query)), key=lambda pair: (pair[1], pair[0]))
    acts = acts_by_pair(ledger, set(pairs))
    known_on = query.known_on
    return {
        pair: acts[pair] if known_on is None else acts_known_on(acts[pair], known_on)
        for pair in pairs
        if pair in acts
    }


def _numbered_acts(ledger: Ledger, query: Query) -> Iterator[tuple[int, Act]]:
    acts_by_pair_in_query = _acts_in_query(ledger, query)
    return enumerate((act for acts in acts_by_pair_in_query.values() for act in acts), 1)


def ledger_rows(ledger: Ledger, query: Query) -> Iterator[LedgerRow]:
    """Yield the one row about the ledger and the query's days."""
    yield LedgerRow(
        schema=schema_name("export"),
        tool=VERSION,
        sha256=ledger.sha256,
        current_to=ledger.current_to,
        as_of=query.as_of,
        known_on=query.known_on,
    )


def country_rows(ledger: Ledger, _: Query) -> Iterator[CountryRow]:
    """Yield all countries of the ledger, because rows of other tables refer to them."""
    for code, country in ledger.countries.items():
        yield CountryRow(
            code=code,
            name=country.name,
            official=country.official,
            kind=country.kind,
            note=country.note,
        )


def name_rows(ledger: Ledger, _: Query) -> Iterator[NameRow]:
    """Yield every name of every country."""
    for code, country in ledger.countries.items():
        for name in dict.fromkeys(country_names(code, country)):
            yield NameRow(country=code, name=name, folded=normalize_name(name))


def membership_rows(ledger: Ledger, _: Query) -> Iterator[MembershipRow]:
    """Yield every membership of a country in a group."""
    for code, country in ledger.countries.items():
        for membership in memberships(country):
            yield MembershipRow(
                country=code,
                group_name=membership.name,
                joined=membership.joined,
                left_on=membership.left,
            )


def convention_rows(ledger: Ledger, _: Query) -> Iterator[ConventionRow]:
    """Yield all conventions of the ledger, because rows of other tables refer to them."""
    for slug, convention in ledger.conventions.items():
        yield ConventionRow(
            slug=slug,
            name=convention.name,
            official=convention.official,
            topic=convention.topic,
            adopted=convention.adopted,
            in_force=convention.in_force,
            ended=convention.ended,
            depositary=convention.depositary,
            reference=convention.reference,
            current_to=convention.current_to,
            note=convention.note,
        )


def act_rows(ledger: Ledger, query: Query) -> Iterator[ActRow]:
    """Yield the recorded acts of a query's pairs that were known, including future ones."""
    return (_act_row(number, act) for number, act in _numbered_acts(ledger, query))


def _act_row(number: int, act: Act) -> ActRow:
    event = act.event
    assert event is not None, "only recorded acts are exported"
    votes = event.votes
    return ActRow(
        number=number,
        country=event.country,
        convention=event.convention,
        step=act.step,
        date=act.date,
        date_first=act.date.first,
        date_last=act.date.last,
        actor=event.actor,
        chamber=event.chamber,
        votes_for=votes.yes if votes else None,
        votes_against=votes.against if votes else None,
        votes_abstain=votes.abstain if votes else None,
        votes_absent=votes.absent if votes else None,
        votes_of=votes.of if votes else None,
        consent=event.consent,
        reference=event.reference,
        gazette=event.gazette,
        by_country=event.by,
        names_effect=event.names_effect,
        postponed=event.postponed,
        claim=event.claim,
        contested=event.contested,
        verified=event.verified,
        from_roll=act.from_roll,
        summary=event.summary,
        note=event.note,
        file=act.source_file,
    )


def source_rows(ledger: Ledger, query: Query) -> Iterator[SourceRow]:
    """Yield the sources of the exported acts."""
    for number, act in _numbered_acts(ledger, query):
        for source in act.sources:
            yield SourceRow(
                act=number,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                published=source.published,
                kind=source.kind,
            )


def other_date_rows(ledger: Ledger, query: Query) -> Iterator[OtherDateRow]:
    """Yield the other dates of the exported acts."""
    for number, act in _numbered_acts(ledger, query):
        for other in act.event.other_dates if act.event else ():
            yield OtherDateRow(
                act=number,
                date=other.date,
                date_first=other.date.first,
                date_last=other.date.last,
                note=other.note,
            )


def party_period_rows(ledger: Ledger, query: Query) -> Iterator[PartyPeriodRow]:
    """Yield the party periods of the query's States up to its day."""
    for pair, acts in _acts_in_query(ledger, query).items():
        for period in party_periods(ledger, pair, acts, query):
            yield PartyPeriodRow(
                country=period.country,
                convention=period.convention,
                since=period.since,
                since_basis=period.since_basis,
                until=period.until,
                until_basis=period.until_basis,
                contested=period.contested,
            )


def standing_rows(ledger: Ledger, query: Query) -> Iterator[StandingRow]:
    """Yield the standing of each State of the query at the end of its day."""
    for position in positions_for_query(ledger, query):
        since, stage, effect = position.party_since, position.stage, position.effect
        yield StandingRow(
            country=position.country,
            convention=position.convention,
            standing=position.standing,
            party_since=since.date if since else None,
            party_since_basis=since.basis if since else None,
            stage=stage.step if stage else None,
            stage_date=stage.date if stage else None,
            next_stage=position.next_stage,
            effect=effect.date if effect else None,
            effect_basis=effect.basis if effect else None,
            contested=position.contested,
        )


Rows = Callable[[Ledger, Query], Iterable[Answer]]

TABLES: Final[dict[str, tuple[type[Answer], Rows]]] = {
    "ledger": (LedgerRow, ledger_rows),
    "countries": (CountryRow, country_rows),
    "country_names": (NameRow, name_rows),
    "memberships": (MembershipRow, membership_rows),
    "conventions": (ConventionRow, convention_rows),
    "acts": (ActRow, act_rows),
    "sources": (SourceRow, source_rows),
    "other_dates": (OtherDateRow, other_date_rows),
    "stays": (PartyPeriodRow, party_period_rows),
    "standings": (StandingRow, standing_rows),
}
"""The tables by name, each with its row type and the function yielding its rows.

A table refers only to earlier ones. Acts, their sources and other dates, party periods and standings
are those of the query's pairs that were known on the query's day of knowledge.
"""
