"""Describe the files, links and folders that a ledger was read from.

Everything is recorded while the ledger is read: a later look at the same path may find another file.
"""

import os

import msgspec


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


class Sources(msgspec.Struct, frozen=True):
    """The origins of a ledger: its files, its listings and its paths.

    `resolved` has each path of a first file, its folder or an included file, and the path with links
    followed, because includes are refused or skipped depending on their target. Paths are absolute.
    """

    files: tuple[FileStat, ...]
    glob_results: tuple[GlobResult, ...] = ()
    resolved: tuple[tuple[str, str], ...] = ()


def file_stat(path: str, status: os.stat_result, sha256: str) -> FileStat:
    """Return the status of a file whose content has that hash."""
    return FileStat(
        path,
        status.st_size,
        status.st_ino,
        status.st_dev,
        status.st_mtime_ns,
        status.st_ctime_ns,
        sha256,
    )
