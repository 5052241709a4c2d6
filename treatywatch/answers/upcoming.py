"""The answer of `treatywatch upcoming`: future days of effect and of earliest notice."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from treatywatch.answers.base import Answer, DatedAnswer, dated_envelope, pair_names
from treatywatch.answers.query import Query
from treatywatch.answers.status import positions_for_query
from treatywatch.model.dates import PartialDate, Period, add_period, exact_date
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import normalize_name
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.position import Position, Standing
from treatywatch.standing.withdrawal import withdrawal_terms


class UpcomingKind(StrEnum):
    """The kind of a future day."""

    EFFECT = "effect"
    EARLIEST_NOTICE = "earliest-notice"


class UpcomingItem(Answer, rename={"kind": "what"}):
    """A future day. `days` counts to it; null if the date is not exact."""

    date: PartialDate
    days: int | None
    kind: UpcomingKind
    basis: Basis
    country: str
    country_name: str
    convention: str
    convention_name: str
    notified: PartialDate | None
    contested: bool
    sources: tuple[Source, ...]


class UpcomingAnswer(DatedAnswer):
    """The answer to `upcoming`."""

    items: tuple[UpcomingItem, ...]


def upcoming_answer(
    ledger: Ledger, query: Query, *, within: Period | None = None
) -> UpcomingAnswer:
    """List future effects of exits under way and earliest days for notice, in order.

    `within` leaves out days beyond that period.
    """
    last = _last_day(query.as_of, within)
    items = [
        item
        for position in positions_for_query(ledger, query)
        for item in _upcoming_items(ledger, position, query.as_of)
        if item.date.first <= last
    ]
    return UpcomingAnswer(
        **dated_envelope("upcoming", ledger, query), items=tuple(sorted(items, key=_upcoming_order))
    )


def _last_day(day: date, within: Period | None) -> date:
    try:
        return date.max if within is None else add_period(day, within)
    except OverflowError:
        return date.max


def _upcoming_items(ledger: Ledger, position: Position, day: date) -> Iterator[UpcomingItem]:
    effect = position.effect
    if position.leaving and effect is not None and effect.date.last > day:
        yield _upcoming_item(ledger, position, day, effect, UpcomingKind.EFFECT)
    first = _first_notice(ledger, position)
    if first is not None and first > day:
        opening = Act(step=Step.NOTIFIED, date=exact_date(first))
        yield _upcoming_item(ledger, position, day, opening, UpcomingKind.EARLIEST_NOTICE)


def _first_notice(ledger: Ledger, position: Position) -> date | None:
    """Return the earliest day for notice of a party that has not notified, if any."""
    if position.standing is not Standing.PARTY or position.notice is not None:
        return None
    convention = ledger.conventions[position.convention]
    earliest = withdrawal_terms(convention, position.country, position.party_since).earliest
    first = earliest.last if earliest else None
    return None if first == date.max else first


def _upcoming_item(
    ledger: Ledger, position: Position, day: date, act: Act, kind: UpcomingKind
) -> UpcomingItem:
    return UpcomingItem(
        date=act.date,
        days=(act.date.first - day).days if act.date.is_exact else None,
        kind=kind,
        basis=act.basis,
        **pair_names(ledger, (position.country, position.convention)),
        notified=position.notice.date if position.notice else None,
        contested=position.contested or bool(act.event and act.event.contested),
        sources=act.sources or position.sources,
    )


def _upcoming_order(item: UpcomingItem) -> tuple[date, str, str, str]:
    return item.date.last, item.convention, normalize_name(item.country_name), item.country
