"""From the day of notification to the day of effect, and from consent to the day in force.

A clause is data (`model.Clause`); this module is the only place that computes with one. Every answer
says how it came about, so that a reader can follow it: see `Reckoning`.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from treatywatch.law.computation import Computation, Reason
from treatywatch.model.conventions import Clause, Convention, Effect, TermCycle
from treatywatch.model.dates import MonthDay, PartialDate, add_period, first_of_next_month
from treatywatch.model.events import Consent


def clause_for(clause: Clause | None, country: str) -> Clause | None:
    """The clause as it binds one State: its exception where it has one, None where nothing does."""
    if clause is None:
        return None
    exception = clause.exceptions.get(country)
    if exception is not None:
        return exception
    return clause if clause.period is not None or clause.calendar is not None else None


def compute_effect(
    clause: Clause | None,
    notified: date,
    *,
    names_effect: date | None = None,
    postponed: str | None = None,
    earliest: date | None = None,
) -> Computation:
    """The day on which a withdrawal notified on a day takes effect (the State is out on that day).

    `earliest` is the first day on which notice may be given: before it a notice starts nothing.
    `names_effect` is a later day named in the notice, used where the clause allows one and it lies
    after the day of the rule. `postponed` says why effect waits, for an armed conflict's end.
    """
    refusal = _not_computable(clause, postponed)
    if refusal is not None:
        return Computation(day=None, reason=refusal)
    assert clause is not None
    if earliest is not None and notified < earliest:
        return Computation(day=None, reason=Reason.TOO_EARLY)
    by_rule = _apply_rule(clause, notified)
    named = names_effect if clause.later_date_allowed else None
    if named is not None and by_rule.day is not None and named > by_rule.day:
        return msgspec.structs.replace(by_rule, day=named, reason=Reason.NAMED)
    return by_rule


def compute_in_force(
    convention: Convention, deposited: date, consent: Consent | None, *, country: str = ""
) -> Computation:
    """The day on which a State that deposited its consent on a day becomes bound.

    Deposits that the joining clause's `late` does not cover bind on the convention's own day, and
    no State is bound before it. A succession dates back to the State's independence and is never
    computed (Vienna Convention on Succession of States in respect of Treaties, article 23).
    """
    clause = clause_for(convention.joining, country)
    if consent is Consent.SUCCESSION:
        return Computation(day=None, reason=Reason.SUCCESSION)
    refusal = _not_computable(clause, None)
    if refusal is not None:
        return Computation(day=None, reason=refusal)
    assert clause is not None
    if clause.start == "waiver":
        return Computation(day=None, reason=Reason.WAIVER)
    if convention.in_force is None:
        return Computation(day=None, reason=Reason.NOT_IN_FORCE)
    if not _rule_applies_to(clause, deposited, convention.in_force):
        return Computation(day=convention.in_force, reason=Reason.ENTRY)
    by_rule = _apply_rule(clause, deposited)
    if by_rule.day is not None and by_rule.day < convention.in_force:
        return msgspec.structs.replace(by_rule, day=convention.in_force, reason=Reason.ENTRY)
    return by_rule


def earliest_notice(
    clause: Clause, *, in_force: date | None, party_since: date | None
) -> date | None:
    """The first day on which a party may give notice; None where any day will do or none is known.

    `in_force` is when the convention entered into force, `party_since` when it bound the State.
    The last day of the calendar stands for a day beyond it.
    """
    if clause.earliest is None:
        return None
    base = in_force if clause.earliest.after == "in-force" else party_since
    try:
        return None if base is None else add_period(base, clause.earliest.period)
    except OverflowError:
        return date.max


def survival_end(clause: Clause, effect: date) -> date | None:
    """The day until which duties outlive an exit; None where the clause sets no end to them.

    Raises OverflowError past the year 9999.
    """
    survival = clause.survival
    if survival is None or survival.period is None:
        return None
    return add_period(effect, survival.period)


def map_date_range(act: PartialDate, reckon: Callable[[date], Computation]) -> PartialDate | None:
    """The span in which the effect of an imprecisely dated act falls; one day for an exact act.

    `reckon` computes the effect of one day. None where either end has no computed day.
    """
    first = reckon(act.first).day
    last = first if act.is_exact else reckon(act.last).day
    return None if first is None or last is None else PartialDate(first, last)


def _not_computable(clause: Clause | None, postponed: str | None) -> Reason | None:
    if clause is None or (clause.period is None and clause.calendar is None):
        return Reason.NO_CLAUSE
    if not clause.operable:
        return Reason.NOT_OPERABLE
    return Reason.POSTPONED if postponed is not None else None


def _rule_applies_to(clause: Clause, deposited: date, in_force: date) -> bool:
    late = clause.late
    if late is None:
        return True
    if late.after == "in-force":
        return deposited >= in_force
    return late.date is None or deposited > late.date


def _apply_rule(clause: Clause, act: date) -> Computation:
    try:
        return _calendar(clause, act) if clause.calendar else _period(clause, act)
    except OverflowError:
        return Computation(day=None, reason=Reason.BEYOND_CALENDAR)


def _period(clause: Clause, act: date) -> Computation:
    assert clause.period is not None
    expiry = add_period(act, clause.period)
    match clause.effect:
        case Effect.DAY_AFTER:
            day = expiry + timedelta(days=1)
        case Effect.FIRST_OF_NEXT_MONTH:
            day = first_of_next_month(expiry)
        case _:
            day = expiry
    clamped = clause.period.unit != "day" and expiry.day != act.day
    return Computation(day=day, reason=Reason.CLAUSE, expiry=expiry, month_end_adjusted=clamped)


def _calendar(clause: Clause, act: date) -> Computation:
    calendar = clause.calendar
    assert calendar is not None
    year = act.year if act <= calendar.by.in_year(act.year) else act.year + 1
    day = calendar.on.in_year(year + calendar.years)
    if clause.cycle is not None:
        day = _end_of_term(clause.cycle, day)
    return Computation(day=day, reason=Reason.CLAUSE)


def _end_of_term(cycle: TermCycle, day: date) -> date:
    """The first end of a term on or after a day (Genocide Convention, article XIV)."""
    terms = max(0, -(-(day.year - cycle.first.year) // cycle.years))
    end = _term(cycle, terms)
    return end if end >= day else _term(cycle, terms + 1)


def _term(cycle: TermCycle, number: int) -> date:
    return MonthDay(cycle.first.month, cycle.first.day).in_year(
        cycle.first.year + number * cycle.years
    )
