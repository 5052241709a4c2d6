"""Word each step of a computation, so that a reader can repeat it."""

from collections.abc import Iterator
from typing import Final

from treatywatch.law.computation import Computation, Reason
from treatywatch.model.conventions import Clause, Effect

_REFUSALS: Final = {
    Reason.NO_CLAUSE: "no clause: nothing is computed",
    Reason.NOT_OPERABLE: "the clause cannot be used yet: nothing is computed",
    Reason.POSTPONED: "the effect is postponed: nothing is computed",
    Reason.TOO_EARLY: "the notice is too early under the clause and has no effect",
    Reason.SUCCESSION: "a succession dates back to independence and is not computed",
    Reason.NOT_IN_FORCE: "the convention is not in force: nothing is computed",
    Reason.WAIVER: "the period runs from a waiver, not from the deposit",
    Reason.BEYOND_CALENDAR: "the computed day is after the year 9999",
}


def explain_computation(computation: Computation) -> tuple[str, ...]:
    """Return the steps of a computation, or the reason why it has no day."""
    clause = computation.clause
    if clause is None or computation.reason in _REFUSALS:
        return (_REFUSALS.get(computation.reason, _REFUSALS[Reason.NO_CLAUSE]),)
    return tuple(_steps(clause, computation))


def _steps(clause: Clause, computation: Computation) -> Iterator[str]:
    yield from (_calendar_steps if clause.calendar else _period_steps)(clause, computation)
    if computation.reason is Reason.NAMED:
        yield f"the notice names a later day, which the clause allows: {computation.day}"


def _period_steps(clause: Clause, computation: Computation) -> Iterator[str]:
    act, expiry, day = computation.act, computation.expiry, computation.rule_day
    assert act is not None
    assert clause.period is not None
    assert expiry is not None
    counted = ", the day of the act being day zero" if clause.period.unit == "day" else ""
    yield f"{act} + {clause.period} = {expiry}{counted}"
    if computation.month_end_adjusted:
        yield f"that month has no day {act.day}, so its last day, the {expiry.day}th, is used"
    if clause.effect is Effect.DAY_AFTER:
        yield f"effect on the day after the period ends: {expiry} + 1 day = {day}"
    elif clause.effect is Effect.FIRST_OF_NEXT_MONTH:
        yield f"effect on the first day of the month after: {day}"
    elif clause.effect is Effect.NEGOTIATED:
        yield "an agreement or an extension may change this day"


def _calendar_steps(clause: Clause, computation: Computation) -> Iterator[str]:
    day = computation.calendar_day
    if computation.missed_deadline is not None:
        late = f"{computation.act} is after {computation.missed_deadline}"
        yield f"{late}, so the deadline of the next year applies"
    yield f"a notice by {computation.deadline} takes effect on {day}"
    if clause.cycle is not None and computation.rule_day != day:
        first = clause.cycle.first
        years = clause.cycle.years
        yield f"terms of {years} years end on {first:%m-%d}, counted from {first}"
        yield f"the first of these on or after {day} is {computation.rule_day}"
