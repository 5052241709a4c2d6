"""Tests of SQLite exports."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from treatywatch.answers.export import TABLES
from treatywatch.answers.query import Query
from treatywatch.ledger.read.load import load
from treatywatch.output.sqlite import to_sqlite

QUERY = Query(as_of=date(2026, 11, 23))


def _content() -> bytes:
    ledger = load()
    tables = {name: (kind, rows(ledger, QUERY)) for name, (kind, rows) in TABLES.items()}
    return to_sqlite(tables, 1)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """Open the export of the shipped ledger."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(_content())
        yield database


def test_every_foreign_key_has_its_row(database: sqlite3.Connection) -> None:
    """The database passes SQLite's integrity and foreign-key checks."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    (foreign_keys,) = database.execute(
        "SELECT count(*) FROM pragma_foreign_key_list('acts')"
    ).fetchone()
    assert foreign_keys == 3


def test_it_identifies_itself(database: sqlite3.Connection) -> None:
    """The header has the application id, the number of the schema and the day."""
    assert database.execute("PRAGMA application_id").fetchone() == (0x74727761,)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    assert database.execute("SELECT schema, as_of FROM ledger").fetchall() == [
        ("treatywatch/export/1", "2026-11-23")
    ]


def test_it_has_every_record(database: sqlite3.Connection) -> None:
    """Each table has a row for each record and a column for each key, in order."""
    ledger = load()
    for name, (kind, rows) in TABLES.items():
        selected = database.execute(f"SELECT * FROM {name}")  # noqa: S608 - the names are not from the ledger
        assert tuple(column[0] for column in selected.description) == kind.__struct_fields__
        assert len(selected.fetchall()) == len(list(rows(ledger, QUERY))) > 0


def test_booleans_are_integers_and_dates_are_text(database: sqlite3.Connection) -> None:
    """Types are such that SQLite compares and sorts values correctly."""
    types = database.execute(
        "SELECT DISTINCT typeof(contested), typeof(date), typeof(date_first), typeof(number) FROM acts"
    ).fetchall()
    assert types == [("integer", "text", "text", "integer")]
    (wrong,) = database.execute(
        "SELECT count(*) FROM acts WHERE date_first > date_last OR length(date_last) != 10"
    ).fetchone()
    assert wrong == 0


def test_equal_records_give_equal_bytes() -> None:
    """Two exports of a ledger are equal, byte for byte."""
    assert _content() == _content()
