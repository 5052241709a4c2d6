"""`treatywatch schema`: the schemas of the package, as they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from treatywatch.schemas import NAMES, schema_file


def test_without_a_name_it_lists_the_names(run: Run) -> None:
    """One name a line: the ledger's, then those of the answers."""
    assert run("schema").stdout.splitlines() == ["ledger", *NAMES[1:]]
    assert {f"{name}.json" for name in NAMES} == {
        path.name for path in schema_file("ledger").parent.glob("*.json")
    }


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_the_schema_in_the_package(name: str, run: Run) -> None:
    """What is printed is the file that ships, to the byte."""
    result = run("schema", name)
    assert (result.exit_code, result.stdout_bytes) == (0, schema_file(name).read_bytes())


def test_it_writes_to_a_file_of_any_name(run: Run, tmp_path: Path) -> None:
    """--output takes the schema instead of the screen, whatever the file's ending."""
    path = tmp_path / "ledger.schema"
    result = run("schema", "ledger", "--output", str(path))
    assert (result.exit_code, result.output) == (0, "")
    assert path.read_bytes() == schema_file("ledger").read_bytes()


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """It says so in one line, with the exit status of what could not be written."""
    result = run("schema", "ledger", "--output", str(tmp_path / "nowhere" / "ledger.json"))
    assert result.exit_code == 4
    assert "cannot write" in result.stderr


@pytest.mark.parametrize(
    ("typed", "meant"), [("legder", '"ledger"'), ("stats", '"status"'), ("whatif", '"what-if"')]
)
def test_an_unknown_name_is_answered_with_the_nearest(typed: str, meant: str, run: Run) -> None:
    """A name that is none is wrong usage."""
    result = run("schema", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert meant in result.stderr


def test_it_reads_no_ledger() -> None:
    """An editor that asks for the schema waits for neither the ledger's reader nor Rich."""
    program = (
        "import sys; from treatywatch.cli.main import app\n"
        "app(['schema', 'ledger', '-o', '/dev/null'], standalone_mode=False)\n"
        "print({'treatywatch.ledger.read', 'treatywatch.standing', 'rtoml', 'rich'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"
