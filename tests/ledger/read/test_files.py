"""Read the text of a ledger's files, and find the files that an include matches."""

import io
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

from treatywatch.ledger.read import files
from treatywatch.ledger.read.files import (
    FileText,
    included_files,
    read_file,
    shipped_ledger,
    shipped_name,
)
from treatywatch.model.errors import Problem


def _read(path: Path, content: bytes) -> FileText | Problem:
    path.write_bytes(content)
    return read_file(path, "ledger.toml")


def _text(path: Path, content: bytes) -> str:
    file = _read(path, content)
    assert isinstance(file, FileText)
    return file.text


def _check_and_message(problem: object) -> tuple[str, str]:
    """The check and message of a value that must be a problem."""
    assert isinstance(problem, Problem)
    return problem.check, problem.message


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The path of a ledger."""
    return tmp_path / "ledger.toml"


def test_a_file_has_a_name_and_its_text(ledger: Path) -> None:
    """The name is the one that outputs use."""
    file = _read(ledger, "title = 'Türkiye'\n".encode())
    assert isinstance(file, FileText)
    assert (file.name, file.path, file.text) == ("ledger.toml", ledger, "title = 'Türkiye'\n")


def test_a_byte_order_mark_is_removed(ledger: Path) -> None:
    """Some editors write one."""
    assert _text(ledger, b"\xef\xbb\xbfformat = 1\n") == "format = 1\n"


def test_line_ends_are_kept(ledger: Path) -> None:
    """Locations are counted in the file's own text."""
    assert _text(ledger, b"format = 1\r\ntitle = 'x'\n") == "format = 1\r\ntitle = 'x'\n"


def test_the_digest_covers_the_bytes_of_the_file(ledger: Path) -> None:
    """A byte-order mark counts."""
    content = b"\xef\xbb\xbfformat = 1\n"
    file = _read(ledger, content)
    assert isinstance(file, FileText)
    assert file.sha256 == sha256(content).hexdigest()


def test_a_missing_file_is_a_problem(ledger: Path) -> None:
    """It does not raise."""
    assert _check_and_message(read_file(ledger, "x")) == ("unreadable", "no such file")


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    """The message says that it is a folder."""
    assert _check_and_message(read_file(tmp_path, "x")) == (
        "unreadable",
        "is a folder, not a ledger file",
    )


def test_other_failures_have_the_systems_reason(ledger: Path) -> None:
    """A path that continues after a file is one example."""
    ledger.write_text("format = 1")
    below = read_file(ledger / "below", "x")
    assert _check_and_message(below) == ("unreadable", "cannot be read: Not a directory")


