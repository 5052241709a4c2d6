"""Exact and partial dates, periods, days of the year, and their arithmetic."""

from datetime import date

import pytest

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
    toml_date,
)

day = date.fromisoformat

JULY = PartialDate(date(2025, 7, 1), date(2025, 7, 31))
YEAR = PartialDate(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_month_or_year_covers_all_its_days(text: str, first: str, last: str) -> None:
    """A month or a year covers all of its days, leap days included."""
    assert parse_partial_date(text) == PartialDate(day(first), day(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-3",
        "25-03",
        "2025-00",
        "2025-13",
        "0000",
        "0000-01",
        "2025-03-18",
        "2025-03 ",
        "2025-03\n",
        " 2025",
        "-2025",
        "2025/03",
        "202503",
        "March 2025",
        "2025-03/2025-04",
        "2025~",
    ],
)
def test_only_months_and_years_are_parsed(text: str) -> None:
    """Any other text is refused, including whole days and other EDTF levels."""
    with pytest.raises(ValueError, match=r"not a date|out of range|month"):
        parse_partial_date(text)


def test_digits_of_other_scripts_are_refused() -> None:
    """A year must use the digits of TOML dates."""
    with pytest.raises(ValueError, match="is not a date"):
        parse_partial_date("٢٠٢٥")


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (PartialDate(date(2025, 3, 18)), "2025-03-18"),
        (JULY, "2025-07"),
        (PartialDate(date(2024, 2, 1), date(2024, 2, 29)), "2024-02"),
        (PartialDate(date(2024, 2, 1), date(2024, 2, 28)), "2024-02-01/2024-02-28"),
        (YEAR, "2025"),
        (PartialDate(date(2025, 1, 2), date(2025, 12, 31)), "2025-01-02/2025-12-31"),
        (PartialDate(date(2024, 1, 1), date(2025, 12, 31)), "2024-01-01/2025-12-31"),
        (PartialDate(date(2025, 1, 15), date(2025, 1, 31)), "2025-01-15/2025-01-31"),
        (PartialDate(date(987, 1, 1), date(987, 12, 31)), "0987"),
        (PartialDate(date(987, 6, 1), date(987, 6, 30)), "0987-06"),
        (PartialDate(date.max), "9999-12-31"),
    ],
    ids=str,
)
def test_a_date_is_written_as_precisely_as_it_is_known(when: PartialDate, text: str) -> None:
    """Days, months and years have their own forms; any other range is an interval."""
    assert str(when) == text
    assert repr(when) == f"PartialDate({text!r})"


def test_only_a_single_day_is_exact() -> None:
    """Only an exact date has a day."""
    exact = exact_date(date(2025, 7, 31))
    assert (exact.is_exact, exact.day) == (True, date(2025, 7, 31))
    assert (JULY.is_exact, JULY.day) == (False, None)


def test_exact_dates_of_one_day_are_shared() -> None:
    """Repeated days are one shared object."""
    assert exact_date(date(2025, 7, 31)) is exact_date(date(2025, 7, 31))
    assert exact_date(date(2025, 7, 31)) == PartialDate(date(2025, 7, 31))


def test_dates_are_equal_by_their_range() -> None:
    """Two dates with the same range are equal, and equal as keys."""
    assert parse_partial_date("2025-07") == JULY
    assert len({parse_partial_date("2025-07"), JULY, exact_date(JULY.last)}) == 2
    assert exact_date(JULY.last) != JULY
    assert exact_date(JULY.first) != JULY
    assert JULY != "2025-07"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (exact_date(date(2025, 7, 30)), JULY),
        (JULY, exact_date(date(2025, 7, 31))),
        (JULY, exact_date(date(2025, 8, 1))),
        (JULY, YEAR),
        (YEAR, parse_partial_date("2025-12")),
        (parse_partial_date("2024"), exact_date(date(2025, 1, 1))),
        (YEAR, exact_date(date(2025, 12, 31))),
    ],
    ids=str,
)
def test_a_date_sorts_by_the_end_of_its_range(earlier: PartialDate, later: PartialDate) -> None:
    """An imprecise date sorts after its days except the last, and before that day."""
    assert earlier < later
    assert later > earlier
    assert not later <= earlier


@pytest.mark.parametrize(
    ("year", "month", "last"),
    [(2024, 2, 29), (2025, 2, 28), (2000, 2, 29), (2100, 2, 28), (2025, 4, 30), (9999, 12, 31)],
)
def test_the_last_day_of_a_month(year: int, month: int, last: int) -> None:
    """The last day of February follows the leap years, of which 1900 and 2100 are none."""
    assert last_of_month(year, month) == date(year, month, last)


@pytest.mark.parametrize(("year", "month"), [(2025, 0), (2025, 13), (0, 1), (10000, 1)])
def test_a_month_outside_the_calendar_is_refused(year: int, month: int) -> None:
    """A month or year outside the calendar raises ValueError."""
    with pytest.raises(ValueError, match=r"month|year"):
        last_of_month(year, month)


