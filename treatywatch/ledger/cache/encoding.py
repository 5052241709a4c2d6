"""Encode records as bytes with a checksum, and decode them."""

from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

import msgspec

from treatywatch.ledger.read.sources import Sources
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

T = TypeVar("T")
_CHECKSUM_SIZE: Final = 4
_ISO_DATE_LENGTH: Final = len("2025-03-18")


class CacheCorruptError(Exception):
    """Entries are missing or are not the bytes that were written."""


class CachedPair(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The events and the roll row of one country and one convention.

    An event comes with its number in the ledger, its file and its number in that file, the row
    with its file.
    """

    events: tuple[tuple[int, int, int, Event], ...] = ()
    row: RollRow | None = None
    row_file: int | None = None


class CacheHeader(msgspec.Struct, frozen=True, kw_only=True):
    """The origin of a cache, and the keys that it must have.

    `countries` and `conventions` map each key to its number of pairs, so that missing rows are
    noticed.
    """

    roots: tuple[str, ...]
    made_by: str
    sources: Sources
    title: str | None
    current_to: date | None
    sha256: str
    files: tuple[LoadedFile, ...]
    countries: dict[str, int]
    conventions: dict[str, int]
    rolls: tuple[str, ...]


def pack(value: object, *key: str) -> bytes:
    """Encode a value, with a checksum of its bytes and its key in front."""
    body = _ENCODER.encode(value)
    return _checksum(body, key) + body


def unpack(packed: object, kind: type[T], *key: str) -> T:
    """Decode the value stored under a key.

    Raises CacheCorruptError if the checksum fails or the value belongs to another key.
    """
    if (
        not isinstance(packed, bytes)
        or _checksum(packed[_CHECKSUM_SIZE:], key) != packed[:_CHECKSUM_SIZE]
    ):
        raise CacheCorruptError
    try:
        return msgspec.msgpack.decode(packed[_CHECKSUM_SIZE:], type=kind, dec_hook=_from_plain)
    except (msgspec.DecodeError, ValueError):
        raise CacheCorruptError from None


def _checksum(body: bytes, key: tuple[str, ...]) -> bytes:
    return crc32(body, crc32("\0".join(key).encode())).to_bytes(_CHECKSUM_SIZE, "big")


def _to_plain(value: object) -> str | date:
    if isinstance(value, PartialDate):
        return value.first if value.first is value.last else str(value)
    if isinstance(value, Period | MonthDay | Path):
        return str(value)
    raise NotImplementedError(f"cannot encode {type(value).__name__}")


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_to_plain)


def _from_plain(kind: type, value: Any) -> object:
    if kind is Path:
        return Path(value)
    if kind is PartialDate:
        return (
            exact_date(date.fromisoformat(value))
            if len(value) == _ISO_DATE_LENGTH
            else parse_partial_date(value)
        )
    return parse_period(value) if kind is Period else parse_month_day(value)
