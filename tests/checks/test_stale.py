"""Exits under way that nobody has looked at for long."""

from datetime import date

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events

OLD = "LT ottawa announced 2026-05-26"
"""181 days before the day of these tests, when the last word may be 180 days old."""


def published(*days: str) -> str:
    """Sources that came out on these days."""
    dates = (f'"{day}"' if len(day) < 10 else day for day in days)
    sources = (f'{{ title = "t", publisher = "p", published = {day} }}' for day in dates)
    return f"[{', '.join(sources)}]"


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param([OLD], ['"announced"'], id="a day too old"),
        pytest.param(["LT ottawa announced 2026-05-27"], [], id="just not too old"),
        pytest.param(["LT ottawa announced 2026-05"], [], id="may be of the month's end"),
        pytest.param(["LT ottawa announced 2026-04"], ['"announced"'], id="a month before"),
        pytest.param([OLD, "LT ottawa remark 2026-06-01"], [], id="a remark since"),
        pytest.param([OLD, "LT op1 remark 2026-06-01"], ['"announced"'], id="another's remark"),
        pytest.param(
            ["LT ottawa considered 2025-01-01", OLD], ['"announced"'], id="the stage is pointed at"
        ),
        pytest.param(
            ["LT ottawa considered 2025-01-01", "LT ottawa announced 2026-06-01"], [], id="moved on"
        ),
        pytest.param([OLD, "LT ottawa rejected 2026-05-27"], [], id="rejected"),
        pytest.param(["LT ottawa effective 2020-05-27"], [], id="out"),
        pytest.param(["LT ottawa notified 2020-05-27"], [], id="out by a computed day"),
        pytest.param(["LT ctbt notified 2020-05-27"], ['"notified"'], id="a notice without clause"),
        pytest.param(
            ["LT ctbt notified 2026-01-01", "LT ctbt effective 2027-01-01"], [], id="effect ahead"
        ),
        pytest.param(["LT ottawa consented 2003-05-12"], [], id="no exit"),
        pytest.param(["LT ottawa announced 2026-11-24"], [], id="still to come"),
        pytest.param(["LT inf announced 2018-10-20"], [], id="the treaty is over"),
        pytest.param(["LT ottawa announced 0001-01-01"], ['"announced"'], id="first day"),
    ],
)
def test_stale(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """An exit under way of which the last word is too old is pointed at, by its stage."""
    assert found_by("stale", events(*acts)) == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        pytest.param(("2025-01-01", "2026-05-27"), [], id="the latest counts"),
        pytest.param(("2026-05-26",), ['"announced"'], id="too old"),
        pytest.param(("2026-05",), [], id="a month's end"),
        pytest.param(("2026-01-01",), ['"announced"'], id="older than the act"),
    ],
)
def test_a_source_is_a_word(days: tuple[str, ...], found: list[str], found_by: FoundBy) -> None:
    """What came out about an act later than the act counts as a look at it."""
    text = event("LT ottawa announced 2025-01-01", sources=published(*days))
    assert found_by("stale", text) == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        pytest.param(0, ['"announced"'], id="any yesterday"),
        pytest.param(180, ['"announced"'], id="181 days"),
        pytest.param(181, [], id="exactly"),
        pytest.param(365, [], id="a year"),
        pytest.param(10**6, [], id="before the calendar"),
        pytest.param(10**15, [], id="beyond counting"),
    ],
)
def test_how_old_is_for_the_asker_to_say(days: int, found: list[str], found_by: FoundBy) -> None:
    """However many days are given, the rule gives an answer."""
    assert found_by("stale", events(OLD), days=days) == found


@pytest.mark.parametrize("today", [None, date.min, date(2026, 5, 26)])
def test_without_a_later_day_nothing_is_old(today: date | None, found_by: FoundBy) -> None:
    """The rule finds nothing where it is not told what day it is, nor on the act's own day."""
    assert found_by("stale", events(OLD), today=today, days=0) == []


def test_who_and_since_when_are_named(problems_by: ProblemsBy) -> None:
    """The finding names the State, its stage, and the last word."""
    text = event("LT ottawa announced 2025-01-01", sources=published("2025-02-03"))
    (problem,) = problems_by("stale", text)
    for words in ("LT", '"announced" since 2025-01-01', "newer than 2025-02-03"):
        assert words in problem.message


def test_today_may_be_the_last(found_by: FoundBy) -> None:
    """The rule works up to the end of the calendar."""
    assert found_by("stale", events(OLD), today=date.max) == ['"announced"']
