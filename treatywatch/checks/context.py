"""The context of a check: a ledger, its acts, and the locations of its entries."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

import msgspec

from treatywatch.checks.unread import NOTHING_UNREAD, UnreadParts
from treatywatch.model.errors import KeyPath
from treatywatch.model.events import Event, PairKey
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import NameIndex
from treatywatch.standing.acts import Act
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.roll_acts import roll_key

_COUNTRY_INDEX: Final = 3
"""The index of the code in a roll row's path: rolls, slug, parties, code."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place that breaks a rule; the registry makes it a problem of that rule.

    `path` leads to the value; `at_key` says that its key is wrong instead.
    """

    file: str
    message: str
    hint: str | None
    path: KeyPath
    at_key: bool = False


class CheckContext:
    """A ledger and its acts by country and convention, collected once for all rules.

    Only the rule on stale exits uses `as_of` and `days`, the age that its last source may have;
    without `as_of` that rule finds nothing. `unread` are the parts that could not be read.
    """

    def __init__(
        self,
        ledger: Ledger,
        as_of: date | None = None,
        days: int = 0,
        unread: UnreadParts = NOTHING_UNREAD,
    ) -> None:
        self.ledger = ledger
        self.unread = unread
        self.as_of = as_of
        self.days = days
        self._key_indexes: dict[str, NameIndex] = {}

    @cached_property
    def acts(self) -> dict[PairKey, list[Act]]:
        """Every recorded act by country and convention, each list in reading order."""
        return acts_by_pair(self.ledger)

    @cached_property
    def _multi_act_pairs(self) -> dict[PairKey, list[Act]]:
        """The acts of each pair that has a roll row or more than one event.

        Reading a ledger needs no others, and most pairs of a long ledger have one event.
        """
        return acts_by_pair(self.ledger, multiple_only=True)

    @property
    def multi_act_histories(self) -> Iterator[list[Act]]:
        """The acts of each pair that has more than one and so may be contradictory.

        A pair is left out if an unread act may explain the others.
        """
        histories = ((pair, acts) for pair, acts in self._multi_act_pairs.items() if len(acts) > 1)
        may_lack_act = self.unread.may_have_act if self.unread.acts else None
        return (acts for pair, acts in histories if may_lack_act is None or not may_lack_act(*pair))

    def keys(self, table: str) -> list[str]:
        """Return the keys of a table, including those of its unread entries."""
        invalid = sorted(key for home, key in self.unread.invalid if home == table)
        return list(dict.fromkeys([*getattr(self.ledger, table), *invalid]))

    def closest_keys(self, table: str, typed: str) -> tuple[str, ...]:
        """Return at most three keys of a table that resemble the typed one, best first."""
        if table not in self._key_indexes:
            self._key_indexes[table] = NameIndex(self.keys(table))
        return self._key_indexes[table].closest(typed)

    @cached_property
    def in_roll_and_events(self) -> dict[PairKey, list[Act]]:
        """The acts of the pairs that have both a roll row and events."""
        rolls, events = self.ledger.rolls, {(e.country, e.convention) for e in self.ledger.events}
        return {
            (code, slug): self.acts[code, slug]
            for code, slug in events
            if slug in rolls and code in rolls[slug].parties
        }

    @cached_property
    def _event_numbers(self) -> dict[int, int]:
        """The number of each event by its `id()`, built for the first finding."""
        return {id(event): number for number, event in enumerate(self.ledger.events)}

    def current_to(self, number: int) -> date | None:
        """Return the day to which an event's ledger vouches for its convention, if any."""
        ledger = self.ledger
        event, file = ledger.events[number], ledger.event_locations[number].file
        own = ledger.conventions[event.convention].current_to
        if own is not None and ledger.file_by_key[f"conventions.{event.convention}"] == file:
            return own
        return ledger.files[file].current_to

    def event_finding(
        self,
        event: Event,
        message: str,
        hint: str | None = None,
        *,
        key: str | KeyPath = "date",
    ) -> Finding:
        """Return a finding about the value at a key or path of an event."""
        location = self.ledger.event_locations[self._event_numbers[id(event)]]
        return Finding(
            file=self.ledger.files[location.file].name,
            message=message,
            hint=hint,
            path=("events", location.index, *((key,) if isinstance(key, str) else key)),
        )

    def act_finding(
        self, act: Act, pair: PairKey, message: str, hint: str | None = None
    ) -> Finding:
        """Return a finding about the date of an act in an event or roll row."""
        assert act.event is not None, "only a recorded act has a location"
        if not act.from_roll:
            return self.event_finding(act.event, message, hint)
        code, slug = pair
        path = ("rolls", slug, "parties", code, roll_key(act))
        return self.table_finding(path, message, hint, at_key=False)

    def table_finding(
        self, path: KeyPath, message: str, hint: str | None = None, *, at_key: bool = True
    ) -> Finding:
        """Return a finding about a country, convention, roll or group, or a value inside one."""
        files = self.ledger.file_by_key
        row = f"{path[0]}.{path[1]}.{path[_COUNTRY_INDEX]}" if len(path) > _COUNTRY_INDEX else ""
        file = files[row] if row in files else files[f"{path[0]}.{path[1]}"]
        return Finding(
            file=self.ledger.files[file].name, message=message, hint=hint, path=path, at_key=at_key
        )
