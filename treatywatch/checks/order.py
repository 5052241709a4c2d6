"""Rules on the order of steps.

Of imprecise dates, only those that no choice of possible days puts right break a rule.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile
from typing import Final

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.dates import PartialDate, toml_date
from treatywatch.model.events import (
    CANCELLING_STEPS,
    EXIT_STAGE_RANK,
    JOINING_STEPS,
    LEAVING_STEPS,
    Event,
    Step,
)
from treatywatch.standing.acts import Act

_ONCE_IN_A_PARTY_PERIOD: Final = JOINING_STEPS | {Step.SIGNED}
_ONCE_IN_AN_EXIT: Final = frozenset({Step.NOTIFIED, Step.EFFECTIVE, Step.EXPELLED})
_ONCE: Final = _ONCE_IN_A_PARTY_PERIOD | _ONCE_IN_AN_EXIT


def step_order(context: CheckContext) -> Iterator[Finding]:
    """No step of an exit goes backwards, except after one that ends the exit."""
    for acts in context.multi_act_histories:
        furthest: Act | None = None
        for act in acts:
            if act.step in CANCELLING_STEPS or act.step in JOINING_STEPS:
                furthest = None
            elif act.step in EXIT_STAGE_RANK:
                if furthest is not None and _goes_back(furthest, act):
                    if act.event is not None:
                        yield _backwards(context, act.event, furthest)
                elif furthest is None or EXIT_STAGE_RANK[act.step] > EXIT_STAGE_RANK[furthest.step]:
                    furthest = act


def _goes_back(before: Act, after: Act) -> bool:
    if before.step in LEAVING_STEPS and after.step is Step.NOTIFIED:
        return False  # because effective-before-notified reports it
    return EXIT_STAGE_RANK[after.step] < EXIT_STAGE_RANK[before.step] and after.date.is_after(
        before.date
    )


def _backwards(context: CheckContext, event: Event, furthest: Act) -> Finding:
    if furthest.step in LEAVING_STEPS:
        message = f'"{event.step}" on {event.date} comes after the exit on {furthest.date}'
        hint = 'correct the dates, or record the State\'s return as "consented"'
    else:
        message = f'"{event.step}" on {event.date} comes after "{furthest.step}" on {furthest.date}'
        hint = 'make it a "remark", or record the "rejected" or "rescinded" that ended the exit'
    return context.event_finding(event, message, hint)


def rescinded_without_notice(context: CheckContext) -> Iterator[Finding]:
    """Every rescission has a notification before it in the same exit."""
    for acts in context.acts.values():
        notified = False
        for number, act in enumerate(acts):
            if act.step is Step.NOTIFIED:
                notified = True
            elif act.step is Step.RESCINDED and act.event is not None:
                if not notified and not _may_follow_notice(acts, number):
                    message = f'"rescinded" on {act.date}, but no notification precedes it'
                    hint = 'record the "notified", or make this "rejected" if none was sent'
                    yield context.event_finding(act.event, message, hint, key="step")
                notified = False
            elif act.step is Step.REJECTED or act.step in JOINING_STEPS:
                notified = False


def _may_follow_notice(acts: Sequence[Act], number: int) -> bool:
    """Return whether a notification read after an imprecise act may precede it."""
    later = (acts[other] for other in range(number + 1, len(acts)))
    overlapping = takewhile(lambda act: act.date.first <= acts[number].date.last, later)
    return any(act.step is Step.NOTIFIED for act in overlapping)


def conflicting_dates(context: CheckContext) -> Iterator[Finding]:
    """Every act that happens once in a party period or an exit has one date."""
    for acts in context.multi_act_histories:
        once = [act.step for act in acts if act.step in _ONCE]
        if len(set(once)) == len(once):
            continue
        seen: dict[Step, Act] = {}
        for act in acts:
            first = seen.get(act.step)
            if first is not None and first.date != act.date and act.event and not act.from_roll:
                message = f'"{act.step}" is dated both {first.date} and {act.date}'
                entry = other_dates_entry(first.date)
                hint = f"keep one of the two, and add contested = true and {entry}"
                yield context.event_finding(act.event, message, hint)
            _remember(seen, act)


def other_dates_entry(other_date: PartialDate) -> str:
    """Return the TOML key that gives another date for the same act, to be pasted."""
    return f"other_dates = [{{ date = {toml_date(other_date)} }}]"


def _remember(seen: dict[Step, Act], act: Act) -> None:
    """Remember the act; reset the once-only steps when an exit or party period changes."""
    if act.step in LEAVING_STEPS or act.step is Step.NOTIFIED:
        _forget(seen, _ONCE_IN_A_PARTY_PERIOD - {Step.SIGNED})
    elif act.step in CANCELLING_STEPS or act.step in JOINING_STEPS:
        _forget(seen, _ONCE_IN_AN_EXIT)
    if act.step in _ONCE:
        seen.setdefault(act.step, act)


def _forget(seen: dict[Step, Act], steps: Set[Step]) -> None:
    for step in steps:
        seen.pop(step, None)
