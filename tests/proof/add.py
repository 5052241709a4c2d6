"""Prove that `add` leaves the old ledger or the new one, and loses no entry.

    python tests/proof/add.py --kills 300 --adds 200

Kills: `add` is started as a process and killed (SIGKILL) at a random moment of the time that it
usually takes. Every other add runs on a slowed disk, so that many kills fall between writing the new
file and renaming it. After each kill the ledger must be the old one, or the old one with the entry,
byte for byte. No include pattern may match a file that is left behind.

Adds: many processes are started at once, each with its own entry. The ledger must have every accepted
entry once, after the old content, and `check` must find no problem.
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
_SLOW_COMMAND: Final = """\
import os, sys, time
sync, pause = os.fsync, float(sys.argv.pop(1))
os.fsync = lambda handle: (sync(handle), time.sleep(pause))
from treatywatch.__main__ import main
main()
"""
"""The command with a slow `fsync`, which it calls for file and folder."""
_PAUSE: Final = 0.3
_LATEST: Final = 1.1  # the latest kill, in multiples of the usual time
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
summary = "Said before, number {number}."
sources = [{{ title = "T", publisher = "P" }}]
"""


class LedgerFiles(NamedTuple):
    """A ledger: its first file, and the included file that is added to."""

    head: Path
    steps: Path

    def leftovers(self) -> list[Path]:
        """Return the other files in the folder of the file that is added to."""
        return [path for path in self.steps.parent.iterdir() if path != self.steps]


class Outcome(StrEnum):
    """The step that an add had reached."""

    BEFORE = "before anything was written"
    BETWEEN = "between writing the new file and renaming it"
    AFTER = "after renaming the new file"
    TOO_LATE = "too late: add had ended"


class Result(NamedTuple):
    """The number of times of each outcome, and everything that was wrong."""

    counts: Counter[str]
    errors: list[str]


def create_ledger(folder: Path) -> LedgerFiles:
    """Create a ledger with two hundred events."""
    files = LedgerFiles(folder / "ledger.toml", folder / "steps" / "steps.toml")
    files.steps.parent.mkdir()
    files.head.write_text(_HEAD)
    events = (
        _EVENT.format(number=number, day=_FIRST + timedelta(number)) for number in range(_EVENTS)
    )
    files.steps.write_text("# Steps" + "".join(events))
    return files


def _arguments(at: LedgerFiles, number: int) -> tuple[str, ...]:
    """Return the options that add the entry of this number."""
    return (
        *("add", "-l", str(at.head), "--to", str(at.steps), "-c", "LT", "-t", "ottawa"),
        *("-s", "remark", "-d", str(_LATER + timedelta(number)), "--summary", _summary(number)),
        *("--source-title", "T", "--source-publisher", "P"),
    )


def _summary(number: int) -> str:
    return f"Said now, number {number}."


