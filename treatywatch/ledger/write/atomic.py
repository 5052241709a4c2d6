"""Writing a file: the old content or the new, never half of it."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_file(name: str | Path, content: bytes) -> None:
    """Write a whole file. What is no regular file, such as a pipe, is written to as it is.

    A link stays a link: what it leads to is written. The file keeps its permissions, its owner and
    its extended attributes as far as the user may give them. Raises OSError, also for a file that
    the user may not write, although its folder would let it be replaced.
    """
    path = Path(os.path.realpath(name))
    if path.is_symlink():
        raise _refusal(errno.ELOOP, path)
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise _refusal(errno.EACCES, path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".treatywatch-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            _copy_metadata(path, temporary)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _fsync_directory(path.parent)


def create_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, or nothing. Raises OSError, FileExistsError where it is."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    _fsync_directory(path.parent)


def _refusal(code: int, path: Path) -> OSError:
    return OSError(code, os.strerror(code), str(path))


def _copy_metadata(path: Path, temporary: str) -> None:
    """Give the new file what the one that it replaces has, or what any new file would get."""
    if not path.exists():
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        return
    old = path.stat()
    with suppress(OSError):
        os.chown(temporary, old.st_uid, old.st_gid)
    with suppress(OSError, AttributeError):  # not every system has extended attributes
        for attribute in os.listxattr(path):
            os.setxattr(temporary, attribute, os.getxattr(path, attribute))
    Path(temporary).chmod(old.st_mode & 0o7777)


def _fsync_directory(folder: Path) -> None:
    """Have the disk keep the folder's new entry, where folders can be told to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
