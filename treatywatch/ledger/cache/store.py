"""Where the entries of a compiled copy are taken from, each whole or not at all."""

import sqlite3
from collections.abc import Sequence
from typing import Final, TypeVar

from treatywatch.ledger.cache.encoding import CacheCorruptError, CachedPair, unpack
from treatywatch.model.names import normalize_name

_Kind = TypeVar("_Kind")
_FEW: Final = 20
"""How many entries are quicker fetched one by one."""


class CacheReader:
    """The entries of one copy."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def entry(self, kind: str, key: str, record: type[_Kind]) -> _Kind:
        """One entry. Raises Damaged where it is missing or not what was written."""
        rows = self._database.execute(
            "SELECT body FROM entries WHERE kind = ? AND key = ?", (kind, key)
        ).fetchall()
        if not rows:
            raise CacheCorruptError
        return unpack(rows[0][0], record, kind, key)

    def entries(self, kind: str, keys: Sequence[str], record: type[_Kind]) -> dict[str, _Kind]:
        """Entries of a kind under their keys, in the order of these. Raises Damaged as `entry` does."""
        if len(keys) < _FEW:
            return {key: self.entry(kind, key, record) for key in keys}
        rows = self._database.execute("SELECT key, body FROM entries WHERE kind = ?", (kind,))
        bodies = dict(rows.fetchall())
        return {key: unpack(bodies.get(key), record, kind, key) for key in keys}

    def all_pairs(self) -> dict[tuple[str, str], CachedPair] | None:
        """What is told of every pair, from one entry; None where there is too much of it for one."""
        rows = self._database.execute("SELECT body FROM entries WHERE kind = 'whole'").fetchall()
        if not rows:
            return None
        told = unpack(rows[0][0], list[tuple[str, str, CachedPair]], "whole", "")
        return {(country, convention): pair for country, convention, pair in told}

    def find_key(self, kind: str, typed: str) -> str | None:
        """The key of the entry that goes by a name, if any does. Raises Damaged."""
        name = normalize_name(typed)
        rows = self._database.execute(
            "SELECT body FROM names WHERE kind = ? AND folded = ?", (kind, name)
        ).fetchall()
        return unpack(rows[0][0], str, "name", kind, name) if rows else None

    def pairs(
        self, countries: Sequence[str], conventions: Sequence[str]
    ) -> dict[tuple[str, str], CachedPair]:
        """What is told of each pair of some countries and conventions; of all where none is named."""
        where: list[str] = []
        values: list[str] = []
        for column, keys in (("country", countries), ("convention", conventions)):
            if keys:
                where.append(f"{column} IN ({','.join('?' * len(keys))})")
                values += keys
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        rows = self._database.execute(
            f"SELECT country, convention, body FROM pairs{clause}",  # noqa: S608 - only marks
            values,
        )
        return {
            (country, convention): unpack(body, CachedPair, country, convention)
            for country, convention, body in rows
        }
