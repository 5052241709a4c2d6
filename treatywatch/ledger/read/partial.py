"""Decode the valid entries of a document that has schema errors.

Checks are applied to these entries, so that one run reports all problems. `UnreadParts` describes
the entries that were left out, so that checks raise no false errors about them.
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
    file: FileText, document: Document, schema_errors: Sequence[Problem]
) -> FileContent:
    """Decode the entries of a file that have no schema error.

    An error removes the whole entry. In a roll it removes only the row, and in a convention only the
    clause. `document` must not be used afterwards.
    """
    invalid = {_entry_path(error.path) for error in schema_errors}
    parents = {path[:length] for path in invalid for length in range(len(path))}
    unread = combine_unread(
        [*_hidden_includes(document, schema_errors), *_unread(file.name, document, invalid)]
    )
    try:
        content = to_records(_without(document, invalid, parents))
    except msgspec.ValidationError:  # an error that `schema_errors` does not know
        return FileContent(file=file, content=LedgerFile(), unread=UNREAD_FILE)
    events = document.get("events")
    count = len(events) if isinstance(events, list) else 0
    return FileContent(
        file=file,
        content=content,
        event_numbers=tuple(n for n in range(count) if ("events", n) not in invalid),
        unread=unread,
    )


def _entry_path(path: KeyPath) -> KeyPath:
    """Return the path of the entry that an error at this path removes."""
    match path:
        case ("rolls", _, "parties", _, *_):
            return path[:4]
        case ("conventions", _, "joining" | "withdrawal", *_):
            return path[:3]
        case ("groups" | "countries" | "conventions" | "rolls" | "events", *_):
            return path[:2]
        case _:
            return path[:1]


def _without(value: Any, invalid: Set[KeyPath], parents: Set[KeyPath], path: KeyPath = ()) -> Any:
    """Copy a value without the values at the `invalid` paths, which lie below the `parents`."""
    if path not in parents:
        return value
    members = value.items() if isinstance(value, dict) else enumerate(value)
    kept = {
        key: _without(member, invalid, parents, (*path, key))
        for key, member in members
        if (*path, key) not in invalid
    }
    return kept if isinstance(value, dict) else list(kept.values())


def _hidden_includes(document: Document, errors: Iterable[Problem]) -> Iterator[UnreadParts]:
    """Yield an unread file for each unknown key that seems to be a misspelt `include`."""
    for error in errors:
        if error.check == "unknown-key" and _is_include(error.path[-1], _at(document, error.path)):
            yield UNREAD_FILE


def _is_include(key: str | int, value: Any) -> bool:
    texts = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    return bool(closest_names(str(key), ("include",))) or any(
        text.endswith(".toml") for text in texts
    )


def _unread(file: str, document: Document, invalid: Iterable[KeyPath]) -> Iterator[UnreadParts]:
    """Yield the unread parts that each invalid entry leaves."""
    for path in invalid:
        yield UnreadParts(references=tuple(_references(file, path, _at(document, path))))
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
                yield _unread_top_level(key, document[key])


def _missing_acts(country: Any, convention: Any) -> UnreadParts:
    """Return unread acts of a country and convention, which are unknown if not text."""
    return UnreadParts(acts=frozenset({(_text(country), _text(convention))}))


def _unread_top_level(key: str, value: Any) -> UnreadParts:
    """Return the unread parts of an invalid top-level key.

    A table under an unknown key may have been meant for any entries.
    """
    match key:
        case "include":
            return UNREAD_FILE
        case "countries" | "conventions":
            return UnreadParts(possible=frozenset({(key, None)}))
        case "events" | "rolls":
            return _ANY_ACT
    if key in LedgerFile.__struct_fields__ or not isinstance(value, dict | list):
        return UnreadParts()
    possible = {(table, name) for name in _table(value) for table in ("countries", "conventions")}
    return combine_unread((_ANY_ACT, UnreadParts(possible=frozenset(possible))))


_Name = tuple[str, KeyPath, bool, Any]
"""The table of a name, its path within the entry, `at_key`, and the name itself."""


def _references(file: str, path: KeyPath, value: Any) -> Iterator[Reference]:
    """Yield the countries and conventions that an invalid entry names."""
    for table, key, at_key, name in _names(path, _table(value)):
        if _text(name):
            yield Reference(file=file, table=table, key=name, path=(*path, *key), at_key=at_key)


def _names(path: KeyPath, entry: Document) -> Iterator[_Name]:
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


def _codes(entry: Document, key: str, parent: KeyPath = ()) -> Iterator[_Name]:
    """Yield the countries that are keys of a table in an entry."""
    for code in _table(entry.get(key)):
        yield "countries", (*parent, key, code), True, code


def _table(value: Any) -> Document:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _at(document: Document, path: KeyPath) -> Any:
    value: Any = document
    for key in path:
        value = value[key]
    return value
