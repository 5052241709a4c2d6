"""Rules on the earliest and latest possible dates of steps."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Final

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.conventions import Convention
from treatywatch.model.events import EXIT_STAGE_RANK, JOINING_STEPS, LEAVING_STEPS, Step

PREANNOUNCED_STEPS: Final = LEAVING_STEPS | {Step.IN_FORCE, Step.SUSPENDED, Step.RESUMED}
"""Steps whose day is often announced and recorded beforehand."""
_LEAVES: Final = LEAVING_STEPS | {Step.NOTIFIED, Step.RESCINDED}


def event_before_convention(context: CheckContext) -> Iterator[Finding]:
    """No step is dated before its convention was adopted or opened for signature."""
    first_days = {
        slug: min(_first_days(convention), default=None)
        for slug, convention in context.ledger.conventions.items()
    }
    for pair, acts in context.acts.items():
        begun = first_days[pair[1]]
        for act in acts:
            if begun is not None and act.date.last < begun[0]:
                message = f'"{act.step}" on {act.date}, but {pair[1]} was {begun[1]}'
                hint = "correct one of the dates"
                yield context.act_finding(act, pair, message, hint)


def _first_days(convention: Convention) -> Iterator[tuple[date, str]]:
    """Yield the first possible days of adoption and opening, each with its description."""
    if convention.adopted is not None:
        yield convention.adopted.first, f"adopted on {convention.adopted}"
    if convention.opened is not None:
        yield convention.opened.first, f"opened for signature on {convention.opened}"


def event_before_joining(context: CheckContext) -> Iterator[Finding]:
    """No State takes a step towards leaving before its recorded joining."""
    for acts in context.multi_act_histories:
        before = list(takewhile(lambda act: act.step not in JOINING_STEPS, acts))
        ended = any(act.step in _LEAVES for act in before)
        if ended or len(before) == len(acts):  # because an earlier joining may be unrecorded
            continue
        joined = acts[len(before)]
        for act in before:
            if act.step in EXIT_STAGE_RANK and act.date.is_before(joined.date):
                assert act.event is not None, "an act collected from the ledger is recorded"
                message = (
                    f'"{act.step}" on {act.date}, but {act.event.country} joined on {joined.date}'
                )
                hint = 'correct one of the dates, or make it a "remark"'
                yield context.event_finding(act.event, message, hint)


def event_after_current(context: CheckContext) -> Iterator[Finding]:
    """No step that is known only afterwards is dated after its ledger's current_to."""
    for number, event in enumerate(context.ledger.events):
        end = context.current_to(number)
        if end is not None and event.date.first > end and event.step not in PREANNOUNCED_STEPS:
            message = f'"{event.step}" on {event.date}, but its record is current to {end}'
            hint = f"set current_to = {event.date.last}, or correct the date"
            yield context.event_finding(event, message, hint)
