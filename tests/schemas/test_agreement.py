"""The schema and the reader accept the same values at every key of every record."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, time
from typing import Any, Final

import pytest

from tests.editors import (
    Document,
    all_paths,
    as_json,
    full_document,
    schema_errors,
    value_at,
    with_equivalents,
)
from treatywatch.ledger.read.schema_errors import schema_problems
from treatywatch.model.errors import KeyPath

_DATETIME: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has local date-times
_VALUES: Final[tuple[Any, ...]] = (
    *("", "x", "2025", "2025-13", "0000", "2025-03-18", "6 months", "soon", "06-30", "06-31"),
    *("notified", "press", -1, 0, 1, 1.0, 1.5, True, date(2025, 3, 18), _DATETIME, time(10)),
    *([], [1], ["x"], {}, {"x": 1}),
)


def _parts(document: Document) -> Iterator[tuple[KeyPath, Document]]:
    """Yield the path of each value with the smallest document that contains it."""
    for path in all_paths(document):
        table, *rest = path
        part = document[str(table)]
        if rest and isinstance(part, list):
            part, rest = [part[int(rest[0])]], [0, *rest[1:]]
        elif rest:
            part = {rest[0]: part[rest[0]]}
        yield (table, *rest), {str(table): part}


def _path_name(path: KeyPath) -> str:
    """Return the path as text, equal for all members of a list."""
    return ".".join("0" if isinstance(key, int) else key for key in path)


_PATHS: Final = {_path_name(path): (path, part) for path, part in _parts(full_document())}


def _reader_rejects(document: Document) -> bool:
    """Return whether the reader finds schema errors, also with values that JSON cannot tell apart."""
    problems = list(schema_problems("ledger.toml", document))
    return bool(problems) and any(schema_problems("x", with_equivalents(document, problems)))


def _replaced(document: Document, path: KeyPath, value: Any) -> Document:
    changed = deepcopy(document)
    value_at(changed, path[:-1])[path[-1]] = deepcopy(value)
    return changed


def test_every_record_is_tested() -> None:
    """The paths lead into every record, at any depth."""
    assert "conventions.mine-ban.withdrawal.earliest.after" in _PATHS
    assert "rolls.mine-ban.parties.LT.other_dates.0.date" in _PATHS
    assert len(_PATHS) > 150


def _has_extra_rules(path: KeyPath, value: object) -> bool:
    """Return whether the schema has a rule on the value that the reader checks later."""
    keys = {"format"} if len(path) == 1 else {"country", "convention", "by"}
    return (
        path[0] in {"format", "events"}
        and path[-1] in keys
        and type(as_json(value)) in {int, str, float}
    )


@pytest.mark.parametrize("name", _PATHS)
def test_schema_and_reader_accept_the_same_values(name: str) -> None:
    """The schema rejects a value if and only if the reader does."""
    path, part = _PATHS[name]
    for value in _VALUES:
        changed = _replaced(part, path, value)
        if not _has_extra_rules(path, value):
            assert bool(schema_errors(changed)) == _reader_rejects(changed), repr(value)


_TABLES: Final = [
    name for name, (path, part) in _PATHS.items() if type(value_at(part, path)) is dict
]


@pytest.mark.parametrize("name", _TABLES)
def test_schema_and_reader_accept_the_same_keys(name: str) -> None:
    """The schema rejects an unknown or missing key if and only if the reader does."""
    path, part = _PATHS[name]
    table = value_at(part, path)
    extra = {"zzz": True}
    reduced = [{key: table[key] for key in table if key != removed} for removed in table]
    for changed in (_replaced(part, path, value) for value in (table | extra, *reduced)):
        assert bool(schema_errors(changed)) == _reader_rejects(changed)
