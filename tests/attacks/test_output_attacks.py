"""Outputs, terminals and the file that `add` writes lose nothing to an attacker or an accident."""

import csv
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, Final

import pytest

from tests.attacks.conftest import BASE, TIMEOUT, Victim, environment
from treatywatch.ledger.write import atomic
from treatywatch.ledger.write.lock import ChangedError, lock_file
from treatywatch.output.markdown import _escape

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
_COMMAND: Final = (sys.executable, "-m", "treatywatch")
_STEP: Final = (
    *("-l", "ledger.toml", "-c", "LT", "-t", "ottawa", "-s", "remark", "--summary", "Said."),
    *("--source-title", "T", "--source-publisher", "P"),
)


def _including(pattern: str) -> str:
    return BASE.replace("format = 1", f'format = 1\ninclude = ["{pattern}"]')


@pytest.mark.usefixtures("ledger")
def test_output_to_standard_output_by_name_goes_there(victim: Victim, tmp_path: Path) -> None:
    """`-o /dev/stdout` writes to the pipe or the file that standard output is."""
    plain = victim("status", "LT", "--json", "-l", "ledger.toml").stdout
    named = victim("status", "LT", "--json", "-o", "/dev/stdout", "-l", "ledger.toml").stdout
    assert named == plain
    target = tmp_path / "out.txt"
    target.write_text("before\n")
    with target.open("a") as stream:
        subprocess.run(
            [
                *(sys.executable, "-m", "treatywatch", "status", "LT", "--json"),
                *("-o", "/dev/stdout", "-l", "ledger.toml"),
            ],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=stream,
            timeout=TIMEOUT,
            check=True,
        )
    assert target.read_text() == f"before\n{plain}"


@pytest.mark.parametrize("output", ["ledger.toml", "./ledger.toml", "link.toml", "part.toml"])
def test_no_answer_replaces_the_ledger_it_was_read_from(
    output: str, victim: Victim, tmp_path: Path
) -> None:
    """`-o` that names a file of the ledger, by any name, is refused."""
    (tmp_path / "ledger.toml").write_text(_including("part.toml"))
    (tmp_path / "part.toml").write_text('[countries.EE]\nname = "Estonia"\n')
    (tmp_path / "link.toml").symlink_to("ledger.toml")
    before = (tmp_path / "ledger.toml").read_text(), (tmp_path / "part.toml").read_text()
    for args in (
        ("status", "LT", "--json"),
        ("export", "acts", "-f", "csv"),
        ("countries", "-f", "csv"),
    ):
        victim(*args, "-l", "ledger.toml", "-o", output, status=2)
    assert ((tmp_path / "ledger.toml").read_text(), (tmp_path / "part.toml").read_text()) == before


@pytest.mark.usefixtures("ledger")
def test_an_idna_encoding_does_not_break_a_command(victim: Victim) -> None:
    """An encoding that cannot write text at all gets an answer or a line, not a traceback."""
    victim("status", "LT", "-l", "ledger.toml", PYTHONIOENCODING="idna")


@pytest.mark.usefixtures("ledger")
def test_an_enormous_screen_is_no_bug(victim: Victim) -> None:
    """COLUMNS beyond any screen draws a table."""
    victim("status", "LT", "--color", "always", "-l", "ledger.toml", COLUMNS=str(10**20))


def test_usage_errors_write_out_control_characters(victim: Victim) -> None:
    """A usage error escapes the control characters of an argument."""
    result = victim("status", "a\u202eb\x1b[31m", status=2)
    assert not _CONTROL.search(result.stderr)


@pytest.mark.usefixtures("ledger")
def test_an_output_may_be_a_descriptor_of_the_shell(victim: Victim, tmp_path: Path) -> None:
    """`-o >(cat)` writes to the pipe, and a link to /dev/stdout writes there."""
    plain = victim("countries", "-f", "csv", "-l", "ledger.toml").stdout
    (tmp_path / "link.csv").symlink_to("/dev/stdout")
    assert victim("countries", "-o", "link.csv", "-l", "ledger.toml").stdout == plain
    for output in ("-o >(cat >written)", "-o /dev/fd/7 7>written"):
        script = f"{' '.join(_COMMAND)} countries -f csv -l ledger.toml {output}; sleep 0.3"
        subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment(tmp_path),
            timeout=TIMEOUT,
            check=True,
        )
        assert (tmp_path / "written").read_text() == plain
        (tmp_path / "written").unlink()


