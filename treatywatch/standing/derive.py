"""Everything a ledger tells of one State and one convention, from events and rolls alike."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final

import msgspec

from treatywatch.law.clauses import (
    clause_for,
    earliest_notice,
    over_span,
    reckon_effect,
    reckon_in_force,
)
from treatywatch.model.dates import When
from treatywatch.model.events import (
    ENDS,
    OUT,
    Consent,
    Convention,
    Event,
    FileRead,
    Ledger,
    Roll,
    RollRow,
    Source,
    Step,
)

Pair = tuple[str, str]
"""A country's code and a convention's slug."""

_PAIR_OF: Final[Callable[[Event], Pair]] = attrgetter("country", "convention")

ORDER: Final = {step: number for number, step in enumerate(Step)}
"""In which order the steps of one day are read."""

_CONSENTS: Final = {
    "ratified": Consent.RATIFICATION,
    "accepted": Consent.ACCEPTANCE,
    "approved": Consent.APPROVAL,
    "acceded": Consent.ACCESSION,
    "succeeded": Consent.SUCCESSION,
}


class Basis(StrEnum):
    """Whether a date was read in a text or computed from a clause."""

    RECORDED = "recorded"
    COMPUTED = "computed"


class Act(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step as the program reads it: recorded in an event or a roll, or computed from a clause.

    `event` is None for a computed act. `from_roll` tells a roll's row from an event of its own.
    `file` is the one that tells of it, where a file does.
    """

    step: Step
    date: When
    event: Event | None = None
    from_roll: bool = False
    file: FileRead | None = None

    @property
    def basis(self) -> Basis:
        """Whether a text records the act, or its date comes from a clause."""
        return Basis.COMPUTED if self.event is None else Basis.RECORDED

    @property
    def told_in(self) -> str | None:
        """The name of the file that tells of the act."""
        return self.file.name if self.file else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the act rests on; nothing for a computed one."""
        return self.event.sources if self.event else ()


def acts_by_pair(
    ledger: Ledger, wanted: Set[Pair] | None = None, *, several: bool = False
) -> dict[Pair, list[Act]]:
    """Every recorded act of a ledger by country and convention, each list in order of reading.

    An act that a roll and an event both tell is taken from the event. `wanted` leaves out all other
    pairs, `several` those of which a single event tells and nothing else.
    """
    numbers = _numbers_by_pair(ledger, wanted)
    files, events, origins = ledger.files, ledger.events, ledger.origins
    pairs = {
        pair: [
            Act(
                step=events[number].step,
                date=events[number].date,
                event=events[number],
                file=files[origins[number].file] if origins else None,
            )
            for number in told
        ]
        for pair, told in numbers.items()
        if not several or len(told) > 1 or _has_row(ledger, pair)
    }
    for slug, roll in ledger.rolls.items():
        for code in roll.parties:
            if wanted is None or (code, slug) in wanted:
                told = pairs.setdefault((code, slug), [])
                rows = roll_acts(slug, code, roll, _file_of_row(ledger, slug, code))
                told += list(_untold(rows, told))
    for acts in pairs.values():
        if len(acts) > 1:
            acts.sort(key=reading_order)
    return pairs


def _numbers_by_pair(ledger: Ledger, wanted: Set[Pair] | None) -> dict[Pair, list[int]]:
    """The numbers of the events that tell of each pair."""
    pairs: defaultdict[Pair, list[int]] = defaultdict(list)
    if wanted is None:
        for number, pair in enumerate(map(_PAIR_OF, ledger.events)):
            pairs[pair].append(number)
        return pairs
    countries = {code for code, _ in wanted}
    for number, event in enumerate(ledger.events):
        if event.country in countries and (pair := _PAIR_OF(event)) in wanted:
            pairs[pair].append(number)
    return pairs


def _has_row(ledger: Ledger, pair: Pair) -> bool:
    code, slug = pair
    return slug in ledger.rolls and code in ledger.rolls[slug].parties


def _file_of_row(ledger: Ledger, slug: str, code: str) -> FileRead | None:
    """The file that a State's row stands in; none where a ledger was not read from any."""
    file = ledger.defined.get(f"rolls.{slug}.{code}")
    return None if file is None else ledger.files[file]


