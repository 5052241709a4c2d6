"""Laws of every clause, whatever its period, rule and calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from treatywatch.law.clauses import (
    compute_effect,
    compute_in_force,
    earliest_notice,
    map_date_range,
)
from treatywatch.law.computation import Reason
from treatywatch.model.conventions import (
    Calendar,
    Clause,
    Convention,
    Effect,
    LateDeposits,
    NoticeBar,
    TermCycle,
)
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.events import Consent

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
STEPS = st.integers(0, 800)
"""The number of days between two acts."""

PERIODS = st.builds(Period, st.integers(0, 60), st.sampled_from(["day", "month", "year"]))
YEAR_DAYS = DAYS.map(lambda day: MonthDay(day.month, day.day))

BY_PERIOD = st.builds(
    Clause,
    period=PERIODS,
    effect=st.sampled_from([effect for effect in Effect if effect is not Effect.CALENDAR]),
    later_date_allowed=st.booleans(),
)
BY_CALENDAR = st.builds(
    Clause,
    effect=st.just(Effect.CALENDAR),
    calendar=st.builds(Calendar, by=YEAR_DAYS, on=YEAR_DAYS, years=st.integers(0, 3)),
    cycle=st.none() | st.builds(TermCycle, first=DAYS, years=st.integers(1, 10)),
    later_date_allowed=st.booleans(),
)
CLAUSES = BY_PERIOD | BY_CALENDAR
CONVENTIONS = st.builds(
    Convention,
    name=st.just("X"),
    in_force=DAYS,
    joining=st.builds(
        replace,
        BY_PERIOD,
        late=st.none()
        | st.just(LateDeposits(after="in-force"))
        | st.builds(LateDeposits, after=st.just("deposit"), date=st.none() | DAYS),
    ),
)


def effect(clause: Clause, notified: date, names_effect: date | None = None) -> date:
    """Compute the day of effect, which no clause here lacks."""
    day = compute_effect(clause, notified, names_effect=names_effect).day
    assert day is not None
    return day


def bound(convention: Convention, deposited: date) -> date:
    """Compute the day in force, which no convention here lacks."""
    day = compute_in_force(convention, deposited, Consent.ACCESSION).day
    assert day is not None
    return day


@given(CLAUSES, DAYS, STEPS, st.none() | DAYS)
def test_a_later_notice_never_takes_effect_sooner(
    clause: Clause, notified: date, later: int, named: date | None
) -> None:
    """A later notice never takes effect sooner, with the same named day."""
    after = notified + timedelta(days=later)
    assert effect(clause, notified, named) <= effect(clause, after, named)


@given(CONVENTIONS, DAYS, STEPS)
def test_a_later_deposit_never_binds_sooner(
    convention: Convention, deposited: date, later: int
) -> None:
    """A later deposit never binds sooner, on either side of a threshold."""
    after = deposited + timedelta(days=later)
    assert bound(convention, deposited) <= bound(convention, after)


@given(CONVENTIONS, DAYS)
def test_no_state_is_bound_before_the_convention(convention: Convention, deposited: date) -> None:
    """No consent binds before the convention's own day."""
    assert convention.in_force is not None
    day = bound(convention, deposited)
    assert day >= convention.in_force


@given(BY_PERIOD, DAYS)
def test_no_rule_shortens_a_period(clause: Clause, notified: date) -> None:
    """The effect is on or after the end of the period, at most a month and a day later."""
    computation = compute_effect(clause, notified)
    assert computation.day is not None
    assert computation.expiry is not None
    assert notified <= computation.expiry <= computation.day
    assert (computation.day - computation.expiry).days <= 31


@given(BY_CALENDAR, DAYS)
def test_a_calendar_keeps_its_day(clause: Clause, notified: date) -> None:
    """A calendar's effect falls on its day of the year, or on the end of a term."""
    assert clause.calendar is not None
    day = effect(clause, notified)
    cycle = clause.cycle
    kept = MonthDay(cycle.first.month, cycle.first.day) if cycle else clause.calendar.on
    assert day == kept.in_year(day.year)
    if cycle:
        assert day >= effect(replace(clause, cycle=None), notified)
        assert (day.year - cycle.first.year) % cycle.years == 0
        assert day.year >= cycle.first.year


@given(CLAUSES, DAYS, DAYS)
def test_a_named_day_only_delays(clause: Clause, notified: date, named: date) -> None:
    """A named day gives the later of itself and the rule's if allowed, else the rule's."""
    by_rule = effect(clause, notified)
    expected = max(by_rule, named) if clause.later_date_allowed else by_rule
    assert effect(clause, notified, named) == expected


@given(CLAUSES, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_an_imprecise_effect_covers_that_of_each_day(
    clause: Clause, first: date, length: int, chosen: int
) -> None:
    """The effect of each possible day lies in the computed range."""
    act = PartialDate(first, first + timedelta(days=length))
    span = map_date_range(act, lambda notified: compute_effect(clause, notified)).date
    assert span is not None
    assert span.first <= effect(clause, first + timedelta(days=min(chosen, length))) <= span.last


@given(CLAUSES, PERIODS, DAYS, st.integers(-3, 3))
def test_a_notice_counts_from_the_earliest_day(
    clause: Clause, bar: Period, party_since: date, days: int
) -> None:
    """A notice has an effect from the earliest day on, and none before."""
    barred = replace(clause, earliest=NoticeBar(period=bar, after="in-force-for-party"))
    earliest = earliest_notice(barred, in_force=None, party_since=party_since)
    assert earliest is not None
    notified = earliest + timedelta(days=days)
    computation = compute_effect(barred, notified, earliest=earliest)
    assert (computation.reason is Reason.TOO_EARLY) is (days < 0)
    assert (computation.day is None) is (days < 0)


@given(CLAUSES | st.none(), st.dates(), st.none() | st.dates(), st.none() | st.just("a conflict"))
def test_a_computation_has_a_day_or_a_reason(
    clause: Clause | None, notified: date, named: date | None, postponed: str | None
) -> None:
    """On each day of the calendar there is a day of effect or a reason for its absence."""
    computation = compute_effect(clause, notified, names_effect=named, postponed=postponed)
    has_day = computation.reason in {Reason.CLAUSE, Reason.NAMED}
    assert (computation.day is not None) is has_day
