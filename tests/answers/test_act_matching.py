"""Tests of matching acts between two ledgers."""

from datetime import date

import pytest

from treatywatch.answers.act_matching import match_acts
from treatywatch.model.dates import exact_date
from treatywatch.model.events import Event, Step
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act


def _remark(day: int, actor: str, replaces: int | None = None) -> Act:
    """Return a remark on a day in March 2025."""
    when = exact_date(date(2025, 3, day))
    event = Event(
        country="LT",
        convention="ottawa",
        step=Step.REMARK,
        date=when,
        summary="Said.",
        sources=(Source(title="t", publisher="p"),),
        actor=actor,
        replaces=None if replaces is None else exact_date(date(2025, 3, replaces)),
    )
    return Act(step=Step.REMARK, date=when, event=event)


OLD = [_remark(10, "A"), _remark(10, "B"), _remark(20, "C")]
CASES = [
    pytest.param([_remark(5, "B", 10), _remark(6, "A", 10), _remark(7, "X")], "B5 A6", id="both"),
    pytest.param([_remark(5, "C", 20), _remark(6, "X"), _remark(10, "A")], "A10 C5", id="one"),
    pytest.param([_remark(4, "Z"), _remark(5, "Z", 20)], "C-Z5", id="the actor too"),
]


@pytest.mark.parametrize(("new", "pairs"), CASES)
@pytest.mark.parametrize("turned", [False, True], ids=["corrected later", "corrected before"])
def test_an_event_matches_the_one_it_corrects(new: list[Act], pairs: str, *, turned: bool) -> None:
    """An event with `replaces` matches the act of that date, not merely one of the same step."""
    result = match_acts(new, OLD) if turned else match_acts(OLD, new)
    matched = {_pair_text(*pair) for pair in ([(b, a) for a, b in result] if turned else result)}
    assert set(pairs.split()) <= matched


def _pair_text(old: Act, new: Act) -> str:
    """Return the new act's actor and day, after the old actor if it differs."""
    assert old.event
    assert new.event
    was = "" if old.event.actor == new.event.actor else f"{old.event.actor}-"
    return f"{was}{new.event.actor}{new.date.first.day}"


def test_computed_acts_of_different_steps_do_not_match() -> None:
    """A computed day in force does not match a computed effect."""
    force, effect = (
        [Act(step=step, date=exact_date(date(2025, month, 1)))]
        for step, month in ((Step.IN_FORCE, 1), (Step.EFFECTIVE, 2))
    )
    assert match_acts(force, effect) == []
