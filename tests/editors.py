"""Validate ledgers against the schema, as TOML editors do."""

import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft7Validator

from treatywatch.checks.registry import RULES
from treatywatch.model.errors import KeyPath, Problem
from treatywatch.schemas import schema_of

Document = dict[str, Any]

FULL_LEDGER: Final = (Path(__file__).parent / "whole.toml").read_text("utf-8")
"""A valid ledger that has every key."""

SCHEMA: Final[Document] = schema_of("ledger")
_VALIDATOR: Final = Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)

INVISIBLE_CHECKS: Final = {
    "control-character": "needs every text and every key",
    "duplicate": "needs another file",
    "empty": "an empty file is a document without keys",
    "include": "needs the list of files",
    "replaces-nothing": "needs the ledger below",
    "unreadable": "needs the content of another file",
    **{
        name: rule.description
        for name, rule in RULES.items()
        if name not in {"country-code", "treaty-slug"}
    },
}
"""Checks whose mistakes a schema cannot see, with the reason.

All rules of `checks` but two are among them, because they compare keys or entries, or only warn.
"""

UNPARSED_CHECKS: Final = frozenset({"not-toml", "not-utf-8", "toml-version"})
"""Checks of files that cannot be parsed and therefore cannot be validated."""


def as_json(value: Any) -> Any:
    """Return a TOML value as JSON: editors validate dates and times as text."""
    match value:
        case dict():
            return {key: as_json(member) for key, member in value.items()}
        case list():
            return [as_json(member) for member in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value


def schema_errors(document: Document) -> list[str]:
    """Return the messages of the schema's errors in a document."""
    return [error.message for error in _VALIDATOR.iter_errors(as_json(document))]


def full_document() -> Document:
    """Return a new valid document that has every key."""
    return tomllib.loads(FULL_LEDGER)


def all_paths(value: Any, parent: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of each value within a value."""
    members: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for key, member in members:
        yield (*parent, key)
        yield from all_paths(member, (*parent, key))


def value_at(document: Any, path: KeyPath) -> Any:
    """Return the value at a path."""
    for key in path:
        document = document[key]
    return document


def with_equivalents(document: Document, problems: Iterable[Problem]) -> Document:
    """Replace each value that the reader rejects by another TOML value with the same JSON."""
    changed = deepcopy(document)
    for problem in problems:
        if problem.path in set(all_paths(changed)):
            *parent, key = problem.path
            table = value_at(changed, tuple(parent))
            table[key] = _equivalent(table[key])
    assert as_json(changed) == as_json(document)
    return changed


def _equivalent(value: Any) -> Any:
    """Return another TOML value with the same JSON, such as a date for its text."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
