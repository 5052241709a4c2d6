"""Trying hostile ledgers for a given time, and keeping those on which a command goes wrong."""

import argparse
import faulthandler
import hashlib
import os
import secrets
import shlex
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

from fuzz.mutate import mutated
from fuzz.seeds import Seeds
from fuzz.verdict import Fault, faults

FAILURES: Final = Path(__file__).resolve().parent / "failures"
_SLOW: Final = 10
"""Seconds after which all commands together are too slow for one small ledger."""
_STUCK: Final = 120
"""Seconds after which the search gives up with a traceback, its ledger left where it was tried."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 1 where a ledger was found on which a command goes wrong."""
    options = _options(arguments)
    with _alone():
        return _replay(options.replay) if options.replay else _hunt(options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz/run.py", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long to try (default: 60)")
    parser.add_argument("--inputs", type=int, help="try so many ledgers, however long it takes")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="begin here")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try only what a file holds")
    return parser.parse_args(arguments)


@contextmanager
def _alone() -> Iterator[None]:
    """Let warnings fail, as they do in the tests, and clear away the ledger tried last.

    A ledger that ends the interpreter itself, or keeps it busy without end, is not cleared away.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    faulthandler.cancel_dump_traceback_later()
    shutil.rmtree(_trying(), ignore_errors=True)


def _trying() -> Path:
    """The folder of the ledger that is being tried: there is nothing else in it to include."""
    return FAILURES / f"trying-{os.getpid()}"


def _hunt(options: argparse.Namespace) -> int:
    found: dict[str, int] = {}
    tried, began = 0, time.monotonic()
    with _until_interrupted() as interrupted:
        for content in islice(ledgers(options.seed), options.inputs):
            late = options.inputs is None and time.monotonic() - began > options.seconds
            if late or interrupted:
                break
            tried += 1
            for fault in _faults(content):
                _keep(fault, content, found)
    seconds = time.monotonic() - began
    print(
        f"tried {tried} inputs in {seconds:.0f} s with seed {options.seed}:"
        f" {len(found)} distinct finding{'s' * (len(found) != 1)}"
    )
    return 1 if found else 0


@contextmanager
def _until_interrupted() -> Iterator[list[int]]:
    """A list that stays empty until the user interrupts: a command would take it for its own."""
    signals: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
    try:
        yield signals
    finally:
        signal.signal(signal.SIGINT, before)


def ledgers(seed: int) -> Iterator[bytes]:
    """Spoilt ledgers without end, each made by chances of its own: the same for the same seed."""
    seeds = Seeds()
    for number in count():
        chance = Random(f"{seed} {number}")
        yield mutated(chance, seeds.draw(chance), seeds.draw(chance))


def _faults(content: bytes) -> list[Fault]:
    path = _trying() / "ledger.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    faulthandler.dump_traceback_later(_STUCK, exit=True, file=sys.__stderr__ or sys.stderr)
    began = time.monotonic()
    found = list(faults(path))
    seconds = time.monotonic() - began
    if seconds > _SLOW:
        found.append(Fault(f"more than {_SLOW} s", "all commands", f"it took {seconds:.0f} s\n"))
    return found


def _keep(fault: Fault, content: bytes, found: dict[str, int]) -> None:
    """Save the smallest ledger for each finding, and say so at the first."""
    path = FAILURES / f"{hashlib.sha256(fault.what.encode()).hexdigest()[:8]}.toml"
    if fault.what not in found:
        print(f"{fault.what} (treatywatch {fault.call})")
        print(f"  replay: python fuzz/run.py --replay {shlex.quote(str(path))}", flush=True)
    if len(content) < found.get(fault.what, len(content) + 1):
        found[fault.what] = len(content)
        path.write_bytes(content)


def _replay(path: Path) -> int:
    found = _faults(path.read_bytes())
    for fault in found:
        print(f"{fault.what} (treatywatch {fault.call})\n{fault.detail}")
    print(f"{path}: {len(found)} fault{'s' * (len(found) != 1)}")
    return 1 if found else 0
