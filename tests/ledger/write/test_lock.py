"""Holding a ledger file: one at a time, and no change goes unnoticed."""

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

_PATIENCE: Final = 30
_HOLDER: Final = """\
import sys
from pathlib import Path
from treatywatch.ledger.write.lock import lock_file
with lock_file(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A file to hold."""
    path = tmp_path / "ledger.toml"
    path.write_bytes(b"old")
    return path


def is_free(path: Path) -> bool:
    """Whether nobody holds the file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


class Waiter(Thread):
    """Somebody else who wants to hold the file; `read` is what it said once it was held."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self._path = path
        self._lock = lock._lock
        self._asks = Event()
        self.read = b""
        self.held_alone = False
        monkeypatch.setattr(lock, "_lock", self._ask)

    def _ask(self, handle: int) -> None:
        self._asks.set()
        self._lock(handle)

    def run(self) -> None:
        """Hold the file, and note what it says."""
        with lock_file(self._path) as kept:
            self.read = kept.content
            self.held_alone = not is_free(self._path)

    def begin(self) -> None:
        """Start, and come back once it has opened the file and asks for its lock."""
        self.start()
        assert self._asks.wait(_PATIENCE)

    def end(self) -> None:
        """Come back once it has held the file and let go."""
        self.join(_PATIENCE)
        assert not self.is_alive()


def test_a_file_is_held_and_let_go(ledger: Path) -> None:
    """Its content is at hand, and nobody else can hold it in the meantime."""
    with lock_file(ledger) as kept:
        assert (kept.path, kept.content) == (ledger, b"old")
        assert not is_free(ledger)
    assert is_free(ledger)


def test_what_goes_wrong_lets_go(ledger: Path) -> None:
    """An exception on the way leaves nothing held."""
    with pytest.raises(KeyError), lock_file(ledger):
        raise KeyError
    assert is_free(ledger)


def test_a_second_waits_for_the_file_that_the_first_wrote(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waited holds the file that stands there now, not the one replaced, and reads that."""
    with lock_file(ledger) as first:
        second = Waiter(ledger, monkeypatch)
        second.begin()
        assert second.read == b""
        first.write(b"new", over=b"old")
    second.end()
    assert (second.read, second.held_alone) == (b"new", True)
    assert is_free(ledger)


def test_a_link_is_held_where_it_leads(ledger: Path, tmp_path: Path) -> None:
    """Who comes by another name waits all the same, and the link stays one."""
    link = tmp_path / "link.toml"
    link.symlink_to(ledger)
    with lock_file(link) as kept:
        assert (kept.path, kept.target) == (link, ledger)
        assert not is_free(ledger)
        kept.write(b"new", over=b"old")
    assert (link.is_symlink(), ledger.read_bytes()) == (True, b"new")


def test_what_was_changed_meanwhile_is_not_written_over(ledger: Path) -> None:
    """An editor's change is noticed, and stays."""
    with lock_file(ledger) as kept:
        ledger.write_bytes(b"edited")
        with pytest.raises(ChangedError, match=r"ledger\.toml has changed since it was read"):
            kept.write(b"new", over=kept.content)
    assert ledger.read_bytes() == b"edited"


def test_what_was_taken_away_meanwhile_is_not_made_anew(ledger: Path) -> None:
    """A file that is gone raises OSError and stays gone."""
    with lock_file(ledger) as kept:
        ledger.unlink()
        with pytest.raises(FileNotFoundError):
            kept.write(b"new", over=kept.content)
    assert not ledger.exists()


def test_death_lets_go(ledger: Path) -> None:
    """A program that is killed holds nothing any more, and leaves nothing that others wait for."""
    command = [sys.executable, "-c", _HOLDER, str(ledger)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert not is_free(ledger)
        holder.kill()
        holder.wait()
        assert is_free(ledger)
    assert list(ledger.parent.iterdir()) == [ledger]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("missing.toml", FileNotFoundError), (".", IsADirectoryError), ("loop.toml", OSError)],
)
def test_what_is_no_file_cannot_be_held(name: str, kind: type[OSError], tmp_path: Path) -> None:
    """A file that is not there, a folder and a link to itself raise OSError."""
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    with pytest.raises(kind), lock_file(tmp_path / name):
        pass
