"""The JSON Schemas of ledgers and of answers: a file each, held to the record types by a test."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from treatywatch.answers.base import schema_name
from treatywatch.commands import ANSWERS
from treatywatch.model.dates import MonthDay, PartialDate, Period

LEDGER: Final = "ledger"
NAMES: Final = (LEDGER, *ANSWERS)
"""What there is a schema of: a ledger's files, and each answer."""

_EDTF: Final = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$"


def schema_file(name: str) -> Path:
    """The file that holds the schema of that name."""
    return Path(__file__).parent / f"{name}.json"


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The schema of that name, drawn from the record types. Raises KeyError."""
    if name == LEDGER:
        from treatywatch.schemas.ledger import ledger_schema  # no answer needs a ledger's reader

        return ledger_schema()
    kind = ANSWERS[name].load_answer_type()
    schema: dict[str, Any] = msgspec.json.schema(kind, schema_hook=_scalar)
    schema["$defs"][kind.__name__]["properties"]["schema"] = {"const": schema_name(name)}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": schema_name(name)}
    return head | schema


def _scalar(kind: type) -> dict[str, Any]:
    if kind is PartialDate:
        return {
            "type": "string",
            "pattern": _EDTF,
            "description": "A day, month, year or interval.",
        }
    if kind in {Period, MonthDay}:
        return {"type": "string"}
    raise NotImplementedError(f"no schema for {kind.__name__}")
