"""Acts: the steps of one State and one convention, recorded or computed."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Event, Step
from treatywatch.model.ledger import LoadedFile
from treatywatch.model.provenance import Source

PairKey = tuple[str, str]
"""A country's code and a convention's slug."""


STEP_ORDER: Final = {step: number for number, step in enumerate(Step)}
"""In which order the steps of one day are read."""


class Basis(StrEnum):
    """Whether a date was read in a text or computed from a clause."""

    RECORDED = "recorded"
    COMPUTED = "computed"


class Act(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step as the program reads it: recorded in an event or a roll, or computed from a clause.

    `event` is None for a computed act. `from_roll` tells a roll's row from an event of its own.
    `file` is the one that tells of it, where a file does.
    """

    step: Step
    date: PartialDate
    event: Event | None = None
    from_roll: bool = False
    file: LoadedFile | None = None

    @property
    def basis(self) -> Basis:
        """Whether a text records the act, or its date comes from a clause."""
        return Basis.COMPUTED if self.event is None else Basis.RECORDED

    @property
    def source_file(self) -> str | None:
        """The name of the file that tells of the act."""
        return self.file.name if self.file else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the act rests on; nothing for a computed one."""
        return self.event.sources if self.event else ()


def reading_order(act: Act) -> tuple[date, int, date]:
    """The key by which acts are read: the first day they may have fallen on, then the step.

    An imprecise act so precedes what its month or year may have held after it; whether it has
    happened at all by a day is for its last day to say.
    """
    return act.date.first, STEP_ORDER[act.step], act.date.last


def same_party_period(one: PartialDate, other: PartialDate, exits: list[PartialDate]) -> bool:
    """Whether no exit lies between two dates: a stay has room for one act of a kind."""
    return not any(min(one, other) < day <= max(one, other) for day in exits)


def acts_known_on(acts: Iterable[Act], day: date) -> list[Act]:
    """The acts of which some source had told by the end of a day."""
    return [act for act in acts if act.event is None or known_from(act.event) <= day]


def known_from(event: Event) -> date:
    """The day from which an event is known: when its earliest dated source came out, else its own."""
    published = [source.published.last for source in event.sources if source.published]
    return min(published, default=event.date.last)
