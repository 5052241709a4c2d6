"""Every answer lists the same parties on every day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Final

import pytest
from msgspec.structs import replace

from tests.samples import LedgerOf, events
from treatywatch.answers.diff import diff_answer
from treatywatch.answers.export import party_period_rows, standing_rows
from treatywatch.answers.export_rows import PartyPeriodRow
from treatywatch.answers.parties import parties_answer
from treatywatch.answers.party_counts import party_counts_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.answers.what_if import what_if_answer
from treatywatch.ledger.read.load import load
from treatywatch.model.dates import exact_date
from treatywatch.model.events import Event, PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing

TODAY: Final = date(2026, 11, 23)
SHIPPED: Final = load()
SPREAD: Final = [date(1950, 1, 1) + timedelta(days=1476 * number) for number in range(19)]
OWN_DAYS: Final = {
    day
    for convention in SHIPPED.conventions.values()
    for day in (convention.in_force, convention.ended)
    if day is not None and day <= TODAY
}
DAYS: Final = sorted({*SPREAD, *OWN_DAYS, date(1995, 12, 27), TODAY})


@cache
def all_periods() -> tuple[PartyPeriodRow, ...]:
    """Return the party periods of the shipped ledger up to today."""
    return tuple(party_period_rows(SHIPPED, Query(as_of=TODAY)))


@cache
def counts_over_time(slug: str) -> dict[date, int]:
    """Return the plotted number of parties on each day of change."""
    answer = party_counts_answer(SHIPPED, Query(as_of=TODAY, conventions=(slug,)))
    return {item.date: item.count for item in answer.items}


def covers(period: PartyPeriodRow, day: date) -> bool:
    """Return whether a period includes a day; an unknown joining counts from the entry into force."""
    since = period.since or SHIPPED.conventions[period.convention].in_force or date.min
    return since <= day and (period.until is None or day < period.until)


def parties_by_status(ledger: Ledger, day: date) -> set[PairKey]:
    """Return the pairs that `status --all` calls parties."""
    items = status_answer(ledger, Query(as_of=day), include_all=True).items
    return {(i.country, i.convention) for i in items if i.standing is Standing.PARTY}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_all_answers_list_the_same_parties(day: date) -> None:
    """Status, stays, standings, parties and the plot agree on the shipped ledger."""
    query = Query(as_of=day)
    parties = parties_by_status(SHIPPED, day)
    running = [p for p in party_period_rows(SHIPPED, query) if p.until is None]
    assert {(p.country, p.convention) for p in running} == parties
    assert {(p.country, p.convention) for p in all_periods() if covers(p, day)} == parties
    rows = standing_rows(SHIPPED, query)
    assert {(r.country, r.convention) for r in rows if r.standing is Standing.PARTY} == parties
    count = Counter(slug for _, slug in parties)
    for slug in SHIPPED.rolls:
        answer = parties_answer(SHIPPED, Query(as_of=day, conventions=(slug,)))
        assert answer.count == count[slug]
        bound = {i.country for i in answer.items if i.standing is Standing.PARTY}
        assert bound == {country for country, other in parties if other == slug}
        plotted = [number for turn, number in counts_over_time(slug).items() if turn <= day]
        assert (plotted[-1] if plotted else 0) == count[slug]


@pytest.mark.parametrize("day", [day for day in DAYS if day > date.min], ids=str)
def test_diff_shows_every_change_of_standing(day: date) -> None:
    """From the eve to a day, and from a day to today, diff shows each changed standing."""
    for start, end in ((day - timedelta(days=1), day), (day, TODAY)):
        answer = diff_answer(SHIPPED, SHIPPED, AsOf(as_of=start), Query(as_of=end))
        shown = {(i.country, i.convention) for i in answer.items}
        before, after = parties_by_status(SHIPPED, start), parties_by_status(SHIPPED, end)
        assert before ^ after <= shown


def test_a_stay_of_unknown_joining_is_listed_before_its_first_act(ledger_of: LedgerOf) -> None:
    """A later notice shows that the State was a party since the convention's entry into force."""
    ledger = ledger_of(events("LT op1 notified 1998-05-26"))
    (period,) = party_period_rows(ledger, Query(as_of=date(1995, 1, 1)))
    assert (period.since, period.until) == (None, None)
    assert parties_by_status(ledger, date(1995, 1, 1)) == {("LT", "op1")}


def with_notice(ledger: Ledger, pair: PairKey, day: date) -> Ledger:
    """Return a ledger that also records a notification."""
    country, slug = pair
    notice = Event(
        country=country,
        convention=slug,
        step=Step.NOTIFIED,
        date=exact_date(day),
        summary="Notified.",
        sources=(Source(title="Letter", publisher="Gazette"),),
    )
    return replace(ledger, events=(*ledger.events, notice), event_locations=())


JOININGS: Final = ("LT op1 in-force 1990-01-01", "LT op1 consented 1989-10-01")


@pytest.mark.parametrize("joining", JOININGS)
@pytest.mark.parametrize("offset", [-1, 0, 1, 400])
def test_what_if_and_status_give_the_same_effect(
    joining: str, offset: int, ledger_of: LedgerOf
) -> None:
    """A notice on the day of entry into force has the effect that status gives once recorded."""
    ledger = ledger_of(events(joining))
    pair, entry = ("LT", "op1"), date(1990, 1, 1)
    day = entry + timedelta(days=offset)
    (supposed,) = what_if_answer(ledger, pair, AsOf(as_of=TODAY), notify=day).items
    recorded = with_notice(ledger, pair, day)
    query = Query(as_of=day, countries=pair[:1], conventions=pair[1:])
    (status,) = status_answer(recorded, query).items
    assert supposed.effect is not None
    assert status.effect == exact_date(supposed.effect)


@pytest.mark.parametrize("slug", sorted(SHIPPED.rolls))
def test_what_if_and_status_agree_on_the_shipped_ledger(slug: str) -> None:
    """A notice around an entry into force has the same effect in both answers."""
    convention = SHIPPED.conventions[slug]
    answer = parties_answer(SHIPPED, Query(as_of=TODAY, conventions=(slug,)))
    items = [i for i in answer.items if i.standing is Standing.PARTY and i.party_since]
    for item in items[:1]:
        pair, entry = (item.country, slug), item.party_since.last if item.party_since else TODAY
        days = (entry, convention.in_force or entry, TODAY)
        _compare_what_if(pair, days)


def _compare_what_if(pair: PairKey, days: Iterable[date]) -> None:
    for day in days:
        (supposed,) = what_if_answer(SHIPPED, pair, AsOf(as_of=TODAY), notify=day).items
        query = Query(as_of=day, countries=pair[:1], conventions=pair[1:])
        (status,) = status_answer(with_notice(SHIPPED, pair, day), query).items
        effect = status.effect.day if status.effect else None
        assert (day, effect) == (day, supposed.effect), status.standing
