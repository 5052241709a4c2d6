"""Open only databases that nobody else can have written, and bound the work of reading them."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.cache.conftest import CachedLedger
from treatywatch.ledger.cache import access
from treatywatch.ledger.cache.access import UntrustedError, create_private, open_database
from treatywatch.ledger.cache.encoding import CacheCorruptError
from treatywatch.ledger.cache.schema import INDEXES, TABLES


def _open(path: Path) -> None:
    with open_database(path):
        pass


@pytest.mark.parametrize("character", "%?# é")
def test_the_folder_may_have_any_name(character: str, tmp_path: Path) -> None:
    """A character that has a meaning in an address stands for itself."""
    folder = tmp_path / f"a{character}41b"
    folder.mkdir(mode=0o700)
    cached = CachedLedger(folder)
    assert cached.answer() == cached.reading.ledger


def _switch_group(path: Path) -> None:
    path.chmod(0o660)


def _link(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def _open_folder(path: Path) -> None:
    path.parent.chmod(0o770)


@pytest.mark.parametrize("change", [_switch_group, _link, _pipe, _open_folder])
def test_a_database_that_others_may_have_written_is_not_opened(
    cached: CachedLedger, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite never sees it."""
    change(cached.cache.path)
    monkeypatch.setattr(access, "_connect", lambda _path: pytest.fail("opened"))
    with pytest.raises((UntrustedError, OSError)):
        _open(cached.cache.path)


def test_a_database_of_another_user_is_not_opened(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The effective user counts, also if that is root."""
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(UntrustedError):
        _open(cached.cache.path)
    assert cached.cache.filesystem_time() is None


def test_a_database_replaced_before_sqlite_opens_it_is_not_used(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checked file and the opened file are the same."""
    connect = access._connect

    def replace_and_connect(path: Path) -> sqlite3.Connection:
        other = path.with_name("other")
        other.write_bytes(path.read_bytes())
        other.replace(path)
        return connect(path)

    monkeypatch.setattr(access, "_connect", replace_and_connect)
    with pytest.raises(UntrustedError):
        _open(cached.cache.path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW more AS SELECT 1",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER more AFTER INSERT ON pairs BEGIN SELECT 1; END",
        "DROP INDEX by_country",
        "ALTER TABLE names ADD COLUMN more AS (kind || name)",
    ],
)
def test_another_schema_is_refused(cached: CachedLedger, statement: str) -> None:
    """One statement more, less or different is enough."""
    with closing(sqlite3.connect(cached.cache.path)) as database:
        database.execute(statement)
    with pytest.raises(CacheCorruptError):
        _open(cached.cache.path)


def test_the_schema_is_stored_as_written() -> None:
    """SQLite keeps the text of each statement."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(";".join((*TABLES, *INDEXES)))
        rows = database.execute("SELECT sql FROM sqlite_master").fetchall()
    assert tuple(sql for (sql,) in rows) == (*TABLES, *INDEXES)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "SELECT length(zeroblob(900000000) || 'x')",
        "ATTACH ':memory:' AS other",
        "DELETE FROM pairs",
        "SELECT 1 UNION SELECT 2",
    ],
)
def test_work_is_bounded(cached: CachedLedger, statement: str) -> None:
    """An endless query, a huge value, a second database and a change all fail."""
    with (
        open_database(cached.cache.path) as (database, _),
        pytest.raises(sqlite3.Error),
    ):
        database.execute(statement).fetchall()


def test_a_lock_is_neither_taken_nor_awaited(cached: CachedLedger) -> None:
    """A locked database is read, and a database that is read can be locked."""
    with closing(sqlite3.connect(cached.cache.path, timeout=0, isolation_level=None)) as locked:
        locked.execute("BEGIN EXCLUSIVE")
        assert cached.answer() == cached.reading.ledger
        locked.execute("ROLLBACK")
        with open_database(cached.cache.path) as (database, _):
            rows = database.execute("SELECT * FROM pairs")
            rows.fetchone()
            locked.execute("BEGIN EXCLUSIVE")


def test_a_created_file_is_private(tmp_path: Path) -> None:
    """Neither the umask nor a link at the path matters."""
    (tmp_path / "link").symlink_to("target")
    with pytest.raises(FileExistsError):
        create_private(tmp_path / "link")
    before = os.umask(0)
    try:
        os.close(create_private(tmp_path / "file"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert not (tmp_path / "target").exists()


def test_links_under_temporary_names_are_not_followed(cached: CachedLedger) -> None:
    """A planted link is replaced, and nothing is created behind it."""
    path, target = cached.cache.path, cached.cache.path.with_name("target")
    path.with_suffix(f".{os.getpid()}.tick").symlink_to(target)
    path.with_suffix(f".{os.getpid()}-7.part").symlink_to(target)
    cached.save(read_started_ns=7)
    assert sorted(path.parent.iterdir()) == [path]
    assert path.stat().st_mtime_ns == 7
