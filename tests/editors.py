"""What an editor makes of a ledger: its values as JSON has them, and the schema's verdict."""

import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft7Validator

from treatywatch.checks.registry import RULES
from treatywatch.model.errors import KeyPath as Way
from treatywatch.model.errors import Problem
from treatywatch.schemas import schema_of

Document = dict[str, Any]

WHOLE: Final = (Path(__file__).parent / "whole.toml").read_text("utf-8")
"""A right ledger that has every key there is."""

SCHEMA: Final[Document] = schema_of("ledger")
_VALIDATOR: Final = Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)

UNSEEN: Final = {
    "control-character": "it would have to look at every text, and every key",
    "duplicate": "what another file says",
    "empty": "a file without a word is a document without a key",
    "include": "which files there are",
    "replaces-nothing": "what a ledger below says",
    "unreadable": "what is in another file",
    **{
        name: rule.description
        for name, rule in RULES.items()
        if name not in {"country-code", "treaty-slug"}
    },
}
"""The mistakes, by check, that no schema sees, and what one would have to know to see them.

All rules of `checks` are among them but two: the others hold several keys or entries together, or
only warn.
"""

UNREAD: Final = frozenset({"not-toml", "not-utf-8"})
"""The mistakes at which an editor gets no document that it could hold to a schema."""


def as_json(value: Any) -> Any:
    """A TOML value as editors hold it to a schema: dates and times are the text that writes them."""
    match value:
        case dict():
            return {key: as_json(member) for key, member in value.items()}
        case list():
            return [as_json(member) for member in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value


def complaints(document: Document) -> list[str]:
    """What the schema finds wrong with a document."""
    return [error.message for error in _VALIDATOR.iter_errors(as_json(document))]


def whole() -> Document:
    """A right document that has every key there is, to do with as one likes."""
    return tomllib.loads(WHOLE)


def ways(value: Any, above: Way = ()) -> Iterator[Way]:
    """The way to each value below a value."""
    members: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for key, member in members:
        yield (*above, key)
        yield from ways(member, (*above, key))


def at(document: Any, way: Way) -> Any:
    """The value that a way leads to."""
    for key in way:
        document = document[key]
    return document


def with_twins(document: Document, problems: Iterable[Problem]) -> Document:
    """The document with the twin of each value that the reader refuses: no other one in JSON."""
    twin = deepcopy(document)
    for problem in problems:
        if problem.path in set(ways(twin)):
            *above, key = problem.path
            at(twin, tuple(above))[key] = _twin(at(twin, problem.path))
    assert as_json(twin) == as_json(document)
    return twin


def _twin(value: Any) -> Any:
    """The other TOML value that is the same in JSON: a date and its text, 1.0 and 1."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
