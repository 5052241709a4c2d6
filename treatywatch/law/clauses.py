"""From the day of notification to the day of effect, and from consent to the day in force.

A clause is data (`model.Clause`); this module is the only place that computes with one. Every answer
says how it came about, so that a reader can follow it: see `Reckoning`.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from treatywatch.law.computation import Because, Reckoning
from treatywatch.model.conventions import Clause, Convention, Cycle, Effect
from treatywatch.model.dates import MonthDay, When, add_period, first_of_next_month
from treatywatch.model.events import Consent


def clause_for(clause: Clause | None, country: str) -> Clause | None:
    """The clause as it binds one State: its exception where it has one, None where nothing does."""
    if clause is None:
        return None
    exception = clause.exceptions.get(country)
    if exception is not None:
        return exception
    return clause if clause.period is not None or clause.calendar is not None else None


def reckon_effect(
    clause: Clause | None,
    notified: date,
    *,
    names_effect: date | None = None,
    postponed: str | None = None,
    earliest: date | None = None,
) -> Reckoning:
    """The day on which a withdrawal notified on a day takes effect (the State is out on that day).

    `earliest` is the first day on which notice may be given: before it a notice starts nothing.
    `names_effect` is a later day named in the notice, used where the clause allows one and it lies
    after the day of the rule. `postponed` says why effect waits, for an armed conflict's end.
    """
    refusal = _refusal(clause, postponed)
    if refusal is not None:
        return Reckoning(day=None, because=refusal)
    assert clause is not None
    if earliest is not None and notified < earliest:
        return Reckoning(day=None, because=Because.TOO_EARLY)
    by_rule = _by_rule(clause, notified)
    named = names_effect if clause.later_date_allowed else None
    if named is not None and by_rule.day is not None and named > by_rule.day:
        return msgspec.structs.replace(by_rule, day=named, because=Because.NAMED)
    return by_rule


def reckon_in_force(
    convention: Convention, deposited: date, consent: Consent | None, *, country: str = ""
) -> Reckoning:
    """The day on which a State that deposited its consent on a day becomes bound.

    Deposits that the joining clause's `late` does not cover bind on the convention's own day, and
    no State is bound before it. A succession dates back to the State's independence and is never
    computed (Vienna Convention on Succession of States in respect of Treaties, article 23).
    """
    clause = clause_for(convention.joining, country)
    if consent is Consent.SUCCESSION:
        return Reckoning(day=None, because=Because.SUCCESSION)
    refusal = _refusal(clause, None)
    if refusal is not None:
        return Reckoning(day=None, because=refusal)
    assert clause is not None
    if clause.start == "waiver":
        return Reckoning(day=None, because=Because.WAIVER)
    if convention.in_force is None:
        return Reckoning(day=None, because=Because.NOT_IN_FORCE)
    if not _covers(clause, deposited, convention.in_force):
        return Reckoning(day=convention.in_force, because=Because.ENTRY)
    by_rule = _by_rule(clause, deposited)
    if by_rule.day is not None and by_rule.day < convention.in_force:
        return msgspec.structs.replace(by_rule, day=convention.in_force, because=Because.ENTRY)
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


def over_span(act: When, reckon: Callable[[date], Reckoning]) -> When | None:
    """The span in which the effect of an imprecisely dated act falls; one day for an exact act.

    `reckon` computes the effect of one day. None where either end has no computed day.
    """
    first = reckon(act.first).day
    last = first if act.exact else reckon(act.last).day
    return None if first is None or last is None else When(first, last)


def _refusal(clause: Clause | None, postponed: str | None) -> Because | None:
    if clause is None or (clause.period is None and clause.calendar is None):
        return Because.NO_CLAUSE
    if not clause.operable:
        return Because.NOT_OPERABLE
    return Because.POSTPONED if postponed is not None else None


def _covers(clause: Clause, deposited: date, in_force: date) -> bool:
    late = clause.late
    if late is None:
        return True
    if late.after == "in-force":
        return deposited >= in_force
    return late.date is None or deposited > late.date


def _by_rule(clause: Clause, act: date) -> Reckoning:
    try:
        return _calendar(clause, act) if clause.calendar else _period(clause, act)
    except OverflowError:
        return Reckoning(day=None, because=Because.BEYOND_CALENDAR)


def _period(clause: Clause, act: date) -> Reckoning:
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
    return Reckoning(day=day, because=Because.CLAUSE, expiry=expiry, clamped=clamped)


def _calendar(clause: Clause, act: date) -> Reckoning:
    calendar = clause.calendar
    assert calendar is not None
    year = act.year if act <= calendar.by.of(act.year) else act.year + 1
    day = calendar.on.of(year + calendar.years)
    if clause.cycle is not None:
        day = _end_of_term(clause.cycle, day)
    return Reckoning(day=day, because=Because.CLAUSE)


def _end_of_term(cycle: Cycle, day: date) -> date:
    """The first end of a term on or after a day (Genocide Convention, article XIV)."""
    terms = max(0, -(-(day.year - cycle.first.year) // cycle.years))
    end = _term(cycle, terms)
    return end if end >= day else _term(cycle, terms + 1)


def _term(cycle: Cycle, number: int) -> date:
    return MonthDay(cycle.first.month, cycle.first.day).of(cycle.first.year + number * cycle.years)
