"""The rule on exits under way without recent acts or sources."""

from datetime import date

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events

OLD = "LT ottawa announced 2026-05-26"
"""An act 181 days before the day of these tests."""


def published(*days: str) -> str:
    """Return sources published on these days."""
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
    """An exit under way is reported if its last act is too old."""
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
def test_a_later_source_counts(days: tuple[str, ...], found: list[str], found_by: FoundBy) -> None:
    """The age of an exit counts from the latest source."""
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
def test_days_sets_the_allowed_age(days: int, found: list[str], found_by: FoundBy) -> None:
    """Any number of days is accepted."""
    assert found_by("stale", events(OLD), days=days) == found


@pytest.mark.parametrize("today", [None, date.min, date(2026, 5, 26)])
def test_without_a_later_day_nothing_is_stale(today: date | None, found_by: FoundBy) -> None:
    """Without `as_of`, or on the day of the act, nothing is reported."""
    assert found_by("stale", events(OLD), today=today, days=0) == []


def test_the_message_has_the_state_stage_and_dates(problems_by: ProblemsBy) -> None:
    """The message has the State, its stage and the latest date."""
    text = event("LT ottawa announced 2025-01-01", sources=published("2025-02-03"))
    (problem,) = problems_by("stale", text)
    for words in ("LT", '"announced" since 2025-01-01', "newer than 2025-02-03"):
        assert words in problem.message


def test_the_last_day_of_the_calendar_is_accepted(found_by: FoundBy) -> None:
    """The rule works up to the end of the calendar."""
    assert found_by("stale", events(OLD), today=date.max) == ['"announced"']
