"""Tests of the fuzzer: it finds planted bugs and saves the ledgers."""

import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import NoReturn

import pytest

from fuzz import runner
from fuzz.corpus import Corpus
from fuzz.mutations import MUTATIONS, Mutation, mutate
from fuzz.oracles import Failure
from treatywatch.answers import timeline
from treatywatch.cli import ledgers
from treatywatch.ledger.read import load
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model import names
from treatywatch.output import json
from treatywatch.reports import report


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Create the ledgers to mutate."""
    return Corpus()


@pytest.fixture
def failures(tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which a run saves ledgers."""
    monkeypatch.setattr(runner, "Corpus", lambda: corpus)
    monkeypatch.setattr(runner, "FAILURES", tmp_path / "failures")
    return tmp_path / "failures"


# Mutated ledgers.


def test_the_corpus_is_valid(tmp_path: Path, corpus: Corpus) -> None:
    """The valid ledgers of the corpus have no problems before they are mutated."""
    path = tmp_path / "ledger.toml"
    for number in range(50):
        path.write_text(corpus.valid(Random(number)), encoding="utf-8")
        reading = read_ledger([path])
        assert reading.problems == ()
        assert reading.ledger.conventions
        assert reading.ledger.countries


@pytest.mark.parametrize(
    "mutation", dict.fromkeys(MUTATIONS), ids=lambda mutation: mutation.__name__
)
def test_every_mutation_changes_ledgers(corpus: Corpus, mutation: Mutation) -> None:
    """Each mutation changes most ledgers, in the same way for the same seed."""
    changed = 0
    for number in range(40):
        content, other = corpus.valid(Random(number)).encode(), corpus.draw(Random(-number))
        mutant = mutation(Random(number), content, other)
        assert mutant == mutation(Random(number), content, other)
        changed += mutant != content
    assert changed > 20


def test_many_mutated_ledgers_are_valid(tmp_path: Path, corpus: Corpus) -> None:
    """About half of the mutated ledgers are valid, so that commands answer from them."""
    path = tmp_path / "ledger.toml"
    valid = 0
    for number in range(100):
        random = Random(number)
        path.write_bytes(mutate(random, corpus.draw(random), corpus.draw(random)))
        valid += not read_ledger([path]).problems
    assert 25 < valid < 75


# Findings.


def test_a_run_without_findings(failures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The run prints the number of inputs, deletes its files, and returns 0."""
    assert runner.main(["--inputs", "20", "--seed", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("tried 20 inputs in ")
    assert printed.endswith(" s with seed 1: 0 distinct findings\n")
    assert not list(failures.iterdir())


def test_a_run_ends_after_its_time(failures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run of 0 seconds tries no input."""
    assert runner.main(["--seconds", "0"]) == 0
    assert capsys.readouterr().out.startswith("tried 0 inputs in 0 s")
    assert not failures.exists()


def test_an_interrupted_run_prints_its_result(
    failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupt ends the run after the current ledger, with the usual last line."""

    def interrupt(_path: Path) -> list[Failure]:
        signal.raise_signal(signal.SIGINT)
        return []

    monkeypatch.setattr(runner, "find_failures", interrupt)
    assert runner.main([]) == 0
    assert capsys.readouterr().out.startswith("tried 1 inputs in 0 s")
    assert not list(failures.iterdir())


def test_the_smallest_ledger_of_a_finding_is_saved(
    failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A finding of many ledgers is printed once, and its smallest ledger is saved."""
    monkeypatch.setattr(runner, "find_failures", lambda _: [Failure("all is wrong", "check", "")])
    monkeypatch.setattr(runner, "mutate", lambda _, content, __: content)
    assert runner.main(["--inputs", "20", "--seed", "1"]) == 1
    assert capsys.readouterr().out.count("all is wrong (treatywatch check)\n") == 1
    tried = islice(runner.inputs(1), 20)
    assert [file.read_bytes() for file in failures.iterdir()] == [min(tried, key=len)]


def test_the_script_runs_from_any_folder(tmp_path: Path) -> None:
    """The script imports the treatywatch of its checkout, whatever the working directory."""
    script = Path(__file__).parent.parent / "fuzz" / "run.py"
    command = [sys.executable, str(script), "--inputs", "1", "--seed", "1"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("tried 1 inputs")


def _raise(*_: object, **__: object) -> NoReturn:
    raise KeyError("planted")


_BUGS: dict[str, tuple[object, str, object, str]] = {
    "reader-raises": (load, "decode", _raise, "KeyError at "),
    "answer-raises": (timeline, "timeline_answer", _raise, "KeyError at "),
    "name-lookup-raises": (names, "_find", _raise, "KeyError at "),
    "mistakes-are-ignored": (
        ledgers,
        "ExitCode",
        SimpleNamespace(LEDGER_PROBLEMS=0),
        " ends with 0 instead of 3",
    ),
    "control-characters": (report, "_safe_line", "\x1b{}".format, " prints control characters"),
    "invalid-json": (json, "to_json", lambda _: b"{", " prints invalid JSON"),
    "slow": (runner, "_SLOW_SECONDS", -1, "more than -1 s"),
}


@pytest.mark.parametrize("bug", _BUGS)
def test_a_planted_bug_is_found(
    bug: str, failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug is printed, its ledger saved, and the replay fails until the bug is mended."""
    module, name, replacement, message = _BUGS[bug]
    with monkeypatch.context() as patch:
        patch.setattr(module, name, replacement)
        assert runner.main(["--inputs", "30", "--seed", "1"]) == 1
        printed = capsys.readouterr().out
        assert message in printed
        saved = sorted(failures.glob("*.toml"))
        assert f": {len(saved)} distinct finding" in printed
        assert all(f"--replay {file}" in printed for file in saved)
        assert [runner.main(["--replay", str(file)]) for file in saved] == [1] * len(saved)
        assert message in capsys.readouterr().out
    assert [runner.main(["--replay", str(file)]) for file in saved] == [0] * len(saved)
