"""Ledger files, and the ledger merged from them."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from pathlib import Path

from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.events import Event
from treatywatch.model.record import Record
from treatywatch.model.rolls import Roll


class LedgerFile(Record):
    """The contents of one TOML file."""

    format: int | None = None
    title: str | None = None
    current_to: Day | None = None
    include: tuple[str, ...] = ()
    groups: dict[str, Group] = {}
    countries: dict[str, Country] = {}
    conventions: dict[str, Convention] = {}
    rolls: dict[str, Roll] = {}
    events: tuple[Event, ...] = ()


class FileOrigin(StrEnum):
    """The reason why a file was read: shipped, in the user's folder, or requested."""

    SHIPPED = "shipped"
    USER = "user"
    NAMED = "named"
    ENVIRONMENT = "environment"
    STANDARD_INPUT = "standard input"


class EntryCounts(Record):
    """The number of entries of a file; `rows` counts those of its rolls.

    `replaced` counts the entries and rows that replaced one of a lower layer.
    """

    groups: int = 0
    countries: int = 0
    conventions: int = 0
    rolls: int = 0
    rows: int = 0
    events: int = 0
    replaced: int = 0


class LoadedFile(Record):
    """A file that a ledger was read from; outputs show its `name`.

    `layer` counts from 1, the lowest; a file and its includes are one layer. `current_to` is the day up
    to which the curators of that layer keep it complete.
    """

    name: str
    path: Path | None
    sha256: str
    title: str | None = None
    current_to: Day | None = None
    layer: int = 1
    origin: FileOrigin = FileOrigin.NAMED
    counts: EntryCounts = EntryCounts()


class EventLocation(Record):
    """The file of an event and its index in the list of events there."""

    file: int
    index: int


class Ledger(Record):
    """The merged records of all files; later layers replace entries of earlier ones.

    `event_locations` is parallel to `events`. `file_by_key` maps the dotted key of each table and of
    each roll row ("conventions.ottawa", "rolls.ottawa.LT") to an index in `files`. `sha256` covers the
    bytes of every file in reading order.
    """

    title: str | None = None
    current_to: Day | None = None
    groups: dict[str, Group] = {}
    countries: dict[str, Country] = {}
    conventions: dict[str, Convention] = {}
    rolls: dict[str, Roll] = {}
    events: tuple[Event, ...] = ()
    event_locations: tuple[EventLocation, ...] = ()
    file_by_key: dict[str, int] = {}
    files: tuple[LoadedFile, ...] = ()
    sha256: str = ""

    @property
    def roots(self) -> tuple[LoadedFile, ...]:
        """The first file of each layer, lowest layer first."""
        first: dict[int, LoadedFile] = {}
        for file in self.files:
            first.setdefault(file.layer, file)
        return tuple(first.values())
