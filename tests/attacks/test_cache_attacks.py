"""Whoever can write to the cache folder, or change files while an answer is read, gains nothing."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.attacks.conftest import BASE, Victim, environment

QUESTION = ("status", "LT", "--json", "-l", "ledger.toml")


def _cache_file(folder: Path) -> Path:
    (path,) = (folder / "cache" / "treatywatch").glob("*.sqlite")
    return path


def test_a_cache_file_that_others_may_write_is_not_believed(
    victim: Victim, ledger: Path, tmp_path: Path
) -> None:
    """A file that another user could have changed is read anew."""
    answer = victim(*QUESTION).stdout
    path = _cache_file(tmp_path)
    path.chmod(0o666)
    assert '"compiled": false' in victim("files", "--json", "-l", "ledger.toml").stdout
    assert victim(*QUESTION).stdout == answer


def test_a_cache_folder_that_others_may_write_is_not_believed(
    victim: Victim, ledger: Path, tmp_path: Path
) -> None:
    """A folder in which another user could have replaced the file is not used."""
    victim(*QUESTION)
    _cache_file(tmp_path).parent.chmod(0o777)
    assert '"compiled": false' in victim("files", "--json", "-l", "ledger.toml").stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
def test_a_cache_file_of_another_user_is_not_believed(
    victim: Victim, ledger: Path, tmp_path: Path
) -> None:
    """A file that another user owns is read anew."""
    victim(*QUESTION)
    os.chown(_cache_file(tmp_path), 12345, 12345)
    assert '"compiled": false' in victim("files", "--json", "-l", "ledger.toml").stdout


@pytest.mark.parametrize(
    "body",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i FROM n",
        "SELECT 'head', '', zeroblob(900000000)",
    ],
    ids=["endless", "huge"],
)
@pytest.mark.parametrize("table", ["entries", "names", "pairs"])
def test_a_view_in_the_place_of_a_table_is_refused(
    table: str, body: str, victim: Victim, ledger: Path, tmp_path: Path
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
    assert victim(*QUESTION).stdout == answer
    assert victim("status", "--all", "--json", "-l", "ledger.toml").returncode == 0


def _ask_slowly(tmp_path: Path, change: object, *question: str) -> None:
    """Ask with a reader that pauses after the first bytes; change the files in that pause."""
    with subprocess.Popen(
        [sys.executable, "-m", "treatywatch", *question],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        assert callable(change)
        change()
        process.stdout.read()


def _long_ledger(tmp_path: Path) -> None:
    """A ledger whose whole timeline is longer than a pipe holds."""
    (tmp_path / "parts").mkdir()
    note = "x" * 2_000
    event = BASE[BASE.index("[[events]]") :]
    events = "".join(
        event.replace('"notified"', '"remark"').replace("2025-06-27", f"2025-06-{day:02}")
        + f'note = "{note}"\n'
        for day in range(1, 29)
    )
    (tmp_path / "ledger.toml").write_text(
        BASE.replace("format = 1", 'format = 1\ninclude = ["parts/*.toml"]') + events * 1
    )
    (tmp_path / "parts" / "a.toml").write_text('[countries.EE]\nname = "Estonia"\n')


NEW = '[countries.LV]\nname = "Latvia"\n'


def test_a_file_that_appears_while_an_answer_is_read_is_seen_later(
    victim: Victim, tmp_path: Path
) -> None:
    """What an include pattern comes to match during an answer is in the next one."""
    _long_ledger(tmp_path)
    _ask_slowly(
        tmp_path,
        lambda: (tmp_path / "parts" / "b.toml").write_text(NEW),
        *("timeline", "--all", "-f", "json", "-l", "ledger.toml"),
    )
    assert "Latvia" in victim("countries", "-l", "ledger.toml").stdout


def test_a_folder_switched_while_an_answer_is_read_is_seen_later(
    victim: Victim, tmp_path: Path
) -> None:
    """A link to a folder that is switched during an answer leads to the new files afterwards."""
    _long_ledger(tmp_path)
    (tmp_path / "parts").rename(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.toml").write_text('[countries.EE]\nname = "Eesti"\n')
    (tmp_path / "parts").symlink_to("old")

    def switch() -> None:
        (tmp_path / "next").symlink_to("new")
        (tmp_path / "next").replace(tmp_path / "parts")

    _ask_slowly(tmp_path, switch, *("timeline", "--all", "-f", "json", "-l", "ledger.toml"))
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


def test_a_locked_cache_file_costs_no_wait(victim: Victim, ledger: Path, tmp_path: Path) -> None:
    """A cache file that another process has locked is read all the same."""
    answer = victim(*QUESTION).stdout
    with closing(sqlite3.connect(_cache_file(tmp_path), isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        result = victim(*QUESTION, TREATYWATCH_TEST="1")
    assert result.stdout == answer
