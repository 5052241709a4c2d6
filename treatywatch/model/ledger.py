"""A ledger file, and the ledger that several files make."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from pathlib import Path

from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.events import Event
from treatywatch.model.record import Record
from treatywatch.model.rolls import Roll


class LedgerFile(Record):
    """What one TOML file may hold."""

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
    """How a file came to be read: with the package, from the user's folder, or because asked for."""

    SHIPPED = "shipped"
    USER = "user"
    NAMED = "named"
    ENVIRONMENT = "environment"
    STANDARD_INPUT = "standard input"


class EntryCounts(Record):
    """How many entries a file has; `rows` are those of its rolls.

    `replaced` counts the entries, rows among them, that took the place of one in a ledger below.
    """

    groups: int = 0
    countries: int = 0
    conventions: int = 0
    rolls: int = 0
    rows: int = 0
    events: int = 0
    replaced: int = 0


class LoadedFile(Record):
    """A file that a ledger was read from: `name` is how outputs call it.

    `layer` counts from 1 the ledgers that lie over one another; a file and all it includes are one.
    `current_to` is the day up to which those vouch for it who keep the ledger that it belongs to.
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
    """Where an event stands: which of the files, and its number in that file's list."""

    file: int
    index: int


class Ledger(Record):
    """The records of all files read, later files over earlier ones.

    `event_locations` runs parallel to `events`. `file_by_key` maps the dotted key of each table and of
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
        """The first file of each of the ledgers that lie over one another, from the ground up."""
        first: dict[int, LoadedFile] = {}
        for file in self.files:
            first.setdefault(file.layer, file)
        return tuple(first.values())
