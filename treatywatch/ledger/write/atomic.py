"""Write files atomically: a reader sees the old content or the new, never a part."""

import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_TEMPORARY_NAME: Final = re.compile(r"\.treatywatch-(\d+)-\w+")
"""The name of a temporary file, with the number of the process that writes it."""
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100
_CANNOT_EXCHANGE: Final = {errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.EOPNOTSUPP}
_LEASE_TAKEN: Final = {errno.EAGAIN, errno.EACCES}


class DifferentContentError(Exception):
    """A file does not have the content that was to be replaced; it is unchanged."""


def write_file(name: str | Path, content: bytes) -> None:
    """Write a file atomically; write directly to a pipe or device.

    A link is followed and stays a link. The file keeps its permissions, and its owner and extended
    attributes if the user may set them. Raises OSError, also if the file is read-only although its
    folder would allow replacing it.
    """
    if Path(name).exists() and not Path(name).is_file():
        with Path(name).open("wb", buffering=0) as file:
            _write_all(file.fileno(), content)
        return
    path = Path(os.path.realpath(name))
    with _temporary_file(path, content) as temporary:
        temporary.replace(path)
    _fsync_directory(path.parent)


def replace_content(path: Path, content: bytes, *, over: bytes) -> None:
    """Replace the content `over` of a file atomically, and lose nothing that others write.

    Raises DifferentContentError if another process changed the file until that instant or has it
    open for writing. Raises OSError, also for a file with several hard links, because a replacement
    would separate them.
    """
    if path.stat().st_nlink > 1:
        message = "it has several hard links, which replacing it would separate"
        raise OSError(errno.EMLINK, message, str(path))
    if path.read_bytes() != over:
        raise DifferentContentError
    with _temporary_file(path, content) as temporary:
        if path.read_bytes() != over:
            raise DifferentContentError
        if not _exchange(temporary, path):
            temporary.replace(path)
        elif not _is_final(temporary, over):
            _put_back(temporary, path, content)
            raise DifferentContentError
    _fsync_directory(path.parent)


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files of processes that have ended. The caller has the lock.

    A file of this process's own number is also deleted: an earlier process had that number.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            match = _TEMPORARY_NAME.fullmatch(path.name)
            if match is not None and not _is_other_process(int(match[1])):
                path.unlink(missing_ok=True)


def _is_other_process(number: int) -> bool:
    if number == os.getpid():
        return False
    if sys.platform == "win32":
        return True  # signal 0 would end the process there
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two files in one step; return False if the system cannot. Raises OSError."""
    if sys.platform != "linux":
        return False
    import ctypes  # takes 5 ms, which only `add` needs

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise _os_error(code, second)


def _is_final(path: Path, content: bytes) -> bool:
    """Return whether a file has this content and no process has it open for writing.

    Linux grants a read lease only on a file that nobody can write to.
    """
    with path.open("rb") as file:
        if sys.platform == "linux":
            import fcntl

            try:
                fcntl.fcntl(file.fileno(), fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except OSError as error:
                if error.errno in _LEASE_TAKEN:
                    return False
        return file.read() == content


def _put_back(temporary: Path, path: Path, content: bytes) -> None:
    """Exchange two files back until `path` has the newest content of another process."""
    expected = content
    while True:
        newest = temporary.read_bytes()
        try:
            _exchange(temporary, path)
        except FileNotFoundError:  # the file was deleted or renamed meanwhile
            with suppress(FileExistsError):
                os.link(temporary, path)
            return
        if temporary.read_bytes() == expected:
            return
        expected = newest


@contextmanager
def _temporary_file(path: Path, content: bytes) -> Iterator[Path]:
    """Write a file beside `path` with its metadata; delete it at the end."""
    if path.is_symlink():
        raise _os_error(errno.ELOOP, path)
    if path.exists() and not os.access(path, os.W_OK):
        raise _os_error(errno.EACCES, path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".treatywatch-{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            _copy_metadata(path, temporary)
            file.flush()
            os.fsync(file.fileno())
        yield Path(temporary)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


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
