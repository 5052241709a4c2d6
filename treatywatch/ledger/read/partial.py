"""What a document with mistakes of shape says all the same: its entries without a fault.

So that one run tells all mistakes, rules look at what could be read. What could not is told as gaps,
for none of them to be taken for a mistake.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, Final

import msgspec

from treatywatch.checks.unread import UNREAD_FILE, Reference, UnreadParts, combine_unread
from treatywatch.ledger.read.decode import Document, to_records
from treatywatch.ledger.read.files import FileText
from treatywatch.ledger.read.merge import FileContent
from treatywatch.model.errors import KeyPath, Problem
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.names import closest_names

_CLAUSES: Final = ("joining", "withdrawal")
_ANY_ACT: Final = UnreadParts(acts=frozenset({(None, None)}))


def decode_valid_entries(
    file: FileText, document: Document, faults: Sequence[Problem]
) -> FileContent:
    """What a file says beside what is at fault, its events under the numbers that they have there.

    With an entry goes everything in it, but for a line of a roll, and for a clause of a convention:
    of these the rest is kept. `document` is not fit for use afterwards.
    """
    lost = {_entry(fault.path) for fault in faults}
    above = {path[:length] for path in lost for length in range(len(path))}
    gaps = combine_unread([*_misplaced(document, faults), *_gaps(file.name, document, lost)])
    try:
        content = to_records(_without(document, lost, above))
    except msgspec.ValidationError:  # the decoder knows of a fault that has no name
        return FileContent(file=file, content=LedgerFile(), unread=UNREAD_FILE)
    events = document.get("events")
    count = len(events) if isinstance(events, list) else 0
    return FileContent(
        file=file,
        content=content,
        numbers=tuple(number for number in range(count) if ("events", number) not in lost),
        unread=gaps,
    )


def _entry(path: KeyPath) -> KeyPath:
    """The way to what is lost with the value at fault that a path leads to."""
    match path:
        case ("rolls", _, "parties", _, *_):
            return path[:4]
        case ("conventions", _, "joining" | "withdrawal", *_):
            return path[:3]
        case ("groups" | "countries" | "conventions" | "rolls" | "events", *_):
            return path[:2]
        case _:
            return path[:1]


def _without(value: Any, lost: Set[KeyPath], above: Set[KeyPath], path: KeyPath = ()) -> Any:
    """A value without what the `lost` paths lead to; `above` are the ways to what holds that."""
    if path not in above:
        return value
    members = value.items() if isinstance(value, dict) else enumerate(value)
    kept = {
        key: _without(member, lost, above, (*path, key))
        for key, member in members
        if (*path, key) not in lost
    }
    return kept if isinstance(value, dict) else list(kept.values())


def _misplaced(document: Document, faults: Iterable[Problem]) -> Iterator[UnreadParts]:
    """All that a file may include is lost where an unknown key seems to be meant for `include`."""
    for fault in faults:
        if fault.check == "unknown-key" and _includes(fault.path[-1], _at(document, fault.path)):
            yield UNREAD_FILE


def _includes(key: str | int, value: Any) -> bool:
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    return bool(closest_names(str(key), ("include",))) or any(
        text.endswith(".toml") for text in texts
    )


def _gaps(file: str, document: Document, lost: Iterable[KeyPath]) -> Iterator[UnreadParts]:
    """What is lost with each of the values that the paths lead to."""
    for path in lost:
        yield UnreadParts(references=tuple(_mentions(file, path, _at(document, path))))
        match path:
            case ("events", int()):
                event = _table(_at(document, path))
                yield _missing_acts(event.get("country"), event.get("convention"))
            case ("rolls", slug, "parties", code):
                yield _missing_acts(code, slug)
            case ("rolls", str(slug)):
                yield UnreadParts(invalid=frozenset({("rolls", slug)}))
                yield _missing_acts(None, slug)
            case ("groups" | "countries" | "conventions" as table, str(key)):
                yield UnreadParts(invalid=frozenset({(table, key)}))
            case (str(key),):
                yield _lost_at_top(key, document[key])


def _missing_acts(country: Any, convention: Any) -> UnreadParts:
    """Acts of a country and convention; of any where it is not told which."""
    return UnreadParts(acts=frozenset({(_text(country), _text(convention))}))


def _lost_at_top(key: str, value: Any) -> UnreadParts:
    """What is lost with a key of the top level: what stands under one unknown may be anything."""
    match key:
        case "include":
            return UNREAD_FILE
        case "countries" | "conventions":
            return UnreadParts(possible=frozenset({(key, None)}))
        case "events" | "rolls":
            return _ANY_ACT
    if key in LedgerFile.__struct_fields__ or not isinstance(value, dict | list):
        return UnreadParts()
    hidden = {(table, name) for name in _table(value) for table in ("countries", "conventions")}
    return combine_unread((_ANY_ACT, UnreadParts(possible=frozenset(hidden))))


_Name = tuple[str, KeyPath, bool, Any]
"""The table of a name in an entry, the way to it from there, whether it is a key, and the name."""


def _mentions(file: str, path: KeyPath, value: Any) -> Iterator[Reference]:
    """The countries and conventions that an entry names, which it does whatever is wrong with it."""
    for table, way, at_key, name in _named(path, _table(value)):
        if _text(name):
            yield Reference(file=file, table=table, key=name, path=(*path, *way), at_key=at_key)


def _named(path: KeyPath, entry: Document) -> Iterator[_Name]:
    match path:
        case ("events", int()):
            yield "countries", ("country",), False, entry.get("country")
            yield "countries", ("by",), False, entry.get("by")
            yield "conventions", ("convention",), False, entry.get("convention")
        case ("rolls", slug):
            yield "conventions", (), True, slug
            yield from _codes(entry, "parties")
        case ("rolls", _, _, code):
            yield "countries", (), True, code
        case ("conventions", _):
            for clause in _CLAUSES:
                yield from _codes(_table(entry.get(clause)), "exceptions", (clause,))
        case ("conventions", _, _):
            yield from _codes(entry, "exceptions")


def _codes(entry: Document, key: str, above: KeyPath = ()) -> Iterator[_Name]:
    """The countries that a table in an entry has for keys."""
    for code in _table(entry.get(key)):
        yield "countries", (*above, key, code), True, code


def _table(value: Any) -> Document:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _at(document: Document, path: KeyPath) -> Any:
    value: Any = document
    for key in path:
        value = value[key]
    return value
