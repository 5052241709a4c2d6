"""The text of a ledger's files, and which files an include names."""

import io
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

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


def _said(problem: object) -> tuple[str, str]:
    """Check and message of what must be a problem."""
    assert isinstance(problem, Problem)
    return problem.check, problem.message


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where a ledger is written."""
    return tmp_path / "ledger.toml"


def test_text(ledger: Path) -> None:
    """A file is its text, under the name that outputs call it by."""
    file = _read(ledger, "title = 'Türkiye'\n".encode())
    assert isinstance(file, FileText)
    assert (file.name, file.path, file.text) == ("ledger.toml", ledger, "title = 'Türkiye'\n")


def test_byte_order_mark(ledger: Path) -> None:
    """A byte-order mark, as some editors write it, is no part of the text."""
    assert _text(ledger, b"\xef\xbb\xbfformat = 1\n") == "format = 1\n"


def test_line_ends(ledger: Path) -> None:
    """Line ends stay as they are, so that places are counted in the file's own text."""
    assert _text(ledger, b"format = 1\r\ntitle = 'x'\n") == "format = 1\r\ntitle = 'x'\n"


def test_digest(ledger: Path) -> None:
    """The digest covers the very bytes of the file, a byte-order mark among them."""
    content = b"\xef\xbb\xbfformat = 1\n"
    file = _read(ledger, content)
    assert isinstance(file, FileText)
    assert file.sha256 == sha256(content).hexdigest()


def test_no_such_file(ledger: Path) -> None:
    """A file that is not there is a problem, not an exception."""
    assert _said(read_file(ledger, "x")) == ("unreadable", "no such file")


def test_folder(tmp_path: Path) -> None:
    """A folder in place of a file is called one."""
    assert _said(read_file(tmp_path, "x")) == ("unreadable", "is a folder, not a ledger file")


def test_file_below_a_file(ledger: Path) -> None:
    """Any other reason why a file cannot be read is told in the system's words."""
    ledger.write_text("format = 1")
    below = read_file(ledger / "below", "x")
    assert _said(below) == ("unreadable", "cannot be read: Not a directory")


def test_no_permission(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user may not read is a problem that says so."""

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    problem = read_file(ledger, "x")
    assert _said(problem) == ("unreadable", "may not be read: permission denied")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_mode_without_reading(ledger: Path) -> None:
    """The file's own mode is what decides."""
    ledger.write_text("format = 1")
    ledger.chmod(0)
    problem = read_file(ledger, "x")
    assert _said(problem) == ("unreadable", "may not be read: permission denied")


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"], ids=repr
)
def test_empty(ledger: Path, content: bytes) -> None:
    """A file with nothing to see in it is empty, whatever blanks it is made of."""
    assert _said(_read(ledger, content)) == ("empty", "is empty")


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
def test_not_utf_8(ledger: Path, content: bytes, message: str, line: int) -> None:
    """Bytes that are not UTF-8 are named with their line, and nothing is guessed."""
    problem = _read(ledger, content)
    assert _said(problem) == ("not-utf-8", message)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.hint) == (line, "save the file as UTF-8")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is read to its end and has no path."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"format = 1\n")))
    file = read_file(None, "standard input")
    assert isinstance(file, FileText)
    assert (file.path, file.text) == (None, "format = 1\n")


def _closed() -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO())
    stream.close()
    return stream


@pytest.mark.parametrize("stdin", [None, _closed()], ids=["none", "closed"])
def test_standard_input_closed(
    stdin: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input that is closed cannot be read, and is called so."""
    monkeypatch.setattr(sys, "stdin", stdin)
    message = "cannot be read: standard input is closed"
    assert _said(read_file(None, "standard input")) == ("unreadable", message)


@pytest.fixture
def file(tmp_path: Path) -> FileText:
    """A ledger in a folder of its own, beside which lies another file."""
    folder = tmp_path / "ledger"
    for name in ("b.toml", "a.toml", "rolls/d.toml", "rolls/c.toml", "rolls/notes.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("format = 1\n")
    (tmp_path / "outside.toml").write_text("format = 1\n")
    return FileText(name="main.toml", path=folder / "main.toml", text="", sha256="")


def _names(file: FileText, pattern: str) -> list[str]:
    """The files that a pattern names, as seen from the ledger's folder."""
    assert file.path is not None
    folder = file.path.parent
    found = included_files(file, 0, pattern, folder)
    assert isinstance(found, list)
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
    ],
)
def test_included(file: FileText, pattern: str, names: list[str]) -> None:
    """A pattern names files in order of name, however the disk keeps them."""
    assert _names(file, pattern) == names


