"""Write records as TOML that is read as the same records."""

import re
from enum import StrEnum
from typing import Any

import msgspec
import tomli_w
from msgspec.structs import FieldInfo

from treatywatch.model.conventions import Clause
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.events import Event
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.record import Record


def event_text(event: Event) -> str:
    """Return the TOML of an event, from `[[events]]` to the last line end."""
    return file_text(LedgerFile(events=(event,)))


def unfinished_text(document: dict[str, Any]) -> str:
    """Return the TOML of an event that has only some of its keys."""
    known = [field for field in Event.__struct_encode_fields__ if document.get(field) is not None]
    text = tomli_w.dumps({"events": {"this": {field: document[field] for field in known}}})
    return re.sub(r"^(\[+)events\.this\.", r"\1events.", text, flags=re.MULTILINE).replace(
        "[events.this]", "[[events]]", 1
    )


def file_text(content: LedgerFile) -> str:
    """Return the TOML of a ledger file."""
    return tomli_w.dumps(_table(content))


def _table(record: Record, general: Record | None = None) -> dict[str, Any]:
    """Return the keys of a record, without those that have their default.

    A State's exception omits the keys that it takes over from the `general` clause.
    """
    fields = msgspec.structs.fields(record)
    table = {
        field.encode_name: _toml_value(getattr(record, field.name))
        for field in fields
        if not _is_default(field, getattr(record, field.name), general)
    }
    if isinstance(record, Clause) and record.exceptions:
        table["exceptions"] = {
            code: _table(clause, record) for code, clause in record.exceptions.items()
        }
    return table


def _is_default(field: FieldInfo, value: object, general: Record | None) -> bool:
    """Return whether a key with this value can be left out."""
    default: object = field.default
    if field.default_factory is not msgspec.NODEFAULT:
        default = field.default_factory()
    inherited = default if general is None else getattr(general, field.name)
    return value == default and (inherited == default or field.name == "exceptions")


def _toml_value(value: Any) -> Any:
    match value:
        case Record():
            return _table(value)
        case PartialDate():
            return value.day or str(value)
        case Period() | MonthDay() | StrEnum():
            return str(value)
        case tuple():
            return [_toml_value(member) for member in value]
        case dict():
            return {key: _toml_value(member) for key, member in value.items()}
        case _:
            return value
