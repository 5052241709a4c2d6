"""The proofs of `add`, small: as many kills and adds as a test has time for, and the worst instants."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.proof.add import ACCEPTED, LEFT, ROOT, Outcome, adds, kills, place, start

_HALTED: Final = """\
import os, sys, tempfile
from treatywatch.__main__ import main

def halt():
    print("halted", flush=True)
    sys.stdin.read()

def halting(module, name, *, after):
    call = getattr(module, name)
    def do(*args, **keys):
        if not after:
            halt()
        result = call(*args, **keys)
        if after:
            halt()
        return result
    setattr(module, name, do)

module, name, after = sys.argv.pop(1).split()
halting({"os": os, "tempfile": tempfile}[module], name, after=after == "after")
main()
"""
"""The command, halted before or after a call of the system's until it is killed."""
_OPTIONS: Final = (
    *("-c", "LT", "-t", "ottawa", "-s", "remark", "-d", "2020", "--summary", "Said."),
    *("--source-title", "T", "--source-publisher", "P"),
)


def _killed(at: Path, steps: Path, instant: str) -> None:
    """Kill an add at the instant told; it must have come so far."""
    command = [sys.executable, "-c", _HALTED, instant, "add", "-l", str(at), "--to", str(steps)]
    with subprocess.Popen(
        [*command, *_OPTIONS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"halted\n"
        process.kill()


@pytest.mark.parametrize(
    ("instant", "added", "left"),
    [
        pytest.param("tempfile mkstemp before", False, 0, id="before anything is made"),
        pytest.param("tempfile mkstemp after", False, 1, id="the new file is empty"),
        pytest.param("os fsync before", False, 1, id="the disk has not all of it"),
        pytest.param("os replace before", False, 1, id="all of it is written"),
        pytest.param("os replace after", True, 0, id="it has taken the old one's place"),
    ],
)
def test_a_kill_leaves_the_old_ledger_or_the_new(
    instant: str, added: bool, left: int, tmp_path: Path
) -> None:
    """At each instant that matters; what is left beside it is not read, and in nobody's way."""
    at = place(tmp_path)
    old = at.steps.read_bytes()
    _killed(at.head, at.steps, instant)
    found = at.steps.read_bytes()
    assert found.startswith(old)
    assert found.endswith(b'publisher = "P" },\n]\n') is added
    assert (found != old) is added
    assert len(at.leftovers()) == left
    again = start(("add", "-l", str(at.head), "--to", str(at.steps), *_OPTIONS))
    again.communicate()
    assert again.returncode == (1 if added else 0)  # told twice, or told
    check = start(("check", "-l", str(at.head)))
    assert (check.communicate(), check.returncode) == (("", ""), 0)


@pytest.mark.slow
def test_kills_at_random_instants_break_nothing() -> None:
    """A dozen of the hundreds that `python tests/proof/add.py --kills 300` does."""
    found = kills(12)
    assert found.faults == []
    assert sum(found.counts[outcome] for outcome in Outcome) == 12
    assert found.counts[LEFT] == found.counts[Outcome.BETWEEN]


def test_adds_at_once_are_all_in_the_ledger() -> None:
    """A dozen of the hundreds that `python tests/proof/add.py --adds 200` does."""
    found = adds(12)
    assert found.faults == []
    assert found.counts[ACCEPTED] == 12


def test_of_the_same_entry_added_at_once_one_is_accepted(tmp_path: Path) -> None:
    """Each add reads what the one before it wrote: the others are told twice, and refused."""
    at = place(tmp_path)
    old = at.steps.read_bytes()
    options = ("add", "-l", str(at.head), "--to", str(at.steps), *_OPTIONS)
    processes = [start(options) for _ in range(6)]
    for process in processes:
        process.communicate()
    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1, 1, 1]
    assert at.steps.read_bytes().count(b"Said.") == old.count(b"Said.") + 1
    assert at.leftovers() == []
