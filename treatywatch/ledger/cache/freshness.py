"""Notice changed files and a changed program without reading either.

A file whose size, inode and times of change are the same is unchanged, as in git's index. The
exception is a file that was written shortly before it was read: a second write may leave the same
times, and then the hash of the content decides.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

from treatywatch.ledger.read.files import digest, glob_files

TIMESTAMP_RESOLUTION_NS: Final = 2_000_000_000
"""The coarsest clock of any file system: FAT counts in two seconds."""

CODE_FOLDERS: Final = ("model", "law", "standing", "checks", "ledger/read", "ledger/cache")
"""The folders of modules that decide which ledgers are clean and how they are cached."""

_PACKAGE: Final = str(Path(__file__).parents[2])


class FileStat(msgspec.Struct, frozen=True):
    """The status of a file, its times in nanoseconds, and the hash of its content."""

    path: str
    size: int
    inode: int
    device: int
    modified: int
    changed: int
    sha256: str


class GlobResult(msgspec.Struct, frozen=True):
    """The files that matched a pattern of an `include`, relative to a folder."""

    folder: str
    pattern: str
    found: tuple[str, ...]


def stat_file(path: str, sha256: str) -> FileStat:
    """Return the status of a file whose content has that hash. Raises OSError."""
    status = os.stat(path)  # noqa: PTH116 - an answer may wait for a hundred of these
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
    """Return the files that match the pattern now."""
    return GlobResult(folder, pattern, tuple(glob_files(folder, pattern) or ()))


def code_fingerprint() -> int:
    """Return a number that changes with the size or time of a module in `CODE_FOLDERS`.

    The version alone does not do, because in a checkout a rule may become stricter without a new
    version. Looking at 61 modules takes 0.2 ms. Raises OSError.
    """
    modules = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in CODE_FOLDERS
        for entry in os.scandir(f"{_PACKAGE}/{folder}")
        if entry.name.endswith(".py")
    ]
    return crc32(repr(sorted(modules)).encode())


def is_unchanged(
    file_stats: Iterable[FileStat], glob_results: Iterable[GlobResult], read_started_ns: int
) -> bool | None:
    """Return whether all files are unchanged, or None if only their content can tell.

    A file may have been written twice within one tick of the clock if it was written less than
    `TIMESTAMP_RESOLUTION_NS` before `read_started_ns`, or later.
    """
    uncertain = False
    try:
        for file in file_stats:
            if stat_file(file.path, file.sha256) != file:
                return False
            last_change = max(file.modified, file.changed)
            uncertain = uncertain or last_change >= read_started_ns - TIMESTAMP_RESOLUTION_NS
    except OSError:
        return False
    if any(list_glob(result.folder, result.pattern) != result for result in glob_results):
        return False
    return None if uncertain else True


def same_content(file_stats: Iterable[FileStat]) -> bool:
    """Return whether the content of every file still has its hash."""
    try:
        return all(digest(Path(file.path).read_bytes()) == file.sha256 for file in file_stats)
    except OSError:
        return False
