"""Records as bytes, each with its checksum: what the compiled copy is made of."""

from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

import msgspec

from treatywatch.ledger.cache.freshness import FileStat, GlobResult
from treatywatch.model.dates import (
    MonthDay,
    PartialDate,
    Period,
    exact_date,
    parse_month_day,
    parse_partial_date,
    parse_period,
)
from treatywatch.model.events import Event
from treatywatch.model.ledger import LoadedFile
from treatywatch.model.rolls import RollRow

Kind = TypeVar("Kind")
_CHECKSUM_SIZE: Final = 4
_DAY: Final = len("2025-03-18")


class CacheCorruptError(Exception):
    """Bytes are not what was packed."""


class CachedPair(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that is told of one State and one convention: events, and a line in the roll.

    Each event stands with its number, its file and its number there, the line with its file.
    """

    events: tuple[tuple[int, int, int, Event], ...] = ()
    row: RollRow | None = None
    row_file: int | None = None


class CacheHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy was made of, and how much of what is in it, so that nothing can go missing."""

    roots: tuple[str, ...]
    made_by: str
    file_stats: tuple[FileStat, ...]
    glob_results: tuple[GlobResult, ...]
    title: str | None
    current_to: date | None
    sha256: str
    files: tuple[LoadedFile, ...]
    countries: dict[str, int]
    conventions: dict[str, int]
    rolls: tuple[str, ...]


def pack(value: object, *place: str) -> bytes:
    """The value's bytes, a checksum first: of them, and of the place where they are to stand."""
    body = _ENCODER.encode(value)
    return _checksum(body, place) + body


def unpack(packed: object, kind: type[Kind], *place: str) -> Kind:
    """The value that was packed for a place. Raises Damaged, also for that of another place."""
    if (
        not isinstance(packed, bytes)
        or _checksum(packed[_CHECKSUM_SIZE:], place) != packed[:_CHECKSUM_SIZE]
    ):
        raise CacheCorruptError
    try:
        return msgspec.msgpack.decode(packed[_CHECKSUM_SIZE:], type=kind, dec_hook=_decoded)
    except (msgspec.DecodeError, ValueError):
        raise CacheCorruptError from None


def _checksum(body: bytes, place: tuple[str, ...]) -> bytes:
    return crc32(body, crc32("\0".join(place).encode())).to_bytes(_CHECKSUM_SIZE, "big")


def _encoded(value: object) -> str | date:
    if isinstance(value, PartialDate):
        return value.first if value.first is value.last else str(value)
    if isinstance(value, Period | MonthDay | Path):
        return str(value)
    raise NotImplementedError(f"no bytes for {type(value).__name__}")


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_encoded)


def _decoded(kind: type, value: Any) -> object:
    if kind is Path:
        return Path(value)
    if kind is PartialDate:
        return (
            exact_date(date.fromisoformat(value))
            if len(value) == _DAY
            else parse_partial_date(value)
        )
    return parse_period(value) if kind is Period else parse_month_day(value)
