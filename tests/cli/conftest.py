"""Helpers that run commands in this process or on a real terminal."""

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
    """A function that runs a command in this process."""

    def __call__(self, *args: str, input: str | None = None) -> Result:  # noqa: A002
        """Return the result of the command."""


@pytest.fixture(autouse=True)
def fixed_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fix the environment that commands read; give each test its own home."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("TREATYWATCH_LEDGER", "FORCE_COLOR", "NO_COLOR", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TREATYWATCH_TODAY", TODAY)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def run() -> Run:
    """Run a command with output that is not a terminal."""

    def invoke(*args: str, input: str | None = None) -> Result:  # noqa: A002
        return CliRunner().invoke(app, args, prog_name="treatywatch", input=input)

    return invoke


@pytest.fixture
def on_terminal() -> Callable[..., str]:
    """Return the function that runs a command on a terminal."""
    return terminal_output


def terminal_output(*args: str, columns: int = 100, **variables: str) -> str:
    """Return the output of a command on a terminal of that width."""
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
