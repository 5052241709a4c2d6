"""`treatywatch init`: new ledgers, and files that are not overwritten."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The default path of a new ledger."""
    return tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"


def test_without_a_path_the_user_folder_is_used(own: Path, run: Run) -> None:
    """The folder is created; commands read the new ledger, and answers stay the same."""
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


def test_with_a_path_the_ledger_is_complete(run: Run, tmp_path: Path, own: Path) -> None:
    """The ledger has no mistakes and answers: a State left on a computed day."""
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
    """`--overlay` with a path writes the default content; the hint names both ledgers."""
    path = tmp_path / "over.toml"
    result = run("init", str(path), "--overlay")
    assert f"treatywatch check -l shipped -l {path}" in result.stderr
    assert path.read_text() == run("init", "--overlay", "-").stdout
    assert run("check", "-l", "shipped", "-l", str(path)).output == ""


def test_a_hyphen_prints_the_ledger(run: Run, own: Path) -> None:
    """Nothing is written and standard error is empty."""
    result = run("init", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith("# A ledger of your own")
    assert result.stderr == ""
    assert not own.exists()


def test_the_example_in_the_overlay_is_valid(run: Run, tmp_path: Path) -> None:
    """Uncommented, the example is valid over the shipped ledger."""
    text = run("init", "-", "--overlay").stdout
    path = tmp_path / "over.toml"
    path.write_text(re.sub(r"^#(?! [^ ]|$| {3})", "", text, flags=re.MULTILINE))
    assert run("check", "-l", "shipped", "-l", str(path)).output == ""
    selection = ("-c", "Exampleland", "-t", "example-convention", "-l", "shipped", "-l", str(path))
    (item,) = json.loads(run("diff", "2025-01-01", "2025-02-01", *selection, "--json").stdout)[
        "items"
    ]
    assert item["change"] == "began"


@pytest.mark.parametrize("there", ["file", "folder"])
def test_an_existing_file_is_not_overwritten(there: str, run: Run, tmp_path: Path) -> None:
    """The file stays unchanged, and the error says so."""
    path = tmp_path / "mine.toml"
    if there == "folder":
        path.mkdir()
    else:
        path.write_text("years of work")
    result = run("init", str(path))
    assert result.exit_code == 4
    assert "already exists" in result.stderr
    assert path.is_dir() or path.read_text() == "years of work"


def test_a_user_ledger_is_not_overwritten(own: Path, run: Run) -> None:
    """A second call leaves the first ledger unchanged."""
    run("init")
    own.write_text("format = 1\n# years of work\n")
    assert run("init").exit_code == 4
    assert "years of work" in own.read_text()


def test_a_missing_folder_is_not_created(run: Run, tmp_path: Path) -> None:
    """A missing folder of a given path ends with status 4."""
    result = run("init", str(tmp_path / "missing" / "mine.toml"))
    assert (result.exit_code, result.stdout) == (4, "")
    assert "cannot write" in result.stderr


def test_without_a_home_a_path_is_required(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home the command asks for a PATH."""
    monkeypatch.setattr("treatywatch.cli.paths.user_ledger_dir", lambda: None)
    result = run("init")
    assert result.exit_code == 2
    assert "name a PATH" in result.stderr
