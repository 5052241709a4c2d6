"""The README is true: its examples were printed by the program, and it leaves nothing out."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import terminal_output
from treatywatch.cli import COMMANDS
from treatywatch.cli.options import Format
from treatywatch.standing import Standing

README: Final = Path(__file__).parent.parent / "README.md"
EXAMPLE: Final = re.compile(
    r"^```console\n\$ (treatywatch [^\n]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
PYTHON: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _shown(call: str) -> str:
    return terminal_output(*shlex.split(call)[1:], columns=100, NO_COLOR="1")


def _written_anew(text: str) -> str:
    return EXAMPLE.sub(lambda match: f"```console\n$ {match[1]}\n{_shown(match[1])}```", text)


def test_examples_were_printed_by_the_program(request: pytest.FixtureRequest) -> None:
    """Each console example shows what a terminal of 100 columns shows."""
    text = README.read_text()
    assert len(EXAMPLE.findall(text)) >= 5
    if request.config.getoption("--update-golden"):
        README.write_text(_written_anew(text))
    assert README.read_text() == _written_anew(text)


def test_the_python_examples_run() -> None:
    """What the README says of the library holds."""
    (code,) = PYTHON.findall(README.read_text())
    exec(compile(code, str(README), "exec"), {})  # noqa: S102 - our own README


@pytest.mark.parametrize("word", [*COMMANDS, *Format, *Standing])
def test_the_readme_names_everything(word: str) -> None:
    """Every command, format and standing is told of."""
    assert word in README.read_text()