def test_folder_that_looks_like_a_pattern(tmp_path: Path) -> None:
    """Only the include is a pattern: the ledger's own folder may hold stars and brackets."""
    folder = tmp_path / "ledgers [1]*"
    folder.mkdir()
    (folder / "a.toml").write_text("format = 1\n")
    file = FileText(name="x", path=folder / "main.toml", text="", sha256="")
    assert _names(file, "*.toml") == ["a.toml"]


def _refusal(file: FileText, pattern: str) -> str:
    """The message of an include that must be refused."""
    folder = file.path.parent if file.path else Path()
    problem = included_files(file, 3, pattern, folder)
    check, message = _said(problem)
    assert isinstance(problem, Problem)
    assert (check, problem.path, problem.file) == ("include", ("include", 3), "main.toml")
    return message


@pytest.mark.parametrize("pattern", ["c.toml", "rolls/*.json", "a" * 5000, "["])
def test_matches_nothing(file: FileText, pattern: str) -> None:
    """An include that names no file is a mistake, a pattern as much as a name."""
    assert _refusal(file, pattern) == f'include "{pattern}" matches no file'


@pytest.mark.parametrize("pattern", ["/etc/hosts", "/*", "a\0.toml"])
def test_not_relative(file: FileText, pattern: str) -> None:
    """An include is relative to its file, and looks nowhere else."""
    assert _refusal(file, pattern) == f'include "{pattern}" is not a relative path'


@pytest.mark.parametrize("pattern", ["../outside.toml", "../*.toml", "rolls/../../outside.toml"])
def test_leaves_the_folder(file: FileText, pattern: str) -> None:
    """No include may leave the folder of the ledger's first file."""
    assert _refusal(file, pattern) == f'include "{pattern}" leaves the ledger\'s folder'


def test_leaves_the_folder_by_a_link(file: FileText) -> None:
    """A symbolic link is judged by where it leads."""
    assert file.path is not None
    (file.path.parent / "link.toml").symlink_to("../outside.toml")
    assert _refusal(file, "link.toml") == 'include "link.toml" leaves the ledger\'s folder'


def test_link_within_the_folder(file: FileText) -> None:
    """A link that stays within the folder is as good as a file."""
    assert file.path is not None
    (file.path.parent / "link.toml").symlink_to("a.toml")
    assert _names(file, "link.toml") == ["link.toml"]


def test_link_to_itself(file: FileText) -> None:
    """A link that leads nowhere but to itself stays in the folder; reading it will fail."""
    assert file.path is not None
    (file.path.parent / "loop.toml").symlink_to("loop.toml")
    assert _names(file, "loop.toml") == ["loop.toml"]


def test_standard_input_includes_nothing() -> None:
    """What comes from standard input lies in no folder, so it can include nothing."""
    typed = FileText(name="main.toml", path=None, text="", sha256="")
    assert _refusal(typed, "a.toml") == "standard input cannot include files"


def test_included_from_the_working_folder(file: FileText, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger named without a folder includes from the folder where the program runs."""
    assert file.path is not None
    monkeypatch.chdir(file.path.parent)
    here = FileText(name="main.toml", path=Path("main.toml"), text="", sha256="")
    assert _names(here, "rolls/*.toml") == ["rolls/c.toml", "rolls/d.toml"]


def test_shipped_ledger() -> None:
    """The ledger of the package is there, and is called the same wherever that is installed."""
    assert shipped_ledger().is_file()
    assert shipped_name(shipped_ledger()) in {"data/events.toml", "treatywatch/data/events.toml"}
