"""The rule on texts that a spreadsheet could run as formulas."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

import msgspec

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.errors import KeyPath
from treatywatch.model.text_safety import begins_as_formula

_TABLES: Final = ("groups", "countries", "conventions", "rolls")
_HINT: Final = "begin it with a letter, a digit or a quotation mark"


def formula_text(context: CheckContext) -> Iterator[Finding]:
    """No text begins with =, +, - or @, as spreadsheet formulas do."""
    for table in _TABLES:
        for path, text in _formulas(getattr(context.ledger, table), (table,)):
            yield context.table_finding(path, _message(text), _HINT, at_key=False)
    for event in context.ledger.events:
        for path, text in _formulas(event, ()):
            yield context.event_finding(event, _message(text), _HINT, key=path)


def _message(text: str) -> str:
    return f'"{text}" begins as a formula of a spreadsheet does'


def _formulas(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts in a value that begin as formulas, each with its path."""
    if isinstance(value, str):
        if not isinstance(value, Enum) and begins_as_formula(value):
            yield path, value
        return
    for key, member in _members(value):
        yield from _formulas(member, (*path, key))


def _members(value: object) -> Iterable[tuple[str | int, object]]:
    """Return the values in a record, table or list, each with its key or index."""
    match value:
        case msgspec.Struct():
            fields = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
            return [(key, getattr(value, field)) for key, field in fields]
        case dict():
            return value.items()
        case tuple():
            return enumerate(value)
        case _:
            return ()
