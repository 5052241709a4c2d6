"""A database of records: what its columns hold, and that nothing in it is left hanging."""

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
    """The shipped ledger's."""
    with closing(sqlite3.connect(":memory:")) as found:
        found.deserialize(_content())
        yield found


def test_it_is_whole(database: sqlite3.Connection) -> None:
    """Every row that another names is there."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    (linked,) = database.execute("SELECT count(*) FROM pragma_foreign_key_list('acts')").fetchone()
    assert linked == 3


def test_it_says_what_it_is(database: sqlite3.Connection) -> None:
    """Its marks tell it from any other database, and one schema from the next."""
    assert database.execute("PRAGMA application_id").fetchone() == (0x74727761,)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    assert database.execute("SELECT schema, as_of FROM ledger").fetchall() == [
        ("treatywatch/export/1", "2026-11-23")
    ]


def test_it_holds_every_record(database: sqlite3.Connection) -> None:
    """As many rows as records, under their keys and in their order."""
    ledger = load()
    for name, (kind, rows) in TABLES.items():
        found = database.execute(f"SELECT * FROM {name}")  # noqa: S608 - the names are our own
        assert tuple(column[0] for column in found.description) == kind.__struct_fields__
        assert len(found.fetchall()) == len(list(rows(ledger, QUERY))) > 0


def test_truth_is_a_number_and_days_are_text(database: sqlite3.Connection) -> None:
    """What a database compares, it compares as it should."""
    kinds = database.execute(
        "SELECT DISTINCT typeof(contested), typeof(date), typeof(date_first), typeof(number) FROM acts"
    ).fetchall()
    assert kinds == [("integer", "text", "text", "integer")]
    (wrong,) = database.execute(
        "SELECT count(*) FROM acts WHERE date_first > date_last OR length(date_last) != 10"
    ).fetchone()
    assert wrong == 0


def test_the_same_record_is_the_same_bytes() -> None:
    """An export can be compared with an earlier one."""
    assert _content() == _content()
