"""Proof that `treatywatch add` leaves the old ledger or the new one, and loses no entry.

    python tests/proof/add.py --kills 300 --adds 200

Kills: `add` is started as a process of its own and killed (SIGKILL) at a random instant of the time
that it usually takes and somewhat more; every other time on a disk made slow, so that many kills land
between the writing of the new file and its taking the old one's place. After each the ledger must be
the old one, or the old one and the entry, to the byte; what a kill leaves beside it must be read by
no pattern that includes files.

Adds: so many processes are started at once, each with an entry of its own. Every one that is accepted
must stand in the ledger once, below what stood there, and `check` must find nothing amiss.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_COMMAND: Final = (sys.executable, "-m", "treatywatch")
_SLOWED: Final = """\
import os, sys, time
sync, pause = os.fsync, float(sys.argv.pop(1))
os.fsync = lambda handle: (sync(handle), time.sleep(pause))
from treatywatch.__main__ import main
main()
"""
"""The same command on a disk that takes so long to keep a file, and as long again its name."""
_PAUSE: Final = 0.3
_LONGEST: Final = 1.1  # times the usual seconds, until the latest kill
LEFT: Final = "temporary files left behind"
ACCEPTED: Final = "accepted, each in the ledger once"
_EVENTS: Final = 200
_FIRST: Final = date(2000, 1, 1)
_LATER: Final = date(2010, 1, 1)
_HEAD: Final = """\
format = 1
include = ["steps/*.toml", "steps/*"]

[countries.LT]
name = "Lithuania"

