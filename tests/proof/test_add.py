"""Small runs of the proofs of `add`, and kills at the worst moments."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.proof.add import ACCEPTED, LEFT, ROOT, Outcome, adds, create_ledger, kills, start

_HALTING_COMMAND: Final = """\
import os, sys, tempfile
from treatywatch.ledger.write import atomic
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
halting({"os": os, "tempfile": tempfile, "atomic": atomic}[module], name, after=after == "after")
main()
"""
"""The command, which halts before or after a system call until it is killed."""
_OPTIONS: Final = (
    *("-c", "LT", "-t", "ottawa", "-s", "remark", "-d", "2020", "--summary", "Said."),
    *("--source-title", "T", "--source-publisher", "P"),
)


def _kill(at: Path, steps: Path, moment: str) -> None:
    """Run an add until it halts at the given moment, and kill it."""
    command = [
        sys.executable,
        "-c",
        _HALTING_COMMAND,
        moment,
        "add",
        "-l",
        str(at),
        "--to",
        str(steps),
    ]
    with subprocess.Popen(
        [*command, *_OPTIONS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"halted\n"
        process.kill()


@pytest.mark.parametrize(
    ("moment", "added", "left"),
    [
        pytest.param("tempfile mkstemp before", False, 0, id="before the temporary file"),
        pytest.param("tempfile mkstemp after", False, 1, id="temporary file is empty"),
        pytest.param("os fsync before", False, 1, id="content not flushed"),
        pytest.param("atomic _exchange before", False, 1, id="not exchanged"),
        pytest.param("atomic _exchange after", True, 1, id="exchanged"),
    ],
)
def test_a_killed_add_leaves_the_old_ledger_or_the_new(
    moment: str, added: bool, left: int, tmp_path: Path
) -> None:
    """A temporary file that is left behind is not read, and the next add works."""
    at = create_ledger(tmp_path)
    old = at.steps.read_bytes()
    _kill(at.head, at.steps, moment)
    content = at.steps.read_bytes()
    assert content.startswith(old)
    assert content.endswith(b'publisher = "P" },\n]\n') is added
    assert (content != old) is added
    assert len(at.leftovers()) == left
    again = start(("add", "-l", str(at.head), "--to", str(at.steps), *_OPTIONS))
    again.communicate()
    assert again.returncode == (1 if added else 0)
    assert at.leftovers() == []
    check = start(("check", "-l", str(at.head)))
    assert (check.communicate(), check.returncode) == (("", ""), 0)


@pytest.mark.slow
def test_kills_at_random_moments_do_no_harm() -> None:
    """`python tests/proof/add.py --kills 300` does more of them."""
    result = kills(12)
    assert result.errors == []
    assert sum(result.counts[outcome] for outcome in Outcome) == 12
    # A kill between the exchange and the removal also leaves the temporary file.
    exchanged = result.counts[LEFT] - result.counts[Outcome.BETWEEN]
    assert 0 <= exchanged <= result.counts[Outcome.AFTER]


def test_no_concurrent_add_is_lost() -> None:
    """`python tests/proof/add.py --adds 200` does more of them."""
    result = adds(12)
    assert result.errors == []
    assert result.counts[ACCEPTED] == 12


def test_only_one_of_several_equal_adds_is_accepted(tmp_path: Path) -> None:
    """The others read it and refuse their duplicate."""
    at = create_ledger(tmp_path)
    old = at.steps.read_bytes()
    options = ("add", "-l", str(at.head), "--to", str(at.steps), *_OPTIONS)
    processes = [start(options) for _ in range(6)]
    for process in processes:
        process.communicate()
    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1, 1, 1]
    assert at.steps.read_bytes().count(b"Said.") == old.count(b"Said.") + 1
    assert at.leftovers() == []
