"""Find every schema error of a document.

These are unknown and missing keys, and values of a wrong type. The walk is guided by the record
types of `model`, like the decoder, so that both find the same documents valid.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from msgspec import inspect

from treatywatch.ledger.read.decode import Document, TomlSyntaxError, decode_scalar, parse
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.errors import KeyPath, Problem, key_label
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.names import closest_names, did_you_mean

_EXPECTED: Final[dict[type, str]] = {
    PartialDate: 'a day (2025-03-18), or a month or year in quotes ("2025-03", "2025")',
    Period: 'a period such as "6 months", "150 days" or "1 year"',
    MonthDay: 'a day of the year such as "06-30"',
    inspect.StrType: "text in quotes",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.DateType: "a day such as 2025-03-18, without quotes",
    inspect.VarTupleType: "a list [ … ]",
    inspect.DictType: "a table",
    inspect.StructType: "a table",
}
_BARE: Final = re.compile(r"true|false|[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Text that has another type without its quotes."""
_LEDGER: Final[inspect.Type] = inspect.type_info(LedgerFile)


class _SchemaError(NamedTuple):
    """A problem without the name of its file."""

    path: KeyPath
    check: str
    message: str
    hint: str | None = None
    at_key: bool = False


_Check = Callable[[Any, Any, KeyPath], Iterator[_SchemaError]]


def schema_problems(file: str, document: Document) -> Iterator[Problem]:
    """Yield every schema error of a document."""
    for error in _check(_LEDGER, document, ()):
        yield Problem(file=file, **error._asdict())


