"""Derive the acts that follow by a clause from those on record."""

from collections.abc import Iterable, Iterator, Set
from datetime import date

from treatywatch.law.clauses import (
    clause_for,
    earliest_notice,
    over_span,
    reckon_effect,
    reckon_in_force,
)
from treatywatch.model.conventions import Convention
from treatywatch.model.dates import When
from treatywatch.model.events import ENDS, OUT, Step
from treatywatch.standing.acts import Act, reading_order


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
