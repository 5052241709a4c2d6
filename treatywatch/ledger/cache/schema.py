"""The tables and indexes of a cache database."""

import sqlite3
from typing import Final

from treatywatch.ledger.cache.encoding import CacheCorruptError

TABLES: Final = (
    "CREATE TABLE entries (kind TEXT, key TEXT, body BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID",
    "CREATE TABLE names (kind TEXT, name TEXT, body BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID",
    "CREATE TABLE pairs (country TEXT, convention TEXT, body BLOB)",
)
INDEXES: Final = (
    "CREATE UNIQUE INDEX by_country ON pairs (country, convention)",
    "CREATE INDEX by_convention ON pairs (convention, country)",
)
_STATEMENTS: Final = (*TABLES, *INDEXES)


def check_schema(database: sqlite3.Connection) -> None:
    """Raise CacheCorruptError unless the database was made by these very statements.

    A view, a trigger or a virtual table would run code of the database's author.
    """
    rows = database.execute("SELECT sql FROM sqlite_master").fetchmany(len(_STATEMENTS) + 1)
    if tuple(sql for (sql,) in rows) != _STATEMENTS:
        raise CacheCorruptError
