"""The compiled copy: the ledger as it was read, or nothing at all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import pytest

from tests.conftest import PREAMBLE
from tests.samples import events, roll
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.ledger.cache import cache, freshness
from treatywatch.ledger.cache.cache import LedgerCache
from treatywatch.ledger.cache.selection import Request
from treatywatch.ledger.read.load import LoadResult, read_ledger
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    COMPLETION_KINDS,
    completion_names,
    find_convention,
    find_country,
)

DAY: Final = date(2026, 11, 23)
TOLD: Final = (
    roll("ottawa", "LT = { ratified = 2003-05-12 }", "PL = { signed = 1997-12-04 }")
    + events("LT ottawa notified 2025-06-27", "PL paris announced 2025-01-01")
    + events("FI ottawa announced 2025-02-03")
)


class Kept:
    """A ledger of two files, and the copy that was made of it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.rest = folder / "ledger.toml", folder / "rest" / "told.toml"
        self.rest.parent.mkdir()
        self.root.write_text(
            PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["rest/*.toml"]')
        )
        self.rest.write_text(TOLD)
        for path in (self.root, self.rest):
            os.utime(path, ns=(10**18, 10**18))
        self.copy = LedgerCache(folder / "cache", [str(self.root)])
        self.reading = self.read()
        self.keep()

    def read(self) -> LoadResult:
        """The ledger as its files have it."""
        reading = read_ledger((self.root,))
        assert reading.problems == ()
        return reading

    def keep(self, since: int | None = None) -> None:
        """Keep a copy, as of a time by which all files were long written, or of another."""
        moment = self.copy.filesystem_time()
        assert moment is not None
        later = moment + 10**11 if since is None else since
        self.copy.save(self.reading.ledger, self.reading.includes, later)

    def answered(self) -> Ledger | None:
        """All that the copy says, if it says anything."""
        return self.copy.ledger(Request())


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A small ledger with its copy."""
    return Kept(tmp_path)


def test_a_copy_is_the_ledger(kept: Kept) -> None:
    """All that was read comes back, the order of entries with it."""
    found = kept.answered()
    assert found == kept.reading.ledger
    assert found is not None
    assert list(found.countries) == list(kept.reading.ledger.countries)
    assert list(found.conventions) == list(kept.reading.ledger.conventions)


def test_the_shipped_ledger_survives(tmp_path: Path) -> None:
    """Every clause, roll, source and imprecise date is as it was read."""
    reading = read_ledger()
    copy = LedgerCache(tmp_path, ["shipped"])
    moment = copy.filesystem_time()
    assert moment is not None
    copy.save(reading.ledger, reading.includes, moment + 10**11)
    assert copy.ledger(Request()) == reading.ledger
    for kind in COMPLETION_KINDS:
        assert copy.completion_names(kind) == completion_names(reading.ledger, kind) != {}


@pytest.mark.parametrize(
    "wanted",
    [
        Request(["Lithuania"]),
        Request(["lietuva", "PL"]),
        Request((), ["apmbc"]),
        Request(["Poland"], ["ottawa", "paris"]),
        Request(["US"], ["ctbt"]),
        Request(["US"]),
    ],
    ids=str,
)
def test_what_is_asked_is_answered_the_same_from_a_part(kept: Kept, wanted: Request) -> None:
    """A question about some countries and conventions needs no more than what is told of them."""
    part = kept.copy.ledger(wanted)
    whole = kept.reading.ledger
    assert part is not None
    assert len(part.countries) < len(whole.countries)
    query = Query(
        as_of=DAY,
        countries=tuple(find_country(whole, name) for name in wanted.countries),
        conventions=tuple(find_convention(whole, name) for name in wanted.conventions),
    )
    assert status_answer(part, query) == status_answer(whole, query)


def test_others_are_there_where_they_are_asked_for(kept: Kept) -> None:
    """What a convention's other parties do is told beside a country of which nothing is."""
    part = kept.copy.ledger(Request(["US"], ["ottawa"], all_parties=True))
    assert part is not None
    assert {event.country for event in part.events} == {"LT", "FI"}
    assert set(part.rolls["ottawa"].parties) == {"LT", "PL"}
    assert "US" in part.countries


@pytest.mark.parametrize("wanted", [Request(["Litua"]), Request((), ["otawa"])], ids=str)
def test_an_unknown_name_needs_the_whole_ledger(kept: Kept, wanted: Request) -> None:
    """The nearest names are looked for where all are."""
    assert kept.copy.ledger(wanted) is None


def _edit(path: Path) -> None:
    """Change one byte, and leave size and time of change as they were."""
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
def test_a_change_of_a_file_makes_a_copy_stale(kept: Kept, change: Callable[[Path], None]) -> None:
    """One byte within the same second, of the same size and time; a file more, or less, or another."""
    change(kept.rest)
    assert kept.answered() is None