@pytest.mark.parametrize(
    ("text", "count", "unit", "written"),
    [
        ("6 months", 6, "month", "6 months"),
        ("1 year", 1, "year", "1 year"),
        ("1 years", 1, "year", "1 year"),
        ("150 day", 150, "day", "150 days"),
        ("0 days", 0, "day", "0 days"),
        ("9999 years", 9999, "year", "9999 years"),
    ],
)
def test_a_period_is_a_number_and_a_unit(text: str, count: int, unit: str, written: str) -> None:
    """A period is read with or without the plural, and written with the right one."""
    period = parse_period(text)
    assert (period.count, period.unit) == (count, unit)
    assert str(period) == written
    assert repr(period) == f"Period({written!r})"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "six months",
        "6",
        "months",
        "6 weeks",
        "6  months",
        "6months",
        " 6 months",
        "6 months ",
        "6 months\n",
        "06 months",
        "-6 months",
        "1.5 years",
        "10000 days",
        "6 Months",
        "P6M",
        "6 monthss",
        "1٢ months",
    ],
)
def test_only_periods_are_parsed(text: str) -> None:
    """Number words, other units, signs, extra spaces and other digits are refused."""
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_periods_are_equal_by_number_and_unit() -> None:
    """Twelve months and one year are different periods, although they end on the same day."""
    assert len({Period(1, "year"), parse_period("1 year"), Period(12, "month")}) == 2
    assert Period(1, "year") != Period(2, "year")
    assert Period(1, "year") != "1 year"


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2025-06-27", "6 months", "2025-12-27"),
        ("2025-08-20", "6 months", "2026-02-20"),
        ("2025-08-31", "6 months", "2026-02-28"),
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2023-08-29", "6 months", "2024-02-29"),
        ("2025-08-29", "6 months", "2026-02-28"),
        ("2025-11-30", "3 months", "2026-02-28"),
        ("2025-12-31", "4 months", "2026-04-30"),
        ("2026-02-28", "6 months", "2026-08-28"),
        ("2025-01-31", "1 month", "2025-02-28"),
        ("2025-12-31", "1 month", "2026-01-31"),
        ("2025-12-01", "0 months", "2025-12-01"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2023-02-28", "1 year", "2024-02-28"),
        ("2014-12-31", "1 year", "2015-12-31"),
        ("2025-03-18", "0 years", "2025-03-18"),
        ("2023-06-09", "150 days", "2023-11-06"),
        ("2024-02-28", "1 day", "2024-02-29"),
        ("2025-02-28", "1 day", "2025-03-01"),
        ("2025-03-18", "0 days", "2025-03-18"),
        ("2024-02-29", "365 days", "2025-02-28"),
        ("9999-06-30", "6 months", "9999-12-30"),
        ("9998-12-31", "1 year", "9999-12-31"),
        ("9999-12-30", "1 day", "9999-12-31"),
        ("9999-12-31", "0 months", "9999-12-31"),
    ],
)
def test_a_period_ends_on_the_same_day_of_the_month(start: str, period: str, end: str) -> None:
    """Months and years keep the day, or take the last day of a shorter month."""
    assert add_period(day(start), parse_period(period)) == day(end)


@pytest.mark.parametrize(
    ("start", "period"),
    [
        ("9999-12-31", "1 day"),
        ("9999-12-01", "1 month"),
        ("9999-01-01", "1 year"),
        ("9999-07-01", "6 months"),
        ("2025-03-18", "9999 years"),
    ],
)
def test_a_period_past_the_year_9999_overflows(start: str, period: str) -> None:
    """A period that ends after the year 9999 raises OverflowError."""
    with pytest.raises(OverflowError):
        add_period(day(start), parse_period(period))


def test_one_month_twice_is_not_two_months() -> None:
    """A day lost in a shorter month does not come back."""
    month = parse_period("1 month")
    start = day("2025-01-31")
    assert add_period(add_period(start, month), month) == day("2025-03-28")
    assert add_period(start, parse_period("2 months")) == day("2025-03-31")


@pytest.mark.parametrize(
    ("text", "month", "of_month"),
    [("06-30", 6, 30), ("01-01", 1, 1), ("12-31", 12, 31), ("02-29", 2, 29)],
)
def test_a_day_of_the_year_is_parsed(text: str, month: int, of_month: int) -> None:
    """A day of the year is written as its month and day, 29 February included."""
    found = parse_month_day(text)
    assert found == MonthDay(month, of_month)
    assert str(found) == text
    assert repr(found) == f"MonthDay({text!r})"


