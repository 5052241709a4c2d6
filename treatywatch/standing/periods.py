"""List the standings of a State over time, and its party periods."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from treatywatch.model.events import PairKey
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import PositionBuilder, Standing, position_builder


class PartyPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A party period: the State is bound from `since` until `until`.

    It is no longer bound on `until`. An imprecise date counts from its last day. `since` is None if
    the joining is unknown: the State then counts as bound from the convention's entry into force.
    `until` is None if the period is not over. A basis is None if the day is
    unknown, and also if the State counts as bound from its deposit because its day in force cannot be
    computed. `contested` covers the acts that begin and end the period and those that decide the
    position on these days.
    """

    country: str
    convention: str
    since: date | None
    since_basis: Basis | None
    until: date | None = None
    until_basis: Basis | None = None
    contested: bool


def party_periods(
    ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf
) -> Iterator[PartyPeriod]:
    """Yield the party periods of a State up to the day of the view."""
    period: PartyPeriod | None = None
    for day, builder in _builders_over_time(ledger, pair, acts, view):
        bound = builder.standing(day) is Standing.PARTY
        if period is None and bound:
            period = _begin(builder, day)
        elif period is not None and not bound:
            yield _end(period, builder, day)
            period = None
    if period is not None:
        yield period


def standings_over_time(
    ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf
) -> Iterator[tuple[date, Standing]]:
    """Yield each day on which the standing may change, with the standing at its end.

    These are the first day of the calendar, because an unrecorded joining precedes every act; the
    last days of the acts; and the first and last days of the convention.
    """
    for day, builder in _builders_over_time(ledger, pair, acts, view):
        yield day, builder.standing(day)


def _begin(builder: PositionBuilder, day: date) -> PartyPeriod:
    position = builder.position(day)
    since = position.party_since
    return PartyPeriod(
        country=position.country,
        convention=position.convention,
        since=day if builder.joined else None,
        since_basis=since.basis if since else None,
        contested=position.contested or builder.joining_contested,
    )


def _end(period: PartyPeriod, builder: PositionBuilder, day: date) -> PartyPeriod:
    position = builder.position(day)
    effect = position.effect if position.standing is Standing.WITHDRAWN else None
    return msgspec.structs.replace(
        period,
        until=day,
        until_basis=effect.basis if effect else Basis.RECORDED,
        contested=period.contested or position.contested,
    )


def _builders_over_time(
    ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf
) -> Iterator[tuple[date, PositionBuilder]]:
    """Yield each day of change, with a builder that has read the acts until then."""
    convention = ledger.conventions[pair[1]]
    reader = _Reader(position_builder(ledger, pair, acts, view))
    own_days = {day for day in (convention.in_force, convention.ended) if day is not None}
    for day in sorted({date.min} | own_days | {act.date.last for act in reader.all_acts}):
        if day > view.as_of:
            return
        yield day, reader.read_until(day)


class _Reader:
    """Read the acts of a State day by day, in reading order.

    Because an imprecise act is read by its first day but happens on its last, the acts read since then
    are read again. `_settled` has read only acts before the first that has not happened yet.
    """

    def __init__(self, builder: PositionBuilder) -> None:
        self.all_acts = builder.all_acts
        by_last_day = sorted(enumerate(self.all_acts), key=_last_day)
        self._waiting = deque(by_last_day)
        self._happened = [False] * len(self.all_acts)
        self._settled, self._settled_count = builder.copy(), 0
        self._current, self._read_count = builder, 0

    def read_until(self, day: date) -> PositionBuilder:
        """Read the acts that have happened by the end of a day."""
        numbers: list[int] = []
        while self._waiting and _last_day(self._waiting[0]) <= day:
            numbers.append(self._waiting.popleft()[0])
            self._happened[numbers[-1]] = True
        if numbers and numbers[0] < self._read_count:
            end = max(self._read_count, numbers[-1] + 1)
            self._restart()
            numbers = [n for n in range(self._settled_count, end) if self._happened[n]]
        for number in numbers:
            self._current.read(self.all_acts[number])
            self._read_count = number + 1
        return self._current

    def _restart(self) -> None:
        """Go back to the first act that has not happened."""
        while self._settled_count < len(self.all_acts) and self._happened[self._settled_count]:
            self._settled.read(self.all_acts[self._settled_count])
            self._settled_count += 1
        self._current = self._settled.copy()


def _last_day(item: tuple[int, Act]) -> date:
    return item[1].date.last
