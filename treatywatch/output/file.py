"""Writing an answer to a file: the old content or the new, never half of it."""

import os
import tempfile
from pathlib import Path


def write_file(name: str, content: bytes) -> None:
    """Write a whole file. What is no regular file, such as a pipe, is written to as it is.

    Raises OSError.
    """
    path = Path(name).resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".treatywatch-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def create_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, or nothing. Raises OSError, FileExistsError where it is."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
