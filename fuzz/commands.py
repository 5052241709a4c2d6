"""Run commands in this process, because starting one for each takes too long."""

import os
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer
from typer.testing import CliRunner

import treatywatch
from treatywatch.cli.main import app

Command = tuple[str, ...]

LEDGER: Final = "LEDGER"
"""Placeholder of the ledger's path in a command."""

_PACKAGE: Final = Path(treatywatch.__file__).parent
_ENVIRONMENT: Final = {
    "TREATYWATCH_TODAY": "2026-11-23",
    "XDG_CACHE_HOME": os.devnull,
    **dict.fromkeys(("TREATYWATCH_LEDGER", "FORCE_COLOR", "NO_COLOR", "COLUMNS")),
}


class Run(NamedTuple):
    """Exit status, stdout, stderr and uncaught exception of a command."""

    status: int
    output: str
    errors: str
    exception: Exception | None


def run(command: Command, path: Path) -> Run:
    """Run a command on a ledger file; exceptions are returned, not raised."""
    words = [str(path) if word == LEDGER else word for word in (*command, "--ledger", LEDGER)]
    status, exception = 0, None
    with CliRunner().isolation(env=_ENVIRONMENT) as (output, errors, _):
        try:
            _command_line().main(words, prog_name="treatywatch")
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 0
        except Exception as error:  # noqa: BLE001 - any uncaught exception is a failure
            exception = error
        sys.stdout.flush()
        sys.stderr.flush()
        return Run(status, output.getvalue().decode(), errors.getvalue().decode(), exception)


@cache
def _command_line() -> Any:
    """Return the command line with its commands cached, because building them is slow."""
    group: Any = typer.main.get_command(app)
    get_command = cache(lambda name: type(group).get_command(group, None, name))
    group.get_command = lambda _context, name: get_command(name)
    return group


def summarize_exception(error: Exception) -> str:
    """Return the exception's type and the last line of this program in its traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    *_, last = ours or frames
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