[conventions.ottawa]
name = "Mine Ban Convention"
"""
_EVENT: Final = """
[[events]]   # {number}
country = "LT"
convention = "ottawa"
step = "remark"
date = {day}
summary = "What was said before, number {number}."
sources = [{{ title = "T", publisher = "P" }}]
"""


class Place(NamedTuple):
    """A ledger in a folder: its head, and the file that is added to."""

    head: Path
    steps: Path

    def leftovers(self) -> list[Path]:
        """What stands beside the file that is added to."""
        return [path for path in self.steps.parent.iterdir() if path != self.steps]


class Outcome(StrEnum):
    """What a kill found: what was done by then."""

    BEFORE = "before anything was written"
    BETWEEN = "between writing and taking the old file's place"
    AFTER = "after the new file had taken the old one's place"
    TOO_LATE = "too late: add had ended"


class Found(NamedTuple):
    """How often what was found, and what was wrong."""

    counts: Counter[str]
    faults: list[str]


def place(folder: Path) -> Place:
    """A new ledger with a few hundred events."""
    found = Place(folder / "ledger.toml", folder / "steps" / "steps.toml")
    found.steps.parent.mkdir()
    found.head.write_text(_HEAD)
    events = (
        _EVENT.format(number=number, day=_FIRST + timedelta(number)) for number in range(_EVENTS)
    )
    found.steps.write_text("# Steps, one after another." + "".join(events))
    return found


def _arguments(at: Place, number: int) -> tuple[str, ...]:
    """The options that add the entry of that number."""
    return (
        *("add", "-l", str(at.head), "--to", str(at.steps), "-c", "LT", "-t", "ottawa"),
        *("-s", "remark", "-d", str(_LATER + timedelta(number)), "--summary", _summary(number)),
        *("--source-title", "T", "--source-publisher", "P"),
    )


def _summary(number: int) -> str:
    return f"What is said now, number {number}."


def start(arguments: Sequence[str], command: Sequence[str] = _COMMAND) -> "subprocess.Popen[str]":
    """A process of its own, of this checkout."""
    return subprocess.Popen(
        (*command, *arguments),
        cwd=ROOT,
        env=os.environ | {"TREATYWATCH_TODAY": "2026-11-23"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kills(count: int) -> Found:
    """Kill so many adds, every other on a slow disk."""
    with TemporaryDirectory() as folder:
        at = place(Path(folder))
        old = at.steps.read_bytes()
        manners = (_COMMAND, (sys.executable, "-c", _SLOWED, str(_PAUSE)))
        usual = [_usual(at, old, command) for command in manners]
        new = at.steps.read_bytes()
        found = Found(Counter(dict.fromkeys((*Outcome, LEFT), 0)), [])
        if tomllib.loads(new.decode())["events"][-1]["summary"] != _summary(0):
            found.faults.append("the entry is not in the ledger although nothing was killed")
        for number in range(count):
            which = number % len(manners)
            at.steps.write_bytes(old)
            process = start(_arguments(at, 0), manners[which])
            said = _killed(process, random.uniform(0, _LONGEST * usual[which]))
            _judge(at, (old, new), process.returncode, said, found)
        return found


def _usual(at: Place, old: bytes, command: Sequence[str]) -> float:
    """How many seconds an add takes that is let be; the ledger then has the entry."""
    taken = []
    for _ in range(3):
        at.steps.write_bytes(old)
        begun = time.monotonic()
        start(_arguments(at, 0), command).communicate()
        taken.append(time.monotonic() - begun)
    return statistics.median(taken)


def _killed(process: "subprocess.Popen[str]", seconds: float) -> str:
    """Let it run for so many seconds, and no longer; what it said."""
    try:
        return process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[1]


def _judge(at: Place, contents: tuple[bytes, bytes], status: int, said: str, found: Found) -> None:
    """Add to what was found what a kill left behind, and clear that away."""
    content, left = at.steps.read_bytes(), at.leftovers()
    outcome = _outcome(status, content == contents[1], bool(left))
    found.counts.update({outcome: 1, LEFT: len(left)})
    if status not in {0, -SIGKILL}:
        found.faults.append(f"add refused: {said}")
    if content not in contents or (outcome is Outcome.TOO_LATE and content != contents[1]):
        found.faults.append(f"{outcome}: {len(content)} bytes, not {[*map(len, contents)]}")
    if left:
        found.faults.extend(_faults(at))
    for path in left:
        path.unlink()


def _outcome(status: int, is_new: bool, has_left: bool) -> Outcome:
    if status == 0:
        return Outcome.TOO_LATE
    if is_new:
        return Outcome.AFTER
    return Outcome.BETWEEN if has_left else Outcome.BEFORE


def _faults(at: Place) -> list[str]:
    """What is wrong with the ledger as the program reads it."""
    said, _ = start(("check", "-l", str(at.head), "--json")).communicate()
    answer = json.loads(said)
    faults = [f"check: {item['message']}" for item in answer["items"]]
    if answer["ledger"]["files"] != [str(at.head), str(at.steps)]:
        faults.append(f"other files were read: {answer['ledger']['files']}")
    return faults


def adds(count: int) -> Found:
    """Let so many adds run at once."""
    with TemporaryDirectory() as folder:
        at = place(Path(folder))
        old = at.steps.read_bytes()
        processes = [start(_arguments(at, number)) for number in range(count)]
        said = [process.communicate()[1] for process in processes]
        accepted = [number for number, process in enumerate(processes) if not process.returncode]
        content = at.steps.read_bytes()
        summaries = [event["summary"] for event in tomllib.loads(content.decode())["events"]]
        faults = [f"add refused: {said[n]}" for n in range(count) if n not in accepted]
        faults += [*_faults(at), *(f"left behind: {path}" for path in at.leftovers())]
        if not content.startswith(old):
            faults.append("what stood in the ledger has changed")
        if sorted(summaries[_EVENTS:]) != sorted(map(_summary, accepted)):
            faults.append("the ledger does not have each accepted entry once, and no other")
        return Found(Counter({ACCEPTED: len(accepted)}), faults)


def main() -> int:
    """Print what was found; the exit status is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(epilog="Without options: 300 kills, then 200 adds.")
    parser.add_argument("--kills", type=int, metavar="N", help="kill so many adds")
    parser.add_argument("--adds", type=int, metavar="N", help="let so many adds run at once")
    asked = parser.parse_args()
    if asked.kills is None and asked.adds is None:
        asked.kills, asked.adds = 300, 200
    faults = 0
    for prove, count in ((kills, asked.kills), (adds, asked.adds)):
        if count:
            found = prove(count)
            faults += len(found.faults)
            print(f"{count} {prove.__name__}: {len(found.faults)} faults")
            for what, times in found.counts.items():
                print(f"  {times:>4}  {what}")
            for fault in found.faults:
                print(f"  WRONG: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
