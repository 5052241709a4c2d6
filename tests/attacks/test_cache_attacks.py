"""Whoever can write to the cache folder, or change files while an answer is read, gains nothing."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.attacks.conftest import BASE, Victim, environment

QUESTION = ("status", "LT", "--json", "-l", "ledger.toml")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")


def _cache_file(folder: Path) -> Path:
    (path,) = (folder / "cache" / "treatywatch").glob("*.sqlite")
    return path


def _believed(victim: Victim) -> bool:
    """Return whether the cache file of the ledger is used."""
    return '"compiled": true' in victim("files", "--json", "-l", "ledger.toml").stdout


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_cache_file_that_others_may_write_is_not_believed(
    mode: int, victim: Victim, tmp_path: Path
) -> None:
    """A file that another user could have changed is replaced."""
    answer = victim(*QUESTION).stdout
    assert _believed(victim)
    _cache_file(tmp_path).chmod(mode)
    assert not _believed(victim)
    assert victim(*QUESTION).stdout == answer
    assert _believed(victim)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o1777])
def test_a_cache_folder_that_others_may_write_is_not_used(
    mode: int, victim: Victim, tmp_path: Path
) -> None:
    """A folder in which another user could replace files is neither read nor written."""
    answer = victim(*QUESTION).stdout
    path = _cache_file(tmp_path)
    path.parent.chmod(mode)
    assert not _believed(victim)
    path.unlink()
    assert victim(*QUESTION).stdout == answer
    assert list(path.parent.iterdir()) == []


@as_root
@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_a_cache_of_another_user_is_not_believed(
    victim: Victim, tmp_path: Path, *, folder: bool
) -> None:
    """A file that another user owns is not read, and a folder of another user is not used."""
    answer = victim(*QUESTION).stdout
    assert _believed(victim)
    path = _cache_file(tmp_path)
    os.chown(path.parent if folder else path, 12345, 12345)
    assert not _believed(victim)
    assert victim(*QUESTION).stdout == answer


@pytest.mark.usefixtures("ledger")
def test_a_cache_file_that_is_a_link_is_neither_read_nor_touched(
    victim: Victim, tmp_path: Path
) -> None:
    """A link is replaced, and the file behind it keeps its content and its time."""
    victim(*QUESTION)
    path = _cache_file(tmp_path)
    elsewhere = path.rename(tmp_path / "elsewhere")
    path.symlink_to(elsewhere)
    before = elsewhere.stat()
    assert not _believed(victim)
    victim(*QUESTION)
    assert (elsewhere.stat().st_mtime_ns, elsewhere.stat().st_ino) == (
        before.st_mtime_ns,
        before.st_ino,
    )
    assert stat.S_ISREG(path.lstat().st_mode)


@pytest.mark.usefixtures("ledger")
def test_a_cache_file_that_is_a_pipe_costs_no_wait(victim: Victim, tmp_path: Path) -> None:
    """A pipe without a writer is replaced."""
    answer = victim(*QUESTION).stdout
    path = _cache_file(tmp_path)
    path.unlink()
    os.mkfifo(path, 0o600)
    assert victim(*QUESTION).stdout == answer
    assert stat.S_ISREG(path.lstat().st_mode)


@pytest.mark.parametrize(
    "body",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i FROM n",
        "SELECT 'header', '', zeroblob(900000000)",
    ],
    ids=["endless", "huge"],
)
@pytest.mark.parametrize("table", ["entries", "names", "pairs"])
@pytest.mark.usefixtures("ledger")
def test_a_view_in_the_place_of_a_table_is_refused(
    table: str, body: str, victim: Victim, tmp_path: Path
) -> None:
    """A cache file whose tables are views neither hangs a command nor fills the memory."""
    answer = victim(*QUESTION).stdout
    path = _cache_file(tmp_path)
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    with closing(sqlite3.connect(path)) as database:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        database.execute(f"DROP TABLE {table}")
        database.execute(f"CREATE VIEW {table} ({', '.join(columns)}) AS {body}")
        database.commit()
    os.utime(path, ns=times)
    assert not _believed(victim)
    assert victim("status", "--all", "--json", "-l", "ledger.toml").returncode == 0
    assert victim(*QUESTION).stdout == answer


TIMELINE = ("timeline", "--all", "-f", "json", "-l", "ledger.toml")


def _ask_slowly(tmp_path: Path, change: Callable[[], object]) -> None:
    """Ask with a reader that pauses after the first byte; change the files in that pause.

    The files are two seconds old, so that their content is not compared.
    """
    time.sleep(2.1)
    with subprocess.Popen(
        [sys.executable, "-m", "treatywatch", *TIMELINE],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        change()
        assert len(process.stdout.read()) > 2**17  # twice what a pipe holds


def _long_ledger(tmp_path: Path) -> None:
    """A ledger whose whole timeline is longer than a pipe holds."""
    (tmp_path / "parts").mkdir()
    note = "x" * 8_000
    event = BASE[BASE.index("[[events]]") :]
    events = "".join(
        event.replace('"notified"', '"remark"').replace("2025-06-27", f"2025-06-{day:02}")
        + f'note = "{note}"\n'
        for day in range(1, 29)
    )
    (tmp_path / "ledger.toml").write_text(
        BASE.replace("format = 1", 'format = 1\ninclude = ["parts/*.toml"]') + events
    )
    (tmp_path / "parts" / "a.toml").write_text('[countries.EE]\nname = "Estonia"\n')


NEW = '[countries.LV]\nname = "Latvia"\n'


def test_a_file_that_appears_while_an_answer_is_read_is_seen_later(
    victim: Victim, tmp_path: Path
) -> None:
    """The next answer includes a file that a pattern comes to match during an answer."""
    _long_ledger(tmp_path)
    _ask_slowly(tmp_path, lambda: (tmp_path / "parts" / "b.toml").write_text(NEW))
    assert "Latvia" in victim("countries", "-l", "ledger.toml").stdout


def _switch(link: Path, target: str) -> None:
    """Point a link elsewhere in one step."""
    link.with_name("next").symlink_to(target)
    link.with_name("next").replace(link)


def test_a_file_switched_while_an_answer_is_read_is_seen_later(
    victim: Victim, tmp_path: Path
) -> None:
    """A link to a file that is switched during an answer leads to the new file afterwards."""
    _long_ledger(tmp_path)
    link = tmp_path / "parts" / "a.toml"
    link.rename(tmp_path / "old.txt")
    (tmp_path / "new.txt").write_text('[countries.EE]\nname = "Eesti"\n')
    link.symlink_to("../old.txt")
    _ask_slowly(tmp_path, lambda: _switch(link, "../new.txt"))
    assert "Eesti" in victim("countries", "-l", "ledger.toml").stdout


def test_a_folder_switched_while_an_answer_is_read_is_seen_later(
    victim: Victim, tmp_path: Path
) -> None:
    """A link to a folder that is switched during an answer leads to the new files afterwards."""
    _long_ledger(tmp_path)
    (tmp_path / "parts").rename(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.toml").write_text('[countries.EE]\nname = "Eesti"\n')
    (tmp_path / "parts").symlink_to("old")
    _ask_slowly(tmp_path, lambda: _switch(tmp_path / "parts", "new"))
    assert "Eesti" in victim("countries", "-l", "ledger.toml").stdout


def test_an_include_pointed_elsewhere_is_seen(victim: Victim, tmp_path: Path) -> None:
    """An include that is a link to another include counts by where it leads now."""
    (tmp_path / "a.toml").write_text('[countries.EE]\nname = "Estonia"\n')
    (tmp_path / "b.toml").symlink_to("a.toml")
    (tmp_path / "c.txt").write_text(NEW)
    (tmp_path / "ledger.toml").write_text(
        BASE.replace("format = 1", 'format = 1\ninclude = ["a.toml", "b.toml"]')
    )
    old = 10**9
    for name in ("a.toml", "c.txt", "ledger.toml"):
        os.utime(tmp_path / name, (old, old))
    victim("countries", "-l", "ledger.toml")
    (tmp_path / "b.toml").unlink()
    (tmp_path / "b.toml").symlink_to("c.txt")
    assert "Latvia" in victim("countries", "-l", "ledger.toml").stdout


def test_a_private_ledger_gets_a_private_cache_file(
    victim: Victim, ledger: Path, tmp_path: Path
) -> None:
    """A cache file may be read by its owner alone."""
    ledger.chmod(0o600)
    victim(*QUESTION)
    assert _cache_file(tmp_path).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("ledger")
def test_a_locked_cache_file_is_read(victim: Victim, tmp_path: Path) -> None:
    """A lock of another process is ignored, so that no call waits for it."""
    answer = victim(*QUESTION).stdout
    with closing(sqlite3.connect(_cache_file(tmp_path), isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert _believed(victim)
        assert victim(*QUESTION).stdout == answer


def test_a_folder_moved_out_and_linked_back_is_refused(victim: Victim, tmp_path: Path) -> None:
    """The verdict is the same with the cache and without."""
    home = tmp_path / "home"
    _long_ledger(tmp_path)
    home.mkdir()
    for name in ("ledger.toml", "parts"):
        (tmp_path / name).rename(home / name)
    question = ("countries", "-l", "home/ledger.toml")
    victim(*question)
    (home / "parts").rename(tmp_path / "outside")
    (home / "parts").symlink_to("../outside")
    cached, uncached = victim(*question, status=3), victim(*question, "--no-cache", status=3)
    assert cached.stderr == uncached.stderr
    assert "leaves the ledger's folder" in cached.stderr
