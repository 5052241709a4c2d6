"""Decode TOML text into records, and TOML values into dates and periods.

Decoding stops at the first error. Only then does `schema_errors` walk the document by the same
record types to find every error.
"""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec
import rtoml

from treatywatch.model.dates import (
    MonthDay,
    PartialDate,
    Period,
    exact_date,
    parse_month_day,
    parse_partial_date,
    parse_period,
)
from treatywatch.model.ledger import LedgerFile

if TYPE_CHECKING:
    from treatywatch.model.events import Event

Document = dict[str, Any]

_PIECE_LENGTH: Final = 64_000
_EVENT_HEADER: Final = "\n[[events]]"
_TOML_TYPES: Final = (date, datetime)
_LOCATION: Final = re.compile(r"^(.*?) at line (\d+) column (\d+)$", re.DOTALL)


class TomlSyntaxError(ValueError):
    """The text is not TOML. `line` and `column` count from 1."""

    def __init__(self, error: rtoml.TomlParsingError) -> None:
        match = _LOCATION.match(str(error))
        self.reason = (match[1] if match else str(error)).removeprefix("ValueError: ")
        self.line = int(match[2]) if match else None
        self.column = int(match[3]) if match else None
        super().__init__(str(error))


def parse(text: str) -> Document:
    """Parse TOML text. Raises TomlSyntaxError."""
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise TomlSyntaxError(error) from None


def decode(text: str) -> LedgerFile:
    """Decode TOML text into records.

    A long text is decoded in pieces that end before an event. With 100,000 events this takes half
    the time and a third of the memory, because the plain dicts of one piece stay in the processor's
    cache. If a cut falls within a string or a list, the piece is not TOML and the text is decoded
    in one piece.
    Raises TomlSyntaxError, or msgspec.ValidationError for the first value of a wrong type.
    """
    if len(text) > _PIECE_LENGTH:
        content = _decode_in_pieces(text)
        if content is not None:
            return content
    return to_records(parse(text))


def to_records(document: Document) -> LedgerFile:
    """Convert a parsed document into records. Raises msgspec.ValidationError."""
    _complete_exceptions(document)
    return msgspec.convert(document, LedgerFile, dec_hook=decode_scalar, builtin_types=_TOML_TYPES)


def _decode_in_pieces(text: str) -> LedgerFile | None:
    """Decode a text that ends with its events. Return None for others and on errors."""
    start = text.find(_EVENT_HEADER)
    try:
        head = parse(text[:start]) if start > 0 else {"events": ()}
        if "events" in head:
            return None
        events: list[Event] = []
        while start < len(text):
            end = text.find(_EVENT_HEADER, start + _PIECE_LENGTH)
            end = len(text) if end < 0 else end
            piece = parse(text[start:end])
            if piece.keys() != {"events"}:
                return None
            events += to_records(piece).events
            start = end
        return msgspec.structs.replace(to_records(head), events=tuple(events))
    except (TomlSyntaxError, msgspec.ValidationError):
        return None


def _complete_exceptions(document: Document) -> None:
    """Add to each State's exception the keys that it takes over from the general clause."""
    for convention in _tables(document.get("conventions")).values():
        for name in ("joining", "withdrawal"):
            clause = _tables(_tables(convention).get(name))
            general = {key: value for key, value in clause.items() if key != "exceptions"}
            exceptions = _tables(clause.get("exceptions"))
            for code, exception in exceptions.items():
                if isinstance(exception, dict):
                    exceptions[code] = general | exception


def _tables(value: object) -> Document:
    """Return a table, or an empty one for another value, which the decoder will refuse."""
    return value if isinstance(value, dict) else {}


def decode_scalar(kind: type, value: object) -> object:
    """Decode a date, period or day of the year. Raises ValueError."""
    if kind is PartialDate:
        if type(value) is date:
            return exact_date(value)
        if type(value) is str:
            return parse_partial_date(value)
    elif kind is Period and type(value) is str:
        return parse_period(value)
    elif kind is MonthDay and type(value) is str:
        return parse_month_day(value)
    raise ValueError("unexpected type of value")
