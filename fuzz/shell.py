"""The command line in this process, quick enough to ask it thousands of questions."""

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

Call = tuple[str, ...]

LEDGER: Final = "LEDGER"
"""What stands in a call for the path of the ledger."""

_PACKAGE: Final = Path(treatywatch.__file__).parent
_ENVIRONMENT: Final = {
    "TREATYWATCH_TODAY": "2026-11-23",
    "XDG_CACHE_HOME": os.devnull,
    **dict.fromkeys(("TREATYWATCH_LEDGER", "FORCE_COLOR", "NO_COLOR", "COLUMNS")),
}


class Run(NamedTuple):
    """What came of a call: its exit status, what it printed, and what it let out, if anything."""

    status: int
    output: str
    errors: str
    crash: Exception | None


def run(call: Call, path: Path) -> Run:
    """Ask something of a ledger file. Nothing that goes wrong in answering is raised."""
    words = [str(path) if word == LEDGER else word for word in (*call, "--ledger", LEDGER)]
    status, crash = 0, None
    with CliRunner().isolation(env=_ENVIRONMENT) as (output, errors, _):
        try:
            _command_line().main(words, prog_name="treatywatch")
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
        except Exception as error:  # noqa: BLE001 - whatever a command lets out is what is sought
            crash = error
        sys.stdout.flush()
        sys.stderr.flush()
        return Run(status, output.getvalue().decode(), errors.getvalue().decode(), crash)


@cache
def _command_line() -> Any:
    """The commands, each put together once: that takes longer than answering from a small ledger."""
    line: Any = typer.main.get_command(app)
    find = cache(lambda name: type(line).get_command(line, None, name))
    line.get_command = lambda _context, name: find(name)
    return line


def place_of(crash: Exception) -> str:
    """Its kind, and the last line of this program that it came through."""
    frames = traceback.extract_tb(crash.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    *_, last = ours or frames
    return f"{type(crash).__name__} at {Path(last.filename).name}:{last.lineno}"