@pytest.mark.usefixtures("ledger")
def test_a_pipe_is_written_as_it_is(victim: Victim, tmp_path: Path) -> None:
    """A named pipe stays a pipe, also for `init`."""
    os.mkfifo(tmp_path / "pipe")
    for args in (("countries", "-f", "csv", "-l", "ledger.toml", "-o", "pipe"), ("init", "pipe")):
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        victim(*args)
        assert os.read(reader, 100_000)
        os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(
    "args",
    [
        ("check", "-f", "csv"),
        ("files",),
        ("verify", "LT", "ottawa", "party"),
        ("diff", "2020-01-01", "today"),
        ("board",),
        ("treaties",),
        ("timeline",),
        ("parties", "ottawa", "--plot"),
    ],
    ids=lambda args: args[0],
)
def test_every_command_spares_the_ledger(
    args: tuple[str, ...], victim: Victim, ledger: Path
) -> None:
    """A hard link to the ledger is refused as an output, also by an answer from the cache."""
    os.link(ledger, ledger.with_name("hard.txt"))
    for _ in range(2):
        result = victim(*args, "-l", "ledger.toml", "-o", "hard.txt", status=2)
        assert "hard.txt is a file of the ledger" in result.stderr
    assert ledger.read_text() == BASE


def test_a_ledger_with_mistakes_is_spared_too(victim: Victim, ledger: Path) -> None:
    """`check -o` refuses to replace a file that is not TOML."""
    ledger.write_text("format = 1\n[")
    victim("check", "-l", "ledger.toml", "-o", "ledger.toml", "-f", "csv", status=2)
    assert ledger.read_text() == "format = 1\n["


