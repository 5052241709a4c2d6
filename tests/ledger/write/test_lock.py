"""Lock a ledger file: one process at a time, and no change is overlooked."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Final

import pytest

from treatywatch.ledger.write import lock
from treatywatch.ledger.write.lock import ChangedError, lock_file

_TIMEOUT_SECONDS: Final = 30
_LOCKING_PROGRAM: Final = """\
import sys
from pathlib import Path
from treatywatch.ledger.write.lock import lock_file
with lock_file(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A file to lock."""
    path = tmp_path / "ledger.toml"
    path.write_bytes(b"old")
    return path


def is_free(path: Path) -> bool:
    """Return whether no process has the lock."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


class Waiter(Thread):
    """A thread that waits for the lock, and then notes the content in `read`."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self._path = path
        self._lock = lock._lock
        self._waiting = Event()
        self.read = b""
        self.locked_alone = False
        monkeypatch.setattr(lock, "_lock", self._wait_for_lock)

    def _wait_for_lock(self, handle: int) -> None:
        self._waiting.set()
        self._lock(handle)

    def run(self) -> None:
        """Lock the file and note its content."""
        with lock_file(self._path) as locked:
            self.read = locked.content
            self.locked_alone = not is_free(self._path)

    def begin(self) -> None:
        """Start, and return once the thread waits for the lock."""
        self.start()
        assert self._waiting.wait(_TIMEOUT_SECONDS)

    def end(self) -> None:
        """Return once the thread has released the lock."""
        self.join(_TIMEOUT_SECONDS)
        assert not self.is_alive()


def test_the_lock_lasts_as_long_as_the_context(ledger: Path) -> None:
    """The content is read under the lock."""
    with lock_file(ledger) as locked:
        assert (locked.path, locked.content) == (ledger, b"old")
        assert not is_free(ledger)
    assert is_free(ledger)


def test_an_exception_releases_the_lock(ledger: Path) -> None:
    """It is not swallowed."""
    with pytest.raises(KeyError), lock_file(ledger):
        raise KeyError
    assert is_free(ledger)


def test_a_waiting_process_locks_the_replaced_file(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the new content, not that of the file it first opened."""
    with lock_file(ledger) as first:
        second = Waiter(ledger, monkeypatch)
        second.begin()
        assert second.read == b""
        first.write(b"new", over=b"old")
    second.end()
    assert (second.read, second.locked_alone) == (b"new", True)
    assert is_free(ledger)


def test_the_target_of_a_link_is_locked(ledger: Path, tmp_path: Path) -> None:
    """The link stays a link."""
    link = tmp_path / "link.toml"
    link.symlink_to(ledger)
    with lock_file(link) as locked:
        assert (locked.path, locked.target) == (link, ledger)
        assert not is_free(ledger)
        locked.write(b"new", over=b"old")
    assert (link.is_symlink(), ledger.read_bytes()) == (True, b"new")


def test_a_changed_file_is_not_overwritten(ledger: Path) -> None:
    """The change of an editor stays."""
    with lock_file(ledger) as locked:
        ledger.write_bytes(b"edited")
        with pytest.raises(ChangedError, match=r"ledger\.toml has changed since it was read"):
            locked.write(b"new", over=locked.content)
    assert ledger.read_bytes() == b"edited"


def test_a_deleted_file_is_not_created_again(ledger: Path) -> None:
    """Writing raises FileNotFoundError."""
    with lock_file(ledger) as locked:
        ledger.unlink()
        with pytest.raises(FileNotFoundError):
            locked.write(b"new", over=locked.content)
    assert not ledger.exists()


def test_a_killed_process_releases_the_lock(ledger: Path) -> None:
    """It leaves no lock file."""
    command = [sys.executable, "-c", _LOCKING_PROGRAM, str(ledger)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"locked\n"
        assert not is_free(ledger)
        process.kill()
        process.wait()
        assert is_free(ledger)
    assert list(ledger.parent.iterdir()) == [ledger]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("missing.toml", FileNotFoundError), (".", IsADirectoryError), ("loop.toml", OSError)],
)
def test_only_a_file_can_be_locked(name: str, kind: type[OSError], tmp_path: Path) -> None:
    """A missing file, a folder and a link to itself raise OSError."""
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    with pytest.raises(kind), lock_file(tmp_path / name):
        pass