def test_a_file_without_permission_is_a_problem(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says so."""

    def refused(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_read_content", refused)
    problem = read_file(ledger, "x")
    assert _check_and_message(problem) == ("unreadable", "may not be read: permission denied")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_the_mode_of_a_file_decides(ledger: Path) -> None:
    """A real file without read permission is a problem."""
    ledger.write_text("format = 1")
    ledger.chmod(0)
    problem = read_file(ledger, "x")
    assert _check_and_message(problem) == ("unreadable", "may not be read: permission denied")


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"], ids=repr
)
def test_a_file_of_white_space_is_empty(ledger: Path, content: bytes) -> None:
    """So is a file with a byte-order mark only."""
    assert _check_and_message(_read(ledger, content)) == ("empty", "is empty")


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"\xff", "is not UTF-8: byte 0xFF in line 1", 1),
        (b"a = 1\r\nb = 'Gr\xfcn'\n", "is not UTF-8: byte 0xFC in line 2", 2),
        (b"a = 1\n\xed\xa0\x80", "is not UTF-8: byte 0xED in line 2", 2),
        (b"a = '\xe2\x82", "is not UTF-8: byte 0xE2 in line 1", 1),
        ("format = 1".encode("utf-16"), "is not UTF-8: byte 0xFF in line 1", 1),
    ],
    ids=["stray byte", "Latin-1", "surrogate", "cut off", "UTF-16"],
)
def test_bytes_that_are_not_utf_8_are_a_problem(
    ledger: Path, content: bytes, message: str, line: int
) -> None:
    """The message has the byte and its line."""
    problem = _read(ledger, content)
    assert _check_and_message(problem) == ("not-utf-8", message)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.hint) == (line, "save the file as UTF-8")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no path."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"format = 1\n")))
    file = read_file(None, "standard input")
    assert isinstance(file, FileText)
    assert (file.path, file.text) == (None, "format = 1\n")


def _closed() -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO())
    stream.close()
    return stream


@pytest.mark.parametrize("stdin", [None, _closed()], ids=["none", "closed"])
def test_closed_standard_input_is_a_problem(
    stdin: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be read."""
    monkeypatch.setattr(sys, "stdin", stdin)
    message = "cannot be read: standard input is closed"
    assert _check_and_message(read_file(None, "standard input")) == ("unreadable", message)


@pytest.fixture
def file(tmp_path: Path) -> FileText:
    """A ledger in a folder of its own, next to which there is another file."""
    folder = tmp_path / "ledger"
    for name in ("b.toml", "a.toml", "rolls/d.toml", "rolls/c.toml", "rolls/notes.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("format = 1\n")
    (tmp_path / "outside.toml").write_text("format = 1\n")
    return FileText(name="main.toml", path=folder / "main.toml", text="", sha256="")


def _names(file: FileText, pattern: str) -> list[str]:
    """The files that a pattern matches, relative to the ledger's folder."""
    assert file.path is not None
    folder = file.path.parent
    found = included_files(file, 0, pattern, folder.resolve())
    assert isinstance(found, dict)
    return [path.relative_to(folder).as_posix() for path in found]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("a.toml", ["a.toml"]),
        ("*.toml", ["a.toml", "b.toml"]),
        ("rolls/*.toml", ["rolls/c.toml", "rolls/d.toml"]),
        ("*/c.toml", ["rolls/c.toml"]),
        ("[ab].toml", ["a.toml", "b.toml"]),
        ("rolls/../a.toml", ["rolls/../a.toml"]),
        ("./rolls//*.toml", ["rolls/c.toml", "rolls/d.toml"]),
    ],
)
def test_files_are_sorted_by_name(file: FileText, pattern: str, names: list[str]) -> None:
    """The order on disk does not matter."""
    assert _names(file, pattern) == names


def test_special_characters_in_the_folder_match_themselves(tmp_path: Path) -> None:
    """Only the include is a pattern."""
    folder = tmp_path / "ledgers [1]*"
    folder.mkdir()
    (folder / "a.toml").write_text("format = 1\n")
    file = FileText(name="x", path=folder / "main.toml", text="", sha256="")
    assert _names(file, "*.toml") == ["a.toml"]


def _include_message(file: FileText, pattern: str) -> str:
    """The message of an include that is a problem."""
    folder = file.path.parent if file.path else Path()
    problem = included_files(file, 3, pattern, folder.resolve())
    check, message = _check_and_message(problem)
    assert isinstance(problem, Problem)
    assert (check, problem.path, problem.file) == ("include", ("include", 3), "main.toml")
    return message


@pytest.mark.parametrize("pattern", ["c.toml", "rolls/*.json", "a" * 5000, "["])
def test_an_include_that_matches_nothing_is_a_problem(file: FileText, pattern: str) -> None:
    """Patterns and plain names are treated alike."""
    assert _include_message(file, pattern) == f'include "{pattern}" matches no file'


@pytest.mark.parametrize("pattern", ["/etc/hosts", "/*", "a\0.toml"])
def test_an_absolute_include_is_a_problem(file: FileText, pattern: str) -> None:
    """An include is relative to its file."""
    assert _include_message(file, pattern) == f'include "{pattern}" is not a relative path'


@pytest.mark.parametrize(
    "pattern", ["../outside.toml", "../*.toml", "rolls/../../outside.toml", "*/../a.toml"]
)
def test_an_include_outside_the_folder_is_a_problem(file: FileText, pattern: str) -> None:
    """The folder is that of the ledger's first file."""
    assert _include_message(file, pattern) == f'include "{pattern}" leaves the ledger\'s folder'


