"""Derive the acts that follow by a clause from those on record."""

from collections.abc import Iterable, Iterator, Set
from datetime import date

from treatywatch.law.clauses import (
    clause_for,
    compute_effect,
    compute_in_force,
    earliest_notice,
    map_date_range,
)
from treatywatch.model.conventions import Convention
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import CANCELLING_STEPS, LEAVING_STEPS, Step
from treatywatch.standing.acts import Act, reading_order


def add_computed_acts(acts: list[Act], convention: Convention, country: str) -> list[Act]:
    """The acts, and those that follow from them by a clause and that no text records.

    A consent that nothing shows in force gets its computed day; a notice that nothing shows
    effective, taken back or decided against gets its computed day of effect.
    """
    joined = _merge_computed(
        acts,
        (
            (Step.IN_FORCE, in_force_date(act, convention))
            for act, rest in _with_later_acts(acts, Step.CONSENTED)
            if not _followed_by(rest, {Step.IN_FORCE}, Step.CONSENTED)
        ),
    )
    effects = (
        (effect_date(act, joined, convention, country), rest)
        for act, rest in _with_later_acts(joined, Step.NOTIFIED)
    )
    return _postpone_rejoining(
        _merge_computed(
            joined,
            (
                (Step.EFFECTIVE, day)
                for day, rest in effects
                if day and not _end_is_recorded(rest, day)
            ),
        )
    )


def _postpone_rejoining(acts: list[Act]) -> list[Act]:
    """The acts, with no computed day in force between a notice and its effect.

    A consent given while the clock runs is for the next stay, which begins when this one is over.
    """
    held: list[Act] = []
    running = False
    for number, act in enumerate(acts):
        if act.step is Step.NOTIFIED or act.step in LEAVING_STEPS | CANCELLING_STEPS:
            running = act.step is Step.NOTIFIED
        kept = act
        if running and act.step is Step.IN_FORCE and act.event is None:
            kept = _not_before_exit(act, acts[number:])
        held.append(kept)
    return sorted(held, key=reading_order)


def _not_before_exit(joining: Act, rest: list[Act]) -> Act:
    end = next(
        (
            act
            for act in rest
            if act.step in LEAVING_STEPS | CANCELLING_STEPS or act.step is Step.NOTIFIED
        ),
        None,
    )
    if end is None or end.step not in LEAVING_STEPS:
        return joining
    return Act(step=joining.step, date=max(joining.date, end.date))


def _end_is_recorded(rest: list[Act], effect: PartialDate) -> bool:
    """Whether what follows a notice, up to the next stay or notice, records its end.

    It does where the State is told to be out, or where the notice may have ended before it took
    effect: an imprecise date that could fit is taken at its word.
    """
    for act in rest:
        if act.step in LEAVING_STEPS or (
            act.step in CANCELLING_STEPS and act.date.first < effect.last
        ):
            return True
        if act.step is Step.NOTIFIED or (act.step is Step.IN_FORCE and act.date >= effect):
            return False
    return False


def consents_without_date(acts: list[Act]) -> list[Act]:
    """The consents among recorded and computed acts for which no day in force is to be had.

    Successions date back to independence; some conventions' joining clause is not on record.
    """
    return [
        act
        for act, rest in _with_later_acts(acts, Step.CONSENTED)
        if not _followed_by(rest, {Step.IN_FORCE}, Step.CONSENTED)
    ]


def _with_later_acts(acts: list[Act], step: Step) -> Iterator[tuple[Act, list[Act]]]:
    return ((act, acts[n:]) for n, act in enumerate(acts, 1) if act.step is step)


def _merge_computed(
    acts: list[Act], computed: Iterable[tuple[Step, PartialDate | None]]
) -> list[Act]:
    new = [Act(step=step, date=day) for step, day in computed if day is not None]
    return sorted([*acts, *new], key=reading_order) if new else acts


def _followed_by(rest: list[Act], by: Set[Step], before: Step) -> bool:
    """Whether one of some steps follows before another of its own kind does."""
    for act in rest:
        if act.step in by:
            return True
        if act.step is before:
            return False
    return False


def in_force_date(act: Act, convention: Convention) -> PartialDate | None:
    """When a consent becomes binding by the joining clause; None where nothing is computed."""
    event = act.event
    consent, country = (event.consent, event.country) if event else (None, "")
    return map_date_range(
        act.date, lambda day: compute_in_force(convention, day, consent, country=country)
    )


def effect_date(
    notice: Act, acts: list[Act], convention: Convention, country: str
) -> PartialDate | None:
    """When a notice takes effect by the withdrawal clause; None where nothing is computed.

    A notice given before the earliest day that the clause allows starts nothing.
    """
    event = notice.event
    clause = clause_for(convention.withdrawal, country)
    if event is None or clause is None:
        return None
    earliest = earliest_notice(
        clause, in_force=convention.in_force, party_since=_party_since_date(acts, notice)
    )
    return map_date_range(
        notice.date,
        lambda day: compute_effect(
            clause,
            day,
            names_effect=event.names_effect,
            postponed=event.postponed,
            earliest=earliest,
        ),
    )


def _party_since_date(acts: list[Act], notice: Act) -> date | None:
    days = [a.date.last for a in acts if a.step is Step.IN_FORCE and a.date <= notice.date]
    return max(days, default=None)
