"""The command line. One small module a command; each is imported only when it is called."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from treatywatch import __version__

BUG: Final = 70
"""The exit status for a mistake of our own, as sysexits.h has it."""

COMMANDS: Final = ("status", "timeline", "diff", "countries", "treaties", "check")


class Commands(TyperGroup):
    """The commands, each found in the module of its name when it is first asked for."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names to suggest from

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order in which help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(import_module(f"treatywatch.cli.{cmd_name}").app)


app = typer.Typer(
    cls=Commands,
    name="treatywatch",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if asked:
        from treatywatch.cli.session import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback(
    epilog="\b\nExamples:\n"
    "  treatywatch status Lithuania\n"
    "  treatywatch timeline --treaty ottawa --from 2025-01-01\n"
    "  treatywatch diff 2025-03-01 today --treaty ottawa\n\n"
    "Exit status: 0 answered, even if the answer is empty; 1 check found mistakes, or diff "
    "--exit-code found changes; 2 wrong usage; 3 a ledger is missing or has mistakes; 4 the answer "
    "could not be written; 130 interrupted."
)
def treatywatch(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Show the version of the tool and of its ledger.",
        ),
    ] = False,
) -> None:
    """Who is leaving which treaty: dated, sourced, computable."""


def main() -> None:
    """Run the command line; what goes wrong ends in one line and an exit status."""
    from treatywatch.cli.session import prepare_streams, quiet_streams

    prepare_streams()
    try:
        app()
    except BrokenPipeError:
        quiet_streams()
        sys.exit(0)
    except Exception as error:
        if os.environ.get("TREATYWATCH_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}"
        typer.echo(f"Error: this is a bug in treatywatch ({told}).", err=True)
        typer.echo("Set TREATYWATCH_DEBUG=1 to see where, and please report it.", err=True)
        sys.exit(BUG)


__all__ = ["__version__", "app", "main"]
