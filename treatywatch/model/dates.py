"""Partial dates, periods, and the day arithmetic that clauses need.

A day is a `datetime.date`. A date known only to the month or the year is a `PartialDate`: the range of
its possible days. Nothing here asks for the current day.
"""

import re
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Final

IMPRECISE: Final = r"(?!0000)([0-9]{4})(?:-(0[1-9]|1[0-2]))?"
PERIOD: Final = r"(0|[1-9][0-9]{0,3}) (day|month|year)s?"
MONTH_DAY: Final = r"(?!02-3|(?:0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
"""The patterns of a month or year, a period and a day of the year.

They use only the regular expressions of JSON Schema, because the schema for editors contains them.
They are compiled at first use, because most answers need none and compiling takes half a millisecond.
"""


@total_ordering
class PartialDate:
    """The range of possible days of an act, from `first` to `last`.

    Partial dates sort by last day: as of a day, an imprecise act counts from the end of its month or
    year, because only then has it certainly happened.
    """

    __slots__ = ("first", "last")
    first: Final[date]
    last: Final[date]

    def __init__(self, first: date, last: date | None = None) -> None:
        self.first = first
        self.last = last or first

    @property
    def is_exact(self) -> bool:
        """Return whether the day itself is known."""
        return self.first == self.last

    @property
    def day(self) -> date | None:
        """The day, or None if only a longer range is known."""
        return self.first if self.is_exact else None

    def overlaps(self, other: "PartialDate") -> bool:
        """Return whether the two dates may be the same day."""
        return self.first <= other.last and other.first <= self.last

    def is_before(self, other: "PartialDate") -> bool:
        """Return whether every possible day is before those of the other date."""
        return self.last < other.first

    def is_after(self, other: "PartialDate") -> bool:
        """Return whether every possible day is after those of the other date."""
        return self.first > other.last

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and (self.first, self.last) == (
            other.first,
            other.last,
        )

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.last, self.first) < (other.last, other.first)

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    def __str__(self) -> str:
        """Return the date in EDTF level 0: a day, month, year or interval of days."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if last == last_of_month(first.year, first.month) and first.day == 1:
            return f"{first.year:04}-{first.month:02}"
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return f"{first.year:04}"
        return f"{first.isoformat()}/{last.isoformat()}"

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"


def toml_date(date: PartialDate) -> str:
    """Return a date in TOML: a day as a date, any other as a string."""
    return str(date) if date.is_exact else f'"{date}"'


def parse_partial_date(text: str) -> PartialDate:
    """Parse a month or year such as "2025-03" or "2025" (EDTF level 0).

    Raises ValueError, also for a whole day, because a ledger writes days as TOML dates.
    """
    match = re.fullmatch(IMPRECISE, text)
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    year, month = int(match[1]), match[2]
    if month is None:
        return PartialDate(date(year, 1, 1), date(year, 12, 31))
    return PartialDate(date(year, int(month), 1), last_of_month(year, int(month)))


@lru_cache(maxsize=4096)
def exact_date(day: date) -> PartialDate:
    """Return a day as a partial date; cached, because ledgers repeat the same days."""
    return PartialDate(day)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    Raises ValueError for a month or year that the calendar lacks.
    """
    first = date(year, month, 1)
    if month == 12:  # noqa: PLR2004 - the next month is in another year
        return first.replace(day=31)
    return first.replace(month=month + 1) - timedelta(days=1)


class Period:
    """A length of time in a clause: a number of days, months or years."""

    __slots__ = ("count", "unit")
    count: Final[int]
    unit: Final[str]

    def __init__(self, count: int, unit: str) -> None:
        self.count = count
        self.unit = unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and (self.count, self.unit) == (other.count, other.unit)

    def __hash__(self) -> int:
        return hash((self.count, self.unit))

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


def parse_period(text: str) -> Period:
    """Parse a period such as "6 months" or "1 year". Raises ValueError."""
    match = re.fullmatch(PERIOD, text)
    if match is None:
        raise ValueError(f"{text!r} is not a period")
    return Period(int(match[1]), match[2])


def add_period(day: date, period: Period) -> date:
    """Return the day a period later; a shorter month gives its last day.

    Raises OverflowError past the year 9999.
    """
    if period.unit == "day":
        return day + timedelta(days=period.count)
    months = period.count * (12 if period.unit == "year" else 1)
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        raise OverflowError("the calendar ends with the year 9999")
    end = last_of_month(day.year + years, month + 1)
    return end.replace(day=min(day.day, end.day))


class MonthDay:
    """A day of every year, such as 30 June."""

    __slots__ = ("day", "month")
    month: Final[int]
    day: Final[int]

    def __init__(self, month: int, day: int) -> None:
        self.month = month
        self.day = day

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MonthDay) and (self.month, self.day) == (other.month, other.day)

    def __hash__(self) -> int:
        return hash((self.month, self.day))

    def __repr__(self) -> str:
        return f"MonthDay({str(self)!r})"

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """Return the day in a year; 29 February becomes the 28th in a common year.

        Raises OverflowError past the year 9999.
        """
        if year > date.max.year:
            raise OverflowError("the calendar ends with the year 9999")
        end = last_of_month(year, self.month)
        return end.replace(day=min(self.day, end.day))


def parse_month_day(text: str) -> MonthDay:
    """Parse a day of the year such as "06-30". Raises ValueError."""
    match = re.fullmatch(MONTH_DAY, text)
    if match is None:
        raise ValueError(f"{text!r} is not a day of the year")
    return MonthDay(int(match[1]), int(match[2]))


def first_of_next_month(day: date) -> date:
    """Return the first day of the next month. Raises OverflowError past the year 9999."""
    return last_of_month(day.year, day.month) + timedelta(days=1)


def relative_text(day: date, as_of: date) -> str:
    """Return the distance to a day in words, such as "in 5 days" or "today".

    The unit is days up to two weeks, then weeks, months and years, rounded down.
    """
    days = abs((day - as_of).days)
    if days == 0:
        return "today"
    words = _span(min(day, as_of), max(day, as_of), days)
    return f"in {words}" if day > as_of else f"{words} ago"


def _span(earlier: date, later: date, days: int) -> str:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    months -= later.day < earlier.day
    if days <= 14:  # noqa: PLR2004 - two weeks
        count, unit = days, "day"
    elif months < 2:  # noqa: PLR2004
        count, unit = days // 7, "week"
    elif months < 24:  # noqa: PLR2004
        count, unit = months, "month"
    else:
        count, unit = months // 12, "year"
    return str(Period(count, unit)) if unit != "week" else f"{count} week" + "s" * (count != 1)