def acts_of(ledger: Ledger, pair: Pair) -> list[Act]:
    """Every recorded act of one country and convention, in order of reading."""
    return acts_by_pair(ledger, {pair}).get(pair, [])


def reading_order(act: Act) -> tuple[date, int, date]:
    """The key by which acts are read: the first day they may have fallen on, then the step.

    An imprecise act so precedes what its month or year may have held after it; whether it has
    happened at all by a day is for its last day to say.
    """
    return act.date.first, ORDER[act.step], act.date.last


def _untold(rows: Iterable[Act], told: list[Act]) -> Iterator[Act]:
    """The roll's acts that no event tells: none of that step in the same stay."""
    exits = [act.date for act in told if act.step in OUT or act.step is Step.NOTIFIED]
    for row in rows:
        twins = [act.date for act in told if act.step is row.step]
        if not any(same_stay(twin, row.date, exits) for twin in twins):
            yield row


def same_stay(one: When, other: When, exits: list[When]) -> bool:
    """Whether no exit lies between two dates: a stay has room for one act of a kind."""
    return not any(min(one, other) < day <= max(one, other) for day in exits)


def roll_acts(slug: str, code: str, roll: Roll, file: FileRead | None = None) -> Iterator[Act]:
    """The acts that a State's row in a roll tells of, as events that rest on the roll's sources.

    `file` is the one that the row stands in.
    """
    row = roll.parties[code]
    consents = ((Step.CONSENTED, getattr(row, key), kind) for key, kind in _CONSENTS.items())
    told: tuple[tuple[Step, When | None, Consent | None], ...] = (
        (Step.SIGNED, row.signed, None),
        *consents,
        (Step.IN_FORCE, row.in_force, None),
    )
    for step, day, consent in told:
        if day is not None:
            event = _roll_event(slug, code, roll, step, day, consent)
            yield Act(step=step, date=day, event=event, from_roll=True, file=file)


def roll_key(act: Act) -> str:
    """The key of a roll's row under which an act of it stands."""
    consent = act.event.consent if act.event else None
    consents = {kind: key for key, kind in _CONSENTS.items()}
    return consents[consent] if consent else act.step.replace("-", "_")


def _roll_event(
    slug: str, code: str, roll: Roll, step: Step, day: When, consent: Consent | None
) -> Event:
    row: RollRow = roll.parties[code]
    return Event(
        country=code,
        convention=slug,
        step=step,
        date=day,
        consent=consent,
        summary=_ROLL_SUMMARY[step].format(consent or ""),
        sources=row.sources or roll.sources,
        contested=row.contested,
        other_dates=row.other_dates,
        note=row.note,
    )


_ROLL_SUMMARY: Final = {
    Step.SIGNED: "Signed.",
    Step.CONSENTED: "Instrument of {} deposited.",
    Step.IN_FORCE: "The convention became binding.",
}


def known_by(acts: Iterable[Act], day: date) -> list[Act]:
    """The acts of which some source had told by the end of a day."""
    return [act for act in acts if act.event is None or known_from(act.event) <= day]


def known_from(event: Event) -> date:
    """The day from which an event is known: when its earliest dated source came out, else its own."""
    published = [source.published.last for source in event.sources if source.published]
    return min(published, default=event.date.last)


def with_computed(acts: list[Act], convention: Convention, country: str) -> list[Act]:
    """The acts, and those that follow from them by a clause and that no text records.

    A consent that nothing shows in force gets its computed day; a notice that nothing shows
    effective, taken back or decided against gets its computed day of effect.
    """
    joined = _merged(
        acts,
        (
            (Step.IN_FORCE, in_force_of(act, convention))
            for act, rest in _with_rest(acts, Step.CONSENTED)
            if not _followed(rest, {Step.IN_FORCE}, Step.CONSENTED)
        ),
    )
    effects = (
        (effect_of(act, joined, convention, country), rest)
        for act, rest in _with_rest(joined, Step.NOTIFIED)
    )
    return _held_back(
        _merged(
            joined,
            ((Step.EFFECTIVE, day) for day, rest in effects if day and not _settled(rest, day)),
        )
    )


