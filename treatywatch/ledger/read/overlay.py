"""Match the events of a layer with the events of lower layers that they replace."""

from collections.abc import Iterable
from typing import Final

import msgspec

from treatywatch.model.errors import Problem
from treatywatch.model.events import Event, EventIdentity, event_identity

_STEP: Final = slice(3)
_DATE: Final = 3
_OBJECTOR: Final = slice(5)
"""The step, the date and the objecting State as the ends of an identity's parts."""
_MAX_DATES: Final = 3


class LowerEvents:
    """Events of lower layers that the current layer has not replaced yet."""

    def __init__(self) -> None:
        self._numbers: dict[EventIdentity, int] = {}
        self._same_date: dict[EventIdentity, set[EventIdentity]] = {}
        self._dates: dict[EventIdentity, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def add(self, events: Iterable[tuple[int, Event]]) -> None:
        """Add the events of a finished layer, each with its number in the ledger."""
        self._numbers.update((event_identity(event), number) for number, event in events)
        self._same_date.clear()
        self._dates.clear()

    def replace(self, event: Event) -> int | None:
        """Return the number of the event that this event replaces, if any.

        An event with `replaces` replaces the event of that date: first the event of the same actor
        and chamber, else the only event of the step, so that actor and chamber can be corrected too.
        """
        identity = _replaced_identity(event)
        if event.replaces is not None and identity not in self._numbers:
            candidates = self._on_same_date(identity)
            if len(candidates) != 1:
                return None
            (identity,) = candidates
        number = self._numbers.pop(identity, None)
        if number is not None and self._same_date:
            self._on_same_date(identity).discard(identity)
        return number

    def unmatched_problem(self, event: Event, file: str, index: int) -> Problem:
        """Return the problem of an event that replaces nothing, number `index` in its file."""
        identity = _replaced_identity(event)
        count = len(self._on_same_date(identity))
        act = f'"{event.step}" on {event.replaces} for {event.country} and {event.convention}'
        return Problem(
            file=file,
            check="replaces-nothing",
            message=f"lower ledgers have {count} events {act}"
            if count
            else f"no lower ledger has {act}",
            hint=_AMBIGUOUS_HINT if count else self._hint(event),
            path=("events", index, "replaces"),
        )

    def _hint(self, event: Event) -> str:
        identity = event_identity(event)
        if identity in self._numbers:
            return f'the lower ledger already has it on {event.date}: take out "replaces"'
        dates = self._dates_of_step(identity)
        if dates:
            more = ", …" if len(dates) > _MAX_DATES else ""
            return f"the lower ledger has it on {', '.join(dates[:_MAX_DATES])}{more}"
        return (
            'take out "replaces", or read the ledger that has the event first: -l shipped -l FILE'
        )

    def _on_same_date(self, identity: EventIdentity) -> set[EventIdentity]:
        """Return the identities that differ in nothing but actor and chamber.

        The index is built when first asked for, because most layers correct no date.
        """
        if not self._same_date:
            for other in self._numbers:
                self._same_date.setdefault(other[_OBJECTOR], set()).add(other)
        return self._same_date.get(identity[_OBJECTOR], set())

    def _dates_of_step(self, identity: EventIdentity) -> list[str]:
        """Return the dates of the lower events with the country, convention and step."""
        if not self._dates:
            dates: dict[EventIdentity, set[str]] = {}
            for other in self._numbers:
                dates.setdefault(other[_STEP], set()).add(str(other[_DATE]))
            self._dates = {step: sorted(values) for step, values in dates.items()}
        return self._dates.get(identity[_STEP], [])


_AMBIGUOUS_HINT: Final = 'give the "actor" and "chamber" that the event has there'


def _replaced_identity(event: Event) -> EventIdentity:
    """Return the identity that the replaced event has."""
    if event.replaces is None:
        return event_identity(event)
    return event_identity(msgspec.structs.replace(event, date=event.replaces))
