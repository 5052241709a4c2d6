"""`treatywatch export`: one table as text, or all of them in a database."""

import errno
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run, terminal_output
from treatywatch.answers.export import TABLES
from treatywatch.output import sqlite


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_one_record_a_line(run: Run, table: str) -> None:
    """Each line is an object under the table's keys; CSV has the same keys and as many records."""
    lines = run("export", table, "-t", "ottawa").stdout.splitlines()
    assert {tuple(json.loads(line)) for line in lines} == {TABLES[table][0].__struct_fields__}
    told = run("export", table, "-t", "ottawa", "--format", "tsv").stdout.splitlines()
    assert told[0] == "\t".join(TABLES[table][0].__struct_fields__)
    assert len(told) == len(lines) + 1


@pytest.mark.parametrize("ending", ["sqlite", "sqlite3", "db"])
def test_a_database_is_written_by_its_ending(run: Run, tmp_path: Path, ending: str) -> None:
    """It holds what the tables do, and takes the place of an older one whole."""
    path = tmp_path / f"treaties.{ending}"
    path.write_text("an older one")
    result = run("export", "-o", str(path), "-t", "ottawa")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    stays = run("export", "stays", "-t", "ottawa").stdout.splitlines()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM stays").fetchone() == (len(stays),)


def test_a_database_may_go_through_a_pipe(run: Run) -> None:
    """Its bytes come out as they are."""
    assert run("export", "--format", "sqlite").stdout_bytes.startswith(b"SQLite format 3\0")


def test_a_database_does_not_go_to_a_terminal() -> None:
    """Bytes that are no text would spoil the screen."""
    shown = terminal_output("export", "--format", "sqlite", columns=100)
    assert "add --output FILE" in shown
    assert "SQLite format" not in shown


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "say which table: ledger, countries"),
        (("stais",), 'unknown table \'stais\'; did you mean "stays" or "standings"?'),
        (("stays", "--format", "sqlite"), "leave out the name of one"),
        (("stays", "-o", "stays.xlsx"), "add --format"),
        (("stays", "-t", "otawa"), 'did you mean "ottawa"?'),
    ],
    ids=str,
)
def test_wrong_usage_says_what_to_write(run: Run, args: tuple[str, ...], said: str) -> None:
    """One line, exit 2."""
    result = run("export", *args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    """A folder that is not there: exit 4."""
    result = run("export", "-o", str(tmp_path / "nowhere" / "x.sqlite"))
    assert result.exit_code == 4
    assert "No such file" in result.stderr


def test_no_room_for_a_temporary_file_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database is drawn up in the system's temporary folder: where that takes none, exit 4."""

    def full(*_: object) -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sqlite, "to_sqlite", full)
    result = run("export", "-o", str(tmp_path / "x.sqlite"))
    assert (result.exit_code, list(tmp_path.glob("*.sqlite"))) == (4, [])
    assert "No space left" in result.stderr


def test_the_day_asked_for_is_that_of_stays(run: Run) -> None:
    """Lithuania was bound by the Ottawa Convention on the eve of its exit."""
    call = ("export", "stays", "-c", "Lithuania", "-t", "ottawa")
    for day, until in (("2025-12-26", None), ("2025-12-27", "2025-12-27")):
        (stay,) = map(json.loads, run(*call, "--as-of", day).stdout.splitlines())
        assert stay["until"] == until
