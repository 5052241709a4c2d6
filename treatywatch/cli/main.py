"""The command line; the module of a command is imported when the command is called."""

import os
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from treatywatch.cli.command import APP_SETTINGS, examples_text
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.commands import COMMANDS


class Commands(TyperGroup):
    """The commands; each is imported when it is called."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        # TyperGroup suggests names from this, and `get_command` imports the commands themselves.
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return the command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"treatywatch.cli.commands.{name}")
        return typer.main.get_command(getattr(module, name))


app = typer.Typer(cls=Commands, name="treatywatch", no_args_is_help=True, **APP_SETTINGS)


def _print_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        from treatywatch.cli.printing import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback(
    epilog=examples_text(
        "status Lithuania",
        "timeline --treaty ottawa --from 2025-01-01",
        "diff 2025-03-01 today --treaty ottawa",
    )
    + "\n\n"
    "Exit status: 0 answered, even if the answer is empty; 1 check found something, add was "
    "refused, verify is false, or diff --exit-code found changes; 2 wrong usage; 3 a ledger is "
    "missing or has mistakes; 4 the answer, or the ledger, could not be written; 70 a bug; 130 "
    "interrupted."
)
def treatywatch(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Show the version of the tool and of its ledger.",
        ),
    ] = False,
) -> None:
    """Track who is leaving which treaty: dated, sourced, computable."""


def main() -> int:
    """Run the command line, flush the streams and return the exit status."""
    from treatywatch.cli.streams import flush_streams, prepare_streams

    prepare_streams()
    status = _run()
    flush_streams()
    return status


def _run() -> int:
    from treatywatch.cli.streams import discard_stdout, flush_stdout, print_error

    try:
        status = app(standalone_mode=False)
        flush_stdout()
    except typer.TyperException as error:
        print_error(_usage_error(error))
        return error.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except SystemExit as error:
        return _completion_status(error)
    except BrokenPipeError:
        discard_stdout()
        return ExitCode.ANSWERED
    except Exception as error:  # noqa: BLE001 - reported, or raised again
        return _unexpected_error(error)
    return status if isinstance(status, int) else ExitCode.ANSWERED


def _usage_error(error: typer.TyperException) -> str:
    """Return the message, below the usage line of the command that raised it."""
    context = getattr(error, "ctx", None)
    message = f"Error: {error.format_message()}"
    if context is None:
        return message
    return f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n\n{message}"


def _completion_status(error: SystemExit) -> int:
    """Return the exit status of shell completion, or 0 for a broken pipe.

    Typer exits with 1 when the reader of its help has left, which is no error.
    """
    from treatywatch.cli.streams import discard_stdout

    completing = "_TREATYWATCH_COMPLETE" in os.environ
    discard_stdout()
    return error.code if completing and isinstance(error.code, int) else ExitCode.ANSWERED


def _unexpected_error(error: Exception) -> ExitCode:
    """Report an error that no command handled: standard output cannot be written, or a bug.

    Raises a bug again if TREATYWATCH_DEBUG is set.
    """
    from treatywatch.cli.streams import discard_stdout, is_stdout_error, print_error

    if is_stdout_error(error):
        print_error(f"Error: cannot write standard output: {error.strerror or error}")
        discard_stdout()
        return ExitCode.NOT_WRITTEN
    if os.environ.get("TREATYWATCH_DEBUG"):
        raise error
    print_error(f"Error: this is a bug in treatywatch ({type(error).__name__}: {error}).")
    print_error("Set TREATYWATCH_DEBUG=1 to see where, and please report it.")
    return ExitCode.BUG
