"""Tables of records as an SQLite database."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from treatywatch.answers.base import Answer, plain_values

_APPLICATION_ID: Final = int.from_bytes(b"trwa", "big")
"""SQLite stores it in the header, so that `file` and similar tools recognise the database."""

_PRIMARY_KEYS: Final = {"countries": "code", "conventions": "slug", "acts": "number"}
_REFERENCES: Final = {
    "country": "countries (code)",
    "by_country": "countries (code)",
    "convention": "conventions (slug)",
    "act": "acts (number)",
}
_INDEXED: Final = ("country", "convention", "act", "folded")


def to_sqlite(tables: Mapping[str, tuple[type[Answer], Iterable[Answer]]], version: int) -> bytes:
    """Return a database with a table for each name and a column for each key.

    Dates are ISO text, booleans 0 or 1. Equal records give equal bytes. The database stores
    `version`, the number of the schema, as `user_version`. Raises OSError if no temporary file can
    be written.
    """
    # A database in memory would do, but some builds of SQLite cannot return its bytes.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite"
        try:
            with closing(sqlite3.connect(path)) as database:
                _write_tables(database, tables, version)
        except sqlite3.OperationalError as error:  # SQLite raises it when the disk is full.
            raise OSError(str(error)) from None
        return path.read_bytes()


def _write_tables(
    database: sqlite3.Connection,
    tables: Mapping[str, tuple[type[Answer], Iterable[Answer]]],
    version: int,
) -> None:
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {version}")
    for name, (kind, rows) in tables.items():
        _create_table(database, name, kind, rows)
    database.commit()


def _create_table(
    database: sqlite3.Connection, name: str, kind: type[Answer], rows: Iterable[Answer]
) -> None:
    columns = get_type_hints(kind)
    definitions = ", ".join(_column_definition(name, column, columns[column]) for column in columns)
    database.execute(f"CREATE TABLE {name} ({definitions})")
    placeholders = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {name} VALUES ({placeholders})",  # noqa: S608 - the names are not from the ledger
        (tuple(plain_values(row).values()) for row in rows),
    )
    for column in _INDEXED:
        if column in columns:
            database.execute(f"CREATE INDEX {name}_by_{column} ON {name} ({column})")


def _column_definition(table: str, column: str, annotation: Any) -> str:
    types = get_args(annotation) or (annotation,)
    data_type = "INTEGER" if set(types) & {int, bool} else "TEXT"
    key = " PRIMARY KEY" if _PRIMARY_KEYS.get(table) == column else ""
    not_null = "" if NoneType in types or key else " NOT NULL"
    reference = f" REFERENCES {_REFERENCES[column]}" if column in _REFERENCES else ""
    return f"{column} {data_type}{key}{not_null}{reference}"
