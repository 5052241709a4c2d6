"""What rules look at: a ledger, its acts by State and convention, and where each entry stands."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

from treatywatch.checks.unread import NOTHING_UNREAD, UnreadParts
from treatywatch.model.errors import KeyPath, Problem
from treatywatch.model.events import Event
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act, PairKey
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.roll_acts import roll_key

_CODE: Final = 3
"""Where in the path to a line of a roll its country's code stands: rolls, slug, parties, code."""


class CheckContext:
    """A ledger with its acts by State and convention, worked out once for all rules.

    The day `as_of`, and how many `days` an exit may go without a word, matter to the rule on stale
    exits alone: without a day it finds nothing. `unread` are what of the ledger could not be read.
    """

    def __init__(
        self,
        ledger: Ledger,
        as_of: date | None = None,
        days: int = 0,
        gaps: UnreadParts = NOTHING_UNREAD,
    ) -> None:
        self.ledger = ledger
        self.unread = gaps
        self.as_of = as_of
        self.days = days

    @cached_property
    def acts(self) -> dict[PairKey, list[Act]]:
        """Every recorded act by country and convention, each list in order of reading."""
        return acts_by_pair(self.ledger)

    @cached_property
    def _multi_act_pairs(self) -> dict[PairKey, list[Act]]:
        """Those of the pairs of which more than one event tells, or a line of a roll.

        Reading asks for no others, and most pairs of a long ledger are told of once.
        """
        return acts_by_pair(self.ledger, multiple_only=True)

    @property
    def multi_act_histories(self) -> Iterator[list[Act]]:
        """The acts of each pair that has more than one: only they can contradict one another.

        A pair is left out of which an act may be missing that would explain the others.
        """
        told = ((pair, acts) for pair, acts in self._multi_act_pairs.items() if len(acts) > 1)
        missing = self.unread.may_have_act if self.unread.acts else None
        return (acts for pair, acts in told if missing is None or not missing(*pair))

    def keys(self, table: str) -> list[str]:
        """The keys of a table, with those of entries that could not be read themselves."""
        dropped = sorted(key for home, key in self.unread.invalid if home == table)
        return list(dict.fromkeys([*getattr(self.ledger, table), *dropped]))

    @cached_property
    def in_roll_and_events(self) -> dict[PairKey, list[Act]]:
        """The acts of the pairs of which both a roll and events of their own tell."""
        rolls, events = self.ledger.rolls, {(e.country, e.convention) for e in self.ledger.events}
        return {
            (code, slug): self.acts[code, slug]
            for code, slug in events
            if slug in rolls and code in rolls[slug].parties
        }

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Each event's number, by its identity as an object; asked for only where one is wrong."""
        return {id(event): number for number, event in enumerate(self.ledger.events)}

    def current_to(self, number: int) -> date | None:
        """The day up to which an event's keepers vouch for its convention, if they say."""
        ledger = self.ledger
        event, file = ledger.events[number], ledger.event_locations[number].file
        own = ledger.conventions[event.convention].current_to
        if own is not None and ledger.file_by_key[f"conventions.{event.convention}"] == file:
            return own
        return ledger.files[file].current_to

    def in_event(
        self,
        event: Event,
        check: str,
        message: str,
        *,
        key: str | KeyPath = "date",
        hint: str | None = None,
    ) -> Problem:
        """A problem with a key of an event, or with what a path from the event leads to."""
        origin = self.ledger.event_locations[self._numbers[id(event)]]
        return Problem(
            file=self.ledger.files[origin.file].name,
            check=check,
            message=message,
            hint=hint,
            path=("events", origin.index, *((key,) if isinstance(key, str) else key)),
        )

    def in_act(
        self, act: Act, pair: PairKey, check: str, message: str, hint: str | None = None
    ) -> Problem:
        """A problem with the date of a recorded act, in an event or in a roll's row."""
        assert act.event is not None, "only what is recorded can be wrong"
        if not act.from_roll:
            return self.in_event(act.event, check, message, hint=hint)
        code, slug = pair
        return self.in_table(
            ("rolls", slug, "parties", code, roll_key(act)), check, message, hint, at_key=False
        )

    def in_table(
        self,
        path: KeyPath,
        check: str,
        message: str,
        hint: str | None = None,
        *,
        at_key: bool = True,
    ) -> Problem:
        """A problem with a country, convention, roll or group, or something inside one."""
        defined = self.ledger.file_by_key
        row = f"{path[0]}.{path[1]}.{path[_CODE]}" if len(path) > _CODE else ""
        file = defined[row] if row in defined else defined[f"{path[0]}.{path[1]}"]
        return Problem(
            file=self.ledger.files[file].name,
            check=check,
            message=message,
            hint=hint,
            path=path,
            at_key=at_key,
        )
