"""Holding a ledger file while it is added to: one writer at a time, and no change goes unnoticed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from treatywatch.ledger.read.files import resolve_path
from treatywatch.ledger.write.atomic import write_file
from treatywatch.model.errors import TreatywatchError


class ChangedError(TreatywatchError):
    """The file is no longer what was read: nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has changed since it was read; nothing was written")


class LockedFile:
    """A ledger file that no other `add` writes while it is held; `content` is what it says.

    `path` is how it was asked for, `target` the file that this leads to.
    """

    def __init__(self, path: Path, target: Path, content: bytes) -> None:
        self.path = path
        self.target = target
        self.content = content

    def write(self, content: bytes, *, over: bytes) -> None:
        """Put new content in the place of what was read before, wholly or not at all.

        Raises ChangedError where the file does not say `over` any more, and OSError.
        """
        if self.target.read_bytes() != over:
            raise ChangedError(self.path)
        write_file(self.target, content)


@contextmanager
def lock_file(path: Path) -> Iterator[LockedFile]:
    """The file that a path leads to, once nobody else holds it. Raises OSError.

    A process that dies lets go of what it holds. Editors do not ask for the lock: what they write
    meanwhile is noticed.
    """
    target = resolve_path(path)
    handle = _open_locked(target)
    try:
        with open(handle, "rb", closefd=False) as file:
            content = file.read()
        yield LockedFile(path, target, content)
    finally:
        os.close(handle)


def _open_locked(path: Path) -> int:
    """A handle of the file, locked; a file put in its place while we waited is locked instead."""
    while True:
        handle = os.open(path, os.O_RDONLY)
        try:
            _lock(handle)
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> None:
    """Wait until nobody else holds the file. Windows has no such lock: there changes are noticed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
