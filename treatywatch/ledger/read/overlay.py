"""What the ledgers below a layer tell, and which of their events a layer's own take the place of."""

from collections.abc import Iterable
from typing import Final

import msgspec

from treatywatch.model.errors import Problem
from treatywatch.model.events import Event, EventIdentity, event_identity

_STEP: Final = 3
_DATE: Final = 3
_BY: Final = 5
"""An identity up to its step, where its date is, and up to who objects."""
_FEW: Final = 3


class LowerEvents:
    """The events of the ledgers below, each until one of the layer above has taken its place."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._places = {event_identity(event): place for place, event in enumerate(events)}

    def __bool__(self) -> bool:
        return bool(self._places)

    def replace(self, event: Event) -> int | None:
        """The number of the event that this one stands for from now on; None where there is none.

        One that says under which date it is told below is looked for there: first as of the same
        actor and chamber, then as the only one of its step, so that these can be corrected too.
        """
        if event.replaces is None:
            return self._places.pop(event_identity(event), None)
        old = _told(event)
        if old not in self._places:
            alike = self._alike(old, _BY)
            if len(alike) != 1:
                return None
            (old,) = alike
        return self._places.pop(old)

    def unmatched_problem(self, event: Event, file: str, index: int) -> Problem:
        """What is wrong with an event that replaces nothing, which is `index` in its file's list."""
        old = _told(event)
        several = len(self._alike(old, _BY))
        what = f'"{event.step}" on {event.replaces} of {event.country} and {event.convention}'
        return Problem(
            file=file,
            check="replaces-nothing",
            message=f"{several} events below tell {what}"
            if several
            else f"no ledger below tells {what}",
            hint=_ACTOR if several else self._hint(event, old),
            path=("events", index, "replaces"),
        )

    def _hint(self, event: Event, old: EventIdentity) -> str:
        if event_identity(event) in self._places:
            return f'it is told there as of {event.date}: take out "replaces"'
        dates = sorted({str(mark[_DATE]) for mark in self._alike(old, _STEP)})
        if dates:
            return f"told there as of {', '.join(dates[:_FEW])}{', …' * (len(dates) > _FEW)}"
        return 'take out "replaces", or lay this ledger over one that tells it: -l shipped -l FILE'

    def _alike(self, mark: EventIdentity, length: int) -> list[EventIdentity]:
        return [other for other in self._places if other[:length] == mark[:length]]


_ACTOR: Final = 'give "actor" and "chamber" as the one that is meant has them'


def _told(event: Event) -> EventIdentity:
    """The identity under which the ledgers below tell an event that replaces one of theirs."""
    return event_identity(msgspec.structs.replace(event, date=event.replaces))
