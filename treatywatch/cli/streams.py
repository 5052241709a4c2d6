"""Standard output and error, also when a reader leaves or a disk is full."""

import errno
import os
import sys
from traceback import walk_tb
from typing import TypeGuard

import typer

from treatywatch.cli.exit_codes import ExitCode


def prepare_streams() -> None:
    """Write escapes for characters that a stream's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def stdout_is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_stdout(content: bytes) -> None:
    """Write all of the content to standard output. Raises OSError."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    sys.stdout.flush()
    view = memoryview(content)
    while view:
        written = sys.stdout.buffer.write(view)
        view = view[written:]
    sys.stdout.buffer.flush()


def write_output(content: bytes, file: str | None) -> None:
    """Write to a file, else to standard output; exit with an error on failure.

    A reader that has left standard output is no failure.
    """
    try:
        if file is None:
            write_stdout(content)
        else:
            from treatywatch.ledger.write.atomic import write_file

            write_file(file, content)
    except BrokenPipeError:
        discard_stdout()
        raise typer.Exit from None
    except OSError as error:
        target = file or "standard output"
        print_error(f"Error: cannot write {target}: {error.strerror or error}")
        if file is None:
            discard_stdout()
        raise typer.Exit(ExitCode.NOT_WRITTEN) from None


def is_stdout_error(error: Exception) -> TypeGuard[OSError]:
    """Return whether an error was raised by writing to standard output outside `write_output`.

    Typer writes help, the version and completions with `echo`.
    """
    writers = {typer.echo.__code__, flush_stdout.__code__}
    frames = walk_tb(error.__traceback__)
    return isinstance(error, OSError) and any(frame.f_code in writers for frame, _ in frames)


def flush_stdout() -> None:
    """Write what is still buffered for standard output. Raises OSError."""
    if sys.stdout is not None:
        sys.stdout.flush()


def flush_streams() -> None:
    """Flush both streams; discard what cannot be written."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            _redirect_to_null(number)


def print_error(message: str) -> None:
    """Print to standard error; ignore a failure, because the exit status reports the error too."""
    try:
        typer.echo(message, err=True)
    except OSError:
        _redirect_to_null(2)


def discard_stdout() -> None:
    """Discard what is still buffered for standard output, and what follows."""
    _redirect_to_null(1)


def _redirect_to_null(descriptor: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
