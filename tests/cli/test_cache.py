"""The compiled copy behind the commands: the same answers, never old ones, and no noise."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Run
from tests.conftest import PREAMBLE
from tests.samples import events
from treatywatch.cli import printing, streams
from treatywatch.ledger.cache.cache import LedgerCache
from treatywatch.ledger.read import load

QUESTIONS: Final = [
    ("status", "Lithuania"),
    ("status", "-t", "ottawa", "--as-of", "2026-01-05"),
    ("status", "--group", "EU"),
    ("status", "France", "-t", "ccm"),
    ("timeline", "Finland", "-t", "ottawa"),
    ("timeline", "-t", "ottawa"),
    ("diff", "2025-03-01", "2026-03-01", "-t", "ottawa"),
    ("upcoming",),
    ("upcoming", "Nicaragua"),
    ("explain", "Italy", "energy charter"),
    ("explain", "Norway", "ottawa"),
    ("what-if", "Norway", "ottawa", "--notify", "2027-08-31"),
    ("what-if", "Ukraine", "unesco", "--notify", "2027-08-31"),
    ("verify", "Poland", "ottawa", "party", "--as-of", "2025-08-10"),
    ("parties", "ottawa"),
    ("parties", "ccm", "--group", "EU"),
    ("parties", "npt", "--plot"),
    ("board", "--topic", "disarmament"),
    ("board", "Estonia", "Latvia"),
    ("countries", "turkiye"),
    ("treaties", "-t", "ottawa", "-t", "ect"),
]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that outlives one test, as a user's does."""
    folder = tmp_path_factory.getbasetemp() / "shared-cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("form", ["json", "plain"])
def test_a_copy_answers_as_the_files_do(
    question: tuple[str, ...],
    form: str,
    run: Run,
    shared: Path,  # noqa: ARG001 - it is there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Byte for byte, and without reading a file of the ledger."""
    call = (*question, "--format", form)
    expected = run(*call, "--no-cache")
    run(*call)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the ledger was read")

    monkeypatch.setattr(load, "read_ledger", refuse)
    answered = run(*call)
    assert (answered.exit_code, answered.stdout) == (expected.exit_code, expected.stdout)


@pytest.mark.parametrize(
    "call",
    [("status", "Litua"), ("status", "-t", "otawa"), ("board", "--topic", "disarmamant")],
    ids=" ".join,
)
@pytest.mark.usefixtures("shared")
def test_a_mistyped_name_is_answered_the_same(call: tuple[str, ...], run: Run) -> None:
    """The nearest names are those of the whole ledger."""
    run("status")
    expected = run(*call, "--no-cache")
    assert expected.exit_code == 2
    assert run(*call).stderr == expected.stderr


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that includes a file of events."""
    (tmp_path / "told.toml").write_text(events("LT ottawa notified 2025-06-27"))
    root = tmp_path / "ledger.toml"
    root.write_text(PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["told.toml"]'))
    return root


def _effect(run: Run, ledger: Path) -> str:
    answer = run("status", "Lithuania", "-l", str(ledger), "--json")
    assert answer.stderr == ""
    return str(json.loads(answer.stdout)["items"][0]["effect"])


def test_one_byte_within_the_second_is_seen(run: Run, ledger: Path) -> None:
    """An included file of the same size and time of change, and another day, is another answer."""
    told = ledger.with_name("told.toml")
    for day in ("2025-06-28", "2025-06-29", "2025-06-27"):
        assert _effect(run, ledger) == _effect(run, ledger)
        before = told.stat()
        told.write_text(events(f"LT ottawa notified {day}"))
        os.utime(told, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert told.stat().st_size == before.st_size
        assert _effect(run, ledger) == f"2025-12-{day[-2:]}"


def test_no_cache_keeps_and_uses_none(run: Run, ledger: Path, tmp_path: Path) -> None:
    """--no-cache leaves no trace."""
    run("status", "-l", str(ledger), "--no-cache")
    assert not (tmp_path / "cache").exists()


def test_the_answer_comes_before_the_copy(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks of a long ledger for the first time reads the answer while the copy is made."""
    told: list[str] = []

    def deliver(content: bytes, output: str | None) -> None:
        told.append("answer")
        streams.write_output(content, output)

    def keep(*_: object) -> None:
        told.append("copy")

    monkeypatch.setattr(printing, "write_output", deliver)
    monkeypatch.setattr(LedgerCache, "save", keep)
    run("status", "-l", str(ledger))
    run("verify", "Lithuania", "ottawa", "withdrawn", "--as-of", "2025-07-01", "-l", str(ledger))
    assert told == ["answer", "copy"] * 2


def test_an_interrupted_command_keeps_nothing(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever interrupts an answer does not wait for the copy either."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "write_output", interrupt)
    assert run("status", "-l", str(ledger)).exit_code == 130
    assert list((tmp_path / "cache").rglob("*.sqlite")) == []


def test_files_tells_of_the_copy(run: Run, ledger: Path) -> None:
    """Where copies are kept, and whether this ledger has one."""
    call = ("files", "-l", str(ledger), "--json")
    assert json.loads(run(*call).stdout)["compiled"] is False
    run("status", "-l", str(ledger))
    assert json.loads(run(*call).stdout)["compiled"] is True


def test_what_comes_through_a_pipe_is_not_kept(tmp_path: Path) -> None:
    """A pipe has another content each time, and can be read but once."""
    call = f"{sys.executable} -m treatywatch status Lithuania --json -l"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "piped")}
    for day in ("2025-06-27", "2025-06-28"):
        (tmp_path / day).write_text(PREAMBLE + events(f"LT ottawa notified {day}"))
        done = subprocess.run(
            ["bash", "-c", f"{call} <(cat {tmp_path / day})"],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout)["items"][0]["notified"] == day
    assert list((tmp_path / "piped").rglob("*.sqlite")) == []


