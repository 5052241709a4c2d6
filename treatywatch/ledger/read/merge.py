"""Merge the records of several files and layers into one ledger."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from treatywatch.checks.unread import NOTHING_UNREAD, UNREAD_FILE, UnreadParts, combine_unread
from treatywatch.ledger.read.files import FileText
from treatywatch.ledger.read.overlay import LowerEvents
from treatywatch.ledger.read.sources import GlobResult
from treatywatch.model.errors import Problem
from treatywatch.model.ledger import (
    EntryCounts,
    EventLocation,
    FileOrigin,
    Ledger,
    LedgerFile,
    LoadedFile,
)
from treatywatch.model.rolls import Roll, RollRow

if TYPE_CHECKING:
    from treatywatch.model.events import Event

_TABLES: Final = ("groups", "countries", "conventions", "rolls")


class FileContent(msgspec.Struct, frozen=True, kw_only=True):
    """The records of one file that could be read.

    `event_numbers` are the numbers of the events in the file, if some events could not be read.
    """

    file: FileText
    content: LedgerFile
    event_numbers: tuple[int, ...] | None = None
    unread: UnreadParts = NOTHING_UNREAD


class Layer(msgspec.Struct, kw_only=True):
    """A ledger file and all files that it includes, filled while they are read.

    `overrides` maps paths to content that is used in place of the file's own. `seen` has the
    resolved paths of the files. `glob_results` and `resolved` are as in `Sources`.
    """

    overrides: Mapping[Path, bytes]
    origin: FileOrigin = FileOrigin.NAMED
    parts: list[FileContent] = []
    texts: list[FileText] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    glob_results: list[GlobResult] = []
    resolved: list[tuple[str, str]] = []
    has_unread_file: bool = False

    def add_listing(self, folder: Path, pattern: str, targets: Mapping[Path, Path]) -> None:
        """Add the files that match a pattern of an `include`, each with its resolved path."""
        found = {str(path.absolute()): str(target) for path, target in targets.items()}
        # A path has no "./", and its matches therefore have none either, as in `found`.
        plain_pattern = str(Path(pattern))
        self.glob_results.append(GlobResult(str(folder.absolute()), plain_pattern, tuple(found)))
        self.resolved += found.items()

    def add_fatal(self, problem: Problem) -> None:
        """Add a problem because of which a file could not be read at all."""
        self.problems.append(problem)
        self.has_unread_file = True


def merge_layers(layers: Sequence[Layer]) -> tuple[Ledger, list[Problem]]:
    """Merge layers, later ones over earlier ones. Return the ledger and its merge problems.

    A table replaces the lower table of the same key, but a roll keeps the lower rows of other
    States. An event replaces the lower event of the same identity, or of the date in its `replaces`.
    Problems are tables that one layer defines twice, and `replaces` without a lower event, unless
    that event may be in an unread part.
    """
    merger = _Merger(unread_parts(layers))
    for layer in layers:
        merger.add(layer)
    return merger.ledger(), merger.problems


def unread_parts(layers: Sequence[Layer]) -> UnreadParts:
    """Combine the unread parts of the layers.

    They include the acts of a roll that a layer defines twice, because only the first one is used.
    """
    unread = [
        part.unread for layer in layers for part in layer.parts if part.unread is not NOTHING_UNREAD
    ]
    unread += [UNREAD_FILE for layer in layers if layer.has_unread_file]
    for layer in layers:
        rolls = Counter(slug for part in layer.parts for slug in part.content.rolls)
        twice = ((None, slug) for slug, count in rolls.items() if count > 1)
        unread.append(UnreadParts(acts=frozenset(twice)))
    return combine_unread(unread)


class _Merger:
    def __init__(self, unread: UnreadParts) -> None:
        self.problems: list[Problem] = []
        self._unread = unread
        self._layers = 0
        self._files: list[LoadedFile] = []
        self._replaced: Counter[int] = Counter()
        self._merged: dict[str, Any] = {table: {} for table in _TABLES}
        self._file_by_key: dict[str, int] = {}
        self._events: list[Event] = []
        self._locations: list[EventLocation] = []
        self._lower_events = LowerEvents()
        self._changed: list[int] = []

    def add(self, layer: Layer) -> None:
        defined_in_layer: dict[str, str] = {}
        self._lower_events.add((number, self._events[number]) for number in self._changed)
        self._changed = []
        start = len(self._events)
        self._layers += 1
        for part in layer.parts:
            number = len(self._files)
            for table in _TABLES:
                self._add_table(table, part, number, defined_in_layer)
            self._add_events(part, number)
            self._files.append(self._loaded_file(part, layer, self._replaced[number]))
        self._changed += range(start, len(self._events))
        self._add_head(layer.parts)

    def _loaded_file(self, part: FileContent, layer: Layer, replaced: int) -> LoadedFile:
        file, content = part.file, part.content
        return LoadedFile(
            name=file.name,
            path=file.path,
            sha256=file.sha256,
            title=content.title,
            layer=self._layers,
            origin=layer.origin,
            current_to=layer.parts[0].content.current_to,
            counts=EntryCounts(
                **{table: len(getattr(content, table)) for table in (*_TABLES, "events")},
                rows=sum(len(roll.parties) for roll in content.rolls.values()),
                replaced=replaced,
            ),
        )

    def _add_head(self, parts: Sequence[FileContent]) -> None:
        """Take the title and the currency date from a layer's first file."""
        for part in parts[:1]:
            head = {"title": part.content.title, "current_to": part.content.current_to}
            self._merged |= {key: value for key, value in head.items() if value is not None}

    def _add_table(
        self, table: str, part: FileContent, number: int, defined_in_layer: dict[str, str]
    ) -> None:
        for key, record in _entries(table, part):
            dotted = f"{table}.{key}"
            if dotted in defined_in_layer:
                first = defined_in_layer[dotted]
                self.problems.append(_duplicate(part.file.name, table, key, first))
                continue
            defined_in_layer[dotted] = part.file.name
            if record is None and table == "rolls":
                continue  # keep the lower rows, because the rows that it replaces are unknown
            self._file_by_key[dotted] = number
            if record is None:
                self._merged[table].pop(key, None)
                continue
            if isinstance(record, Roll):
                self._file_by_key |= dict.fromkeys(
                    (f"{dotted}.{code}" for code in record.parties), number
                )
            lower = self._merged[table].get(key)
            self._replaced[number] += _count_replaced(lower, record)
            self._merged[table][key] = _overlay(lower, record)

    def _add_events(self, part: FileContent, number: int) -> None:
        events = part.content.events
        numbers = range(len(events)) if part.event_numbers is None else part.event_numbers
        locations = [EventLocation(file=number, index=index) for index in numbers]
        if not self._lower_events and not any(map(attrgetter("replaces"), events)):
            self._events += events
            self._locations += locations
            return
        for event, location in zip(events, locations, strict=True):
            lower = self._lower_events.replace(event)
            if lower is not None:
                self._events[lower], self._locations[lower] = event, location
                self._changed.append(lower)
                self._replaced[number] += 1
                continue
            self._events.append(event)
            self._locations.append(location)
            if event.replaces is None or self._unread.may_have_act(event.country, event.convention):
                continue
            self.problems.append(
                self._lower_events.unmatched_problem(event, part.file.name, location.index)
            )

    def ledger(self) -> Ledger:
        digests = "".join(file.sha256 for file in self._files)
        return Ledger(
            **self._merged,
            events=tuple(self._events),
            event_locations=tuple(self._locations),
            file_by_key=self._file_by_key,
            files=tuple(self._files),
            sha256=hashlib.sha256(digests.encode()).hexdigest(),
        )


