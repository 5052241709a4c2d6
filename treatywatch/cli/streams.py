"""Standard output and error, and what becomes of them when a reader leaves or a disk is full."""

import errno
import os
import sys

import typer

from treatywatch.cli.exit_codes import ExitCode


def prepare_streams() -> None:
    """Let no character that a stream's encoding lacks end a program half-way."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def stdout_is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_stdout(content: bytes) -> None:
    """Write all of an answer to standard output. Raises OSError."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    sys.stdout.flush()
    view = memoryview(content)
    while view:
        written = sys.stdout.buffer.write(view)
        view = view[written:]
    sys.stdout.buffer.flush()


def write_output(content: bytes, output: str | None) -> None:
    """Write an answer to standard output or a file; failing that, say why and exit."""
    try:
        if output is None:
            write_stdout(content)
        else:
            from treatywatch.ledger.write.atomic import write_file

            write_file(output, content)
    except BrokenPipeError:
        discard_stdout()
        raise typer.Exit from None
    except OSError as error:
        where = output or "standard output"
        print_error(f"Error: cannot write {where}: {error.strerror or error}")
        if output is None:
            discard_stdout()
        raise typer.Exit(ExitCode.NOT_WRITTEN) from None


def flush_stdout() -> None:
    """Write what is still buffered. Raises OSError."""
    if sys.stdout is not None:
        sys.stdout.flush()


def flush_streams() -> None:
    """Leave nothing buffered, whatever has become of the streams."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            _send_nowhere(number)


def print_error(message: str) -> None:
    """Say something beside the answer; where nobody can hear it, the exit status must do."""
    try:
        typer.echo(message, err=True)
    except OSError:
        _send_nowhere(2)


def discard_stdout() -> None:
    """Send nowhere what is still buffered for standard output."""
    _send_nowhere(1)


def _send_nowhere(stream: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
