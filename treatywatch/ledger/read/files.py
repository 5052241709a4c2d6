"""Find the files of a ledger and read their text."""

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from treatywatch.model.errors import Problem
from treatywatch.model.ledger import FileOrigin
from treatywatch.model.text_safety import LINE_ESCAPES, escape_unsafe

STANDARD_INPUT: Final = "-"
SHIPPED: Final = "shipped"
"""Words for a ledger in place of a path; `./shipped` is a file."""

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_INCLUDE_HINT: Final = "name a file in or below the ledger's own folder, relative to this file"


class LedgerPath(msgspec.Struct, frozen=True):
    """The path of a ledger and the reason for reading it."""

    path: str | Path
    origin: FileOrigin = FileOrigin.NAMED


class FileText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a file without a byte-order mark. `path` is None for standard input."""

    name: str
    path: Path | None
    text: str
    sha256: str


def shipped_ledger() -> Path:
    """Return the path of the shipped ledger, in the package or in the checkout."""
    installed = _PACKAGE / "data" / "events.toml"
    return installed if installed.exists() else _PACKAGE.parent / "data" / "events.toml"


def in_package(path: Path) -> bool:
    """Return whether a file lies within the package, where users must not keep files."""
    return resolve_path(path).is_relative_to(_PACKAGE)


def shipped_name(path: Path) -> str:
    """Return the name of a shipped file in outputs, the same in every installation."""
    return path.relative_to(_PACKAGE.parent).as_posix()


def display_name(path: str | Path) -> str:
    """Return the name of a file in outputs, with non-UTF-8 bytes and unsafe characters escaped."""
    name = os.fsencode(path).decode(errors="backslashreplace")
    return escape_unsafe(name).translate(LINE_ESCAPES)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    import hashlib  # takes 3 ms, which an answer from the cache saves

    return hashlib.sha256(content).hexdigest()


def read_file(path: Path | None, name: str, content: bytes | None = None) -> FileText | Problem:
    """Read a file, or standard input if `path` is None. Return a Problem on failure.

    `content`, if given, is used in place of the file's content.
    """
    try:
        if content is None:
            content = path.read_bytes() if path else _standard_input()
    except OSError as error:
        return _unreadable(name, error)
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{content[error.start]:02X} in line {line}"
        hint = "save the file as UTF-8"
        return Problem(file=name, check="not-utf-8", message=message, hint=hint, line=line)
    if not text or text.isspace():
        hint = "a ledger starts with format = 1"
        return Problem(file=name, check="empty", message="is empty", hint=hint)
    return FileText(name=name, path=path, text=text, sha256=digest(content))


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(0, "standard input is closed")
    return sys.stdin.buffer.read()


def _unreadable(name: str, error: OSError) -> Problem:
    message = {
        FileNotFoundError: "no such file",
        IsADirectoryError: "is a folder, not a ledger file",
        PermissionError: "may not be read: permission denied",
    }.get(type(error), f"cannot be read: {error.strerror or error}")
    return Problem(file=name, check="unreadable", message=message)


def resolve_path(path: Path) -> Path:
    """Return the absolute path of a file, with links followed.

    A link to itself, and a relative path in a deleted folder, are returned unchanged.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path


def glob_files(folder: str, pattern: str) -> list[str]:
    """Return the files that match a pattern of an `include`, sorted by name."""
    import glob  # an answer from the cache of a ledger without includes saves this

    return sorted(glob.glob(f"{glob.escape(folder)}/{pattern}"))  # noqa: PTH207 - Path.glob refuses some patterns


def included_files(file: FileText, number: int, pattern: str, folder: Path) -> list[Path] | Problem:
    """Return the files that pattern `number` of a file's `include` matches, sorted by name.

    `folder` is the folder of the ledger's first file. Files outside it are a Problem.
    """
    if file.path is None:
        return _bad_include(file, number, "standard input cannot include files")
    if Path(pattern).is_absolute() or "\0" in pattern:
        return _bad_include(file, number, f'include "{pattern}" is not a relative path')
    paths = [Path(name) for name in glob_files(str(file.path.parent), pattern)]
    if not paths:
        return _bad_include(file, number, f'include "{pattern}" matches no file')
    root = resolve_path(folder)
    outside = [path for path in paths if not resolve_path(path).is_relative_to(root)]
    if outside:
        return _bad_include(file, number, f'include "{pattern}" leaves the ledger\'s folder')
    return paths


def _bad_include(file: FileText, number: int, message: str) -> Problem:
    path = ("include", number)
    return Problem(file=file.name, check="include", message=message, hint=_INCLUDE_HINT, path=path)
