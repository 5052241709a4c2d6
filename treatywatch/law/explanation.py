"""A reckoning in plain sentences, one a line, so that a reader can do the sum again."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from treatywatch.law.clauses import compute_effect
from treatywatch.law.computation import Computation, Reason
from treatywatch.model.conventions import Calendar, Clause, Effect
from treatywatch.model.dates import MonthDay

_REFUSALS: Final = {
    Reason.NO_CLAUSE: "no clause: nothing is computed",
    Reason.NOT_OPERABLE: "the clause cannot be used yet: nothing is computed",
    Reason.POSTPONED: "the effect is postponed: nothing is computed",
    Reason.TOO_EARLY: "notice before the day that the clause allows starts nothing",
    Reason.SUCCESSION: "a succession dates back to independence and is not computed",
    Reason.NOT_IN_FORCE: "the convention is not in force: nothing is computed",
    Reason.WAIVER: "the clock starts with a waiver, not with the deposit: nothing is computed",
    Reason.BEYOND_CALENDAR: "the sum leads beyond the year 9999",
}


def explain_computation(
    clause: Clause | None, act: date, reckoning: Computation
) -> tuple[str, ...]:
    """How the day of effect of an act on a day came about, or why there is none."""
    if reckoning.reason in _REFUSALS or clause is None:
        return (_REFUSALS.get(reckoning.reason, _REFUSALS[Reason.NO_CLAUSE]),)
    if clause.calendar is not None:
        return tuple(_calendar(clause, clause.calendar, act, reckoning))
    return tuple(_period(clause, act, reckoning))


def _period(clause: Clause, act: date, reckoning: Computation) -> Iterator[str]:
    expiry = reckoning.expiry
    assert clause.period is not None
    assert expiry is not None
    counted = ", the day of the act being day zero" if clause.period.unit == "day" else ""
    yield f"{act} + {clause.period} = {expiry}{counted}"
    if reckoning.month_end_adjusted:
        yield f"that month has no day {act.day}: its last day, the {expiry.day}th, stands for it"
    if clause.effect is Effect.DAY_AFTER:
        after = expiry + timedelta(days=1)
        yield f"the period must have run out: {expiry} + 1 day = {after}"
    elif clause.effect is Effect.FIRST_OF_NEXT_MONTH:
        yield f"effect on the first day of the month after: {_first(expiry)}"
    elif clause.effect is Effect.NEGOTIATED:
        yield "that is the default: an agreement or an extension may change it"
    if reckoning.reason is Reason.NAMED:
        yield f"the notice names a later day, which the clause allows: {reckoning.day}"


def _first(day: date) -> date:
    ahead = day.replace(day=1) + timedelta(days=32)
    return ahead.replace(day=1)


def _calendar(
    clause: Clause, calendar: Calendar, act: date, reckoning: Computation
) -> Iterator[str]:
    year = act.year if act <= calendar.by.in_year(act.year) else act.year + 1
    limit = calendar.by.in_year(year)
    if year > act.year:
        yield f"{act} is after {calendar.by.in_year(act.year)}, so the next year's term counts"
    day = calendar.on.in_year(year + calendar.years)
    yield f"notice on or before {limit} works on {day}"
    by_rule = compute_effect(clause, act).day
    if clause.cycle is not None and by_rule != day:
        term = MonthDay(clause.cycle.first.month, clause.cycle.first.day)
        years = clause.cycle.years
        yield f"terms of {years} years end on {term}, counted from {clause.cycle.first}"
        yield f"the first of these on or after {day} is {by_rule}"
    if reckoning.reason is Reason.NAMED:
        yield f"the notice names a later day, which the clause allows: {reckoning.day}"
