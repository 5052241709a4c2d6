"""Computations in sentences: each step can be repeated, each refusal has a reason."""

from datetime import date

import pytest

from treatywatch.law.clauses import compute_effect
from treatywatch.law.computation import Computation, Reason
from treatywatch.law.explanation import explain_computation
from treatywatch.model.conventions import Calendar, Clause, Effect, TermCycle
from treatywatch.model.dates import MonthDay, Period

DAY = date(2025, 6, 27)
YEAR_END = Calendar(by=MonthDay(12, 31), on=MonthDay(12, 31), years=1)
MID_YEAR = Calendar(by=MonthDay(1, 1), on=MonthDay(6, 30))
TERMS = TermCycle(first=date(1961, 1, 12), years=5)


def sentences(clause: Clause, act: date, named: date | None = None) -> list[str]:
    """Explain the computed effect of an act."""
    return list(explain_computation(compute_effect(clause, act, names_effect=named)))


def period(text: str, effect: Effect = Effect.ANNIVERSARY, *, later: bool = False) -> Clause:
    """Build a clause with a period."""
    count, unit = text.split()
    length = Period(int(count), unit.rstrip("s"))
    return Clause(period=length, effect=effect, later_date_allowed=later)


@pytest.mark.parametrize(
    ("clause", "act", "expected"),
    [
        pytest.param(
            period("6 months"), DAY, ["2025-06-27 + 6 months = 2025-12-27"], id="article 20"
        ),
        pytest.param(
            period("6 months"),
            date(2025, 8, 31),
            [
                "2025-08-31 + 6 months = 2026-02-28",
                "that month has no day 31, so its last day, the 28th, is used",
            ],
            id="a shorter month",
        ),
        pytest.param(
            period("6 months"),
            date(2027, 8, 30),
            [
                "2027-08-30 + 6 months = 2028-02-29",
                "that month has no day 30, so its last day, the 29th, is used",
            ],
            id="a leap February",
        ),
        pytest.param(
            period("1 year"),
            date(2024, 2, 29),
            [
                "2024-02-29 + 1 year = 2025-02-28",
                "that month has no day 29, so its last day, the 28th, is used",
            ],
            id="a leap day",
        ),
        pytest.param(
            period("90 days"),
            date(2023, 12, 1),
            ["2023-12-01 + 90 days = 2024-02-29, the day of the act being day zero"],
            id="days",
        ),
        pytest.param(
            period("1 year", Effect.DAY_AFTER),
            date(2014, 12, 31),
            [
                "2014-12-31 + 1 year = 2015-12-31",
                "effect on the day after the period ends: 2015-12-31 + 1 day = 2016-01-01",
            ],
            id="day after",
        ),
        pytest.param(
            period("5 months", Effect.FIRST_OF_NEXT_MONTH),
            date(2003, 5, 12),
            [
                "2003-05-12 + 5 months = 2003-10-12",
                "effect on the first day of the month after: 2003-11-01",
            ],
            id="first of next month",
        ),
        pytest.param(
            period("60 days", Effect.FIRST_OF_NEXT_MONTH),
            date(2003, 1, 31),
            [
                "2003-01-31 + 60 days = 2003-04-01, the day of the act being day zero",
                "effect on the first day of the month after: 2003-05-01",
            ],
            id="a period that ends on a first",
        ),
        pytest.param(
            period("5 months", Effect.FIRST_OF_NEXT_MONTH),
            date(2003, 7, 31),
            [
                "2003-07-31 + 5 months = 2003-12-31",
                "effect on the first day of the month after: 2004-01-01",
            ],
            id="over the year's end",
        ),
        pytest.param(
            period("2 years", Effect.NEGOTIATED),
            date(2017, 3, 29),
            [
                "2017-03-29 + 2 years = 2019-03-29",
                "an agreement or an extension may change this day",
            ],
            id="article 50",
        ),
        pytest.param(
            Clause(effect=Effect.CALENDAR, calendar=YEAR_END),
            date(2025, 12, 31),
            ["a notice by 2025-12-31 takes effect on 2026-12-31"],
            id="article II(6), the last day",
        ),
        pytest.param(
            Clause(effect=Effect.CALENDAR, calendar=MID_YEAR),
            date(2025, 1, 1),
            ["a notice by 2025-01-01 takes effect on 2025-06-30"],
            id="article XI, in time",
        ),
        pytest.param(
            Clause(effect=Effect.CALENDAR, calendar=MID_YEAR),
            date(2025, 1, 2),
            [
                "2025-01-02 is after 2025-01-01, so the deadline of the next year applies",
                "a notice by 2026-01-01 takes effect on 2026-06-30",
            ],
            id="article XI, a day late",
        ),
    ],
)
def test_each_step_has_a_sentence(clause: Clause, act: date, expected: list[str]) -> None:
    """Each step of a computation has a sentence, and one of them names the day."""
    assert sentences(clause, act) == expected
    assert str(compute_effect(clause, act).day) in " ".join(expected)


