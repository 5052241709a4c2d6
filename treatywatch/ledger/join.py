"""Joining what several files say into one ledger."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from treatywatch.identity import Identity, identity
from treatywatch.ledger.files import FileText
from treatywatch.model import Event, FileRead, Ledger, LedgerFile, Origin, Roll
from treatywatch.problems import Problem

_TABLES: Final = ("groups", "countries", "conventions", "rolls")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one file says."""

    file: FileText
    content: LedgerFile


class Layer(msgspec.Struct, kw_only=True):
    """One ledger file with all that it includes, as read so far.

    `instead` has what is read in the place of some files' own content.
    """

    instead: Mapping[Path, bytes]
    parts: list[Part] = []
    texts: list[FileText] = []
    problems: list[Problem] = []
    seen: set[Path] = set()


def join(layers: Sequence[Sequence[Part]]) -> tuple[Ledger, list[Problem]]:
    """The ledger that the layers make, and the entries that one layer defines twice.

    A later layer's tables replace those of the same key, its rows are added to a roll's, and its
    events replace those of the same identity; within a layer nothing may be told twice.
    """
    joining = _Joining()
    for layer in layers:
        joining.add(layer)
    return joining.ledger(), joining.problems


class _Joining:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._files: list[FileRead] = []
        self._joined: dict[str, Any] = {table: {} for table in _TABLES}
        self._defined: dict[str, int] = {}
        self._events: list[Event] = []
        self._origins: list[Origin] = []

    def add(self, layer: Sequence[Part]) -> None:
        mine: dict[str, str] = {}
        known = {identity(event): n for n, event in enumerate(self._events)}
        for part in layer:
            number = len(self._files)
            file, end = part.file, layer[0].content.current_to
            self._files.append(
                FileRead(name=file.name, path=file.path, sha256=file.sha256, current_to=end)
            )
            for table in _TABLES:
                self._add_table(table, part, number, mine)
            self._add_events(part.content.events, number, known)
        self._add_head(layer)

    def _add_head(self, layer: Sequence[Part]) -> None:
        """A layer's title and the day it is current to are those of its first file."""
        for part in layer[:1]:
            head = {"title": part.content.title, "current_to": part.content.current_to}
            self._joined |= {key: value for key, value in head.items() if value is not None}

    def _add_table(self, table: str, part: Part, number: int, mine: dict[str, str]) -> None:
        for key, record in getattr(part.content, table).items():
            dotted = f"{table}.{key}"
            if dotted in mine:
                self.problems.append(_twice(part.file.name, table, key, mine[dotted]))
                continue
            mine[dotted] = part.file.name
            self._defined[dotted] = number
            if isinstance(record, Roll):
                self._defined |= dict.fromkeys(
                    (f"{dotted}.{code}" for code in record.parties), number
                )
            self._joined[table][key] = _over(self._joined[table].get(key), record)

    def _add_events(
        self, events: tuple[Event, ...], number: int, known: dict[Identity, int]
    ) -> None:
        origins = [Origin(file=number, index=index) for index in range(len(events))]
        if not known:
            self._events += events
            self._origins += origins
            return
        for event, origin in zip(events, origins, strict=True):
            place = known.pop(identity(event), None)
            if place is None:
                self._events.append(event)
                self._origins.append(origin)
            else:
                self._events[place], self._origins[place] = event, origin

    def ledger(self) -> Ledger:
        digests = "".join(file.sha256 for file in self._files)
        return Ledger(
            **self._joined,
            events=tuple(self._events),
            origins=tuple(self._origins),
            defined=self._defined,
            files=tuple(self._files),
            sha256=hashlib.sha256(digests.encode()).hexdigest(),
        )


def _over(below: object, above: object) -> object:
    if isinstance(below, Roll) and isinstance(above, Roll):
        return msgspec.structs.replace(above, parties=below.parties | above.parties)
    return above


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
