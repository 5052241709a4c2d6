"""A cache returns the ledger as it was read, or nothing."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tests.ledger.cache.conftest import CachedLedger
from tests.samples import events
from treatywatch.ledger.cache import cache, freshness
from treatywatch.ledger.cache.cache import LedgerCache
from treatywatch.ledger.cache.selection import Request
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.names import COMPLETION_KINDS, completion_names


def test_the_cached_ledger_equals_the_one_that_was_read(cached: CachedLedger) -> None:
    """The order of its entries is the same too."""
    ledger = cached.answer()
    assert ledger == cached.reading.ledger
    assert ledger is not None
    assert list(ledger.countries) == list(cached.reading.ledger.countries)
    assert list(ledger.conventions) == list(cached.reading.ledger.conventions)


def test_the_shipped_ledger_can_be_cached(tmp_path: Path) -> None:
    """Every clause, roll, source and partial date is restored."""
    reading = read_ledger()
    shipped = LedgerCache(tmp_path, ["shipped"])
    now = shipped.filesystem_time()
    assert now is not None
    shipped.save(reading.ledger, reading.sources, now + 10**11)
    assert shipped.ledger(Request()) == reading.ledger
    for kind in COMPLETION_KINDS:
        assert shipped.completion_names(kind) == completion_names(reading.ledger, kind) != {}


def _edit(path: Path) -> None:
    """Change one byte without changing the size or the time of modification."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2025-06-27", b"2025-06-28"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def _add(path: Path) -> None:
    (path.parent / "new.toml").write_text(events("US ottawa remark 2025-01-01"))


def _remove(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere.toml")


def _replace(path: Path) -> None:
    other = path.with_suffix(".other")
    other.write_bytes(path.read_bytes().replace(b"Letter", b"Nettle"))
    os.utime(other, ns=(10**18, 10**18))
    other.replace(path)


@pytest.mark.parametrize("change", [_edit, _add, _remove, _replace])
def test_a_changed_file_makes_the_cache_stale(
    cached: CachedLedger, change: Callable[[Path], None]
) -> None:
    """One byte is enough, and so is a new, missing or replaced file."""
    change(cached.included)
    assert cached.answer() is None


def test_content_decides_if_a_file_was_written_just_before_it_was_read(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed file makes the cache stale although its status is the same."""
    cached.save(read_started_ns=cached.included.stat().st_ctime_ns)
    assert cached.answer() == cached.reading.ledger
    cached.save(read_started_ns=cached.included.stat().st_ctime_ns)
    stats = {
        str(path): freshness.stat_file(str(path), "") for path in (cached.root, cached.included)
    }
    _edit(cached.included)
    monkeypatch.setattr(
        freshness,
        "stat_file",
        lambda path, sha256: msgspec.structs.replace(stats[path], sha256=sha256),
    )
    assert cached.answer() is None


def test_content_is_compared_only_once(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the comparison, the status of the files is enough."""
    cached.save(read_started_ns=cached.included.stat().st_ctime_ns)
    now = cached.cache.filesystem_time()
    assert now is not None
    monkeypatch.setattr(LedgerCache, "filesystem_time", lambda _self: now + 10**11)
    assert cached.answer() is not None
    monkeypatch.setattr(cache, "same_content", lambda _stats: False)
    assert cached.answer() is not None


def test_a_damaged_database_never_gives_a_wrong_answer(cached: CachedLedger) -> None:
    """With any byte changed, the answer is right or missing."""
    requests = (
        Request(),
        Request(["Lietuva"]),
        Request((), ["apmbc"]),
        Request(["LT"], ["ottawa"]),
    )
    expected = [(request, cached.cache.ledger(request)) for request in requests]
    assert all(ledger is not None for _, ledger in expected)
    content = cached.cache.path.read_bytes()
    for place in range(0, len(content), 499):
        cached.cache.path.write_bytes(
            content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :]
        )
        os.utime(cached.cache.path, ns=(2 * 10**18, 2 * 10**18))
        for request, ledger in expected:
            assert cached.cache.ledger(request) in (None, ledger)


def _execute(cached: CachedLedger, statement: str) -> None:
    """Change the database without changing its time."""
    time = cached.cache.path.stat().st_mtime_ns
    with closing(sqlite3.connect(cached.cache.path)) as database:
        database.execute(statement)
        database.commit()
    os.utime(cached.cache.path, ns=(time, time))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pairs SET convention = 'paris' WHERE country = 'LT'",
        "UPDATE pairs SET country = 'US' WHERE country = 'LT'",
        "DELETE FROM pairs WHERE country = 'LT'",
        "UPDATE names SET body = (SELECT body FROM names WHERE name = 'poland')",
        (
            "UPDATE entries SET body = (SELECT body FROM entries WHERE key = 'PL' "
            "AND kind = 'country') WHERE key = 'LT' AND kind = 'country'"
        ),
    ],
)
def test_a_row_under_another_key_is_not_used(cached: CachedLedger, statement: str) -> None:
    """A checksum covers the key too."""
    _execute(cached, statement)
    assert cached.cache.ledger(Request(["Lithuania"], ["ottawa"])) is None


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_not_a_database_counts_as_missing(
    cached: CachedLedger, content: bytes
) -> None:
    """An empty file, text and a torn database are not used."""
    cached.cache.path.write_bytes(content)
    assert cached.answer() is None


@pytest.mark.parametrize("table", ["pairs", "entries"])
def test_missing_rows_are_noticed(cached: CachedLedger, table: str) -> None:
    """A question that needs a missing row is not answered."""
    _execute(cached, f"DELETE FROM {table}")  # noqa: S608 - one of two
    assert cached.cache.ledger(Request(["LT"])) is None
    assert cached.answer() in {"pairs": (cached.reading.ledger,), "entries": (None,)}[table]


@pytest.mark.parametrize(
    ("name", "value"), [("__version__", "9.9.9"), ("code_fingerprint", lambda: 0)]
)
def test_a_cache_of_another_program_is_not_used(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Another version, or the same version with changed modules, uses another file name."""
    monkeypatch.setattr(cache, name, value)
    other = LedgerCache(cached.cache.path.parent, [str(cached.root)])
    assert other.path != cached.cache.path
    other.path.write_bytes(cached.cache.path.read_bytes())
    assert other.ledger(Request()) is None


def test_a_cache_folder_that_cannot_be_written_is_ignored(
    cached: CachedLedger, tmp_path: Path
) -> None:
    """Nothing is saved and nothing is raised."""
    (tmp_path / "file").write_text("in the way")
    unsaved = LedgerCache(tmp_path / "file" / "cache", [str(cached.root)])
    assert unsaved.filesystem_time() is None
    unsaved.save(cached.reading.ledger, cached.reading.sources, 0)
    assert unsaved.ledger(Request()) is None


def test_the_oldest_databases_are_deleted(
    cached: CachedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest ones stay, and no other file is left in the folder."""
    monkeypatch.setattr(cache, "_MAX_FILES", 3)
    folder = cached.cache.path.parent
    caches = [LedgerCache(folder, [str(cached.root), str(number)]) for number in range(5)]
    for number, other in enumerate(caches):
        other.save(cached.reading.ledger, cached.reading.sources, 3 * 10**18 + number)
    assert sorted(folder.iterdir()) == sorted(other.path for other in caches[2:])