TERM_END = Clause(
    effect=Effect.CALENDAR,
    calendar=Calendar(by=MonthDay(7, 12), on=MonthDay(1, 12), years=1),
    cycle=TERMS,
    later_date_allowed=True,
)
TERMS_SENTENCE = "terms of 5 years end on 01-12, counted from 1961-01-12"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(
            date(2025, 7, 12), ["a notice by 2025-07-12 takes effect on 2026-01-12"], id="a term's"
        ),
        pytest.param(
            date(2025, 7, 13),
            [
                "2025-07-13 is after 2025-07-12, so the deadline of the next year applies",
                "a notice by 2026-07-12 takes effect on 2027-01-12",
                TERMS_SENTENCE,
                "the first of these on or after 2027-01-12 is 2031-01-12",
            ],
            id="a day late",
        ),
    ],
)
def test_the_terms_of_a_cycle_are_explained(act: date, expected: list[str]) -> None:
    """If the effect waits for the end of a term, the sentences give the terms and their start."""
    assert sentences(TERM_END, act) == expected


@pytest.mark.parametrize(
    ("clause", "named", "expected"),
    [
        pytest.param(
            period("1 year", later=True),
            date(2026, 6, 28),
            [
                "2025-06-27 + 1 year = 2026-06-27",
                "the notice names a later day, which the clause allows: 2026-06-28",
            ],
            id="later",
        ),
        pytest.param(
            period("1 year", later=True),
            date(2026, 6, 27),
            ["2025-06-27 + 1 year = 2026-06-27"],
            id="the day itself",
        ),
        pytest.param(
            period("1 year"),
            date(2026, 6, 28),
            ["2025-06-27 + 1 year = 2026-06-27"],
            id="not allowed",
        ),
        pytest.param(
            TERM_END,
            date(2026, 5, 1),
            [
                "a notice by 2025-07-12 takes effect on 2026-01-12",
                "the notice names a later day, which the clause allows: 2026-05-01",
            ],
            id="after a term's end",
        ),
    ],
)
def test_a_named_later_day_has_the_last_sentence(
    clause: Clause, named: date, expected: list[str]
) -> None:
    """A later day that the clause allows comes after the steps of the rule."""
    assert sentences(clause, DAY, named) == expected


def test_a_named_day_leaves_the_end_of_the_term() -> None:
    """The end of the term comes first, then the later day that the notice names."""
    assert sentences(TERM_END, date(2026, 1, 1), date(2032, 5, 1)) == [
        "a notice by 2026-07-12 takes effect on 2027-01-12",
        TERMS_SENTENCE,
        "the first of these on or after 2027-01-12 is 2031-01-12",
        "the notice names a later day, which the clause allows: 2032-05-01",
    ]


@pytest.mark.parametrize(
    ("because", "sentence"),
    [
        (Reason.NO_CLAUSE, "no clause: nothing is computed"),
        (Reason.NOT_OPERABLE, "the clause cannot be used yet: nothing is computed"),
        (Reason.POSTPONED, "the effect is postponed: nothing is computed"),
        (Reason.TOO_EARLY, "the notice is too early under the clause and has no effect"),
        (Reason.SUCCESSION, "a succession dates back to independence and is not computed"),
        (Reason.NOT_IN_FORCE, "the convention is not in force: nothing is computed"),
        (
            Reason.WAIVER,
            "the period runs from a waiver, not from the deposit",
        ),
        (Reason.BEYOND_CALENDAR, "the computed day is after the year 9999"),
    ],
)
def test_each_refusal_gives_its_reason(because: Reason, sentence: str) -> None:
    """A computation without a day gives its reason in one sentence."""
    computation = Computation(day=None, reason=because, clause=period("1 year"), act=DAY)
    assert explain_computation(computation) == (sentence,)


@pytest.mark.parametrize(
    ("clause", "act", "sentence"),
    [
        (None, DAY, "no clause: nothing is computed"),
        (Clause(), DAY, "no clause: nothing is computed"),
        (period("1 day"), date.max, "the computed day is after the year 9999"),
        (Clause(calendar=YEAR_END), date.max, "the computed day is after the year 9999"),
    ],
    ids=["none", "empty", "period", "calendar"],
)
def test_a_computation_without_steps_is_one_sentence(
    clause: Clause | None, act: date, sentence: str
) -> None:
    """No clause, an empty clause and the end of the calendar each give one sentence."""
    assert explain_computation(compute_effect(clause, act)) == (sentence,)
