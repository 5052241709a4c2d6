"""Acts: the steps of one State and one convention, recorded or computed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Event, Step
from treatywatch.model.ledger import LoadedFile
from treatywatch.model.provenance import Source

STEP_ORDER: Final = {step: number for number, step in enumerate(Step)}
"""The order in which the steps of one day are read."""


class Basis(StrEnum):
    """The basis of a date: recorded in a text, or computed from a clause."""

    RECORDED = "recorded"
    COMPUTED = "computed"


class Act(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated step, recorded in an event or a roll, or computed from a clause.

    `event` is None for a computed act. `from_roll` marks an act made from a row of a roll. `file` is
    the file that records it, if any.
    """

    step: Step
    date: PartialDate
    event: Event | None = None
    from_roll: bool = False
    file: LoadedFile | None = None

    @property
    def basis(self) -> Basis:
        """The basis of the date."""
        return Basis.COMPUTED if self.event is None else Basis.RECORDED

    @property
    def source_file(self) -> str | None:
        """The name of the file that records the act, if any."""
        return self.file.name if self.file else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the act; none for a computed act."""
        return self.event.sources if self.event else ()


def reading_order(act: Act) -> tuple[date, int, date]:
    """Return the sort key of an act: its first possible day, then its step.

    The last possible day of an act decides whether it has happened.
    """
    return act.date.first, STEP_ORDER[act.step], act.date.last


def later_acts(acts: Sequence[Act], number: int) -> Iterator[Act]:
    """Yield the acts after an index, without copying them."""
    return (acts[later] for later in range(number + 1, len(acts)))


def same_party_period(one: PartialDate, other: PartialDate, exits: Sequence[PartialDate]) -> bool:
    """Return whether no exit date lies between two dates; exit dates must be sorted."""
    following = bisect_right(exits, min(one, other))
    return following == len(exits) or exits[following] > max(one, other)


def acts_known_on(acts: Iterable[Act], day: date) -> list[Act]:
    """Return the acts that a source had published by the end of a day."""
    return [act for act in acts if act.event is None or known_from(act.event) <= day]


def known_from(event: Event) -> date:
    """Return the day of the earliest dated source of an event, else its own day."""
    published = [source.published.last for source in event.sources if source.published]
    return min(published, default=event.date.last)
