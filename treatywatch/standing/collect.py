"""Collect the recorded acts of a ledger by country and convention."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from operator import attrgetter
from typing import Final

from treatywatch.model.events import LEAVING_STEPS, Event, PairKey, Step
from treatywatch.model.ledger import Ledger, LoadedFile
from treatywatch.standing.acts import Act, reading_order, same_party_period
from treatywatch.standing.roll_acts import roll_acts

_pair_key: Final[Callable[[Event], PairKey]] = attrgetter("country", "convention")


def acts_by_pair(
    ledger: Ledger, selected: Set[PairKey] | None = None, *, multiple_only: bool = False
) -> dict[PairKey, list[Act]]:
    """Return the recorded acts of each country and convention, in reading order.

    An act in both a roll and an event is taken from the event. `selected` limits the pairs;
    `multiple_only` omits pairs with a single event and no row.
    """
    numbers = _numbers_by_pair(ledger, selected)
    files, events, locations = ledger.files, ledger.events, ledger.event_locations
    pairs = {
        pair: [
            Act(
                step=events[number].step,
                date=events[number].date,
                event=events[number],
                file=files[locations[number].file] if locations else None,
            )
            for number in event_numbers
        ]
        for pair, event_numbers in numbers.items()
        if not multiple_only or len(event_numbers) > 1 or _has_row(ledger, pair)
    }
    for slug, roll in ledger.rolls.items():
        for code in roll.parties:
            if selected is None or (code, slug) in selected:
                acts = pairs.setdefault((code, slug), [])
                rows = roll_acts(slug, code, roll, _file_of_row(ledger, slug, code))
                acts += list(_roll_acts_without_event(rows, acts))
    for acts in pairs.values():
        if len(acts) > 1:
            acts.sort(key=reading_order)
    return pairs


def _numbers_by_pair(ledger: Ledger, selected: Set[PairKey] | None) -> dict[PairKey, list[int]]:
    """Return the indexes of the events of each pair."""
    pairs: defaultdict[PairKey, list[int]] = defaultdict(list)
    if selected is None:
        for number, pair in enumerate(map(_pair_key, ledger.events)):
            pairs[pair].append(number)
        return pairs
    countries = {code for code, _ in selected}
    for number, event in enumerate(ledger.events):
        if event.country in countries and (pair := _pair_key(event)) in selected:
            pairs[pair].append(number)
    return pairs


def _has_row(ledger: Ledger, pair: PairKey) -> bool:
    code, slug = pair
    return slug in ledger.rolls and code in ledger.rolls[slug].parties


def _file_of_row(ledger: Ledger, slug: str, code: str) -> LoadedFile | None:
    """Return the file of a State's row; None for a ledger built in memory."""
    file = ledger.file_by_key.get(f"rolls.{slug}.{code}")
    return None if file is None else ledger.files[file]


def acts_of(ledger: Ledger, pair: PairKey) -> list[Act]:
    """Return the recorded acts of one country and convention, in reading order."""
    return acts_by_pair(ledger, {pair}).get(pair, [])


def _roll_acts_without_event(rows: Iterable[Act], acts: list[Act]) -> Iterator[Act]:
    """Yield the acts of a row that no event records in the same party period."""
    leaves = LEAVING_STEPS | {Step.NOTIFIED}
    exits = sorted(act.date for act in acts if act.step in leaves)
    for row in rows:
        dates = [act.date for act in acts if act.step is row.step]
        if not any(same_party_period(date, row.date, exits) for date in dates):
            yield row
