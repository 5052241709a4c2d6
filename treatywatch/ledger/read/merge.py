"""Joining what several files say into one ledger."""

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
    """What one file says, as far as it could be read.

    `numbers` are those of its events in the file, where some of these could not be.
    """

    file: FileText
    content: LedgerFile
    numbers: tuple[int, ...] | None = None
    unread: UnreadParts = NOTHING_UNREAD


class Layer(msgspec.Struct, kw_only=True):
    """One ledger file with all that it includes, as read so far, and how it came to be read.

    `overrides` has what is read in the place of some files' own content. Where `lost`, there was a
    file of which nothing could be read.
    """

    overrides: Mapping[Path, bytes]
    origin: FileOrigin = FileOrigin.NAMED
    parts: list[FileContent] = []
    texts: list[FileText] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    lost: bool = False

    def add_fatal(self, problem: Problem) -> None:
        """Note what keeps a file, or what it includes, from being read at all."""
        self.problems.append(problem)
        self.lost = True


def merge_layers(layers: Sequence[Layer]) -> tuple[Ledger, list[Problem]]:
    """The ledger that the layers make, and what is wrong with how they lie over one another.

    A later layer's tables replace those of the same key, its rows are added to a roll's, and its
    events replace those of the same identity, or of the date that they say they replace; within a
    layer nothing may be told twice. What replaces nothing is a mistake, of which there is no telling
    where what it replaces may be among what could not be read.
    """
    joining = _Merger(unread_parts(layers))
    for layer in layers:
        joining.add(layer)
    return joining.ledger(), joining.problems


def unread_parts(layers: Sequence[Layer]) -> UnreadParts:
    """All that could not be read of the layers, and the acts in a roll that one of them tells twice."""
    gaps = [
        part.unread for layer in layers for part in layer.parts if part.unread is not NOTHING_UNREAD
    ]
    gaps += [UNREAD_FILE for layer in layers if layer.lost]
    for layer in layers:
        rolls = Counter(slug for part in layer.parts for slug in part.content.rolls)
        twice = ((None, slug) for slug, count in rolls.items() if count > 1)
        gaps.append(UnreadParts(acts=frozenset(twice)))
    return combine_unread(gaps)


class _Merger:
    def __init__(self, gaps: UnreadParts) -> None:
        self.problems: list[Problem] = []
        self._gaps = gaps
        self._layers = 0
        self._files: list[LoadedFile] = []
        self._replaced: Counter[int] = Counter()
        self._joined: dict[str, Any] = {table: {} for table in _TABLES}
        self._defined: dict[str, int] = {}
        self._events: list[Event] = []
        self._origins: list[EventLocation] = []
        self._lower = LowerEvents()
        self._changed: list[int] = []

    def add(self, layer: Layer) -> None:
        mine: dict[str, str] = {}
        self._lower.add((number, self._events[number]) for number in self._changed)
        self._changed = []
        start = len(self._events)
        self._layers += 1
        for part in layer.parts:
            number = len(self._files)
            for table in _TABLES:
                self._add_table(table, part, number, mine)
            self._add_events(part, number)
            self._files.append(self._read(part, layer, self._replaced[number]))
        self._changed += range(start, len(self._events))
        self._add_head(layer.parts)

    def _read(self, part: FileContent, layer: Layer, replaced: int) -> LoadedFile:
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

    def _add_head(self, layer: Sequence[FileContent]) -> None:
        """A layer's title and the day it is current to are those of its first file."""
        for part in layer[:1]:
            head = {"title": part.content.title, "current_to": part.content.current_to}
            self._joined |= {key: value for key, value in head.items() if value is not None}

    def _add_table(self, table: str, part: FileContent, number: int, mine: dict[str, str]) -> None:
        for key, record in _entries(table, part):
            dotted = f"{table}.{key}"
            if dotted in mine:
                self.problems.append(_twice(part.file.name, table, key, mine[dotted]))
                continue
            mine[dotted] = part.file.name
            if record is None and table == "rolls":
                continue  # of the roll below it there is no telling which rows it replaces
            self._defined[dotted] = number
            if record is None:
                self._joined[table].pop(key, None)
                continue
            if isinstance(record, Roll):
                self._defined |= dict.fromkeys(
                    (f"{dotted}.{code}" for code in record.parties), number
                )
            below = self._joined[table].get(key)
            self._replaced[number] += _displaced(below, record)
            self._joined[table][key] = _overlay(below, record)

    def _add_events(self, part: FileContent, number: int) -> None:
        events = part.content.events
        numbers = range(len(events)) if part.numbers is None else part.numbers
        origins = [EventLocation(file=number, index=index) for index in numbers]
        if not self._lower and not any(map(attrgetter("replaces"), events)):
            self._events += events
            self._origins += origins
            return
        for event, origin in zip(events, origins, strict=True):
            lower = self._lower.replace(event)
            if lower is not None:
                self._events[lower], self._origins[lower] = event, origin
                self._changed.append(lower)
                self._replaced[number] += 1
                continue
            self._events.append(event)
            self._origins.append(origin)
            if event.replaces is None or self._gaps.may_have_act(event.country, event.convention):
                continue
            self.problems.append(self._lower.unmatched_problem(event, part.file.name, origin.index))

    def ledger(self) -> Ledger:
        digests = "".join(file.sha256 for file in self._files)
        return Ledger(
            **self._joined,
            events=tuple(self._events),
            event_locations=tuple(self._origins),
            file_by_key=self._defined,
            files=tuple(self._files),
            sha256=hashlib.sha256(digests.encode()).hexdigest(),
        )


def _entries(table: str, part: FileContent) -> Iterator[tuple[str, object]]:
    """The entries that a file defines in a table, by their keys; None for one that is at fault."""
    yield from getattr(part.content, table).items()
    yield from ((key, None) for home, key in sorted(part.unread.invalid) if home == table)


def _displaced(below: object, above: object) -> int:
    """How many entries a table takes the place of: of a roll, the rows of the same States."""
    if isinstance(below, Roll) and isinstance(above, Roll):
        return len(below.parties.keys() & above.parties.keys())
    return int(below is not None)


def _overlay(below: object, above: object) -> object:
    """The upper table; of a roll, with the rows of the lower one and what those rest on."""
    if isinstance(below, Roll) and isinstance(above, Roll):
        rows = {code: _sourced(row, below) for code, row in below.parties.items()}
        return msgspec.structs.replace(above, parties=rows | above.parties)
    return above


def _sourced(row: RollRow, roll: Roll) -> RollRow:
    return row if row.sources else msgspec.structs.replace(row, sources=roll.sources)


def _twice(file: str, table: str, key: str, first: str) -> Problem:
    thing = {"countries": "country"}.get(table, table.removesuffix("s"))
    return Problem(
        file=file,
        check="duplicate",
        message=f"{thing} {key} is already defined in {first}",
        hint="keep one of the two, or put this one into a ledger of its own laid over the other",
        path=(table, key),
        at_key=True,
    )
