"""JSON Schemas of ledger files and of the commands' answers.

They are generated from the record types on demand. Only `ledger.json` is also a file, because the
first line of each file of the shipped ledger names it for editors.
"""

from functools import cache
from inspect import cleandoc
from typing import Any, Final

import msgspec

from treatywatch.answers.base import schema_name
from treatywatch.commands import ANSWERS
from treatywatch.model.dates import MonthDay, PartialDate, Period

LEDGER: Final = "ledger"
NAMES: Final = (LEDGER, *ANSWERS)
"""Names of the schemas: the ledger's, then one for each answer."""

_EDTF: Final = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$"


@cache
def schema_of(name: str) -> dict[str, Any]:
    """Generate the schema of that name from the record types. Raises KeyError."""
    if name == LEDGER:
        # Imported here because only this schema needs the reader of ledgers.
        from treatywatch.schemas.ledger import ledger_schema

        return ledger_schema()
    kind = ANSWERS[name].load_answer_type()
    schema: dict[str, Any] = msgspec.json.schema(kind, schema_hook=_scalar_schema)
    for definition in schema["$defs"].values():
        if "description" in definition:
            # Python 3.13 removes the indentation of docstrings; earlier versions keep it.
            definition["description"] = cleandoc(definition["description"])
    schema["$defs"][kind.__name__]["properties"]["schema"] = {"const": schema_name(name)}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": schema_name(name)}
    return head | schema


def _scalar_schema(kind: type) -> dict[str, Any]:
    if kind is PartialDate:
        return {
            "type": "string",
            "pattern": _EDTF,
            "description": "A day, month, year or interval.",
        }
    if kind in {Period, MonthDay}:
        return {"type": "string"}
    raise NotImplementedError(f"no schema for {kind.__name__}")
