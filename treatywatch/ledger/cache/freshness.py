"""Whether files still say what they said when they were read, without reading them again.

As git's index does: a file whose size, inode and both times of change are what they were has not
changed, unless it was written so late that its times cannot tell. Then its content's hash does.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

from treatywatch.ledger.read.files import digest, glob_files

TIMESTAMP_RESOLUTION_NS: Final = 2_000_000_000
"""How coarse a file system's clock may be, in nanoseconds; that of FAT counts in two seconds."""

CODE_FOLDERS: Final = ("model", "law", "standing", "checks", "ledger/read", "ledger/cache")
"""The folders of the package whose modules decide which ledgers are clean and how they are cached."""

_PACKAGE: Final = str(Path(__file__).parents[2])


class FileStat(msgspec.Struct, frozen=True):
    """What a file looked like: size, inode, device, times of change in nanoseconds, and its hash."""

    path: str
    size: int
    inode: int
    device: int
    modified: int
    changed: int
    sha256: str


class GlobResult(msgspec.Struct, frozen=True):
    """What an entry of an `include` led to: the folder it counts from, the pattern, the files."""

    folder: str
    pattern: str
    found: tuple[str, ...]


def stat_file(path: str, sha256: str) -> FileStat:
    """What a file looks like that was read as having that hash. Raises OSError."""
    status = os.stat(path)  # noqa: PTH116 - a hundred of these stand in the way of every answer
    return FileStat(
        path,
        status.st_size,
        status.st_ino,
        status.st_dev,
        status.st_mtime_ns,
        status.st_ctime_ns,
        sha256,
    )


def list_glob(folder: str, pattern: str) -> GlobResult:
    """What an entry of an `include` leads to now."""
    return GlobResult(folder, pattern, tuple(glob_files(folder, pattern)))


def code_fingerprint() -> int:
    """Return a number that changes with the size or time of a module in `CODE_FOLDERS`.

    The version alone does not do, because in a checkout a rule may become stricter without a new
    version. Looking at 61 modules takes 0.2 ms.
    """
    sources = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in CODE_FOLDERS
        for entry in os.scandir(f"{_PACKAGE}/{folder}")
        if entry.name.endswith(".py")
    ]
    return crc32(repr(sorted(sources)).encode())


def is_unchanged(seen: Iterable[FileStat], listed: Iterable[GlobResult], since: int) -> bool | None:
    """Whether all files are as they were; None where only reading some of them could tell.

    `since` is when they were last known to be, in nanoseconds: what was written about then or later
    may have been written twice within one tick of the file system's clock.
    """
    doubt = False
    try:
        for file in seen:
            if stat_file(file.path, file.sha256) != file:
                return False
            doubt = doubt or max(file.modified, file.changed) >= since - TIMESTAMP_RESOLUTION_NS
    except OSError:
        return False
    if any(list_glob(entry.folder, entry.pattern) != entry for entry in listed):
        return False
    return None if doubt else True


def same_content(seen: Iterable[FileStat]) -> bool:
    """Whether every file still has the content that it had, by its hash."""
    try:
        return all(digest(Path(file.path).read_bytes()) == file.sha256 for file in seen)
    except OSError:
        return False
