"""Sources, and the dates that other texts give."""

from enum import StrEnum

from treatywatch.model.dates import PartialDate
from treatywatch.model.record import Record, Text


class SourceKind(StrEnum):
    """How near to the act a source stands, nearest first."""

    DEPOSITARY = "depositary"
    OFFICIAL = "official"
    MONITOR = "monitor"
    PRESS = "press"
    WEAK = "weak"


class Source(Record):
    """Where a fact was read."""

    title: Text
    publisher: Text
    url: str | None = None
    published: PartialDate | None = None
    kind: SourceKind = SourceKind.PRESS


class OtherDate(Record):
    """A date that another text gives for the same act."""

    date: PartialDate
    note: str | None = None
