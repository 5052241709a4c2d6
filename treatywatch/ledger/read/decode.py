"""From TOML text to typed records, in one pass; and how ledgers write their scalar values.

The fast way converts a whole document at once and stops at its first mistake. Only then does `shape`
walk the document again, guided by the same record types, to name every mistake.
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

_PIECE: Final = 64_000
_EVENT: Final = "\n[[events]]"
_NATIVE: Final = (date, datetime)
_PLACE: Final = re.compile(r"^(.*?) at line (\d+) column (\d+)$", re.DOTALL)


class TomlSyntaxError(ValueError):
    """Text that is not TOML, with the parser's words and place (line and column from 1)."""

    def __init__(self, error: rtoml.TomlParsingError) -> None:
        match = _PLACE.match(str(error))
        self.reason = (match[1] if match else str(error)).removeprefix("ValueError: ")
        self.line = int(match[2]) if match else None
        self.column = int(match[3]) if match else None
        super().__init__(str(error))


def parse(text: str) -> Document:
    """The document that the text writes. Raises Malformed."""
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise TomlSyntaxError(error) from None


def decode(text: str) -> LedgerFile:
    """The records that the text writes.

    A long text is decoded in pieces, cut where an event begins, so that no more than one piece is
    ever held as plain dicts: they stay in the processor's cache, which takes a third of the memory
    and half the time for a hundred thousand events. A cut in the midst of a string or a list leaves
    the piece before it unfinished, and so a text that must be decoded whole.
    Raises Malformed, or msgspec.ValidationError for the first value of a wrong shape.
    """
    if len(text) > _PIECE:
        whole = _decode_in_pieces(text)
        if whole is not None:
            return whole
    return to_records(parse(text))


def to_records(document: Document) -> LedgerFile:
    """The records of a parsed document. Raises msgspec.ValidationError."""
    _complete_exceptions(document)
    return msgspec.convert(document, LedgerFile, dec_hook=decode_scalar, builtin_types=_NATIVE)


def _decode_in_pieces(text: str) -> LedgerFile | None:
    """None where the text is not one head followed by events alone, or has any mistake."""
    start = text.find(_EVENT)
    try:
        head = parse(text[:start]) if start > 0 else {"events": ()}
        if "events" in head:
            return None
        events: list[Event] = []
        while start < len(text):
            end = text.find(_EVENT, start + _PIECE)
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
    """Lay each State's exception over the clause it departs from, so that it stands alone."""
    for convention in _tables(document.get("conventions")).values():
        for name in ("joining", "withdrawal"):
            clause = _tables(_tables(convention).get(name))
            general = {key: value for key, value in clause.items() if key != "exceptions"}
            exceptions = _tables(clause.get("exceptions"))
            for code, exception in exceptions.items():
                if isinstance(exception, dict):
                    exceptions[code] = general | exception


def _tables(value: object) -> Document:
    """A table as it is; nothing for any other kind of value, which the decoder will refuse."""
    return value if isinstance(value, dict) else {}


def decode_scalar(kind: type, value: object) -> object:
    """A date, period or day of the year from the value that writes it. Raises ValueError."""
    if kind is PartialDate:
        if type(value) is date:
            return exact_date(value)
        if type(value) is str:
            return parse_partial_date(value)
    elif kind is Period and type(value) is str:
        return parse_period(value)
    elif kind is MonthDay and type(value) is str:
        return parse_month_day(value)
    raise ValueError("another kind of value is expected")
