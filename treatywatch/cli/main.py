"""The command line. One small module a command; each is imported only when it is called."""

import os
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from treatywatch import __version__

INTERRUPTED: Final = 130
BUG: Final = 70
"""The exit status for a mistake of our own, as sysexits.h has it."""

COMMANDS: Final = (
    "status",
    "timeline",
    "diff",
    "upcoming",
    "explain",
    "what-if",
    "verify",
    "parties",
    "board",
    "countries",
    "treaties",
    "export",
    "check",
    "add",
    "files",
    "init",
    "schema",
)


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
        return typer.main.get_command(
            import_module(f"treatywatch.cli.commands.{cmd_name.replace('-', '_')}").app
        )

    def invoke(self, ctx: Any) -> Any:
        """What the command returns, once all is done that waited for its answer."""
        from treatywatch.cli.afterwards import do_waiting, forget_waiting

        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            forget_waiting()
            raise
        finally:
            do_waiting()


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
        from treatywatch.cli.version import version_text

        typer.echo(version_text())
        raise typer.Exit


@app.callback(
    epilog="\b\nExamples:\n"
    "  treatywatch status Lithuania\n"
    "  treatywatch timeline --treaty ottawa --from 2025-01-01\n"
    "  treatywatch diff 2025-03-01 today --treaty ottawa\n\n"
    "Exit status: 0 answered, even if the answer is empty; 1 check found something, add was "
    "refused, verify is false, or diff --exit-code found changes; 2 wrong usage; 3 a ledger is "
    "missing or has mistakes; 4 the answer, or the ledger, could not be written; 130 interrupted."
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


def main() -> int:
    """Run the command line: the exit status, once everything is written.

    What goes wrong ends in one line.
    """
    from treatywatch.cli.streams import flush_streams, prepare_streams

    prepare_streams()
    status = _run()
    flush_streams()
    return status


def _run() -> int:
    from treatywatch.cli.streams import NOT_WRITTEN, discard_stdout, flush_stdout, print_error

    try:
        status = app(standalone_mode=False)
        flush_stdout()
    except typer.TyperException as error:
        print_error(_usage_error(error))
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        return _reader_gone(ended)
    except BrokenPipeError:
        discard_stdout()
        return 0
    except OSError as error:
        print_error(f"Error: cannot write standard output: {error.strerror or error}")
        discard_stdout()
        return NOT_WRITTEN
    except Exception as error:
        if os.environ.get("TREATYWATCH_DEBUG"):
            raise
        print_error(f"Error: this is a bug in treatywatch ({type(error).__name__}: {error}).")
        print_error("Set TREATYWATCH_DEBUG=1 to see where, and please report it.")
        return BUG
    return status if isinstance(status, int) else 0


def _usage_error(error: typer.TyperException) -> str:
    """The message, below the usage line of the command that refused."""
    context = getattr(error, "ctx", None)
    message = f"Error: {error.format_message()}"
    if context is None:
        return message
    return f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n\n{message}"


def _reader_gone(ended: SystemExit) -> int:
    """Typer exits with 1 where the reader of its help is gone; only completion exits otherwise."""
    from treatywatch.cli.streams import discard_stdout

    completing = "_TREATYWATCH_COMPLETE" in os.environ
    discard_stdout()
    return ended.code if completing and isinstance(ended.code, int) else 0


__all__ = ["__version__", "app", "main"]
