"""Commands answer from the cache as they do from the files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

import treatywatch
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


_STRICTER: Final = """
def structure_problems(ledger, *_):
    yield Problem(file=ledger.files[0].name, check="strict", message="no ledger is good enough")
"""


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that several tests use."""
    folder = tmp_path_factory.getbasetemp() / "shared-cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("form", ["json", "plain"])
def test_an_answer_from_the_cache_is_the_same(
    question: tuple[str, ...],
    form: str,
    run: Run,
    shared: Path,  # noqa: ARG001 - it is there
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No file of the ledger is read."""
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
def test_a_mistyped_name_gets_the_same_suggestions(call: tuple[str, ...], run: Run) -> None:
    """They come from the whole ledger."""
    run("status")
    expected = run(*call, "--no-cache")
    assert expected.exit_code == 2
    assert run(*call).stderr == expected.stderr


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that includes a file of events."""
    (tmp_path / "events.toml").write_text(events("LT ottawa notified 2025-06-27"))
    root = tmp_path / "ledger.toml"
    root.write_text(PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["events.toml"]'))
    return root


def _effect(run: Run, ledger: Path) -> str:
    answer = run("status", "Lithuania", "-l", str(ledger), "--json")
    assert answer.stderr == ""
    return str(json.loads(answer.stdout)["items"][0]["effect"])


def test_a_changed_byte_is_noticed_within_a_second(run: Run, ledger: Path) -> None:
    """The file keeps its size and time of modification."""
    included = ledger.with_name("events.toml")
    for day in ("2025-06-28", "2025-06-29", "2025-06-27"):
        assert _effect(run, ledger) == _effect(run, ledger)
        before = included.stat()
        included.write_text(events(f"LT ottawa notified {day}"))
        os.utime(included, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert included.stat().st_size == before.st_size
        assert _effect(run, ledger) == f"2025-12-{day[-2:]}"


def test_no_cache_saves_nothing(run: Run, ledger: Path, tmp_path: Path) -> None:
    """The cache folder is not created."""
    run("status", "-l", str(ledger), "--no-cache")
    assert not (tmp_path / "cache").exists()


def test_the_answer_comes_before_the_cache_is_saved(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first question about a long ledger does not wait."""
    calls: list[str] = []

    def write_output(content: bytes, output: str | None, inputs: Iterable[Path]) -> None:
        calls.append("answer")
        streams.write_output(content, output, inputs)

    def save(*_: object) -> None:
        calls.append("cache")

    monkeypatch.setattr(printing, "write_output", write_output)
    monkeypatch.setattr(LedgerCache, "save", save)
    run("status", "-l", str(ledger))
    run("verify", "Lithuania", "ottawa", "withdrawn", "--as-of", "2025-07-01", "-l", str(ledger))
    assert calls == ["answer", "cache"] * 2


def test_an_interrupted_command_saves_no_cache(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user does not wait for it either."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "write_output", interrupt)
    assert run("status", "-l", str(ledger)).exit_code == 130
    assert list((tmp_path / "cache").rglob("*.sqlite")) == []


def test_files_reports_the_cache(run: Run, ledger: Path) -> None:
    """It says whether the ledger has a fresh one."""
    call = ("files", "-l", str(ledger), "--json")
    assert json.loads(run(*call).stdout)["compiled"] is False
    run("status", "-l", str(ledger))
    assert json.loads(run(*call).stdout)["compiled"] is True


def test_a_stricter_rule_is_applied_to_a_cached_ledger(ledger: Path, tmp_path: Path) -> None:
    """In a checkout, a cached ledger is checked again once a rule was edited."""
    package = tmp_path / "checkout" / "treatywatch"
    shutil.copytree(Path(treatywatch.__file__).parent, package)
    call = [sys.executable, "-m", "treatywatch", "status", "-l", str(ledger)]
    environment = os.environ | {"PYTHONPATH": str(package.parent)}

    def status() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            call, env=environment, cwd=package.parent, capture_output=True, text=True, check=False
        )

    assert status().returncode == 0
    with (package / "checks" / "registry.py").open("a") as rules:
        rules.write(_STRICTER)
    done = status()
    assert (done.returncode, "no ledger is good enough" in done.stderr) == (3, True)


def test_a_ledger_from_a_pipe_is_not_cached(tmp_path: Path) -> None:
    """A pipe can be read only once."""
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


def test_a_ledger_with_a_name_in_another_encoding_is_read(run: Run, ledger: Path) -> None:
    """It need not be cached."""
    odd = os.fsdecode(os.fsencode(ledger.with_suffix("")) + b"\xff.toml")
    ledger.rename(odd)
    for _ in range(2):
        answer = run("status", "-l", odd, "--json")
        assert (answer.exit_code, answer.stderr) == (0, "")


def test_a_deleted_working_folder_is_reported(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path then leads nowhere; there is no traceback."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    answer = run("status", "-l", "mine.toml")
    assert answer.exit_code == 3
    assert "no such file" in answer.stderr


def test_a_ledger_with_problems_is_not_cached(run: Run, ledger: Path) -> None:
    """Its problems are reported every time."""
    ledger.write_text(ledger.read_text() + 'mistake = "here"\n')
    for _ in range(2):
        answer = run("status", "-l", str(ledger))
        assert (answer.exit_code, "unknown-key" in answer.stderr) == (3, True)


@pytest.mark.parametrize("state", ["empty", "damaged", "in the way"])
def test_many_processes_can_share_a_cache(ledger: Path, tmp_path: Path, state: str) -> None:
    """All give the same answer, even if the cache is missing or damaged."""
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
        for database in (cache / "treatywatch").iterdir():
            database.write_bytes(database.read_bytes()[:5000])
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(answer, range(16))) == {expected}
    assert expected[0] == 0
    assert expected[2] == b""
