"""The pages under docs/ show the output of the program."""

from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from treatywatch.cli.main import app

CHECKS: Final = Path(__file__).parent.parent / "docs" / "checks.md"


def test_the_page_of_checks_lists_every_check(request: pytest.FixtureRequest) -> None:
    """The page consists of an introduction and the output of `check --list` as Markdown."""
    listed = CliRunner().invoke(app, ["check", "--list", "--format", "markdown"]).stdout
    table = listed[listed.index("| Check") :]
    text = CHECKS.read_text()
    introduction = text.partition("| Check")[0]
    if request.config.getoption("--update-golden"):
        CHECKS.write_text(introduction + table)
    assert CHECKS.read_text() == introduction + table
