"""The keys that answers share, and the encoding of answers as JSON."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypedDict, dataclass_transform

import msgspec

from treatywatch import __version__
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.ledger import Ledger

if TYPE_CHECKING:  # because the ledger's schema needs this module but no standing
    from treatywatch.model.events import PairKey
    from treatywatch.standing.as_of import AsOf


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Answer(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record of an answer.

    Its keys are a contract: within one schema number keys are added, never changed or removed.
    """


class LedgerStamp(Answer):
    """The ledger of an answer: its files, their hash, and its currency date."""

    files: tuple[str, ...]
    sha256: str
    current_to: date | None


def ledger_stamp(ledger: Ledger) -> LedgerStamp:
    """Return the record that identifies a ledger in an answer."""
    return LedgerStamp(
        files=tuple(file.name for file in ledger.files),
        sha256=ledger.sha256,
        current_to=ledger.current_to,
    )


SCHEMA_NUMBER: Final = 1


def schema_name(question: str) -> str:
    """Return the name of the schema of the answers to a question."""
    return f"treatywatch/{question}/{SCHEMA_NUMBER}"


VERSION = __version__


class LedgerAnswer(Answer):
    """The first keys of an answer about a ledger: schema, version of the program, ledger."""

    schema: str
    tool: str
    ledger: LedgerStamp


class DatedAnswer(LedgerAnswer):
    """The first keys of an answer about a day.

    `known_on` limits it to acts that sources had published by then.
    """

    as_of: date
    known_on: date | None


class PairItem(Answer):
    """The first keys of a record about one country and one convention."""

    country: str
    country_name: str
    convention: str
    convention_name: str


class _Envelope(TypedDict):
    schema: str
    tool: str
    ledger: LedgerStamp


class _DatedEnvelope(_Envelope):
    as_of: date
    known_on: date | None


class _PairNames(TypedDict):
    country: str
    country_name: str
    convention: str
    convention_name: str


def envelope(question: str, ledger: Ledger) -> _Envelope:
    """Return the values of a LedgerAnswer's keys."""
    return {"schema": schema_name(question), "tool": VERSION, "ledger": ledger_stamp(ledger)}


def dated_envelope(question: str, ledger: Ledger, view: "AsOf") -> _DatedEnvelope:
    """Return the values of a DatedAnswer's keys."""
    return {**envelope(question, ledger), "as_of": view.as_of, "known_on": view.known_on}


def pair_names(ledger: Ledger, pair: "PairKey") -> _PairNames:
    """Return the values of a PairItem's keys. Raises KeyError for a code the ledger lacks."""
    country, convention = pair
    return {
        "country": country,
        "country_name": ledger.countries[country].name,
        "convention": convention,
        "convention_name": ledger.conventions[convention].name,
    }


def plain_values(item: Answer) -> dict[str, Any]:
    """Convert a record to plain values: text, numbers, booleans, None, tuples and dicts."""
    values: dict[str, Any] = msgspec.to_builtins(item, enc_hook=encode_value)
    return values


def encode_value(value: object) -> str:
    """Return the text of a value that msgspec cannot encode: the `enc_hook` of every format."""
    if isinstance(value, PartialDate | Period | MonthDay):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")
