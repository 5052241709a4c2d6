"""What every answer carries: which tool gave it, from which ledger, as of which day."""

from datetime import date
from typing import Any, Final, dataclass_transform

import msgspec

from treatywatch import __version__
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.ledger import Ledger


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Answer(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record of an answer. Its keys are a contract: added to, never changed within a schema."""


class LedgerStamp(Answer):
    """Which ledger answered: its files, the hash of all their bytes, the day it is vouched for."""

    files: tuple[str, ...]
    sha256: str
    current_to: date | None


def ledger_stamp(ledger: Ledger) -> LedgerStamp:
    """The mark of a ledger in an answer."""
    return LedgerStamp(
        files=tuple(file.name for file in ledger.files),
        sha256=ledger.sha256,
        current_to=ledger.current_to,
    )


SCHEMA_NUMBER: Final = 1


def schema_name(question: str) -> str:
    """The name of the schema that answers to a question keep."""
    return f"treatywatch/{question}/{SCHEMA_NUMBER}"


VERSION = __version__


def plain_values(item: Answer) -> dict[str, Any]:
    """A record in plain values: text, numbers, booleans, None, tuples and dicts."""
    values: dict[str, Any] = msgspec.to_builtins(item, enc_hook=encode_value)
    return values


def encode_value(value: object) -> str:
    """Return the text of a value that msgspec cannot encode: the `enc_hook` of every format."""
    if isinstance(value, PartialDate | Period | MonthDay):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")
