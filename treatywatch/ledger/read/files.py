"""Find the files of a ledger and read their text."""

import os
import re
import stat
import sys
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Final

import msgspec

from treatywatch.ledger.read.sources import FileStat, file_stat
from treatywatch.model.errors import Problem
from treatywatch.model.ledger import FileOrigin
from treatywatch.model.text_safety import LINE_ESCAPES, escape_unsafe

STANDARD_INPUT: Final = "-"
SHIPPED: Final = "shipped"
"""Words for a ledger in place of a path; `./shipped` is a file."""

_WILDCARD: Final = re.compile(r"[*?\[]")
_MAX_MATCHES: Final = 2_000
_MAX_LISTED: Final = 20_000
"""The limits of one pattern: files that match, and names that are looked at."""

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_INCLUDE_HINT: Final = "name a file in or below the ledger's own folder, relative to this file"


class LedgerPath(msgspec.Struct, frozen=True):
    """The path of a ledger and the reason for reading it."""

    path: str | Path
    origin: FileOrigin = FileOrigin.NAMED


class FileText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a file without a byte-order mark. `path` is None for standard input.

    `stat` is the status of the regular file that was opened; text from elsewhere has no status.
    """

    name: str
    path: Path | None
    text: str
    sha256: str
    stat: FileStat | None = None


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
    """Return a file name for outputs, with unsafe characters and non-UTF-8 bytes escaped."""
    name = os.fsencode(path).decode(errors="backslashreplace")
    return escape_unsafe(name).translate(LINE_ESCAPES)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    import hashlib  # takes 3 ms, which an answer from the cache saves

    return hashlib.sha256(content).hexdigest()


def read_file(
    path: Path | None, name: str, content: bytes | None = None, *, regular_only: bool = False
) -> FileText | Problem:
    """Read a file, or standard input if `path` is None. Return a Problem on failure.

    `content`, if given, is used in place of the file's content. With `regular_only`, pipes and
    devices are a Problem; without it, a user can name a pipe.
    """
    status = None
    try:
        if content is None and path is not None:
            content, status = _read_content(path, regular_only=regular_only)
        elif content is None:
            content = _standard_input()
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
    sha256, recorded = digest(content), None
    if path is not None and status is not None and stat.S_ISREG(status.st_mode):
        recorded = file_stat(str(path.absolute()), status, sha256)
    return FileText(name=name, path=path, text=text, sha256=sha256, stat=recorded)


def _read_content(path: Path, *, regular_only: bool) -> tuple[bytes, os.stat_result]:
    """Return the content and the status of the same opened file. Raises OSError."""
    with open(path, "rb", opener=_open_at_once if regular_only else None) as file:
        status = os.fstat(file.fileno())
        if regular_only and not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a regular file")
        return file.read(), status


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for a writer, as a pipe would."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


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


def glob_files(folder: str, pattern: str) -> list[str] | None:
    """Return the files that match a pattern of an `include`, sorted by name.

    Too many files are None.
    A part of the pattern matches no folder that was already listed, so that links to a folder above
    do not multiply the work.
    """
    paths = [folder]
    walked = {_identity(folder)}
    listed = 0
    for part in (part for part in pattern.split("/") if part not in {"", "."}):
        if not _WILDCARD.search(part):
            paths = [path for parent in paths if os.path.lexists(path := f"{parent}/{part}")]
            continue
        matches = []
        for parent in paths:
            names = _names_in(parent, _MAX_LISTED - listed + 1)
            listed += len(names)
            matches += [f"{parent}/{name}" for name in _matching(names, part)]
        if listed > _MAX_LISTED:
            return None
        paths = [path for path in sorted(matches) if _is_new(path, walked)]
    return sorted(paths) if len(paths) <= _MAX_MATCHES else None


def _names_in(folder: str, limit: int) -> list[str]:
    """Return at most `limit` names of a folder; other paths have no names."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry, _ in zip(entries, range(limit), strict=False)]
    except OSError:
        return []


def _matching(names: Iterable[str], part: str) -> list[str]:
    """Return the names that match a part; `*` matches no hidden file."""
    import fnmatch  # an answer from the cache of a ledger without includes saves this

    hidden = part.startswith(".")
    return fnmatch.filter((name for name in names if hidden or not name.startswith(".")), part)


def _is_new(path: str, walked: set[tuple[int, int] | None]) -> bool:
    """Return whether a path is no walked folder; add it if a folder."""
    identity = _identity(path)
    if identity is None:
        return True
    size = len(walked)
    walked.add(identity)
    return len(walked) > size


def _identity(path: str) -> tuple[int, int] | None:
    """Return the device and inode of a folder."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a pattern may match thousands of files
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def included_files(
    file: FileText, number: int, pattern: str, folder: Path
) -> dict[Path, Path] | Problem:
    """Map each file that pattern `number` of a file's `include` matches to its resolved path.

    The files are sorted by name. `folder` is the resolved folder of the ledger's first file. Files
    outside it are a Problem.
    """
    if file.path is None:
        return _bad_include(file, number, "standard input cannot include files")
    if Path(pattern).is_absolute() or "\0" in pattern:
        return _bad_include(file, number, f'include "{pattern}" is not a relative path')
    if _starts_outside(file.path.parent, pattern, folder):
        return _bad_include(file, number, f'include "{pattern}" leaves the ledger\'s folder')
    names = glob_files(str(file.path.parent), pattern)
    if names is None:
        message = f'include "{pattern}" matches too much: more than {_MAX_MATCHES} files or '
        return _bad_include(file, number, f"{message}{_MAX_LISTED} names to look at")
    paths = {path: resolve_path(path) for path in map(Path, names)}
    if not paths:
        return _bad_include(file, number, f'include "{pattern}" matches no file')
    if not all(target.is_relative_to(folder) for target in paths.values()):
        return _bad_include(file, number, f'include "{pattern}" leaves the ledger\'s folder')
    return paths


def _starts_outside(parent: Path, pattern: str, root: Path) -> bool:
    """Return whether a pattern starts outside a folder or goes up after a wildcard."""
    parts = pattern.split("/")
    fixed = list(takewhile(lambda part: not _WILDCARD.search(part), parts))
    start = resolve_path(parent.joinpath(*fixed))
    return ".." in parts[len(fixed) :] or not start.is_relative_to(root)


def _bad_include(file: FileText, number: int, message: str) -> Problem:
    path = ("include", number)
    return Problem(file=file.name, check="include", message=message, hint=_INCLUDE_HINT, path=path)