def _entries(table: str, part: FileContent) -> Iterator[tuple[str, object]]:
    """Yield the entries of a file's table by key, with None for an invalid entry."""
    yield from getattr(part.content, table).items()
    yield from ((key, None) for home, key in sorted(part.unread.invalid) if home == table)


def _count_replaced(lower: object, upper: object) -> int:
    """Return the number of entries that the upper table replaces; in a roll, rows."""
    if isinstance(lower, Roll) and isinstance(upper, Roll):
        return len(lower.parties.keys() & upper.parties.keys())
    return int(lower is not None)


def _overlay(lower: object, upper: object) -> object:
    """Return the upper table; a roll also gets the lower rows, with their sources."""
    if isinstance(lower, Roll) and isinstance(upper, Roll):
        rows = {code: _with_sources(row, lower) for code, row in lower.parties.items()}
        return msgspec.structs.replace(upper, parties=rows | upper.parties)
    return upper


def _with_sources(row: RollRow, roll: Roll) -> RollRow:
    return row if row.sources else msgspec.structs.replace(row, sources=roll.sources)


def _duplicate(file: str, table: str, key: str, first: str) -> Problem:
    thing = {"countries": "country"}.get(table, table.removesuffix("s"))
    return Problem(
        file=file,
        check="duplicate",
        message=f"{thing} {key} is already defined in {first}",
        hint="keep one of the two, or move this one to a ledger of its own over the other",
        path=(table, key),
        at_key=True,
    )
