"""Laws of every history of a State and a convention, plausible or not."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from treatywatch.answers.explain import explain_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.model.conventions import Clause, Convention, NoticeBar
from treatywatch.model.countries import Country
from treatywatch.model.dates import PartialDate, Period, exact_date, last_of_month
from treatywatch.model.events import (
    CANCELLING_STEPS,
    EXIT_STAGE_RANK,
    LEAVING_STEPS,
    Consent,
    Event,
    Step,
)
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.model.rolls import Roll, RollRow
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.periods import standings_over_time
from treatywatch.standing.position import Position, Standing, position_on

PAIR = ("LT", "x")
SOURCES = (Source(title="News", publisher="Press"),)

FIRST, LAST = date(2000, 1, 1), date(2000, 6, 30)
CALENDAR = [FIRST + timedelta(days=n) for n in range(-31, (LAST - FIRST).days + 62)]
"""The days on which something may happen here, and some before and after."""

DAYS = st.dates(FIRST, LAST)
MONTHS = st.integers(1, 6).map(lambda n: PartialDate(date(2000, n, 1), last_of_month(2000, n)))
PERIODS = st.builds(Period, st.integers(0, 40), st.just("day"))
BARS = st.builds(
    NoticeBar, period=PERIODS, after=st.sampled_from(["in-force", "in-force-for-party"])
)
CLAUSES = st.builds(
    Clause, period=PERIODS, later_date_allowed=st.booleans(), earliest=st.none() | BARS
)
CONVENTIONS = st.builds(
    Convention,
    name=st.just("X"),
    in_force=st.none() | DAYS,
    ended=st.none() | DAYS,
    joining=st.none() | CLAUSES,
    withdrawal=st.none() | CLAUSES,
)


def events(steps: st.SearchStrategy[Step]) -> st.SearchStrategy[tuple[Event, ...]]:
    """Build a few events in any order, no step twice on one date."""
    return st.lists(event(steps), max_size=6, unique_by=lambda e: (e.step, e.date)).map(tuple)


def event(steps: st.SearchStrategy[Step]) -> st.SearchStrategy[Event]:
    """Build an event of the pair."""
    return st.builds(
        Event,
        country=st.just(PAIR[0]),
        convention=st.just(PAIR[1]),
        step=steps,
        date=st.builds(exact_date, DAYS) | MONTHS,
        summary=st.just("It was so."),
        sources=st.just(SOURCES),
        consent=st.none() | st.sampled_from(Consent),
        names_effect=st.none() | DAYS,
        postponed=st.none() | st.just("a conflict"),
    )


ROLLS = st.builds(
    Roll,
    as_of=st.just(LAST),
    sources=st.just(SOURCES),
    parties=st.dictionaries(
        st.just(PAIR[0]),
        st.builds(
            RollRow,
            signed=st.none() | st.builds(exact_date, DAYS),
            acceded=st.builds(exact_date, DAYS),
        ),
    ),
)
LEDGERS = st.builds(
    Ledger,
    countries=st.just({PAIR[0]: Country(name="Lithuania")}),
    conventions=st.fixed_dictionaries({PAIR[1]: CONVENTIONS}),
    rolls=st.just({}) | st.fixed_dictionaries({PAIR[1]: ROLLS}),
    events=events(st.sampled_from(Step)),
)


EXITS = st.builds(
    Ledger,
    countries=st.just({PAIR[0]: Country(name="Lithuania")}),
    conventions=st.fixed_dictionaries({PAIR[1]: CONVENTIONS}),
    events=st.tuples(
        event(st.just(Step.IN_FORCE)),
        event(st.just(Step.NOTIFIED)),
        event(st.sampled_from([step for step in Step if step is not Step.NOTIFIED])),
    ),
)
"""Ledgers with one notification, because two in one exit contradict each other."""


DOMESTIC = [step for step, rank in EXIT_STAGE_RANK.items() if rank < EXIT_STAGE_RANK[Step.NOTIFIED]]


def stand(ledger: Ledger, day: date) -> Position:
    """Return the position of the State at the end of a day."""
    return position_on(ledger, PAIR, AsOf(as_of=day))


@given(LEDGERS)
def test_standing_changes_only_on_days_of_acts(ledger: Ledger) -> None:
    """Each change falls on the last day of an act, or on a day of the convention."""
    convention = ledger.conventions[PAIR[1]]
    positions = [stand(ledger, day) for day in CALENDAR]
    days_of_change = {act.date.last for act in positions[0].past_acts + positions[0].future_acts}
    days_of_change |= {day for day in (convention.in_force, convention.ended) if day is not None}
    changes = {
        day
        for day, (before, after) in zip(CALENDAR[1:], pairwise(positions), strict=True)
        if before.standing is not after.standing
    }
    assert changes <= days_of_change


@given(LEDGERS, st.sampled_from(CALENDAR))
def test_acts_are_past_or_future(ledger: Ledger, day: date) -> None:
    """Each act is past or future by its last day, and all days have the same acts."""
    found = stand(ledger, day)
    assert all(act.date.last <= day for act in found.past_acts)
    assert all(act.date.last > day for act in found.future_acts)
    assert len(found.past_acts) + len(found.future_acts) == len(stand(ledger, date.max).past_acts)


@given(LEDGERS, st.sampled_from(CALENDAR))
def test_only_effect_makes_a_state_withdrawn(ledger: Ledger, day: date) -> None:
    """A State is withdrawn only after an act by which it left."""
    found = stand(ledger, day)
    if found.standing is Standing.WITHDRAWN:
        assert any(act.step in LEAVING_STEPS for act in found.past_acts)
        assert found.effect in found.past_acts


@given(CONVENTIONS, events(st.sampled_from(DOMESTIC)))
def test_domestic_steps_do_not_change_the_standing(
    convention: Convention, steps: tuple[Event, ...]
) -> None:
    """A domestic step leaves the standing unchanged."""
    row = RollRow(in_force=exact_date(FIRST))
    ledger = Ledger(
        conventions={PAIR[1]: convention},
        rolls={PAIR[1]: Roll(as_of=LAST, sources=SOURCES, parties={PAIR[0]: row})},
    )
    with_steps = Ledger(conventions=ledger.conventions, rolls=ledger.rolls, events=steps)
    for day in CALENDAR[::7]:
        assert stand(with_steps, day).standing is stand(ledger, day).standing


@given(LEDGERS, st.sampled_from(CALENDAR))
def test_an_exit_under_way_has_a_next_stage(ledger: Ledger, day: date) -> None:
    """A State is leaving if and only if it has a next stage, which ranks higher."""
    found = stand(ledger, day)
    assert (found.next_stage is not None) is found.leaving
    if found.stage is not None and found.next_stage is not None:
        assert EXIT_STAGE_RANK[found.next_stage] > EXIT_STAGE_RANK[found.stage.step]


@given(LEDGERS, st.sampled_from(CALENDAR), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(ledger: Ledger, day: date, random: Random) -> None:
    """Shuffled events give the same position."""
    shuffled = random.sample(ledger.events, len(ledger.events))
    assert stand(replace(ledger, events=tuple(shuffled)), day) == stand(ledger, day)


@given(EXITS, st.sampled_from(CALENDAR))
def test_status_and_explain_give_the_same_effect(ledger: Ledger, day: date) -> None:
    """The effect of a running notification is the same day in both answers."""
    (status,) = status_answer(ledger, Query(as_of=day, countries=PAIR[:1])).items
    exits = explain_answer(ledger, PAIR, AsOf(as_of=day)).items
    if status.standing is Standing.PARTY and status.stage is Step.NOTIFIED:
        assert exits[-1].notified == status.notified
        assert status.effect == (exits[-1].recorded_effect or exits[-1].computed_effect)


@given(EXITS)
def test_explain_computes_the_effects_that_follow_in_the_timeline(ledger: Ledger) -> None:
    """Without a recorded end of an exit, both answers give the same computed effects."""
    if not any(e.step in LEAVING_STEPS | CANCELLING_STEPS for e in ledger.events):
        items = explain_answer(ledger, PAIR, AsOf(as_of=date.max)).items
        effects = [
            act.date for act in stand(ledger, date.max).past_acts if act.step in LEAVING_STEPS
        ]
        assert [item.computed_effect for item in items if item.computed_effect] == effects


@given(LEDGERS, st.sampled_from(CALENDAR))
def test_standings_over_time_are_those_of_each_day(ledger: Ledger, end: date) -> None:
    """On each listed day, and until the next, the standing is the one listed."""
    view = AsOf(as_of=end)
    listed = dict(standings_over_time(ledger, PAIR, acts_of(ledger, PAIR), view))
    assert list(listed) == sorted(listed)
    current = stand(ledger, CALENDAR[0]).standing
    for day in CALENDAR[: CALENDAR.index(end) + 1]:
        current = listed.pop(day, current)
        assert current is stand(ledger, day).standing
    assert all(day < CALENDAR[0] for day in listed)