def start(arguments: Sequence[str], command: Sequence[str] = _COMMAND) -> "subprocess.Popen[str]":
    """Start a process of this checkout."""
    return subprocess.Popen(
        (*command, *arguments),
        cwd=ROOT,
        env=os.environ | {"TREATYWATCH_TODAY": "2026-11-23"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kills(count: int) -> Result:
    """Kill this many adds, every other one on a slow disk."""
    with TemporaryDirectory() as folder:
        at = create_ledger(Path(folder))
        old = at.steps.read_bytes()
        commands = (_COMMAND, (sys.executable, "-c", _SLOW_COMMAND, str(_PAUSE)))
        usual = [_usual_seconds(at, old, command) for command in commands]
        new = at.steps.read_bytes()
        result = Result(Counter(dict.fromkeys((*Outcome, LEFT), 0)), [])
        if tomllib.loads(new.decode())["events"][-1]["summary"] != _summary(0):
            result.errors.append("the entry is not in the ledger although nothing was killed")
        for number in range(count):
            which = number % len(commands)
            at.steps.write_bytes(old)
            process = start(_arguments(at, 0), commands[which])
            message = _run_and_kill(process, random.uniform(0, _LATEST * usual[which]))
            _record(at, (old, new), process.returncode, message, result)
        return result


def _usual_seconds(at: LedgerFiles, old: bytes, command: Sequence[str]) -> float:
    """Return the seconds that an add takes; the ledger then has the entry."""
    times = []
    for _ in range(3):
        at.steps.write_bytes(old)
        started = time.monotonic()
        start(_arguments(at, 0), command).communicate()
        times.append(time.monotonic() - started)
    return statistics.median(times)


def _run_and_kill(process: "subprocess.Popen[str]", seconds: float) -> str:
    """Let a process run for some seconds, and kill it. Return its messages."""
    try:
        return process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[1]


def _record(
    at: LedgerFiles, contents: tuple[bytes, bytes], status: int, message: str, result: Result
) -> None:
    """Record the outcome of an add and its errors, and delete leftover files."""
    content, left = at.steps.read_bytes(), at.leftovers()
    outcome = _outcome(status, content == contents[1], bool(left))
    result.counts.update({outcome: 1, LEFT: len(left)})
    if status not in {0, -SIGKILL}:
        result.errors.append(f"add refused: {message}")
    if content not in contents or (outcome is Outcome.TOO_LATE and content != contents[1]):
        result.errors.append(f"{outcome}: {len(content)} bytes, not {[*map(len, contents)]}")
    if left:
        result.errors.extend(_check_errors(at))
    for path in left:
        path.unlink()


def _outcome(status: int, is_new: bool, has_left: bool) -> Outcome:
    if status == 0:
        return Outcome.TOO_LATE
    if is_new:
        return Outcome.AFTER
    return Outcome.BETWEEN if has_left else Outcome.BEFORE


def _check_errors(at: LedgerFiles) -> list[str]:
    """Return what is wrong with the ledger according to `check`."""
    output, _ = start(("check", "-l", str(at.head), "--json")).communicate()
    answer = json.loads(output)
    errors = [f"check: {item['message']}" for item in answer["items"]]
    if answer["ledger"]["files"] != [str(at.head), str(at.steps)]:
        errors.append(f"other files were read: {answer['ledger']['files']}")
    return errors


def adds(count: int) -> Result:
    """Run this many adds at once."""
    with TemporaryDirectory() as folder:
        at = create_ledger(Path(folder))
        old = at.steps.read_bytes()
        processes = [start(_arguments(at, number)) for number in range(count)]
        messages = [process.communicate()[1] for process in processes]
        accepted = [number for number, process in enumerate(processes) if not process.returncode]
        content = at.steps.read_bytes()
        summaries = [event["summary"] for event in tomllib.loads(content.decode())["events"]]
        errors = [f"add refused: {messages[n]}" for n in range(count) if n not in accepted]
        errors += [*_check_errors(at), *(f"left behind: {path}" for path in at.leftovers())]
        if not content.startswith(old):
            errors.append("the old content has changed")
        if sorted(summaries[_EVENTS:]) != sorted(map(_summary, accepted)):
            errors.append("the ledger does not have exactly the accepted entries")
        return Result(Counter({ACCEPTED: len(accepted)}), errors)


def main() -> int:
    """Print the results, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(epilog="Without options: 300 kills, then 200 adds.")
    parser.add_argument("--kills", type=int, metavar="N", help="kill so many adds")
    parser.add_argument("--adds", type=int, metavar="N", help="let so many adds run at once")
    options = parser.parse_args()
    if options.kills is None and options.adds is None:
        options.kills, options.adds = 300, 200
    errors = 0
    for run, count in ((kills, options.kills), (adds, options.adds)):
        if count:
            result = run(count)
            errors += len(result.errors)
            print(f"{count} {run.__name__}: {len(result.errors)} errors")
            for outcome, times in result.counts.items():
                print(f"  {times:>4}  {outcome}")
            for error in result.errors:
                print(f"  WRONG: {error}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