@pytest.mark.parametrize("pattern", ["../*", "a/../../*", "*/../../*", "/*"])
def test_a_bad_include_lists_no_folder(
    file: FileText, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`..` and absolute patterns are refused first, because a walk of the disk takes minutes."""
    monkeypatch.setattr(os, "scandir", None)
    monkeypatch.setattr(os.path, "lexists", None)
    _include_message(file, pattern)


def test_a_hidden_file_matches_only_a_pattern_with_its_dot(file: FileText) -> None:
    """As in a shell."""
    assert file.path is not None
    (file.path.parent / ".x.toml").touch()
    assert _names(file, ".*.toml") == [".x.toml"]
    assert _names(file, "*.toml") == ["a.toml", "b.toml"]


def test_linked_folders_are_walked_once(file: FileText, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links to a folder above do not multiply the folders that are listed."""
    assert file.path is not None
    for name in "wxyz":
        (file.path.parent / name).symlink_to(".")
    listed: list[str] = []
    scandir = os.scandir

    def recorded(path: str) -> "os._ScandirIterator[str]":
        listed.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", recorded)
    assert _names(file, "*/*.toml") == ["rolls/c.toml", "rolls/d.toml"]
    assert len([path for path in listed if Path(path).is_dir()]) == 2
    _include_message(file, "*/" * 20 + "a.toml")


@pytest.mark.parametrize("limit", ["_MAX_MATCHES", "_MAX_LISTED"])
def test_an_include_that_matches_too_much_is_a_problem(
    file: FileText, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files that match and the names that are looked at are limited."""
    monkeypatch.setattr(f"treatywatch.ledger.read.files.{limit}", 1)
    assert "matches too much" in _include_message(file, "*.toml")


def test_only_a_regular_file_is_included(tmp_path: Path) -> None:
    """A pipe without a writer does not hang, and a folder keeps its message."""
    os.mkfifo(tmp_path / "pipe")
    message = "cannot be read: not a regular file"
    problem = read_file(tmp_path / "pipe", "x", regular_only=True)
    assert _check_and_message(problem) == ("unreadable", message)
    problem = read_file(tmp_path, "x", regular_only=True)
    assert _check_and_message(problem) == ("unreadable", "is a folder, not a ledger file")


def test_a_link_to_the_outside_is_a_problem(file: FileText) -> None:
    """The target of a link counts."""
    assert file.path is not None
    (file.path.parent / "link.toml").symlink_to("../outside.toml")
    assert _include_message(file, "link.toml") == 'include "link.toml" leaves the ledger\'s folder'


def test_a_link_within_the_folder_can_be_included(file: FileText) -> None:
    """The target of a link counts."""
    assert file.path is not None
    (file.path.parent / "link.toml").symlink_to("a.toml")
    assert _names(file, "link.toml") == ["link.toml"]


def test_a_link_to_itself_stays_in_the_folder(file: FileText) -> None:
    """Reading it will fail later."""
    assert file.path is not None
    (file.path.parent / "loop.toml").symlink_to("loop.toml")
    assert _names(file, "loop.toml") == ["loop.toml"]


def test_standard_input_cannot_include_files() -> None:
    """It is in no folder."""
    typed = FileText(name="main.toml", path=None, text="", sha256="")
    assert _include_message(typed, "a.toml") == "standard input cannot include files"


def test_a_ledger_without_a_folder_includes_from_the_working_folder(
    file: FileText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path is just a name."""
    assert file.path is not None
    monkeypatch.chdir(file.path.parent)
    here = FileText(name="main.toml", path=Path("main.toml"), text="", sha256="")
    assert _names(here, "rolls/*.toml") == ["rolls/c.toml", "rolls/d.toml"]


def test_the_shipped_ledger_has_one_name_everywhere() -> None:
    """The name does not depend on the installation."""
    assert shipped_ledger().is_file()
    assert shipped_name(shipped_ledger()) in {"data/events.toml", "treatywatch/data/events.toml"}
