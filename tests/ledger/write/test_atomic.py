"""Writing an answer: the old content or the new, never half of it."""

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest

from treatywatch.ledger.write.atomic import create_file, write_file


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


def test_a_link_to_itself_is_no_file(answer: Path) -> None:
    """A link that leads nowhere else is not replaced."""
    answer.symlink_to(answer.name)
    with pytest.raises(OSError, match="symbolic links"):
        write_file(str(answer), b"new")
    assert answer.is_symlink()


def test_a_file_that_may_not_be_written_is_not_replaced(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a folder lets its files be replaced is no leave to write each of them."""
    answer.write_bytes(b"old")
    answer.chmod(0o444)
    if os.access(answer, os.W_OK):  # as root, who may write whatever there is
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_file(str(answer), b"new")
    assert (answer.read_bytes(), _mode(answer)) == (b"old", 0o444)
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(answer: Path) -> None:
    """A file stays its owner's and its group's, whoever writes it."""
    answer.write_bytes(b"old")
    os.chown(answer, 1234, 2345)
    write_file(str(answer), b"new")
    assert (answer.stat().st_uid, answer.stat().st_gid) == (1234, 2345)


def test_an_owner_that_cannot_be_given_is_no_obstacle(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may write a file, but not give one away, writes it as its own."""

    def refuse(*_: object) -> None:
        raise PermissionError

    answer.write_bytes(b"old")
    monkeypatch.setattr(os, "chown", refuse)
    write_file(str(answer), b"new")
    assert answer.read_bytes() == b"new"


def test_extended_attributes_stay(answer: Path) -> None:
    """What is noted beside a file, such as where it came from, is noted beside the new one."""
    answer.write_bytes(b"old")
    try:
        os.setxattr(answer, "user.origin", b"a desk")
    except (OSError, AttributeError):
        pytest.skip("this file system has no extended attributes")
    write_file(str(answer), b"new")
    assert os.getxattr(answer, "user.origin") == b"a desk"


def test_the_disk_has_the_file_before_its_name_and_the_name_in_the_end(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut finds the old file or the whole new one: content first, then name, then folder."""
    done: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def do(*args: Any) -> Any:
            folder = name == "fsync" and Path(f"/proc/self/fd/{args[0]}").is_dir()
            done.append("folder" if folder else name)
            return call(*args)

        return do

    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(os, "replace", noted("replace", os.replace))
    write_file(str(answer), b"new")
    assert done == ["fsync", "replace", "folder"]


def test_a_folder_that_the_disk_will_not_keep_is_no_obstacle(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder cannot be told to be kept, the file is written all the same."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "open", _only_files(os.open, refuse))
    write_file(str(answer), b"new")
    assert answer.read_bytes() == b"new"


def _only_files(call: Callable[..., int], refuse: Callable[..., None]) -> Callable[..., int]:
    def do(path: Any, *args: Any, **keys: Any) -> int:
        if Path(path).is_dir():
            refuse()
        return call(path, *args, **keys)

    return do


def test_a_folder_that_may_not_be_written_in_keeps_its_file(answer: Path) -> None:
    """Where no file can be made beside it, a file is left as it is."""
    answer.write_bytes(b"old")
    answer.parent.chmod(0o555)
    try:
        if os.access(answer.parent, os.W_OK):
            pytest.skip("root may write in any folder")
        with pytest.raises(PermissionError):
            write_file(str(answer), b"new")
    finally:
        answer.parent.chmod(0o755)
    assert answer.read_bytes() == b"old"
