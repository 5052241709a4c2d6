"""Records as TOML: what a ledger file would say to be read as just these."""

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
    """An event as an entry of its own, `[[events]]` first, the last line ended."""
    return file_text(LedgerFile(events=(event,)))


def unfinished_text(document: dict[str, Any]) -> str:
    """An entry of an event of which not everything is told yet, as far as it is."""
    known = [field for field in Event.__struct_encode_fields__ if document.get(field) is not None]
    text = tomli_w.dumps({"events": {"this": {field: document[field] for field in known}}})
    return re.sub(r"^(\[+)events\.this\.", r"\1events.", text, flags=re.MULTILINE).replace(
        "[events.this]", "[[events]]", 1
    )


def file_text(content: LedgerFile) -> str:
    """A file that holds these records and is read as them."""
    return tomli_w.dumps(_table(content))


def _table(record: Record, general: Record | None = None) -> dict[str, Any]:
    """The record's keys, those left out that say what is understood without them.

    A State's exception to a clause takes over what it does not say itself from the `general` one.
    """
    fields = msgspec.structs.fields(record)
    table = {
        field.encode_name: _plain(getattr(record, field.name))
        for field in fields
        if not _understood(field, getattr(record, field.name), general)
    }
    if isinstance(record, Clause) and record.exceptions:
        table["exceptions"] = {
            code: _table(clause, record) for code, clause in record.exceptions.items()
        }
    return table


def _understood(field: FieldInfo, value: object, general: Record | None) -> bool:
    default: object = field.default
    if field.default_factory is not msgspec.NODEFAULT:
        default = field.default_factory()
    elsewhere = default if general is None else getattr(general, field.name)
    return value == default and (elsewhere == default or field.name == "exceptions")


def _plain(value: Any) -> Any:
    match value:
        case Record():
            return _table(value)
        case PartialDate():
            return value.day or str(value)
        case Period() | MonthDay() | StrEnum():
            return str(value)
        case tuple():
            return [_plain(member) for member in value]
        case dict():
            return {key: _plain(member) for key, member in value.items()}
        case _:
            return value
