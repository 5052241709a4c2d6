"""Compute the effect of a notification and the entry into force of a consent.

This is the only module that computes with clauses. Each `Computation` carries its steps.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from treatywatch.law.computation import Computation, ComputedRange, Reason
from treatywatch.model.conventions import Clause, Convention, Effect, TermCycle
from treatywatch.model.dates import MonthDay, PartialDate, add_period, first_of_next_month
from treatywatch.model.events import Consent


def clause_for(clause: Clause | None, country: str) -> Clause | None:
    """Return the clause that applies to a country: its exception, or the general rule.

    None if there is no exception and the clause has neither a period nor a calendar.
    """
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
    """Compute the day on which a withdrawal takes effect.

    The State is out on that day. A notification before the day `earliest` has no effect.
    `names_effect`, the day named in the notification, counts if the clause allows one and it is later
    than the day by the rule.
    `postponed` is the reason why the effect waits, such as an armed conflict.
    """
    reason = _not_computable(clause, postponed)
    if reason is None and earliest is not None and notified < earliest:
        reason = Reason.TOO_EARLY
    if reason is not None:
        return Computation(day=None, reason=reason, clause=clause, act=notified)
    assert clause is not None
    by_rule = _apply_rule(clause, notified)
    named = names_effect if clause.later_date_allowed else None
    if named is not None and by_rule.day is not None and named > by_rule.day:
        return msgspec.structs.replace(by_rule, day=named, reason=Reason.NAMED)
    return by_rule


def compute_in_force(
    convention: Convention, deposited: date, consent: Consent | None, *, country: str = ""
) -> Computation:
    """Compute the day on which a convention binds a State that deposited its consent.

    Deposits that the joining clause's `late` does not cover bind on the convention's own day, and
    no State is bound before it. A succession dates back to the State's independence and is never
    computed (Vienna Convention on Succession of States in respect of Treaties, article 23).
    """
    clause = clause_for(convention.joining, country)
    reason = _never_in_force(convention, clause, consent)
    if reason is not None:
        return Computation(day=None, reason=reason, clause=clause, act=deposited)
    assert clause is not None
    assert convention.in_force is not None
    entry = Computation(day=convention.in_force, reason=Reason.ENTRY, clause=clause, act=deposited)
    if not _rule_applies_to(clause, deposited, convention.in_force):
        return entry
    by_rule = _apply_rule(clause, deposited)
    return entry if by_rule.day is not None and by_rule.day < convention.in_force else by_rule


def _never_in_force(
    convention: Convention, clause: Clause | None, consent: Consent | None
) -> Reason | None:
    """Return why no day in force can be computed, if so."""
    if consent is Consent.SUCCESSION:
        return Reason.SUCCESSION
    reason = _not_computable(clause, None)
    if reason is not None:
        return reason
    if clause is not None and clause.start == "waiver":
        return Reason.WAIVER
    return Reason.NOT_IN_FORCE if convention.in_force is None else None


def earliest_notice(
    clause: Clause, *, in_force: date | None, party_since: date | None
) -> date | None:
    """Return the first day on which a party may notify.

    None if the clause sets no bar or its first day is unknown. `in_force` is the convention's own
    day, `party_since` the State's. A day past the year 9999 is returned as the last day of that year.
    """
    if clause.earliest is None:
        return None
    base = in_force if clause.earliest.after == "in-force" else party_since
    try:
        return None if base is None else add_period(base, clause.earliest.period)
    except OverflowError:
        return date.max


def survival_end(clause: Clause, effect: date) -> date | None:
    """Return the day until which duties outlive an exit, if the clause sets one.

    Raises OverflowError past the year 9999.
    """
    survival = clause.survival
    if survival is None or survival.period is None:
        return None
    return add_period(effect, survival.period)


def map_date_range(act: PartialDate, compute: Callable[[date], Computation]) -> ComputedRange:
    """Compute from the first and the last possible day of an act."""
    last = compute(act.last)
    return ComputedRange(last if act.is_exact else compute(act.first), last)


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
        return _from_calendar(clause, act) if clause.calendar else _from_period(clause, act)
    except OverflowError:
        return Computation(day=None, reason=Reason.BEYOND_CALENDAR, clause=clause, act=act)


def _from_period(clause: Clause, act: date) -> Computation:
    assert clause.period is not None
    expiry = add_period(act, clause.period)
    match clause.effect:
        case Effect.DAY_AFTER:
            day = expiry + timedelta(days=1)
        case Effect.FIRST_OF_NEXT_MONTH:
            day = first_of_next_month(expiry)
        case _:
            day = expiry
    return Computation(
        day=day,
        reason=Reason.CLAUSE,
        clause=clause,
        act=act,
        rule_day=day,
        expiry=expiry,
        month_end_adjusted=clause.period.unit != "day" and expiry.day != act.day,
    )


def _from_calendar(clause: Clause, act: date) -> Computation:
    calendar = clause.calendar
    assert calendar is not None
    missed, deadline = None, calendar.by.in_year(act.year)
    if act > deadline:
        missed, deadline = deadline, calendar.by.in_year(act.year + 1)
    calendar_day = calendar.on.in_year(deadline.year + calendar.years)
    day = calendar_day if clause.cycle is None else _end_of_term(clause.cycle, calendar_day)
    return Computation(
        day=day,
        reason=Reason.CLAUSE,
        clause=clause,
        act=act,
        rule_day=day,
        missed_deadline=missed,
        deadline=deadline,
        calendar_day=calendar_day,
    )


def _end_of_term(cycle: TermCycle, day: date) -> date:
    """Return the first end of a term from a day on (Genocide Convention, article XIV)."""
    terms = max(0, -(-(day.year - cycle.first.year) // cycle.years))
    end = _nth_term_end(cycle, terms)
    return end if end >= day else _nth_term_end(cycle, terms + 1)


def _nth_term_end(cycle: TermCycle, number: int) -> date:
    return MonthDay(cycle.first.month, cycle.first.day).in_year(
        cycle.first.year + number * cycle.years
    )
