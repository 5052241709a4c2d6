"""Sources, and the dates that other texts give."""

from enum import StrEnum

from treatywatch.model.dates import PartialDate
from treatywatch.model.record import Record, Text


class SourceKind(StrEnum):
    """The kinds of sources, from the closest to the act to the furthest."""

    DEPOSITARY = "depositary"
    OFFICIAL = "official"
    MONITOR = "monitor"
    PRESS = "press"
    WEAK = "weak"


class Source(Record):
    """A text that records a fact."""

    title: Text
    publisher: Text
    url: str | None = None
    published: PartialDate | None = None
    kind: SourceKind = SourceKind.PRESS


class OtherDate(Record):
    """A different date for the same act, in another text."""

    date: PartialDate
    note: str | None = None
