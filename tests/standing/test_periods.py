"""Party periods and standings over time: their days, and the work that they take."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from types import FrameType
from typing import Any

import pytest
from msgspec.structs import replace

from tests.samples import LedgerOf, event, events
from tests.standing.acts import act
from treatywatch.model.dates import PartialDate, exact_date
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.periods import PartyPeriod, party_periods, standings_over_time
from treatywatch.standing.position import PositionBuilder, Standing


def periods(ledger: Ledger, pair: str, as_of: str = "2026-11-23") -> list[PartyPeriod]:
    """List the party periods of a State."""
    country, slug = pair.split()
    view = AsOf(as_of=date.fromisoformat(as_of))
    return list(party_periods(ledger, (country, slug), acts_of(ledger, (country, slug)), view))


def in_words(period: PartyPeriod) -> str:
    """Write a period in a line: its days with their bases."""
    begin = f"{period.since} {period.since_basis}"
    return f"{begin} to {period.until} {period.until_basis}"


def test_each_party_period_has_its_days_and_bases(ledger_of: LedgerOf) -> None:
    """A recorded exit and a computed return give two periods."""
    ledger = ledger_of(
        events(
            "LT op1 in-force 1992-02-20",
            "LT op1 notified 1998-05-26",
            "LT op1 effective 1998-08-26",
            "LT op1 consented 2001-01-01",
        )
    )
    assert [in_words(period) for period in periods(ledger, "LT op1")] == [
        "1992-02-20 recorded to 1998-08-26 recorded",
        "2001-04-01 computed to None None",
    ]


def test_a_period_of_unknown_joining_has_no_first_day(ledger_of: LedgerOf) -> None:
    """A State that only a notification shows to be a party has no recorded first day."""
    ledger = ledger_of(events("LT op1 notified 1998-05-26"))
    (period,) = periods(ledger, "LT op1")
    assert in_words(period) == "None None to 1998-08-26 computed"


def test_a_convention_ends_the_periods_of_its_parties(ledger_of: LedgerOf) -> None:
    """The day on which a convention ended is the recorded end of a period."""
    ledger = ledger_of(events("US inf in-force 1988-06-01"))
    (period,) = periods(ledger, "US inf")
    assert in_words(period) == "1988-06-01 recorded to 2019-08-02 recorded"


def test_a_contested_step_makes_its_period_contested(ledger_of: LedgerOf) -> None:
    """A contested end marks the period that it ends."""
    ledger = ledger_of(
        events("LT op1 in-force 1992-02-20")
        + event("LT op1 effective 1998-08-26", contested="true", note='"Disputed."')
    )
    assert [period.contested for period in periods(ledger, "LT op1")] == [True]


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        ("2019-08-01", ("1988-06-01", Standing.PARTY)),
        ("2019-08-02", ("2019-08-02", Standing.ENDED)),
    ],
)
def test_the_days_go_up_to_the_day_asked_for(
    ledger_of: LedgerOf, as_of: str, last: tuple[str, Standing]
) -> None:
    """The day on which a convention ends is listed from that day on, and not before."""
    ledger = ledger_of(events("US inf in-force 1988-06-01"))
    pair = ("US", "inf")
    view = AsOf(as_of=date.fromisoformat(as_of))
    *_, (day, standing) = standings_over_time(ledger, pair, acts_of(ledger, pair), view)
    assert (str(day), standing) == last


def test_an_imprecise_exit_is_read_before_a_return_of_that_year(ledger_of: LedgerOf) -> None:
    """At the end of an imprecise year its exit does not undo the return within it."""
    ledger = ledger_of(
        events(
            "LT op1 in-force 1992-02-20",
            "LT op1 effective 1998",
            "LT op1 in-force 1998-06-01",
            "LT op1 announced 1998-08-01",
        )
    )
    assert [in_words(period) for period in periods(ledger, "LT op1")] == [
        "1992-02-20 recorded to None None"
    ]


FIRST = date(1950, 1, 1)
STEPS = (Step.IN_FORCE, Step.NOTIFIED, Step.EFFECTIVE, Step.CONSENTED)


def long_history(count: int, *, imprecise: bool) -> list[Act]:
    """Build a history in which a State joins and leaves again and again."""
    acts = []
    for number in range(count):
        day = FIRST + timedelta(days=30 * number)
        span = PartialDate(day, day + timedelta(days=75)) if imprecise else exact_date(day)
        acts.append(replace(act(STEPS[number % len(STEPS)], "2000"), date=span))
    return acts


def long_exit(count: int, *, imprecise: bool) -> list[Act]:
    """Build the history of an exit that is considered again and again."""
    acts = long_history(count, imprecise=imprecise)
    return [replace(act(Step.CONSIDERED, "2000"), date=other.date) for other in acts]


def work(acts: list[Act], ledger: Ledger) -> int:
    """Count the lines and calls that listing the party periods of a history takes."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Callable[..., Any]:
        nonlocal count
        count += event in {"line", "call"}
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for _ in party_periods(ledger, ("LT", "op1"), acts, AsOf(as_of=date.max)):
            pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("imprecise", [False, True], ids=["days", "ranges"])
@pytest.mark.parametrize("history", [long_history, long_exit])
def test_twice_the_acts_take_about_twice_the_work(
    history: Callable[..., list[Act]], ledger_of: LedgerOf, *, imprecise: bool
) -> None:
    """The work of listing party periods grows in proportion to the length of a history."""
    ledger = ledger_of("")
    once, twice = (work(history(count, imprecise=imprecise), ledger) for count in (200, 400))
    assert twice < 2.5 * once


def test_each_act_of_a_known_day_is_read_once(
    monkeypatch: pytest.MonkeyPatch, ledger_of: LedgerOf
) -> None:
    """Exact acts are read once each, in order."""
    reads: list[Act] = []
    read = PositionBuilder.read

    def counted(self: PositionBuilder, act: Act) -> None:
        reads.append(act)
        read(self, act)

    monkeypatch.setattr(PositionBuilder, "read", counted)
    acts = long_exit(50, imprecise=False)
    view = AsOf(as_of=date.max)
    assert len(list(standings_over_time(ledger_of(""), ("LT", "op1"), acts, view))) >= len(acts)
    assert reads == acts
