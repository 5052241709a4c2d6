"""The pages under docs/ are true: what they show was printed by the program."""

from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from treatywatch.cli.main import app

CHECKS: Final = Path(__file__).parent.parent / "docs" / "checks.md"


def test_the_page_of_checks_is_what_check_lists(request: pytest.FixtureRequest) -> None:
    """Below its introduction the page is the list of checks as Markdown, to the byte."""
    listed = CliRunner().invoke(app, ["check", "--list", "--format", "markdown"]).stdout
    table = listed[listed.index("| Check") :]
    text = CHECKS.read_text()
    introduction = text.partition("| Check")[0]
    if request.config.getoption("--update-golden"):
        CHECKS.write_text(introduction + table)
    assert CHECKS.read_text() == introduction + table