def _check(kind: inspect.Type, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    if isinstance(kind, inspect.UnionType):
        kind = _union_member(kind, value)
    check: _Check = _CHECKS.get(type(kind), _scalar)
    yield from check(kind, value, path)


def _union_member(union: inspect.UnionType, value: Any) -> inspect.Type:
    """Return the table type of a union for a table, else its first type."""
    kinds = [kind for kind in union.types if not isinstance(kind, inspect.NoneType)]
    tables = [kind for kind in kinds if isinstance(kind, inspect.StructType | inspect.DictType)]
    return tables[0] if tables and isinstance(value, dict) else kinds[0]


def _table(kind: Any, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    if type(value) is not dict:
        yield _wrong_type(kind, value, path)
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key in value:
        if key not in fields:
            message, hint = _unknown("key", key, fields)
            yield _SchemaError((*path, key), "unknown-key", message, hint, at_key=True)
    for name, field in fields.items():
        if name in value:
            yield from _check(field.type, value[name], (*path, name))
        elif field.required:
            yield _missing(path, name)


def _missing(path: KeyPath, name: str) -> _SchemaError:
    if name == "sources":
        return _no_source(path, path)
    message = f'{_description(path)} has no "{name}"'
    return _SchemaError(path, "missing-key", message, f"add {name} = …", at_key=True)


def _no_source(entry: KeyPath, path: KeyPath) -> _SchemaError:
    message = f"{_description(entry)} names no source"
    return _SchemaError(path, "source-missing", message, _SOURCE_HINT)


_SOURCE_HINT: Final = 'add sources = [ { title = "…", publisher = "…", url = "…" } ]'


def _description(path: KeyPath) -> str:
    """Return the words for the entry at a path."""
    match path:
        case ("events", int()):
            return "this event"
        case (*_, "sources", int()):
            return "this source"
        case ("conventions" | "countries" | "rolls" | "groups" as table, str(key)):
            return f"{'country' if table == 'countries' else table[:-1]} {key}"
        case (*_, str(key)):
            return f'"{key}"'
        case _:
            return "this entry"


def _dict(kind: Any, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    if type(value) is not dict:
        yield _wrong_type(kind, value, path)
        return
    for key, member in value.items():
        yield from _check(kind.value_type, member, (*path, key))


def _list(kind: Any, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    if type(value) is not list:
        yield _wrong_type(kind, value, path)
        return
    if kind.min_length and len(value) < kind.min_length:
        yield _no_source(path[:-1], path)
    for number, member in enumerate(value):
        yield from _check(kind.item_type, member, (*path, number))


def _word(kind: Any, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    """Check a word of a fixed set, such as a step."""
    members = kind.values if isinstance(kind, inspect.LiteralType) else kind.cls
    words = [str(member) for member in members]
    if value not in words:
        name = str(path[-1]).replace("_", " ")
        if not isinstance(value, str):
            message = f"{name} must be one of {', '.join(words)}, not {_value_text(value)}"
            yield _SchemaError(path, "wrong-type", message)
        else:
            message, hint = _unknown(name, value, words)
            yield _SchemaError(path, f"unknown-{name.replace(' ', '-')}", message, hint)


def _unknown(kind: str, typed: str, known: Any) -> tuple[str, str | None]:
    close = closest_names(typed, known)
    hint = did_you_mean(close).removeprefix("; ") or f"known: {', '.join(sorted(known))}"
    return f'unknown {kind} "{typed}"', hint


def _scalar(kind: inspect.Type, value: Any, path: KeyPath) -> Iterator[_SchemaError]:
    if not _has_type(kind, value):
        yield _wrong_type(kind, value, path)._replace(hint=_unquoted_hint(kind, value, path))
    elif isinstance(kind, inspect.StrType) and kind.min_length and not value:
        yield _SchemaError(
            path, "empty-text", f"{key_label(path)} is empty", f'write {path[-1]} = "…"'
        )
    elif isinstance(kind, inspect.IntType) and not _in_range(kind, value):
        message = f"{key_label(path)} cannot be {value}"
        yield _SchemaError(path, "wrong-number", message, _range_hint(kind, value, path))


def _in_range(kind: inspect.IntType, value: int) -> bool:
    return (kind.ge is None or value >= kind.ge) and (kind.le is None or value <= kind.le)


def _range_hint(kind: inspect.IntType, value: int, path: KeyPath) -> str:
    if kind.le is not None and value > kind.le:
        return f"write a number up to {kind.le}"
    positive = max(-value, kind.ge or 0)
    if not _in_range(kind, positive):
        return f"write a number from {kind.ge} to {kind.le}"
    return f"write {path[-1]} = {positive}, if that is meant"


def _has_type(kind: inspect.Type, value: Any) -> bool:
    if isinstance(kind, inspect.CustomType):
        try:
            decode_scalar(kind.cls, value)
        except ValueError:
            return False
        return True
    python_types = {
        inspect.StrType: str,
        inspect.BoolType: bool,
        inspect.IntType: int,
        inspect.DateType: date,
    }
    return type(value) is python_types[type(kind)]


def _wrong_type(kind: Any, value: Any, path: KeyPath) -> _SchemaError:
    expected = _EXPECTED[kind.cls if isinstance(kind, inspect.CustomType) else type(kind)]
    check = "wrong-type"
    if isinstance(kind, inspect.CustomType) and isinstance(value, str):
        check = "wrong-date" if kind.cls is PartialDate else "wrong-value"
    return _SchemaError(
        path, check, f"{key_label(path)} must be {expected}, not {_value_text(value)}"
    )


def _unquoted_hint(kind: inspect.Type, value: Any, path: KeyPath) -> str | None:
    """Return a hint if the value is right without its quotes."""
    if not isinstance(value, str) or not _BARE.fullmatch(value):
        return None
    try:
        unquoted = parse(f"value = {value}")["value"]
    except TomlSyntaxError:  # a day such as 2025-02-30
        return None
    return f"drop the quotes: {path[-1]} = {value}" if _has_type(kind, unquoted) else None


def _value_text(value: object) -> str:
    match value:
        case str():
            return f'the text "{value}"'
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case datetime():
            return f"the date with a time {value.isoformat()}"
        case date() | time():
            return f"the {'day' if isinstance(value, date) else 'time'} {value.isoformat()}"
        case dict():
            return "a table"
        case _:
            return "a list"


_CHECKS: Final[dict[type, _Check]] = {
    inspect.StructType: _table,
    inspect.DictType: _dict,
    inspect.VarTupleType: _list,
    inspect.EnumType: _word,
    inspect.LiteralType: _word,
}
