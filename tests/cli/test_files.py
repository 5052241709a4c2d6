"""`treatywatch files`: what was read, from where, and what is in it."""

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
def mine(tmp_path: Path) -> Path:
    """A ledger among the user's own."""
    path = tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(MINE, encoding="utf-8")
    return path


def test_every_file_is_listed_in_order(mine: Path, run: Run) -> None:
    """The shipped ledger's files are the first layer, the user's own the next, each with its hash."""
    answer = json.loads(run("files", "--json").stdout)
    assert [item["file"] for item in answer["items"]] == answer["ledger"]["files"]
    *below, last = answer["items"]
    assert {(item["layer"], item["came"]) for item in below} == {(1, "shipped")}
    assert (last["file"], last["layer"], last["came"]) == (str(mine), 2, "user")
    assert (last["title"], last["events"], last["replaced"]) == ("Mine", 1, 0)
    assert last["sha256"] == sha256(mine.read_bytes()).hexdigest()
    assert answer["folder"] == str(mine.parent)


def test_a_table_has_a_line_for_each_ledger(mine: Path, run: Run) -> None:
    """What a file includes is counted with it; --all has a line for each."""
    lines = run("files", "--format", "plain").stdout.splitlines()
    assert len(lines) == 3
    assert lines[1].split()[:2] == ["1", "data/events.toml"]
    assert "  Treaty exits, and " in lines[1]
    assert lines[2].split()[:3] == ["2", str(mine), "Mine"]
    rows = list(csv.DictReader(io.StringIO(run("files", "-f", "csv").stdout)))
    assert len(run("files", "--all", "-f", "plain").stdout.splitlines()) == len(rows) + 1


def test_the_folder_of_own_ledgers_is_said(run: Run, tmp_path: Path) -> None:
    """It is named where it does not exist yet, too."""
    told = run("files").stderr
    assert str(tmp_path / "home" / "treatywatch" / "ledgers") in told


def test_of_a_ledger_with_mistakes_what_could_be_read_is_listed(run: Run, tmp_path: Path) -> None:
    """The rest is told as by any command, with its exit status."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('format = 1\n[countries.XA]\nname = "Exampleland"\n', encoding="utf-8")
    bad.write_text("format = 1\ntitel = 3\n[groups.EU]\nnam = 3\n[groups.G]\n", encoding="utf-8")
    result = run("files", "-l", str(good), "-l", str(bad), "--json")
    assert result.exit_code == 3
    assert "[unknown-key]" in result.stderr
    items = json.loads(result.stdout)["items"]
    told = [(item["file"], item["came"], item["countries"], item["groups"]) for item in items]
    assert told == [(str(good), "named", 1, 0), (str(bad), "named", 0, 1)]


def test_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    """An empty list is an answer, and the missing file a mistake."""
    result = run("files", "-l", str(tmp_path / "none.toml"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no such file" in result.stderr
