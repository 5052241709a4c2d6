"""Properties of `diff`: equal days do not differ, and changes add up."""

from collections import Counter
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from treatywatch.answers.diff import Change, DiffItem, diff_answer
from treatywatch.answers.query import Query
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.countries import Country
from treatywatch.model.dates import PartialDate, Period, last_of_month
from treatywatch.model.events import Consent, Event, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.model.rolls import Roll, RollRow
from treatywatch.standing.as_of import AsOf

SOURCES = (Source(title="Letter", publisher="Gazette"),)
COUNTRIES = {"LT": Country(name="Lithuania"), "PL": Country(name="Poland")}
CONVENTION = Convention(
    name="Mine Ban",
    in_force=date(2024, 3, 1),
    joining=Clause(article="17", period=Period(1, "month")),
    withdrawal=Clause(article="20", period=Period(2, "month")),
)
FIRST = date(2023, 12, 1)

days = st.integers(0, 900).map(lambda count: FIRST + timedelta(days=count))
months = days.map(lambda day: PartialDate(day.replace(day=1), last_of_month(day.year, day.month)))
years = days.map(lambda day: PartialDate(date(day.year, 1, 1), date(day.year, 12, 31)))
whens = days.map(PartialDate) | months | years
events = st.builds(
    Event,
    country=st.sampled_from(sorted(COUNTRIES)),
    convention=st.just("ottawa"),
    step=st.sampled_from(Step),
    date=whens,
    summary=st.just("It so happened."),
    sources=st.just(SOURCES),
    by=st.none() | st.sampled_from(sorted(COUNTRIES)),
    consent=st.none() | st.sampled_from(Consent),
)
rows = st.builds(RollRow, signed=st.none() | whens, acceded=st.none() | whens)
rolls = rows.map(lambda row: Roll(as_of=FIRST, sources=SOURCES, parties={"LT": row}))
ledgers = st.builds(
    Ledger,
    countries=st.just(COUNTRIES),
    conventions=st.just({"ottawa": CONVENTION}),
    events=st.lists(events, max_size=8).map(tuple),
    rolls=st.just({}) | rolls.map(lambda roll: {"ottawa": roll}),
)
three_days = st.lists(days, min_size=3, max_size=3).map(sorted)


def diff(before: Ledger, after: Ledger, start: date, end: date) -> tuple[DiffItem, ...]:
    """Return the records of an answer about all countries and conventions."""
    return diff_answer(before, after, AsOf(as_of=start), Query(as_of=end)).items


def new_steps(ledger: Ledger, start: date, end: date) -> Counter[str]:
    """Count each new step between two days."""
    items = diff(ledger, ledger, start, end)
    return Counter(str(msgspec.to_builtins(s, enc_hook=str)) for i in items for s in i.steps)


@settings(deadline=None)
@given(ledger=ledgers, day=days)
def test_a_ledger_does_not_differ_from_itself(ledger: Ledger, day: date) -> None:
    """A ledger and itself or a copy of it on one day have no changes."""
    assert diff(ledger, ledger, day, day) == ()
    assert diff(msgspec.structs.replace(ledger), ledger, day, day) == ()


@settings(deadline=None)
@given(ledger=ledgers, bounds=three_days)
def test_new_steps_lie_between_the_days(ledger: Ledger, bounds: list[date]) -> None:
    """A change within one ledger is a step between the days, or one of standing alone."""
    start, _, end = bounds
    for item in diff(ledger, ledger, start, end):
        assert item.change not in {Change.CORRECTED, Change.REMOVED}
        assert item.corrections == ()
        assert item.steps or item.before.standing is not item.after.standing
        assert all(start < step.date.last <= end for step in item.steps)


@settings(deadline=None)
@given(ledger=ledgers, bounds=three_days)
def test_changes_add_up(ledger: Ledger, bounds: list[date]) -> None:
    """The new steps of two successive spans are the new steps of the whole span."""
    start, middle, end = bounds
    parts = new_steps(ledger, start, middle) + new_steps(ledger, middle, end)
    assert parts == new_steps(ledger, start, end)


@settings(deadline=None)
@given(ledger=ledgers, day=days)
def test_all_past_acts_are_new_since_the_first_day(ledger: Ledger, day: date) -> None:
    """Every past act of the ledger is new compared with the first possible day."""
    past_acts = Counter(
        (event.country, event.step) for event in ledger.events if event.date.last <= day
    )
    result = Counter(
        (step.country, step.step)
        for item in diff(ledger, ledger, date.min, day)
        for step in item.steps
    )
    assert past_acts <= result
