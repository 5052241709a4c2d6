"""Rules about when things can have happened: not before there was a treaty, nor after the record."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Final

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.conventions import Convention
from treatywatch.model.events import EXIT_STAGE_RANK, JOINING_STEPS, LEAVING_STEPS, Event, Step

PREANNOUNCED_STEPS: Final = LEAVING_STEPS | {Step.IN_FORCE, Step.SUSPENDED, Step.RESUMED}
"""Steps whose day is often set, told of and recorded beforehand."""
_LEAVES: Final = LEAVING_STEPS | {Step.NOTIFIED, Step.RESCINDED}


def event_before_convention(context: CheckContext) -> Iterator[Finding]:
    """No step is dated before its convention was adopted, or opened for signature."""
    beginnings = {
        slug: min(_beginnings(convention), default=None)
        for slug, convention in context.ledger.conventions.items()
    }
    for pair, acts in context.acts.items():
        begun = beginnings[pair[1]]
        for act in acts:
            if begun is not None and act.date.last < begun[0]:
                message = f'"{act.step}" on {act.date}, but {pair[1]} was {begun[1]}'
                hint = "correct one of the dates"
                yield context.act_finding(act, pair, message, hint)


def _beginnings(convention: Convention) -> Iterator[tuple[date, str]]:
    """The first days on which a convention was there, each with what became of it then."""
    if convention.adopted is not None:
        yield convention.adopted.first, f"adopted on {convention.adopted}"
    if convention.opened is not None:
        yield convention.opened.first, f"opened for signature on {convention.opened}"


def event_before_joining(context: CheckContext) -> Iterator[Finding]:
    """No State takes a step towards leaving before it joined, where its joining is told."""
    for acts in context.multi_act_histories:
        before = list(takewhile(lambda act: act.step not in JOINING_STEPS, acts))
        ended = any(act.step in _LEAVES for act in before)
        if ended or len(before) == len(acts):  # an earlier stay of which only the end is told
            continue
        joined = acts[len(before)]
        for act in before:
            if act.step in EXIT_STAGE_RANK and act.date.is_before(joined.date):
                assert act.event is not None, "only joining acts are left to be computed"
                message = (
                    f'"{act.step}" on {act.date}, but {act.event.country} joined on {joined.date}'
                )
                hint = 'correct one of the dates, or make it a "remark"'
                yield context.event_finding(act.event, message, hint)


def event_after_current(context: CheckContext) -> Iterator[Finding]:
    """No step is dated after the day that its file's curators vouch for, unless it lies ahead."""
    for number, event in enumerate(context.ledger.events):
        end = context.current_to(number)
        if end is not None and event.date.first > end and _reported(event):
            message = f'"{event.step}" on {event.date}, but its record is current to {end}'
            hint = f"set current_to = {event.date.last}, or correct the date"
            yield context.event_finding(event, message, hint)


def _reported(event: Event) -> bool:
    """Whether an act can only be told of once it has happened."""
    return event.step not in PREANNOUNCED_STEPS
