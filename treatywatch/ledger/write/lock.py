"""Lock a ledger file while it is changed, and notice changes by others."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from treatywatch.ledger.read.files import resolve_path
from treatywatch.ledger.write.atomic import DifferentContentError, remove_leftovers, replace_content
from treatywatch.model.errors import TreatywatchError


class ChangedError(TreatywatchError):
    """The file has changed since it was read, so nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has changed since it was read; nothing was written")


class LockedFile:
    """A ledger file that no other `add` can write, and its content.

    `target` is the file that `path` leads to if it is a link.
    """

    def __init__(self, path: Path, target: Path, content: bytes) -> None:
        self.path = path
        self.target = target
        self.content = content

    def write(self, content: bytes, *, over: bytes) -> None:
        """Replace the content `over` atomically.

        Raises ChangedError if the file has other content at that instant, and OSError.
        """
        try:
            replace_content(self.target, content, over=over)
        except DifferentContentError:
            raise ChangedError(self.path) from None


@contextmanager
def lock_file(path: Path) -> Iterator[LockedFile]:
    """Wait for the lock of a file, and read it. Raises OSError.

    Temporary files that killed processes left in its folder are deleted.
    The lock ends with the process. Editors ignore it, but `LockedFile.write` notices their changes.
    """
    target = resolve_path(path)
    handle = _open_locked(target)
    try:
        with open(handle, "rb", closefd=False) as file:
            content = file.read()
        remove_leftovers(target.parent)
        yield LockedFile(path, target, content)
    finally:
        os.close(handle)


def _open_locked(path: Path) -> int:
    """Open and lock the file; retry if it was replaced while waiting."""
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
    """Wait for the lock. Windows has no `flock`: there, only changes are noticed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
