"""Open cache files that only this user can have written."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from treatywatch.ledger.cache.schema import check_schema

_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe waits for its writer without this flag."""

_LARGEST_VALUE: Final = 1_000_000_000
_LIMITS: Final = (
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 1),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
)
_MIN_STEPS: Final = 100_000


class UntrustedError(Exception):
    """A file or folder that somebody else may have written."""


def is_private_folder(folder: Path) -> bool:
    """Return whether only this user can change the entries of a folder. Raises OSError."""
    status = os.stat(folder)  # noqa: PTH116 - faster, at each start
    return stat.S_ISDIR(status.st_mode) and _is_private(status)


def _is_private(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True  # Windows has access lists instead, and a cache folder in the user's profile
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


@contextmanager
def open_database(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open a database to read it; yield it and the descriptor of its file.

    Raises OSError, sqlite3.Error, CacheCorruptError, or UntrustedError if others may have written
    the file.
    """
    if not is_private_folder(path.parent):
        raise UntrustedError
    descriptor = os.open(path, os.O_RDONLY | _NO_LINKS | _NO_WAIT)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not _is_private(status):
            raise UntrustedError
        with closing(_connect(path)) as database:
            # SQLite opens the path again, and another process may have replaced the file.
            if not os.path.samestat(os.stat(path, follow_symlinks=False), status):  # noqa: PTH116
                raise UntrustedError
            _limit(database, status.st_size)
            check_schema(database)
            yield database, descriptor
    finally:
        os.close(descriptor)


def _connect(path: Path) -> sqlite3.Connection:
    """Connect without a lock, a journal or a wait, because a finished file never changes."""
    name = str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, timeout=0)


def _limit(database: sqlite3.Connection, size: int) -> None:
    """Bound memory and time by the size of the file.

    No value is longer than the file, and a row takes more bytes in it than steps to read.
    """
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(size, _LARGEST_VALUE))
    for limit, value in _LIMITS:
        database.setlimit(limit, value)
    database.set_progress_handler(_interrupt, _MIN_STEPS + size)
    database.execute("PRAGMA trusted_schema = OFF")


def _interrupt() -> bool:
    return True


def create_private(path: Path) -> int:
    """Create a file that only this user may read, and return its descriptor. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o600)