def test_what_times_cannot_tell_the_content_does(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file written as the copy was made is read again; one that looks alike and is not, is stale."""
    kept.keep(since=kept.rest.stat().st_ctime_ns)
    assert kept.answered() == kept.reading.ledger
    kept.keep(since=kept.rest.stat().st_ctime_ns)
    looks = {str(path): freshness.stat_file(str(path), "") for path in (kept.root, kept.rest)}
    _edit(kept.rest)
    monkeypatch.setattr(
        freshness, "stat_file", lambda path, mark: msgspec.structs.replace(looks[path], sha256=mark)
    )
    assert kept.answered() is None


def test_a_doubt_is_settled_once(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once contents were compared long after the files were written, their times tell again."""
    kept.keep(since=kept.rest.stat().st_ctime_ns)
    moment = kept.copy.filesystem_time()
    assert moment is not None
    monkeypatch.setattr(LedgerCache, "filesystem_time", lambda _self: moment + 10**11)
    assert kept.answered() is not None
    monkeypatch.setattr(cache, "same_content", lambda _seen: False)
    assert kept.answered() is not None


def test_damage_is_never_an_answer(kept: Kept) -> None:
    """Whatever byte of a copy is another, it says what it said, or nothing."""
    asked = (Request(), Request(["Lietuva"]), Request((), ["apmbc"]), Request(["LT"], ["ottawa"]))
    expected = [(wanted, kept.copy.ledger(wanted)) for wanted in asked]
    assert all(right is not None for _, right in expected)
    whole = kept.copy.path.read_bytes()
    for place in range(0, len(whole), 499):
        kept.copy.path.write_bytes(
            whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :]
        )
        os.utime(kept.copy.path, ns=(2 * 10**18, 2 * 10**18))
        for wanted, right in expected:
            assert kept.copy.ledger(wanted) in (None, right)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pairs SET convention = 'paris' WHERE country = 'LT'",
        "UPDATE pairs SET country = 'US' WHERE country = 'LT'",
        "DELETE FROM pairs WHERE country = 'LT'",
        "UPDATE names SET body = (SELECT body FROM names WHERE folded = 'poland')",
        (
            "UPDATE entries SET body = (SELECT body FROM entries WHERE key = 'PL' "
            "AND kind = 'country') WHERE key = 'LT' AND kind = 'country'"
        ),
    ],
)
def test_what_stands_in_another_place_is_none(kept: Kept, change: str) -> None:
    """A row that is whole, but under another key than it was written for, answers for nobody."""
    since = kept.copy.path.stat().st_mtime_ns
    with closing(sqlite3.connect(kept.copy.path)) as database:
        database.execute(change)
        database.commit()
    os.utime(kept.copy.path, ns=(since, since))
    assert kept.copy.ledger(Request(["Lithuania"], ["ottawa"])) is None


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_copy_is_none(kept: Kept, content: bytes) -> None:
    """Another kind of file in its place is as if nothing were there."""
    kept.copy.path.write_bytes(content)
    assert kept.answered() is None


@pytest.mark.parametrize("table", ["pairs", "entries"])
def test_rows_that_have_gone_missing_are_missed(kept: Kept, table: str) -> None:
    """A copy with less in it than a question needs is none."""
    since = kept.copy.path.stat().st_mtime_ns
    with closing(sqlite3.connect(kept.copy.path)) as database:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - one of two
        database.commit()
    os.utime(kept.copy.path, ns=(since, since))
    assert kept.copy.ledger(Request(["LT"])) is None
    assert kept.answered() in {"pairs": (kept.reading.ledger,), "entries": (None,)}[table]


def test_a_copy_of_another_version_is_none(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version has packed is left alone, even under this one's name."""
    monkeypatch.setattr(cache, "__version__", "9.9.9")
    other = LedgerCache(kept.copy.path.parent, [str(kept.root)])
    assert other.path != kept.copy.path
    other.path.write_bytes(kept.copy.path.read_bytes())
    assert other.ledger(Request()) is None


def test_a_cache_of_other_code_is_not_used(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that changed without a new version count as another version."""
    monkeypatch.setattr(cache, "code_fingerprint", lambda: 0)
    other = LedgerCache(kept.copy.path.parent, [str(kept.root)])
    assert other.path != kept.copy.path
    other.path.write_bytes(kept.copy.path.read_bytes())
    assert other.ledger(Request()) is None


def test_a_folder_that_takes_no_copy_is_no_mistake(kept: Kept, tmp_path: Path) -> None:
    """Where nothing can be kept nothing is, in silence."""
    (tmp_path / "file").write_text("in the way")
    copy = LedgerCache(tmp_path / "file" / "cache", [str(kept.root)])
    assert copy.filesystem_time() is None
    copy.save(kept.reading.ledger, kept.reading.includes, 0)
    assert copy.ledger(Request()) is None


def test_no_more_than_some_copies_are_kept(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The least lately written go first, and nothing else is left in the folder."""
    monkeypatch.setattr(cache, "_MAX_FILES", 3)
    folder = kept.copy.path.parent
    made = [LedgerCache(folder, [str(kept.root), str(number)]) for number in range(5)]
    for number, copy in enumerate(made):
        copy.save(kept.reading.ledger, kept.reading.includes, 3 * 10**18 + number)
    assert sorted(folder.iterdir()) == sorted(copy.path for copy in made[2:])
