"""Write files atomically: a reader sees the old content or the new, never a part."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_file(name: str | Path, content: bytes) -> None:
    """Write a file atomically; write directly to a pipe or device.

    A link is followed and stays a link. The file keeps its permissions, and its owner and extended
    attributes if the user may set them. Raises OSError, also if the file is read-only although its
    folder would allow replacing it.
    """
    path = Path(os.path.realpath(name))
    if path.is_symlink():
        raise _os_error(errno.ELOOP, path)
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise _os_error(errno.EACCES, path)
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
    """Write a new file, or none on failure. Raises OSError; FileExistsError if it exists."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    _fsync_directory(path.parent)


def _os_error(code: int, path: Path) -> OSError:
    return OSError(code, os.strerror(code), str(path))


def _copy_metadata(path: Path, temporary: str) -> None:
    """Copy the old file's mode, owner and attributes, or set the usual mode."""
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
    """Flush a folder's entries to disk, if the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
