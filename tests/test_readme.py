"""The README shows real output and names every command, format and standing."""

import difflib
import re
import shlex
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import pytest
from typer.testing import CliRunner

from tests.cli.add.conversation import ENTER, talk
from tests.cli.conftest import terminal_output
from treatywatch.cli.main import app
from treatywatch.commands import COMMANDS
from treatywatch.output.formats import Format
from treatywatch.standing.position import Standing

README: Final = Path(__file__).parent.parent / "README.md"
EXAMPLE: Final = re.compile(
    r"^```console\n\$ (treatywatch [^\n]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
PYTHON: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


DIFF: Final = re.compile(r"^```diff\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CONVERSATION: Final = "treatywatch add --ledger my.toml"
ANSWERS: Final = {
    "Country": "Samplonia",
    "Treaty": "example-convention",
    "Step": "notified",
    "Date": "2026-11-02",
    "Actor": "",
    "Depositary notification": "E.N.31.2026",
    "Summary": "Samplonia deposited its instrument of withdrawal.",
    "Source: title": "Depositary notification E.N.31.2026",
    "Source: publisher": "Example Organization",
    "Source: address": "https://example.org/notifications/31",
    "Source: date": "2026-11-04",
    "Source: kind": "depositary",
    "Another source?": "n",
    "Note": "",
    "Add this to my.toml?": "y",
}
"""Answers to the prompts of `add`, on a ledger that `treatywatch init` wrote."""


class Conversation(NamedTuple):
    """The final screen and the diff of the ledger."""

    screen: str
    change: str


@cache
def _conversation() -> Conversation:
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "my.toml"
        assert CliRunner().invoke(app, ("init", str(ledger))).exit_code == 0
        old = ledger.read_text()
        turns = [(question, answer + ENTER) for question, answer in ANSWERS.items()]
        args = shlex.split(CONVERSATION)[1:]
        screen, status = talk(*args, turns=turns, folder=ledger.parent, NO_COLOR="1")
        assert status == 0
        lines = difflib.unified_diff(old.splitlines(), ledger.read_text().splitlines(), lineterm="")
    return Conversation(screen, "".join(f"{line}\n" for line in list(lines)[2:]))


def _output_of(call: str) -> str:
    if call == CONVERSATION:
        return _conversation().screen
    return terminal_output(*shlex.split(call)[1:], columns=100, NO_COLOR="1")


def _regenerated(text: str) -> str:
    text = EXAMPLE.sub(lambda match: f"```console\n$ {match[1]}\n{_output_of(match[1])}```", text)
    return DIFF.sub(lambda _: f"```diff\n{_conversation().change}```", text)


@pytest.mark.slow
def test_examples_show_the_output_of_the_program(request: pytest.FixtureRequest) -> None:
    """Each console example is the output on a terminal of 100 columns."""
    text = README.read_text()
    assert len(EXAMPLE.findall(text)) >= 5
    if request.config.getoption("--update-golden"):
        README.write_text(_regenerated(text))
    assert README.read_text() == _regenerated(text)


def test_the_conversation_only_adds_lines() -> None:
    """The conversation of the README adds lines to the ledger and removes none."""
    screen, change = _conversation()
    assert screen.splitlines()[-1].startswith("Added to my.toml, line ")
    assert {line[0] for line in change.splitlines()} == {"@", " ", "+"}


def test_the_python_example_runs() -> None:
    """The Python example of the README runs without an error."""
    (code,) = PYTHON.findall(README.read_text())
    exec(compile(code, str(README), "exec"), {})  # noqa: S102 - our own README


@pytest.mark.parametrize("word", [*COMMANDS, *Format, *Standing])
def test_the_readme_names_everything(word: str) -> None:
    """Every command, format and standing appears in the README."""
    assert word in README.read_text()
