"""The files of a ledger: where the shipped one is, what a file includes, and the text of each."""

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from treatywatch.model.errors import Problem
from treatywatch.model.ledger import FileOrigin

STANDARD_INPUT: Final = "-"
SHIPPED: Final = "shipped"
"""The words that stand for a ledger where a path is expected; `./shipped` is a file of that name."""

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_INCLUDE_HINT: Final = "name a file in or below the ledger's own folder, relative to this file"


class LedgerPath(msgspec.Struct, frozen=True):
    """Where a ledger is, and how the program came to read it."""

    path: str | Path
    origin: FileOrigin = FileOrigin.NAMED


class FileText(msgspec.Struct, frozen=True, kw_only=True):
    """A file's text, without a byte-order mark. `path` is None for standard input."""

    name: str
    path: Path | None
    text: str
    sha256: str


def shipped_ledger() -> Path:
    """The ledger that comes with the package, installed from a wheel or run from a checkout."""
    installed = _PACKAGE / "data" / "events.toml"
    return installed if installed.exists() else _PACKAGE.parent / "data" / "events.toml"


def in_package(path: Path) -> bool:
    """Whether a file lies within the installed package, where nothing of the user's may be kept."""
    return resolve_path(path).is_relative_to(_PACKAGE)


def shipped_name(path: Path) -> str:
    """How outputs call the shipped ledger: the same wherever the package is installed."""
    return path.relative_to(_PACKAGE.parent).as_posix()


def display_name(path: str | Path) -> str:
    """How outputs call a file; bytes of its name that are no text are written as escapes."""
    return os.fsencode(path).decode(errors="backslashreplace")


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content."""
    import hashlib  # 3 ms that an answer from a compiled copy does without

    return hashlib.sha256(content).hexdigest()


def read_file(path: Path | None, name: str, content: bytes | None = None) -> FileText | Problem:
    """The text of a file, or of standard input for None; a Problem where it cannot be read.

    `content` is taken for what the file says where it is given.
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
    reason = {
        FileNotFoundError: "no such file",
        IsADirectoryError: "is a folder, not a ledger file",
        PermissionError: "may not be read: permission denied",
    }.get(type(error), f"cannot be read: {error.strerror or error}")
    return Problem(file=name, check="unreadable", message=reason)


def resolve_path(path: Path) -> Path:
    """The file that a path leads to; a link that leads to itself is as it is.

    So is a relative path where the folder that it counts from is gone.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path


def glob_files(folder: str, pattern: str) -> list[str]:
    """The files that an entry of an `include` leads to, in order of name."""
    import glob  # an answer from a compiled copy may do without

    return sorted(glob.glob(f"{glob.escape(folder)}/{pattern}"))  # noqa: PTH207 - takes any text


def included_files(file: FileText, number: int, pattern: str, folder: Path) -> list[Path] | Problem:
    """The files that one entry of a file's `include` names, in order of name.

    `folder` is the folder of the ledger's first file, which no include may leave.
    """
    if file.path is None:
        return _bad_include(file, number, "standard input cannot include files")
    if Path(pattern).is_absolute() or "\0" in pattern:
        return _bad_include(file, number, f'include "{pattern}" is not a relative path')
    paths = [Path(found) for found in glob_files(str(file.path.parent), pattern)]
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