def _held_back(acts: list[Act]) -> list[Act]:
    """The acts, with no computed day in force between a notice and its effect.

    A consent given while the clock runs is for the next stay, which begins when this one is over.
    """
    held: list[Act] = []
    running = False
    for number, act in enumerate(acts):
        if act.step is Step.NOTIFIED or act.step in OUT | ENDS:
            running = act.step is Step.NOTIFIED
        kept = act
        if running and act.step is Step.IN_FORCE and act.event is None:
            kept = _not_before_exit(act, acts[number:])
        held.append(kept)
    return sorted(held, key=reading_order)


def _not_before_exit(joining: Act, rest: list[Act]) -> Act:
    end = next((act for act in rest if act.step in OUT | ENDS or act.step is Step.NOTIFIED), None)
    if end is None or end.step not in OUT:
        return joining
    return Act(step=joining.step, date=max(joining.date, end.date))


def _settled(rest: list[Act], effect: When) -> bool:
    """Whether what follows a notice, up to the next stay or notice, records its end.

    It does where the State is told to be out, or where the notice may have ended before it took
    effect: an imprecise date that could fit is taken at its word.
    """
    for act in rest:
        if act.step in OUT or (act.step in ENDS and act.date.first < effect.last):
            return True
        if act.step is Step.NOTIFIED or (act.step is Step.IN_FORCE and act.date >= effect):
            return False
    return False


def undatable(acts: list[Act]) -> list[Act]:
    """The consents among recorded and computed acts for which no day in force is to be had.

    Successions date back to independence; some conventions' joining clause is not on record.
    """
    return [
        act
        for act, rest in _with_rest(acts, Step.CONSENTED)
        if not _followed(rest, {Step.IN_FORCE}, Step.CONSENTED)
    ]


def _with_rest(acts: list[Act], step: Step) -> Iterator[tuple[Act, list[Act]]]:
    return ((act, acts[n:]) for n, act in enumerate(acts, 1) if act.step is step)


def _merged(acts: list[Act], computed: Iterable[tuple[Step, When | None]]) -> list[Act]:
    new = [Act(step=step, date=day) for step, day in computed if day is not None]
    return sorted([*acts, *new], key=reading_order) if new else acts


def _followed(rest: list[Act], by: Set[Step], before: Step) -> bool:
    """Whether one of some steps follows before another of its own kind does."""
    for act in rest:
        if act.step in by:
            return True
        if act.step is before:
            return False
    return False


def in_force_of(act: Act, convention: Convention) -> When | None:
    """When a consent becomes binding by the joining clause; None where nothing is computed."""
    event = act.event
    consent, country = (event.consent, event.country) if event else (None, "")
    return over_span(
        act.date, lambda day: reckon_in_force(convention, day, consent, country=country)
    )


def effect_of(notice: Act, acts: list[Act], convention: Convention, country: str) -> When | None:
    """When a notice takes effect by the withdrawal clause; None where nothing is computed.

    A notice given before the earliest day that the clause allows starts nothing.
    """
    event = notice.event
    clause = clause_for(convention.withdrawal, country)
    if event is None or clause is None:
        return None
    earliest = earliest_notice(
        clause, in_force=convention.in_force, party_since=_bound_since(acts, notice)
    )
    return over_span(
        notice.date,
        lambda day: reckon_effect(
            clause,
            day,
            names_effect=event.names_effect,
            postponed=event.postponed,
            earliest=earliest,
        ),
    )


def _bound_since(acts: list[Act], notice: Act) -> date | None:
    days = [a.date.last for a in acts if a.step is Step.IN_FORCE and a.date <= notice.date]
    return max(days, default=None)
