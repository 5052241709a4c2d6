"""The search for hostile ledgers: that it would find what there is to find, and keep it."""

import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest

from fuzz import hunt
from fuzz.mutate import MUTATORS, Mutator, mutated
from fuzz.seeds import Seeds
from fuzz.verdict import Fault
from treatywatch.answers import timeline
from treatywatch.cli import ledgers, printing
from treatywatch.ledger.read import load
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model import names
from treatywatch.reports import report


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """Ledgers to spoil."""
    return Seeds()


@pytest.fixture
def failures(tmp_path: Path, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a search keeps failing ledgers."""
    monkeypatch.setattr(hunt, "Seeds", lambda: seeds)
    monkeypatch.setattr(hunt, "FAILURES", tmp_path / "failures")
    return tmp_path / "failures"


# What is tried.


def test_the_seeds_are_sound(tmp_path: Path, seeds: Seeds) -> None:
    """What is to be spoilt answers questions to begin with, so that spoiling it says something."""
    path = tmp_path / "ledger.toml"
    for number in range(50):
        path.write_text(seeds.sound(Random(number)), encoding="utf-8")
        reading = read_ledger([path])
        assert reading.problems == ()
        assert reading.ledger.conventions
        assert reading.ledger.countries


@pytest.mark.parametrize("mutator", dict.fromkeys(MUTATORS), ids=lambda mutator: mutator.__name__)
def test_every_way_of_spoiling_spoils(seeds: Seeds, mutator: Mutator) -> None:
    """Each mutator changes most ledgers, and by the same chances in the same way."""
    changed = 0
    for number in range(40):
        content, other = seeds.sound(Random(number)).encode(), seeds.draw(Random(-number))
        spoilt = mutator(Random(number), content, other)
        assert spoilt == mutator(Random(number), content, other)
        changed += spoilt != content
    assert changed > 20


def test_many_spoilt_ledgers_still_answer(tmp_path: Path, seeds: Seeds) -> None:
    """The search goes past the parser: about half of what it tries is read as a ledger."""
    path = tmp_path / "ledger.toml"
    sound = 0
    for number in range(100):
        chance = Random(number)
        path.write_bytes(mutated(chance, seeds.draw(chance), seeds.draw(chance)))
        sound += not read_ledger([path]).problems
    assert 25 < sound < 75


# What is found.


def test_a_search_that_finds_nothing(failures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how much it tried, leaves nothing behind, and ends with 0."""
    assert hunt.main(["--inputs", "20", "--seed", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("tried 20 inputs in ")
    assert printed.endswith(" s with seed 1: 0 distinct findings\n")
    assert not list(failures.iterdir())


def test_a_search_ends_with_its_time(failures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No time is time for nothing."""
    assert hunt.main(["--seconds", "0"]) == 0
    assert capsys.readouterr().out.startswith("tried 0 inputs in 0 s")
    assert not failures.exists()


def test_an_interrupted_search_tells_how_far_it_came(
    failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever stops it learns no less than who waits."""

    def interrupted(_path: Path) -> list[Fault]:
        signal.raise_signal(signal.SIGINT)
        return []

    monkeypatch.setattr(hunt, "faults", interrupted)
    assert hunt.main([]) == 0
    assert capsys.readouterr().out.startswith("tried 1 inputs in 0 s")
    assert not list(failures.iterdir())


def test_the_smallest_ledger_of_a_finding_is_kept(
    failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake that many ledgers bring to light is told once, and its easiest example kept."""
    monkeypatch.setattr(hunt, "faults", lambda _: [Fault("all is wrong", "check", "")])
    monkeypatch.setattr(hunt, "mutated", lambda _, content, __: content)
    assert hunt.main(["--inputs", "20", "--seed", "1"]) == 1
    assert capsys.readouterr().out.count("all is wrong (treatywatch check)\n") == 1
    tried = islice(hunt.ledgers(1), 20)
    assert [file.read_bytes() for file in failures.iterdir()] == [min(tried, key=len)]


def test_the_script_tries_the_program_that_it_stands_beside(tmp_path: Path) -> None:
    """It runs from any folder, on any Python that has the libraries."""
    script = Path(__file__).parent.parent / "fuzz" / "run.py"
    call = [sys.executable, str(script), "--inputs", "1", "--seed", "1"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tried 1 inputs")


def _raise(*_: object, **__: object) -> NoReturn:
    raise KeyError("planted")


_BUGS: dict[str, tuple[object, str, object, str]] = {
    "reading-raises": (load, "decode", _raise, "KeyError at "),
    "answering-raises": (timeline, "timeline_answer", _raise, "KeyError at "),
    "naming-raises": (names, "_find", _raise, "KeyError at "),
    "mistakes-pass": (ledgers, "LEDGER_MISTAKEN", 0, " ends with 0 where 3 is due"),
    "control-printed": (report, "_safe_line", "\x1b{}".format, " prints control characters"),
    "bad-json": (printing, "to_json", lambda _: b"{", " prints what is no JSON"),
    "slow": (hunt, "_SLOW", -1, "more than -1 s"),
}


@pytest.mark.parametrize("bug", _BUGS)
def test_a_planted_bug_is_found(
    bug: str, failures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong is told, its ledger kept, and shown again for as long as it is wrong."""
    place, name, planted, told = _BUGS[bug]
    with monkeypatch.context() as patch:
        patch.setattr(place, name, planted)
        assert hunt.main(["--inputs", "30", "--seed", "1"]) == 1
        printed = capsys.readouterr().out
        assert told in printed
        found = sorted(failures.glob("*.toml"))
        assert f": {len(found)} distinct finding" in printed
        assert all(f"--replay {file}" in printed for file in found)
        assert [hunt.main(["--replay", str(file)]) for file in found] == [1] * len(found)
        assert told in capsys.readouterr().out
    assert [hunt.main(["--replay", str(file)]) for file in found] == [0] * len(found)
