"""The command `check`: what it finds, and what it leaves a ledger free to answer."""

from pathlib import Path
from typing import Final

from tests.cli.conftest import Run

BAD: Final = Path(__file__).parent.parent / "bad"


def test_the_shipped_ledger_has_nothing_amiss(run: Run) -> None:
    """Silence, and exit status 0."""
    result = run("check")
    assert (result.exit_code, result.output) == (0, "")


def test_a_warning_ends_check_with_one_and_no_question(run: Run) -> None:
    """What a ledger says amiss is for its curators: it still answers."""
    path = str(BAD / "roll-date.toml")
    assert run("check", "-l", path).exit_code == 1
    answer = run("status", "Lithuania", "-l", path)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "party" in answer.stdout


def test_mistakes_of_structure_come_first(run: Run, tmp_path: Path) -> None:
    """A ledger that cannot be read as one is not asked what it says."""
    path = tmp_path / "both.toml"
    broken = (BAD / "roll-date.toml").read_text() + 'mistake = "here"\n'
    path.write_text(broken)
    found = run("check", "-l", str(path), "--format", "plain").stdout
    assert "[unknown-key]" in found
    assert "warning" not in found
