"""The whole record as tables, to be joined with other data: the answer of `treatywatch export`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from treatywatch.acts import Act, Basis, Pair, acts_by_pair, known_by
from treatywatch.answers import TOOL, Answer, schema_name
from treatywatch.dates import When
from treatywatch.model import JOINS, Consent, CountryKind, Ledger, SourceKind, Step
from treatywatch.names import country_names, fold, memberships
from treatywatch.query import Query, wanted_pairs
from treatywatch.questions.status import positions
from treatywatch.standing import Standing, turns

Day = date


class LedgerRow(Answer):
    """What was exported: one row."""

    schema: str
    tool: str
    sha256: str
    current_to: date | None
    as_of: date
    known_on: date | None


class CountryRow(Answer):
    """A country of the ledger, by its code."""

    code: str
    name: str
    official: str | None
    kind: CountryKind


class NameRow(Answer):
    """A name that a country goes by, and the same as names are compared: `folded`."""

    country: str
    name: str
    folded: str


class MembershipRow(Answer):
    """A country's stay in a group; null days are not told."""

    country: str
    group_name: str
    joined: When | None
    left_on: When | None


class ConventionRow(Answer):
    """A convention of the ledger, by its slug."""

    slug: str
    name: str
    official: str | None
    topic: str | None
    adopted: When | None
    in_force: date | None
    ended: date | None
    depositary: str | None
    reference: str | None


class ActRow(Answer):
    """Something that an event or a line of a roll tells, numbered by convention and State.

    `date` is as the ledger writes it, `date_first` and `date_last` the days it may mean.
    """

    number: int
    country: str
    convention: str
    step: Step
    date: When
    date_first: Day
    date_last: Day
    actor: str | None
    chamber: str | None
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    consent: Consent | None
    reference: str | None
    by_country: str | None
    contested: bool
    verified: bool
    from_roll: bool
    summary: str
    note: str | None
    file: str | None


class SourceRow(Answer):
    """What an act rests on."""

    act: int
    title: str
    publisher: str
    url: str | None
    published: When | None
    kind: SourceKind


class StayRow(Answer):
    """A time through which a convention bound a State: from `since`, and no longer on `until`.

    These are the days that counts go by: an act known to the month counts from its end. `since` is
    null where nobody tells of the joining, `until` where the stay had not ended by the day asked for.
    The bases say whether the day was recorded or computed from a clause; neither, where a State counts
    as bound from its deposit because no day in force is to be had.
    """

    country: str
    convention: str
    since: date | None
    since_basis: Basis | None
    until: date | None
    until_basis: Basis | None


class StandingRow(Answer):
    """Where a State stood at the end of the day asked for."""

    country: str
    convention: str
    standing: Standing
    party_since: When | None
    party_since_basis: Basis | None
    stage: Step | None
    stage_date: When | None
    next_stage: Step | None
    effect: When | None
    effect_basis: Basis | None
    contested: bool


def _told(ledger: Ledger, query: Query) -> dict[Pair, list[Act]]:
    """The acts of each pair, by convention and State, as far as they were known."""
    wanted = sorted(set(wanted_pairs(ledger, query)), key=lambda pair: (pair[1], pair[0]))
    found = acts_by_pair(ledger, set(wanted))
    known = query.known_on
    return {
        pair: found[pair] if known is None else known_by(found[pair], known)
        for pair in wanted
        if pair in found
    }


def _numbered(ledger: Ledger, query: Query) -> Iterator[tuple[int, Act]]:
    told = _told(ledger, query)
    return enumerate((act for acts in told.values() for act in acts), 1)


def ledger_rows(ledger: Ledger, query: Query) -> Iterator[LedgerRow]:
    """The one row that says what was exported."""
    yield LedgerRow(
        schema=schema_name("export"),
        tool=TOOL,
        sha256=ledger.sha256,
        current_to=ledger.current_to,
        as_of=query.as_of,
        known_on=query.known_on,
    )


def country_rows(ledger: Ledger, _: Query) -> Iterator[CountryRow]:
    """All countries of the ledger, so that every row of another table finds the one that it names."""
    for code, country in ledger.countries.items():
        yield CountryRow(code=code, name=country.name, official=country.official, kind=country.kind)


def name_rows(ledger: Ledger, _: Query) -> Iterator[NameRow]:
    """Every name of every country."""
    for code, country in ledger.countries.items():
        for name in dict.fromkeys(country_names(code, country)):
            yield NameRow(country=code, name=name, folded=fold(name))


def membership_rows(ledger: Ledger, _: Query) -> Iterator[MembershipRow]:
    """Every stay of a country in a group."""
    for code, country in ledger.countries.items():
        for stay in memberships(country):
            yield MembershipRow(
                country=code, group_name=stay.name, joined=stay.joined, left_on=stay.left
            )


def convention_rows(ledger: Ledger, _: Query) -> Iterator[ConventionRow]:
    """All conventions of the ledger, likewise."""
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
        )


def act_rows(ledger: Ledger, query: Query) -> Iterator[ActRow]:
    """All that is told of a query's pairs, of days after its own too, as far as it was known."""
    return (_act(number, act) for number, act in _numbered(ledger, query))


def _act(number: int, act: Act) -> ActRow:
    event = act.event
    assert event is not None, "only what is told is exported as an act"
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
        consent=event.consent,
        reference=event.reference,
        by_country=event.by,
        contested=event.contested,
        verified=event.verified,
        from_roll=act.from_roll,
        summary=event.summary,
        note=event.note,
        file=act.told_in,
    )


def source_rows(ledger: Ledger, query: Query) -> Iterator[SourceRow]:
    """What each of those acts rests on."""
    for number, act in _numbered(ledger, query):
        for source in act.sources:
            yield SourceRow(
                act=number,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                published=source.published,
                kind=source.kind,
            )


def stay_rows(ledger: Ledger, query: Query) -> Iterator[StayRow]:
    """Who was bound from when to when, up to the query's day."""
    for pair, acts in _told(ledger, query).items():
        yield from _stays(ledger, pair, acts, query)


def _stays(ledger: Ledger, pair: Pair, acts: list[Act], query: Query) -> Iterator[StayRow]:
    code, slug = pair
    since: date | None = None
    basis: Basis | None = None
    bound = False
    for day, position in turns(ledger, pair, acts, query):
        now = position.standing is Standing.PARTY
        if now and not bound:
            begun = position.party_since
            since = day if any(act.step in JOINS for act in position.record) else None
            basis = begun.basis if begun else None
        elif bound and not now:
            over = position.effect if position.standing is Standing.WITHDRAWN else None
            until = over.basis if over else Basis.RECORDED
            yield StayRow(
                country=code,
                convention=slug,
                since=since,
                since_basis=basis,
                until=day,
                until_basis=until,
            )
        bound = now
    if bound:
        yield StayRow(
            country=code,
            convention=slug,
            since=since,
            since_basis=basis,
            until=None,
            until_basis=None,
        )


def standing_rows(ledger: Ledger, query: Query) -> Iterator[StandingRow]:
    """Where each State of the query stood at the end of its day."""
    for position in positions(ledger, query):
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
    "stays": (StayRow, stay_rows),
    "standings": (StandingRow, standing_rows),
}
"""The tables by name, each with the type of its rows and what gives them; none refers to a later one.

Acts, their sources, stays and standings are those of a query's pairs, and of them what was known.
"""