def _edit_at(moment: str, edit: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run an edit once, right before the given step of a replacement."""
    module: Any = os if moment == "fsync" else atomic
    call = getattr(module, moment)
    done: list[object] = []

    def edited(*args: Any) -> Any:
        if not done:
            done.append(edit())
        return call(*args)

    monkeypatch.setattr(module, moment, edited)


@pytest.mark.parametrize("moment", ["_copy_metadata", "fsync", "_exchange", "_is_final"])
@pytest.mark.parametrize("how", ["in place", "by renaming"])
def test_an_edit_at_any_step_is_kept(
    moment: str, how: str, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit at any step of `add` is in the file afterwards."""

    def edit() -> None:
        target = ledger if how == "in place" else ledger.with_name("new")
        target.write_text("edited\n")
        target.replace(ledger)

    _edit_at(moment, edit, monkeypatch)
    with lock_file(ledger) as locked:
        if moment == "_is_final":  # the new file was in place, so the editor could read it
            locked.write(b"added", over=locked.content)
        else:
            with pytest.raises(ChangedError):
                locked.write(b"added", over=locked.content)
    assert ledger.read_text() == "edited\n"
    assert list(ledger.parent.glob(".treatywatch-*")) == []


def test_an_edit_between_the_exchanges_is_kept(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest of two edits is in the file afterwards."""
    edits = iter(["first\n", "second\n"])
    exchange = atomic._exchange

    def edited(one: Path, two: Path) -> bool:
        if text := next(edits, None):
            ledger.with_name("new").write_text(text)
            ledger.with_name("new").replace(ledger)
        return exchange(one, two)

    monkeypatch.setattr(atomic, "_exchange", edited)
    with lock_file(ledger) as locked, pytest.raises(ChangedError):
        locked.write(b"added", over=locked.content)
    assert ledger.read_text() == "second\n"


@pytest.mark.skipif(sys.platform != "linux", reason="needs leases")
def test_a_file_open_for_writing_is_not_replaced(ledger: Path) -> None:
    """An editor that opened the file before can still write to it."""
    with ledger.open("a") as editor, lock_file(ledger) as locked:
        with pytest.raises(ChangedError):
            locked.write(b"added", over=locked.content)
        editor.write("# edited\n")
    assert ledger.read_text() == f"{BASE}# edited\n"


def test_without_an_exchange_the_content_is_compared_last(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that cannot exchange files still notices an edit during the flush."""
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    with lock_file(ledger) as locked:
        locked.write(b"added", over=locked.content)
        _edit_at("fsync", lambda: ledger.write_text("edited\n"), monkeypatch)
        with pytest.raises(ChangedError):
            locked.write(b"again", over=b"added")
    assert ledger.read_text() == "edited\n"


class _Editor(Thread):
    """An editor that replaces a file again and again, and notes every edit that was lost."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.edits = 0
        self.lost: list[int] = []
        self.stopped = False

    def run(self) -> None:
        """Edit until stopped."""
        own = self.path.with_name("editor")
        while not self.stopped:
            time.sleep(0.001 * (self.edits % 7))
            self.edits += 1
            own.write_text(f"edit {self.edits}\n")
            own.replace(self.path)
            time.sleep(0.004)
            if not self.path.read_text().startswith(f"edit {self.edits}\n"):
                self.lost.append(self.edits)


def test_a_hundred_adds_against_an_editor_lose_no_edit(ledger: Path) -> None:
    """Each edit is in the file until the next one."""
    editor = _Editor(ledger)
    editor.start()
    for number in range(100):
        with suppress(ChangedError), lock_file(ledger) as locked:
            locked.write(locked.content + b"add %d\n" % number, over=locked.content)
    editor.stopped = True
    editor.join()
    assert ledger.read_text().startswith(f"edit {editor.edits}\n")
    assert editor.lost == []
    assert list(ledger.parent.glob(".treatywatch-*")) == []


def test_add_refuses_to_separate_hard_links(victim: Victim, ledger: Path) -> None:
    """A ledger with two hard links stays as it is, and `add` gives the reason."""
    other = ledger.with_name("other.toml")
    os.link(ledger, other)
    result = victim("add", *_STEP, "-d", "2026-01-01", status=4)
    assert "several hard links" in result.stderr
    assert ledger.samefile(other)
    assert ledger.read_text() == BASE


def test_the_next_add_removes_the_files_of_killed_ones(victim: Victim, ledger: Path) -> None:
    """Only temporary files of processes that have ended are deleted."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = ledger.with_name(f".treatywatch-{ended.pid}-abc_1")
    used = ledger.with_name(f".treatywatch-{os.getpid()}-abc_1")
    for path in (left, used):
        path.touch()
    victim("add", *_STEP, "-d", "2026-01-01")
    assert (left.exists(), used.exists()) == (False, True)


@pytest.mark.usefixtures("ledger")
def test_add_without_standard_input_is_wrong_usage(tmp_path: Path) -> None:
    """`add <&-` names the missing options."""
    result = subprocess.run(
        ["bash", "-c", f"{' '.join(_COMMAND)} add -l ledger.toml <&-"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert result.returncode == 2
    assert "missing: " in result.stderr
    assert "bug" not in result.stderr


_INTERRUPTED_IMPORT: Final = """\
import builtins, os, signal, sys
imported = builtins.__import__
def interrupt(name, *args, **keys):
    if name == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGINT)
    return imported(name, *args, **keys)
from treatywatch.__main__ import main
builtins.__import__ = interrupt
main()
"""


@pytest.mark.parametrize(
    "module", ["treatywatch.cli.main", "typer", "treatywatch.commands", "treatywatch.cli.streams"]
)
def test_an_interrupt_during_the_imports_is_silent(module: str, tmp_path: Path) -> None:
    """Ctrl-C before the command runs ends in 130 without a traceback."""
    result = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED_IMPORT, module],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert (result.returncode, result.stderr) == (130, "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_is_a_formula_in_a_spreadsheet(start: str, victim: Victim, ledger: Path) -> None:
    """An apostrophe precedes it in CSV and TSV, and the check formula-text warns of it."""
    text = f"{start}HYPERLINK(1)"
    ledger.write_text(BASE.replace("Notified.", text))
    for form, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        output = victim("timeline", "--all", "-f", form, "-l", "ledger.toml").stdout
        assert next(csv.DictReader(io.StringIO(output), dialect=dialect))["summary"] == f"'{text}"
    assert victim("check", "-l", "ledger.toml").stdout == ""
    found = victim("check", "formula-text", "-l", "ledger.toml", status=1).stdout
    assert "formula-text" in found
    assert "[events]" not in found


@pytest.mark.usefixtures("ledger")
def test_numbers_are_not_taken_for_formulas(victim: Victim) -> None:
    """A negative number and a date have no apostrophe."""
    output = victim("status", "-f", "csv", "-l", "ledger.toml").stdout
    assert "'" not in output


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://a.example/x_y?b=1&c=2.", "see <https://a.example/x_y?b=1&c=2>."),
        ("(http://a.example)", "(<http://a.example>)"),
        ("https://a.example/?a&rlm;b", "<https://a.example/?a&amp;rlm;b>"),
        ("a &rlm; b", r"a \&rlm; b"),
        ("www.example.org", r"www\.example.org"),
        ("$x$", r"\$x\$"),
        ("https://a|b", r"<https://a>\|b"),
    ],
)
def test_markdown_has_working_addresses_and_no_other_markup(text: str, written: str) -> None:
    """An address is a link to itself; entities, bare hosts and formulas do not act."""
    assert _escape(text) == written
