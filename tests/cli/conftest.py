"""Running commands: in this process for most tests, on a real terminal where it matters."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import CliRunner, Result

from treatywatch.cli.main import app

TODAY = "2026-11-23"
ANSWERLESS = {"init", "schema"}
"""Commands that answer no question: they read no ledger and have no JSON."""


class Run(Protocol):
    """Runs a command in this process."""

    def __call__(self, *args: str, input: str | None = None) -> Result:  # noqa: A002
        """What it printed, and its exit status."""


@pytest.fixture(autouse=True)
def still_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hold still whatever of the environment commands look at; each test has a home of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("TREATYWATCH_LEDGER", "FORCE_COLOR", "NO_COLOR", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TREATYWATCH_TODAY", TODAY)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def run() -> Run:
    """Run a command as its caller would, its output not a terminal."""

    def invoke(*args: str, input: str | None = None) -> Result:  # noqa: A002
        return CliRunner().invoke(app, args, prog_name="treatywatch", input=input)

    return invoke


@pytest.fixture
def on_terminal() -> Callable[..., str]:
    """What a command shows on a terminal of some width."""
    return terminal_output


def terminal_output(*args: str, columns: int = 100, **variables: str) -> str:
    """What a command shows on a terminal so wide; `variables` are added to its environment."""
    environment = os.environ | {"TREATYWATCH_TODAY": TODAY, "COLUMNS": str(columns)} | variables
    keyboard, screen = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "treatywatch", *args],
        stdin=screen,
        stdout=screen,
        stderr=subprocess.STDOUT,
        env=environment,
    ):
        os.close(screen)
        shown = b""
        with suppress(OSError):  # how a terminal says that its last program has ended
            while chunk := os.read(keyboard, 65536):
                shown += chunk
    os.close(keyboard)
    return shown.decode().replace("\r\n", "\n")
