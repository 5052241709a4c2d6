"""`treatywatch files`: the files read, their origin and their entries."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.samples import event

MINE = 'format = 1\ntitle = "Mine"\n' + event("NO ottawa announced 2026-09-11")


@pytest.fixture
def user_ledger(tmp_path: Path) -> Path:
    """A ledger in the user's folder."""
    path = tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(MINE, encoding="utf-8")
    return path


def test_every_file_is_listed_in_order(user_ledger: Path, run: Run) -> None:
    """The shipped files are layer 1 and the user's are layer 2, each with its hash."""
    answer = json.loads(run("files", "--json").stdout)
    assert [item["file"] for item in answer["items"]] == answer["ledger"]["files"]
    *below, last = answer["items"]
    assert {(item["layer"], item["came"]) for item in below} == {(1, "shipped")}
    assert (last["file"], last["layer"], last["came"]) == (str(user_ledger), 2, "user")
    assert (last["title"], last["events"], last["replaced"]) == ("Mine", 1, 0)
    assert last["sha256"] == sha256(user_ledger.read_bytes()).hexdigest()
    assert answer["folder"] == str(user_ledger.parent)


def test_a_table_has_a_line_for_each_ledger(user_ledger: Path, run: Run) -> None:
    """Included files are counted with their ledger; --all gives each a line."""
    lines = run("files", "--format", "plain").stdout.splitlines()
    assert len(lines) == 3
    assert lines[1].split()[:2] == ["1", "data/events.toml"]
    assert "  Treaty exits, and " in lines[1]
    assert lines[2].split()[:3] == ["2", str(user_ledger), "Mine"]
    rows = list(csv.DictReader(io.StringIO(run("files", "-f", "csv").stdout)))
    assert len(run("files", "--all", "-f", "plain").stdout.splitlines()) == len(rows) + 1


def test_the_user_folder_is_shown(run: Run, tmp_path: Path) -> None:
    """The user's folder is named even if it does not exist."""
    notes = run("files").stderr
    assert str(tmp_path / "home" / "treatywatch" / "ledgers") in notes


def test_readable_files_of_a_ledger_with_mistakes_are_listed(run: Run, tmp_path: Path) -> None:
    """The mistakes are reported, with their exit status."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('format = 1\n[countries.XA]\nname = "Exampleland"\n', encoding="utf-8")
    bad.write_text("format = 1\ntitel = 3\n[groups.EU]\nnam = 3\n[groups.G]\n", encoding="utf-8")
    result = run("files", "-l", str(good), "-l", str(bad), "--json")
    assert result.exit_code == 3
    assert "[unknown-key]" in result.stderr
    items = json.loads(result.stdout)["items"]
    listed = [(item["file"], item["came"], item["countries"], item["groups"]) for item in items]
    assert listed == [(str(good), "named", 1, 0), (str(bad), "named", 0, 1)]


def test_a_missing_file_is_reported(run: Run, tmp_path: Path) -> None:
    """The list is empty, and the missing file ends with status 3."""
    result = run("files", "-l", str(tmp_path / "none.toml"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no such file" in result.stderr
