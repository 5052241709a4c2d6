"""The JSON Schemas of ledgers and of answers: a file each, held to the record types by a test."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import msgspec

from treatywatch.answers.base import schema_name
from treatywatch.model.dates import MonthDay, PartialDate, Period

ANSWERS: Final = {
    "status": ("treatywatch.answers.status", "StatusAnswer"),
    "timeline": ("treatywatch.answers.timeline", "TimelineAnswer"),
    "diff": ("treatywatch.answers.diff", "DiffAnswer"),
    "upcoming": ("treatywatch.answers.upcoming", "UpcomingAnswer"),
    "explain": ("treatywatch.answers.explain", "ExplainAnswer"),
    "what-if": ("treatywatch.answers.what_if", "WhatIfAnswer"),
    "verify": ("treatywatch.answers.verify", "VerifyAnswer"),
    "parties": ("treatywatch.answers.parties", "PartiesAnswer"),
    "parties-plot": ("treatywatch.answers.party_counts", "PartyCountsAnswer"),
    "board": ("treatywatch.answers.board", "BoardAnswer"),
    "countries": ("treatywatch.answers.reference_lists", "CountriesAnswer"),
    "treaties": ("treatywatch.answers.reference_lists", "TreatiesAnswer"),
    "check-list": ("treatywatch.answers.check", "RulesAnswer"),
    "check": ("treatywatch.answers.check", "CheckAnswer"),
    "add": ("treatywatch.answers.add", "AddAnswer"),
    "files": ("treatywatch.answers.files", "FilesAnswer"),
}
"""Where the record type of each command's answer is."""

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
    module, record = ANSWERS[name]
    kind = getattr(import_module(module), record)
    schema: dict[str, Any] = msgspec.json.schema(kind, schema_hook=_scalar)
    schema["$defs"][record]["properties"]["schema"] = {"const": schema_name(name)}
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
