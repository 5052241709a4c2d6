"""Records as bytes, each with its checksum: what the compiled copy is made of."""

from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

import msgspec

from treatywatch.ledger.cache.freshness import Listed, Seen
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.countries import Country
from treatywatch.model.dates import (
    MonthDay,
    Period,
    When,
    on,
    parse_month_day,
    parse_period,
    parse_when,
)
from treatywatch.model.events import Event
from treatywatch.model.ledger import FileRead, Ledger
from treatywatch.model.rolls import Roll, RollRow

Kind = TypeVar("Kind")
_FORM: Final = 2
"""The number of a copy's form: of its tables, and of the kinds of entries in them."""

_MARK: Final = 4
_DAY: Final = len("2025-03-18")
_RECORDS: Final = (Clause, Convention, Country, Event, FileRead, Ledger, Roll, RollRow)


class Damaged(Exception):
    """Bytes are not what was packed."""


class Pair(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that is told of one State and one convention: events, and a line in the roll.

    Each event stands with its number, its file and its number there, the line with its file.
    """

    events: tuple[tuple[int, int, int, Event], ...] = ()
    row: RollRow | None = None
    row_file: int | None = None


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy was made of, and how much of what is in it, so that nothing can go missing."""

    roots: tuple[str, ...]
    made_by: str
    seen: tuple[Seen, ...]
    listed: tuple[Listed, ...]
    title: str | None
    current_to: date | None
    sha256: str
    files: tuple[FileRead, ...]
    countries: dict[str, int]
    conventions: dict[str, int]
    rolls: tuple[str, ...]


def shape() -> int:
    """A number that changes with a copy's form and the keys of its records: others are of no use."""
    keys = f"{_FORM}|" + "|".join(",".join(kind.__struct_fields__) for kind in _RECORDS)
    return crc32(keys.encode())


def pack(value: object, *place: str) -> bytes:
    """The value's bytes, a checksum first: of them, and of the place where they are to stand."""
    body = _ENCODER.encode(value)
    return _mark(body, place) + body


def unpack(packed: object, kind: type[Kind], *place: str) -> Kind:
    """The value that was packed for a place. Raises Damaged, also for that of another place."""
    if not isinstance(packed, bytes) or _mark(packed[_MARK:], place) != packed[:_MARK]:
        raise Damaged
    try:
        return msgspec.msgpack.decode(packed[_MARK:], type=kind, dec_hook=_decoded)
    except (msgspec.DecodeError, ValueError):
        raise Damaged from None


def _mark(body: bytes, place: tuple[str, ...]) -> bytes:
    return crc32(body, crc32("\0".join(place).encode())).to_bytes(_MARK, "big")


def _encoded(value: object) -> str | date:
    if isinstance(value, When):
        return value.first if value.first is value.last else str(value)
    if isinstance(value, Period | MonthDay | Path):
        return str(value)
    raise NotImplementedError(f"no bytes for {type(value).__name__}")


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_encoded)


def _decoded(kind: type, value: Any) -> object:
    if kind is Path:
        return Path(value)
    if kind is When:
        return on(date.fromisoformat(value)) if len(value) == _DAY else parse_when(value)
    return parse_period(value) if kind is Period else parse_month_day(value)
