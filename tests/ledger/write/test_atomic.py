"""Write files atomically: the old content or the new, never a part."""

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest

from treatywatch.ledger.write.atomic import create_file, write_file


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """The path of the file to write, which is the only one in its folder."""
    return tmp_path / "answer.json"


def _mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("old", [None, b"", b"a longer old answer\n"], ids=repr)
def test_a_file_is_created_or_replaced(old: bytes | None, answer: Path) -> None:
    """It has exactly the new content, and no other file is left."""
    if old is not None:
        answer.write_bytes(old)
    write_file(str(answer), b"new\r\n")
    assert answer.read_bytes() == b"new\r\n"
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664], ids=oct)
def test_a_replaced_file_keeps_its_permissions(mode: int, answer: Path) -> None:
    """All mode bits are kept."""
    answer.touch()
    answer.chmod(mode)
    write_file(str(answer), b"new")
    assert _mode(answer) == mode


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077], ids=oct)
def test_a_new_file_gets_the_usual_permissions(mask: int, answer: Path) -> None:
    """They follow the umask, which is not changed."""
    before = os.umask(mask)
    try:
        write_file(str(answer), b"new")
    finally:
        left = os.umask(before)
    assert (_mode(answer), left) == (0o666 & ~mask, mask)


def test_a_link_is_followed_and_kept(tmp_path: Path, answer: Path) -> None:
    """The target is written."""
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target.json"
    answer.symlink_to(target)
    for content in (b"first", b"second"):
        write_file(str(answer), content)
        assert answer.is_symlink()
        assert target.read_bytes() == content


def test_a_file_can_have_a_long_name(tmp_path: Path) -> None:
    """The temporary file has a short one."""
    answer = tmp_path / ("a" * 250 + ".json")
    write_file(str(answer), b"new")
    assert answer.read_bytes() == b"new"


@pytest.mark.parametrize("kind", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_the_old_content(
    call: str, kind: type[BaseException], answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or an interrupt leaves no other file either."""

    def fail(*_: object, **__: object) -> None:
        raise kind

    answer.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(kind):
        write_file(str(answer), b"new")
    assert answer.read_bytes() == b"old"
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.parametrize("name", ["", "missing/answer.json"], ids=["a folder", "in no folder"])
def test_writing_to_a_folder_raises(name: str, tmp_path: Path) -> None:
    """So does writing in a missing folder; nothing is left."""
    with pytest.raises(OSError, match="directory"):
        write_file(str(tmp_path / name), b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_directly(answer: Path) -> None:
    """It is not replaced by a file."""
    os.mkfifo(answer)
    reader = os.open(answer, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(str(answer), b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert answer.is_fifo()


def test_create_file_writes_a_new_file(answer: Path) -> None:
    """It has exactly the content."""
    create_file(answer, b"new\r\n")
    assert answer.read_bytes() == b"new\r\n"


@pytest.mark.parametrize("kind", ["file", "link to nowhere", "folder"])
def test_create_file_replaces_nothing(kind: str, answer: Path) -> None:
    """Files, links and folders stay as they are."""
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


def test_create_file_leaves_nothing_on_failure(answer: Path) -> None:
    """The incomplete file is deleted."""
    with pytest.raises(TypeError):
        create_file(answer, "text")  # type: ignore[arg-type]
    assert not answer.exists()


def test_a_link_to_itself_is_not_replaced(answer: Path) -> None:
    """Writing to it raises OSError."""
    answer.symlink_to(answer.name)
    with pytest.raises(OSError, match="symbolic links"):
        write_file(str(answer), b"new")
    assert answer.is_symlink()


def test_a_read_only_file_is_not_replaced(answer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writable folder is not enough."""
    answer.write_bytes(b"old")
    answer.chmod(0o444)
    if os.access(answer, os.W_OK):  # as root, who may write whatever there is
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_file(str(answer), b"new")
    assert (answer.read_bytes(), _mode(answer)) == (b"old", 0o444)
    assert list(answer.parent.iterdir()) == [answer]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_replaced_file_keeps_its_owner(answer: Path) -> None:
    """Owner and group are kept, whoever writes."""
    answer.write_bytes(b"old")
    os.chown(answer, 1234, 2345)
    write_file(str(answer), b"new")
    assert (answer.stat().st_uid, answer.stat().st_gid) == (1234, 2345)


def test_a_user_who_cannot_set_the_owner_can_write(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file then belongs to the user."""

    def refuse(*_: object) -> None:
        raise PermissionError

    answer.write_bytes(b"old")
    monkeypatch.setattr(os, "chown", refuse)
    write_file(str(answer), b"new")
    assert answer.read_bytes() == b"new"


def test_a_replaced_file_keeps_its_extended_attributes(answer: Path) -> None:
    """An example is a note on where it came from."""
    answer.write_bytes(b"old")
    try:
        os.setxattr(answer, "user.origin", b"a desk")
    except (OSError, AttributeError):
        pytest.skip("this file system has no extended attributes")
    write_file(str(answer), b"new")
    assert os.getxattr(answer, "user.origin") == b"a desk"


def test_content_is_flushed_before_the_rename_and_the_folder_after(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves the old file or all of the new one."""
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


def test_a_folder_that_cannot_be_flushed_is_ignored(
    answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written all the same."""

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


def test_a_file_in_a_read_only_folder_is_not_changed(answer: Path) -> None:
    """Writing raises PermissionError."""
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
