"""Laws of every date and period."""

import re
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from treatywatch.model.dates import (
    MonthDay,
    PartialDate,
    Period,
    add_period,
    exact_date,
    first_of_next_month,
    last_of_month,
    parse_month_day,
    parse_partial_date,
    parse_period,
    relative_text,
)

YEARS = st.integers(1, 9999)
PERIODS = st.builds(Period, st.integers(0, 200), st.sampled_from(["day", "month", "year"]))
DAYS = st.dates(max_value=date(9700, 1, 1))
"""Days to which any of the periods can be added."""


def month(year: int, number: int) -> PartialDate:
    """Build a month."""
    return PartialDate(date(year, number, 1), last_of_month(year, number))


def year(number: int) -> PartialDate:
    """Build a year."""
    return PartialDate(date(number, 1, 1), date(number, 12, 31))


IMPRECISE = st.builds(month, YEARS, st.integers(1, 12)) | st.builds(year, YEARS)
WHENS = IMPRECISE | st.builds(exact_date, st.dates())
NEAR = st.builds(month, st.just(2025), st.integers(1, 4)) | st.builds(
    exact_date, st.dates(date(2025, 1, 1), date(2025, 4, 30))
)
"""Dates so close that spans overlap and ends coincide."""


@given(NEAR, NEAR)
def test_dates_are_totally_ordered(one: PartialDate, other: PartialDate) -> None:
    """Exactly one of earlier, equal and later is true; equal dates are equal keys."""
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) is (one < other or one == other)
    assert (hash(one) == hash(other)) or one != other


@given(NEAR, NEAR, NEAR)
def test_the_order_of_dates_is_transitive(
    one: PartialDate, two: PartialDate, three: PartialDate
) -> None:
    """A date before a second, which is before a third, is before the third."""
    first, second, third = sorted((one, two, three))
    assert first <= second <= third
    assert first <= third


@given(WHENS, WHENS)
def test_dates_sort_by_their_ends(one: PartialDate, other: PartialDate) -> None:
    """Of two dates with different ends, the one that ends first sorts first."""
    assume(one.last != other.last)
    assert (one < other) is (one.last < other.last)


@given(IMPRECISE)
def test_an_imprecise_date_is_parsed_as_written(when: PartialDate) -> None:
    """Parsing a written month or year gives it back."""
    assert parse_partial_date(str(when)) == when


@given(st.dates(), st.dates())
def test_different_dates_are_written_differently(one: date, other: date) -> None:
    """No two ranges have the same written form."""
    first, last = sorted((one, other))
    span = PartialDate(first, last)
    parts = str(span).split("/")
    bare = [
        exact_date(date.fromisoformat(p)) if p.count("-") > 1 else parse_partial_date(p)
        for p in parts
    ]
    assert (bare[0].first, bare[-1].last) == (first, last)


@given(PERIODS)
def test_a_period_is_parsed_as_written(period: Period) -> None:
    """Parsing a written period gives it back."""
    assert parse_period(str(period)) == period


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_day_of_the_year_is_parsed_as_written(found: date) -> None:
    """Parsing a written day of the year gives it back."""
    of_year = MonthDay(found.month, found.day)
    assert parse_month_day(str(of_year)) == of_year
    assert of_year.in_year(found.year) == found


@given(DAYS, st.integers(0, 40), PERIODS)
def test_a_later_start_never_ends_sooner(start: date, later: int, period: Period) -> None:
    """The end of a period never moves back as its start moves on."""
    assert add_period(start, period) <= add_period(start + timedelta(days=later), period)


@given(DAYS, PERIODS)
def test_a_longer_period_never_ends_sooner(start: date, period: Period) -> None:
    """A period never ends before it starts, nor before a shorter one in the same unit."""
    longer = Period(period.count + 1, period.unit)
    assert start <= add_period(start, period) < add_period(start, longer)


@given(DAYS, st.integers(0, 200))
def test_a_year_is_twelve_months(start: date, years: int) -> None:
    """Years end on the same day as twelve times as many months."""
    by_years = add_period(start, Period(years, "year"))
    assert by_years == add_period(start, Period(12 * years, "month"))


@given(DAYS, st.integers(0, 200))
def test_months_end_in_the_expected_month(start: date, months: int) -> None:
    """A period in months ends in the month counted to, on the same day or the last."""
    end = add_period(start, Period(months, "month"))
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == min(start.day, last_of_month(end.year, end.month).day)


@given(DAYS)
def test_the_first_of_the_next_month_is_the_nearest(start: date) -> None:
    """It is the first of a month, it is later, and no other lies between."""
    found = first_of_next_month(start)
    assert found.day == 1
    assert 0 < (found - start).days <= 31


@given(st.dates(max_value=date(9998, 1, 1)), st.integers(0, 4000))
def test_a_distance_is_never_rounded_up(earlier: date, days: int) -> None:
    """Adding the distance to the earlier day never goes past the later one."""
    later = earlier + timedelta(days=min(days, (date.max - earlier).days))
    words = relative_text(earlier, later)
    told = re.fullmatch(r"(\d+) (day|week|month|year)s? ago", words)
    if told is None:
        assert (words, earlier) == ("today", later)
        return
    count, unit = int(told[1]), told[2]
    period = Period(7 * count, "day") if unit == "week" else Period(count, unit)
    assert count > 0
    assert add_period(earlier, period) <= later


@given(st.dates(), st.dates())
def test_distances_before_and_after_have_the_same_words(one: date, other: date) -> None:
    """The distance to a day and back has the same words."""
    there, back = relative_text(one, other), relative_text(other, one)
    assume(one != other)
    ahead, ago = (there, back) if one > other else (back, there)
    assert ahead.removeprefix("in ") == ago.removesuffix(" ago")
    assert ahead.startswith("in ")
    assert ago.endswith(" ago")