def test_a_name_that_is_no_text_is_no_obstacle(run: Run, ledger: Path) -> None:
    """A ledger of such a name answers, whether or not a copy of it can be kept."""
    odd = os.fsdecode(os.fsencode(ledger.with_suffix("")) + b"\xff.toml")
    ledger.rename(odd)
    for _ in range(2):
        answer = run("status", "-l", odd, "--json")
        assert (answer.exit_code, answer.stderr) == (0, "")


def test_a_folder_that_is_gone_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From nowhere, a relative path leads nowhere: one line, no traceback."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    answer = run("status", "-l", "mine.toml")
    assert answer.exit_code == 3
    assert "no such file" in answer.stderr


def test_a_ledger_with_mistakes_is_told_every_time(run: Run, ledger: Path) -> None:
    """Nothing is kept of a ledger that answers nothing."""
    ledger.write_text(ledger.read_text() + 'mistake = "here"\n')
    for _ in range(2):
        answer = run("status", "-l", str(ledger))
        assert (answer.exit_code, "unknown-key" in answer.stderr) == (3, True)


@pytest.mark.parametrize("state", ["empty", "damaged", "in the way"])
def test_many_at_once_answer_alike_and_in_silence(ledger: Path, tmp_path: Path, state: str) -> None:
    """Processes that start together on one cache, whatever it holds, do not disturb one another."""
    cache = tmp_path / "many"
    call = [sys.executable, "-m", "treatywatch", "status", "Lithuania", "-l", str(ledger), "--json"]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}

    def answer(_: int) -> tuple[int, bytes, bytes]:
        done = subprocess.run(call, env=environment, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    if state == "in the way":
        cache.write_text("")
    expected = answer(0)
    if state == "damaged":
        for copy in (cache / "treatywatch").iterdir():
            copy.write_bytes(copy.read_bytes()[:5000])
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(answer, range(16))) == {expected}
    assert expected[0] == 0
    assert expected[2] == b""
