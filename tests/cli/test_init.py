"""`treatywatch init`: a ledger to begin with, over none that is there."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a ledger of the user's own is written."""
    return tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"


def test_without_a_path_it_is_one_of_the_users_own(own: Path, run: Run) -> None:
    """The folder is made; every command reads the ledger from then on, and answers the same."""
    before = json.loads(run("status", "--json").stdout)
    result = run("init")
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(own) in result.stderr
    assert "treatywatch check" in result.stderr
    after = json.loads(run("status", "--json").stdout)
    assert after["ledger"]["files"] == [*before["ledger"]["files"], str(own)]
    assert after["items"] == before["items"]
    assert after["ledger"]["current_to"] == before["ledger"]["current_to"]
    assert run("check").output == ""


def test_with_a_path_it_is_a_ledger_of_its_own(run: Run, tmp_path: Path, own: Path) -> None:
    """It has nothing amiss and answers on its own: a State out on a computed day."""
    path = tmp_path / "it's mine.toml"
    result = run("init", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"""-l '{tmp_path}/it'"'"'s mine.toml'""" in result.stderr
    checked = run("check", "-l", str(path))
    assert (checked.exit_code, checked.output) == (0, "")
    (item,) = json.loads(run("status", "-l", str(path), "--json").stdout)["items"]
    assert (item["country_name"], item["standing"], item["effect_basis"]) == (
        "Exampleland",
        "withdrawn",
        "computed",
    )
    assert not own.exists()


def test_an_overlay_may_be_written_anywhere(run: Run, tmp_path: Path) -> None:
    """`--overlay` with a path is what is written without one; how to check it says over what."""
    path = tmp_path / "over.toml"
    result = run("init", str(path), "--overlay")
    assert f"treatywatch check -l shipped -l {path}" in result.stderr
    assert path.read_text() == run("init", "--overlay", "-").stdout
    assert run("check", "-l", "shipped", "-l", str(path)).output == ""


def test_a_hyphen_prints_it(run: Run, own: Path) -> None:
    """Nothing is written, and nothing else is said."""
    result = run("init", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith("# A ledger of your own")
    assert result.stderr == ""
    assert not own.exists()


def test_the_example_of_the_overlay_is_one(run: Run, tmp_path: Path) -> None:
    """With the signs taken from before its example lines it lies over the shipped ledger."""
    text = run("init", "-", "--overlay").stdout
    path = tmp_path / "over.toml"
    path.write_text(re.sub(r"^#(?! [^ ]|$| {3})", "", text, flags=re.MULTILINE))
    assert run("check", "-l", "shipped", "-l", str(path)).output == ""
    asked = ("-c", "Exampleland", "-t", "example-convention", "-l", "shipped", "-l", str(path))
    (item,) = json.loads(run("diff", "2025-01-01", "2025-02-01", *asked, "--json").stdout)["items"]
    assert item["change"] == "began"


@pytest.mark.parametrize("there", ["file", "folder"])
def test_nothing_is_overwritten(there: str, run: Run, tmp_path: Path) -> None:
    """What is there stays, and that is said."""
    path = tmp_path / "mine.toml"
    if there == "folder":
        path.mkdir()
    else:
        path.write_text("years of work")
    result = run("init", str(path))
    assert result.exit_code == 4
    assert "already exists" in result.stderr
    assert path.is_dir() or path.read_text() == "years of work"


def test_own_ledgers_are_not_overwritten_either(own: Path, run: Run) -> None:
    """A second call leaves what the first one wrote."""
    run("init")
    own.write_text("format = 1\n# years of work\n")
    assert run("init").exit_code == 4
    assert "years of work" in own.read_text()


def test_where_nothing_can_be_written_that_is_said(run: Run, tmp_path: Path) -> None:
    """A folder that is missing is not made for a path that was named."""
    result = run("init", str(tmp_path / "missing" / "mine.toml"))
    assert (result.exit_code, result.stdout) == (4, "")
    assert "cannot write" in result.stderr


def test_without_a_home_a_path_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nowhere is no place for a ledger."""
    monkeypatch.setattr("treatywatch.cli.paths.user_ledger_dir", lambda: None)
    result = run("init")
    assert result.exit_code == 2
    assert "name a PATH" in result.stderr
