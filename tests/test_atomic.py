"""Writing an answer: the old content or the new, never half of it."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from treatywatch.atomic import create_file, write_file


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Where the answer goes: alone in its folder."""
    return tmp_path / "answer.json"


def _mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("old", [None, b"", b"a longer old answer\n"], ids=repr)
def test_a_file_is_made_or_replaced(old: bytes | None, answer: Path) -> None:
    """The file holds exactly the new content, and nothing else is left in its folder."""
    if old is not None:
        answer.write_bytes(old)
    write_file(str(answer), b"new\r\n")
    assert answer.read_bytes() == b"new\r\n"
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664], ids=oct)
def test_permissions_stay(mode: int, answer: Path) -> None:
    """A file that is replaced keeps who may read, write and run it."""
    answer.touch()
    answer.chmod(mode)
    write_file(str(answer), b"new")
    assert _mode(answer) == mode


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077], ids=oct)
def test_a_new_file_gets_the_usual_permissions(mask: int, answer: Path) -> None:
    """A new file may be read by whom any other new file may, and the mask is left as it was."""
    before = os.umask(mask)
    try:
        write_file(str(answer), b"new")
    finally:
        left = os.umask(before)
    assert (_mode(answer), left) == (0o666 & ~mask, mask)


def test_a_symbolic_link_stays_one(tmp_path: Path, answer: Path) -> None:
    """What a link points to is written; the link is not replaced."""
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target.json"
    answer.symlink_to(target)
    for content in (b"first", b"second"):
        write_file(str(answer), content)
        assert answer.is_symlink()
        assert target.read_bytes() == content


def test_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    """A name as long as file systems take can be written to."""
    answer = tmp_path / ("a" * 250 + ".json")
    write_file(str(answer), b"new")
    assert answer.read_bytes() == b"new"


@pytest.mark.parametrize("kind", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_the_old_content(
    call: str, kind: type[BaseException], answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full or the user interrupts, the old file stands and no other is left."""

    def fail(*_: object, **__: object) -> None:
        raise kind

    answer.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(kind):
        write_file(str(answer), b"new")
    assert answer.read_bytes() == b"old"
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.parametrize("name", ["", "missing/answer.json"], ids=["a folder", "in no folder"])
def test_what_cannot_be_written_is_said(name: str, tmp_path: Path) -> None:
    """A folder, or a file in a folder that is not there, raises OSError and leaves nothing."""
    with pytest.raises(OSError, match="directory"):
        write_file(str(tmp_path / name), b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to(answer: Path) -> None:
    """What is no regular file takes the content itself and is not replaced."""
    os.mkfifo(answer)
    reader = os.open(answer, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(str(answer), b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert answer.is_fifo()


def test_a_file_is_created(answer: Path) -> None:
    """A file that is not there yet gets the content."""
    create_file(answer, b"new\r\n")
    assert answer.read_bytes() == b"new\r\n"


@pytest.mark.parametrize("kind", ["file", "link to nowhere", "folder"])
def test_nothing_is_created_over_anything(kind: str, answer: Path) -> None:
    """What is there stays as it is, whatever it is."""
    match kind:
        case "file":
            answer.write_bytes(b"old")
        case "folder":
            answer.mkdir()
        case _:
            answer.symlink_to("nowhere")
    before = (answer.lstat().st_mode, answer.lstat().st_size)
    with pytest.raises(FileExistsError):
        create_file(answer, b"new")
    assert (answer.lstat().st_mode, answer.lstat().st_size) == before
    assert list(answer.parent.iterdir()) == [answer]


def test_no_half_of_a_file_is_created(answer: Path) -> None:
    """Where the content cannot be written, no file is left."""
    with pytest.raises(TypeError):
        create_file(answer, "text")  # type: ignore[arg-type]
    assert not answer.exists()
