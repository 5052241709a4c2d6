"""Read checksum-verified entries from a cache database."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from treatywatch.ledger.cache.encoding import CacheCorruptError, CachedPair, T, unpack
from treatywatch.model.events import PairKey
from treatywatch.model.names import normalize_name

_FETCH_ALL_FROM: Final = 20
"""Reading all entries of a kind is faster than this many queries."""


class CacheReader:
    """The entries of one cache database. Its methods raise CacheCorruptError and sqlite3.Error."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def entry(self, kind: str, key: str, record: type[T]) -> T:
        """Return one entry, which must be there."""
        row = self._database.execute(
            "SELECT body FROM entries WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        if row is None:
            raise CacheCorruptError
        return unpack(row[0], record, kind, key)

    def entries(self, kind: str, keys: Sequence[str], record: type[T]) -> dict[str, T]:
        """Return the entries of a kind under these keys, in their order."""
        if len(keys) < _FETCH_ALL_FROM:
            return {key: self.entry(kind, key, record) for key in keys}
        rows = self._database.execute("SELECT key, body FROM entries WHERE kind = ?", (kind,))
        bodies = dict(rows)
        return {key: unpack(bodies.get(key), record, kind, key) for key in keys}

    def all_pairs(self) -> dict[PairKey, CachedPair] | None:
        """Return all pairs from one entry, or None if the ledger is too large."""
        rows = self._database.execute("SELECT body FROM entries WHERE kind = 'all pairs'")
        body = rows.fetchone()
        if body is None:
            return None
        pairs = unpack(body[0], list[tuple[str, str, CachedPair]], "all pairs", "")
        return {(country, convention): pair for country, convention, pair in pairs}

    def find_key(self, kind: str, typed: str) -> str | None:
        """Return the key of the country or convention that has this name, if any."""
        name = normalize_name(typed)
        row = self._database.execute(
            "SELECT body FROM names WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        return unpack(row[0], str, "name", kind, name) if row else None

    def pairs(
        self, countries: Sequence[str], conventions: Sequence[str]
    ) -> dict[PairKey, CachedPair]:
        """Return the pairs of the countries and conventions; an empty list means all."""
        conditions: list[str] = []
        values: list[str] = []
        for column, keys in (("country", countries), ("convention", conventions)):
            if keys:
                conditions.append(f"{column} IN ({','.join('?' * len(keys))})")
                values += keys
        clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self._database.execute(
            f"SELECT country, convention, body FROM pairs{clause}",  # noqa: S608 - placeholders only
            values,
        )
        return {
            (country, convention): unpack(body, CachedPair, country, convention)
            for country, convention, body in rows
        }
