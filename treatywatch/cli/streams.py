"""Standard output and error, also when a reader leaves or a disk is full."""

import errno
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from traceback import walk_tb
from typing import Final, TypeGuard

import typer

from treatywatch.cli.exit_codes import ExitCode
from treatywatch.model.text_safety import escape_unsafe

_DESCRIPTOR_PATH: Final = re.compile(r"(?:/dev|/proc/(?:self|thread-self|\d+))/fd/(\d+)")
_STANDARD_STREAMS: Final = {"/dev/stdout": 1, "/dev/stderr": 2}
_MAX_LINKS: Final = 40


def prepare_streams() -> None:
    """Write escapes for characters that a stream's encoding lacks.

    An encoding that cannot escape characters, for example idna, is replaced by UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            encoding = stream.encoding if _can_escape(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _can_escape(encoding: str) -> bool:
    try:
        "one. two..\n\u2026".encode(encoding, "backslashreplace")
    except (UnicodeError, LookupError):
        return False
    return True


def stdin_is_terminal() -> bool:
    """Return whether standard input is a terminal."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


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


def write_output(content: bytes, file: str | None, inputs: Iterable[Path]) -> None:
    """Write to a file, else to standard output; exit with an error on failure.

    `inputs` are the files of the ledger that was read: typer.BadParameter is raised if `file` is
    one of them. A name of a descriptor, for example /dev/stdout, writes through that descriptor. A
    reader that has left standard output is no failure.
    """
    if file is not None:
        _refuse_input(file, inputs)
    descriptor = 1 if file is None else descriptor_number(file)
    try:
        if descriptor == 1:
            write_stdout(content)
        elif descriptor is not None:
            _write_descriptor(descriptor, content)
        elif file is not None:
            from treatywatch.ledger.write.atomic import write_file

            write_file(file, content)
    except BrokenPipeError:
        discard_stdout()
        raise typer.Exit from None
    except OSError as error:
        target = file or "standard output"
        print_error(f"Error: cannot write {target}: {error.strerror or error}")
        if descriptor == 1:
            discard_stdout()
        raise typer.Exit(ExitCode.NOT_WRITTEN) from None


def _refuse_input(file: str, inputs: Iterable[Path]) -> None:
    """Raise typer.BadParameter if a file is one of the inputs, under any name."""
    try:
        target = os.stat(file)  # noqa: PTH116 - a Path cannot have every name
    except (OSError, ValueError):
        return
    for path in inputs:
        try:
            same = os.path.samestat(target, path.stat())
        except (OSError, ValueError):
            continue
        if same:
            raise typer.BadParameter(f"{file} is a file of the ledger: write to another file.")


def descriptor_number(file: str) -> int | None:
    """Return the descriptor that a path such as /dev/fd/3 names, also through links."""
    path = os.path.abspath(file)  # noqa: PTH100 - links stay links
    for _ in range(_MAX_LINKS):
        if path in _STANDARD_STREAMS:
            return _STANDARD_STREAMS[path]
        if match := _DESCRIPTOR_PATH.fullmatch(path):
            return int(match[1]) if _is_own(path) else None
        try:
            path = os.path.abspath(Path(path).parent / os.readlink(path))  # noqa: PTH100, PTH115
        except (OSError, ValueError):
            return None
    return None


def _is_own(path: str) -> bool:
    """Return whether a path of a descriptor names one of this process."""
    process = path.split("/")[2]
    return not process.isdecimal() or int(process) == os.getpid()


def _write_descriptor(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


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
    """Print to standard error; ignore a failure, because the exit status reports the error too.

    Control characters are escaped, because a message may quote what was typed.
    """
    try:
        typer.echo(escape_unsafe(message).replace("\r", "\\r"), err=True)
    except OSError:
        _redirect_to_null(2)


def discard_stdout() -> None:
    """Discard what is still buffered for standard output, and what follows."""
    _redirect_to_null(1)


def _redirect_to_null(descriptor: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
