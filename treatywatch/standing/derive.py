"""Derive the acts that follow by a clause from the recorded acts."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from treatywatch.law.clauses import compute_in_force, map_date_range
from treatywatch.model.conventions import Convention
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import CANCELLING_STEPS, JOINING_STEPS, LEAVING_STEPS, Step
from treatywatch.standing.acts import Act, later_acts, reading_order
from treatywatch.standing.withdrawal import (
    ENDS_OF_NOTICE,
    effect_of_notice,
    next_end_of_notice,
)


def add_computed_acts(acts: list[Act], convention: Convention, country: str) -> list[Act]:
    """Add the acts that follow by a clause and that no text records.

    A consent without a recorded entry into force gets a computed one; a notification without a
    recorded end gets a computed effect.
    """
    joined = _merge(
        acts,
        (
            Act(step=Step.IN_FORCE, date=day)
            for act in consents_without_date(acts)
            if (day := in_force_date(act, convention)) is not None
        ),
    )
    return _postpone_rejoining(_add_effects(joined, convention, country))


def _add_effects(acts: list[Act], convention: Convention, country: str) -> list[Act]:
    """Add computed effects in order of notification: each may end the period before the next."""
    if convention.withdrawal is None:
        return acts
    result = list(acts)
    number = 0
    while number < len(result):
        if result[number].step is Step.NOTIFIED:
            day = effect_of_notice(result, number, convention, country)
            if day and not _end_is_recorded(result, number, day):
                effect = Act(step=Step.EFFECTIVE, date=day)
                at = bisect_right(result, reading_order(effect), key=reading_order)
                result.insert(at, effect)
                number += at <= number  # because a calendar may give a day before the notification
        number += 1
    return result


def _postpone_rejoining(acts: list[Act]) -> list[Act]:
    """Move each computed entry into force in a notice period to its end.

    A consent deposited in that time begins the next party period, after the exit.
    """
    result: list[Act] = []
    running = moved = False
    for number, act in enumerate(acts):
        if act.step in ENDS_OF_NOTICE:
            running = act.step is Step.NOTIFIED
        end = None
        if running and act.step is Step.IN_FORCE and act.event is None:
            end = next_end_of_notice(acts, number)
        if end is not None and end.step in LEAVING_STEPS:
            result.append(Act(step=act.step, date=max(act.date, end.date)))
            moved = True
        else:
            result.append(act)
    return sorted(result, key=reading_order) if moved else result


def _end_is_recorded(acts: Sequence[Act], number: int, effect: PartialDate) -> bool:
    """Return whether a text records the end of a notification before the next party period.

    A rescission or rejection counts if its date may be before the effect.
    """
    for act in later_acts(acts, number):
        if (act.step in LEAVING_STEPS and act.event is not None) or (
            act.step in CANCELLING_STEPS and act.date.first < effect.last
        ):
            return True
        if act.step is Step.NOTIFIED or (act.step is Step.IN_FORCE and act.date >= effect):
            return False
    return False


def consents_without_date(acts: Sequence[Act]) -> list[Act]:
    """Return the consents that no entry into force follows before the next consent.

    Among computed acts, these are successions, which date back to independence, and consents to
    conventions without a known joining clause.
    """
    return [
        act
        for number, act in enumerate(acts)
        if act.step is Step.CONSENTED and not _followed_by_entry(acts, number)
    ]


def _followed_by_entry(acts: Sequence[Act], number: int) -> bool:
    joining = (act.step for act in later_acts(acts, number) if act.step in JOINING_STEPS)
    return next(joining, None) is Step.IN_FORCE


def _merge(acts: list[Act], computed: Iterable[Act]) -> list[Act]:
    new = list(computed)
    return sorted([*acts, *new], key=reading_order) if new else acts


def in_force_date(act: Act, convention: Convention) -> PartialDate | None:
    """Return when a consent becomes binding by the joining clause, if that can be computed."""
    event = act.event
    consent, country = (event.consent, event.country) if event else (None, "")
    return map_date_range(
        act.date, lambda day: compute_in_force(convention, day, consent, country=country)
    ).date
