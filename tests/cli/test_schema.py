"""Tests of `treatywatch schema`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from treatywatch.output.json import to_json
from treatywatch.schemas import NAMES, schema_of


def test_without_a_name_it_lists_the_names(run: Run) -> None:
    """It prints one name a line: the ledger's first, then those of the answers."""
    assert run("schema").stdout.splitlines() == ["ledger", *NAMES[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_the_schema(name: str, run: Run) -> None:
    """It prints the generated schema as indented JSON."""
    result = run("schema", name)
    assert (result.exit_code, result.stdout_bytes) == (0, to_json(schema_of(name)))


def test_it_writes_to_a_file(run: Run, tmp_path: Path) -> None:
    """--output writes the schema to a file of any name and prints nothing."""
    path = tmp_path / "ledger.schema"
    result = run("schema", "ledger", "--output", str(path))
    assert (result.exit_code, result.output) == (0, "")
    assert path.read_bytes() == to_json(schema_of("ledger"))


def test_it_reports_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """It ends with exit status 4 and a message on stderr."""
    result = run("schema", "ledger", "--output", str(tmp_path / "nowhere" / "ledger.json"))
    assert result.exit_code == 4
    assert "cannot write" in result.stderr


@pytest.mark.parametrize(
    ("typed", "suggested"), [("legder", '"ledger"'), ("stats", '"status"'), ("whatif", '"what-if"')]
)
def test_it_suggests_the_closest_name(typed: str, suggested: str, run: Run) -> None:
    """An unknown name is wrong usage, and the message suggests a known one."""
    result = run("schema", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert suggested in result.stderr