@pytest.mark.parametrize(
    "text",
    ["", "6-30", "06-3", "00-10", "13-01", "06-31", "02-30", "01-00", "06-30 ", "0630", "٠6-30"],
)
def test_only_days_of_the_year_are_parsed(text: str) -> None:
    """Days that no year has, and other forms, are refused."""
    with pytest.raises(ValueError, match=r"not a day of the year|month must be|day"):
        parse_month_day(text)


def test_days_of_the_year_are_equal_by_month_and_day() -> None:
    """The same day of the year is an equal value and an equal key."""
    assert len({MonthDay(6, 30), parse_month_day("06-30"), MonthDay(12, 31)}) == 2
    assert MonthDay(1, 12) != MonthDay(12, 1)
    assert MonthDay(6, 30) != "06-30"


@pytest.mark.parametrize(
    ("of_year", "year", "found"),
    [
        ("06-30", 2019, "2019-06-30"),
        ("02-29", 2024, "2024-02-29"),
        ("02-29", 2025, "2025-02-28"),
        ("02-29", 2100, "2100-02-28"),
        ("12-31", 9999, "9999-12-31"),
    ],
)
def test_29_february_is_the_28th_in_a_common_year(of_year: str, year: int, found: str) -> None:
    """A day of the year gives a day in each year."""
    assert parse_month_day(of_year).in_year(year) == day(found)


def test_a_day_of_the_year_10000_overflows() -> None:
    """A day of the year 10000 raises OverflowError."""
    with pytest.raises(OverflowError):
        parse_month_day("01-01").in_year(10000)


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("2025-03-01", "2025-04-01"),
        ("2025-03-31", "2025-04-01"),
        ("2025-12-31", "2026-01-01"),
        ("2024-02-29", "2024-03-01"),
        ("9999-11-30", "9999-12-01"),
    ],
)
def test_the_first_of_the_next_month_is_found(start: str, found: str) -> None:
    """Every day of a month gives the same first day of the next month."""
    assert first_of_next_month(day(start)) == day(found)


@pytest.mark.parametrize("start", ["9999-12-01", "9999-12-31"])
def test_the_month_after_december_9999_overflows(start: str) -> None:
    """The month after December 9999 raises OverflowError."""
    with pytest.raises(OverflowError):
        first_of_next_month(day(start))


@pytest.mark.parametrize(
    ("found", "as_of", "words"),
    [
        ("2026-01-10", "2026-01-10", "today"),
        ("2026-01-11", "2026-01-10", "in 1 day"),
        ("2026-01-09", "2026-01-10", "1 day ago"),
        ("2026-01-10", "2026-01-05", "in 5 days"),
        ("2025-12-27", "2026-01-05", "9 days ago"),
        ("2026-01-19", "2026-01-05", "in 14 days"),
        ("2026-01-20", "2026-01-05", "in 2 weeks"),
        ("2026-01-25", "2026-01-05", "in 2 weeks"),
        ("2026-01-26", "2026-01-05", "in 3 weeks"),
        ("2026-02-20", "2026-01-05", "in 6 weeks"),
        ("2026-03-04", "2026-01-05", "in 8 weeks"),
        ("2026-03-05", "2026-01-05", "in 2 months"),
        ("2025-01-31", "2025-03-30", "8 weeks ago"),
        ("2025-01-31", "2025-03-31", "2 months ago"),
        ("2025-03-06", "2026-11-23", "20 months ago"),
        ("2024-02-29", "2026-02-28", "23 months ago"),
        ("2024-02-28", "2026-02-28", "2 years ago"),
        ("2026-11-23", "2023-11-24", "in 2 years"),
        ("2026-11-24", "2023-11-24", "in 3 years"),
        ("9999-12-31", "0001-01-01", "in 9998 years"),
    ],
)
def test_a_distance_is_in_whole_units(found: str, as_of: str, words: str) -> None:
    """Distances are in days, weeks, months or years, rounded down, before and after."""
    assert relative_text(day(found), day(as_of)) == words


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2025-03", "2025", "overlaps"),
        ("2025-03", "2025-04", "before"),
        ("2025-04", "2025-03", "after"),
        ("2024", "2025", "before"),
        ("2025-03", "2025-03", "overlaps"),
    ],
)
def test_partial_dates_overlap_or_follow_each_other(one: str, other: str, relation: str) -> None:
    """Two dates may be the same day, or one is certainly before the other."""
    first, second = parse_partial_date(one), parse_partial_date(other)
    found = {
        "overlaps": first.overlaps(second),
        "before": first.is_before(second),
        "after": first.is_after(second),
    }
    assert [name for name, holds in found.items() if holds] == [relation]


def test_only_a_day_is_a_toml_date() -> None:
    """A ledger writes a day as a TOML date, a month and a year as strings."""
    assert toml_date(exact_date(date(2025, 3, 18))) == "2025-03-18"
    assert toml_date(parse_partial_date("2025-03")) == '"2025-03"'
