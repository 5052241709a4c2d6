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

from treatywatch.ledger.read.files import digest, glob_files, resolve_path
from treatywatch.ledger.read.sources import FileStat, GlobResult, Sources, file_stat

TIMESTAMP_RESOLUTION_NS: Final = 2_000_000_000
"""The coarsest clock of any file system: FAT counts in two seconds."""

CODE_FOLDERS: Final = ("model", "law", "standing", "checks", "ledger/read", "ledger/cache")
"""The folders of modules that decide which ledgers are clean and how they are cached."""

_PACKAGE: Final = str(Path(__file__).parents[2])


def stat_file(path: str, sha256: str) -> FileStat:
    """Return the status of a file whose content has that hash. Raises OSError."""
    return file_stat(path, os.stat(path), sha256)  # noqa: PTH116 - an answer may wait for a hundred


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


def is_unchanged(sources: Sources, read_started_ns: int) -> bool | None:
    """Return whether all sources are unchanged, or None if only content can decide.

    A file may have been written twice within one tick of the clock if it was written less than
    `TIMESTAMP_RESOLUTION_NS` before `read_started_ns`, or later.
    """
    uncertain = False
    try:
        for file in sources.files:
            if stat_file(file.path, file.sha256) != file:
                return False
            last_change = max(file.modified, file.changed)
            uncertain = uncertain or last_change >= read_started_ns - TIMESTAMP_RESOLUTION_NS
    except OSError:
        return False
    if not _same_targets(sources.resolved):
        return False
    if any(list_glob(found.folder, found.pattern) != found for found in sources.glob_results):
        return False
    return None if uncertain else True


def _same_targets(resolved: Iterable[tuple[str, str]]) -> bool:
    """Return whether every path still leads to the same place.

    Each folder is resolved only once, because that is most of the work.
    """
    folders: dict[str, str] = {}
    for path, target in resolved:
        folder, name = os.path.split(path)
        if name in {"", ".."} or os.path.islink(path):  # noqa: PTH114 - a hundred of these
            found = str(resolve_path(Path(path)))
        else:
            if folder not in folders:
                folders[folder] = str(resolve_path(Path(folder)))
            found = os.path.join(folders[folder], name)  # noqa: PTH118 - a hundred of these
        if found != target:
            return False
    return True


def same_content(file_stats: Iterable[FileStat]) -> bool:
    """Return whether every file still has its status and its content."""
    try:
        return all(_has_content(file) for file in file_stats)
    except OSError:
        return False


def _has_content(recorded: FileStat) -> bool:
    with open(recorded.path, "rb", opener=_open_at_once) as file:
        if file_stat(recorded.path, os.fstat(file.fileno()), recorded.sha256) != recorded:
            return False
        return digest(file.read()) == recorded.sha256


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for the writer of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
