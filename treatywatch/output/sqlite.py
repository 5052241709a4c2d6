"""An SQLite database of tables of records."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from treatywatch.answers.base import Answer, plain_values

_APPLICATION: Final = int.from_bytes(b"trwa", "big")
"""By which `file` and the like can tell such a database from any other."""

_KEYS: Final = {"countries": "code", "conventions": "slug", "acts": "number"}
_REFERENCES: Final = {
    "country": "countries (code)",
    "by_country": "countries (code)",
    "convention": "conventions (slug)",
    "act": "acts (number)",
}
_INDEXED: Final = ("country", "convention", "act", "folded")


def to_sqlite(tables: Mapping[str, tuple[type[Answer], Iterable[Answer]]], version: int) -> bytes:
    """The database: a table for each kind of records, its columns the keys of the kind.

    Days are ISO text, truth is 0 or 1. The same records give the same bytes. `version` is the number
    of the schema, which the database carries as `user_version`. Raises OSError where no temporary
    file can be written.
    """
    with TemporaryDirectory() as folder:  # not every SQLite can give the bytes of one in memory
        path = Path(folder) / "tables.sqlite"
        try:
            with closing(sqlite3.connect(path)) as database:
                _write(database, tables, version)
        except sqlite3.OperationalError as error:  # a full disk, as SQLite puts it
            raise OSError(str(error)) from None
        return path.read_bytes()


def _write(
    database: sqlite3.Connection,
    tables: Mapping[str, tuple[type[Answer], Iterable[Answer]]],
    version: int,
) -> None:
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {version}")
    for name, (kind, rows) in tables.items():
        _fill(database, name, kind, rows)
    database.commit()


def _fill(
    database: sqlite3.Connection, name: str, kind: type[Answer], rows: Iterable[Answer]
) -> None:
    columns = get_type_hints(kind)
    defined = ", ".join(_column(name, column, columns[column]) for column in columns)
    database.execute(f"CREATE TABLE {name} ({defined})")
    marks = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {name} VALUES ({marks})",  # noqa: S608 - the names are our own
        (tuple(plain_values(row).values()) for row in rows),
    )
    for column in _INDEXED:
        if column in columns:
            database.execute(f"CREATE INDEX {name}_by_{column} ON {name} ({column})")


def _column(table: str, column: str, annotation: Any) -> str:
    kinds = get_args(annotation) or (annotation,)
    held = "INTEGER" if set(kinds) & {int, bool} else "TEXT"
    key = " PRIMARY KEY" if _KEYS.get(table) == column else ""
    needed = "" if NoneType in kinds or key else " NOT NULL"
    reference = f" REFERENCES {_REFERENCES[column]}" if column in _REFERENCES else ""
    return f"{column} {held}{key}{needed}{reference}"
