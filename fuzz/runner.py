"""Run commands on mutated ledgers, and save the ledgers on which one fails."""

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

from fuzz.corpus import Corpus
from fuzz.mutations import mutate
from fuzz.oracles import Failure, find_failures

FAILURES: Final = Path(__file__).resolve().parent / "failures"
_SLOW_SECONDS: Final = 10
"""Running all commands on one small ledger for longer is a failure."""
_HANG_SECONDS: Final = 120
"""After this time the run ends with a traceback and keeps the ledger."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the fuzzer; return 1 if a command fails on a ledger, else 0."""
    options = _parse_options(arguments)
    with _clean_run():
        return _replay(options.replay) if options.replay else _run(options)


def _parse_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz/run.py", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="time to run (default: 60)")
    parser.add_argument("--inputs", type=int, help="number of ledgers, instead of a time")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="seed of the mutations"
    )
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run on this ledger only")
    return parser.parse_args(arguments)


@contextmanager
def _clean_run() -> Iterator[None]:
    """Raise warnings as errors, and delete the current ledger at the end.

    The ledger remains if the interpreter crashes or hangs on it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    faulthandler.cancel_dump_traceback_later()
    shutil.rmtree(_current_folder(), ignore_errors=True)


def _current_folder() -> Path:
    """Return the folder of the current ledger, without other files that it could include."""
    return FAILURES / f"trying-{os.getpid()}"


def _run(options: argparse.Namespace) -> int:
    sizes: dict[str, int] = {}
    tried, start = 0, time.monotonic()
    with _catch_interrupt() as interrupts:
        for content in islice(inputs(options.seed), options.inputs):
            timed_out = options.inputs is None and time.monotonic() - start > options.seconds
            if timed_out or interrupts:
                break
            tried += 1
            for failure in _run_input(content):
                _save(failure, content, sizes)
    seconds = time.monotonic() - start
    print(
        f"tried {tried} inputs in {seconds:.0f} s with seed {options.seed}:"
        f" {len(sizes)} distinct finding{'s' * (len(sizes) != 1)}"
    )
    return 1 if sizes else 0


@contextmanager
def _catch_interrupt() -> Iterator[list[int]]:
    """Collect interrupts in a list, because a command would handle them as its own."""
    signals: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
    try:
        yield signals
    finally:
        signal.signal(signal.SIGINT, before)


def inputs(seed: int) -> Iterator[bytes]:
    """Yield mutated ledgers without end, the same for the same seed."""
    corpus = Corpus()
    for number in count():
        random = Random(f"{seed} {number}")
        yield mutate(random, corpus.draw(random), corpus.draw(random))


def _run_input(content: bytes) -> list[Failure]:
    path = _current_folder() / "ledger.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    faulthandler.dump_traceback_later(_HANG_SECONDS, exit=True, file=sys.__stderr__ or sys.stderr)
    start = time.monotonic()
    failures = list(find_failures(path))
    seconds = time.monotonic() - start
    if seconds > _SLOW_SECONDS:
        summary, detail = f"more than {_SLOW_SECONDS} s", f"it took {seconds:.0f} s\n"
        failures.append(Failure(summary, "all commands", detail))
    return failures


def _save(failure: Failure, content: bytes, sizes: dict[str, int]) -> None:
    """Save the smallest ledger of each finding, and print the finding the first time."""
    path = FAILURES / f"{hashlib.sha256(failure.summary.encode()).hexdigest()[:8]}.toml"
    if failure.summary not in sizes:
        print(f"{failure.summary} (treatywatch {failure.command})")
        print(f"  replay: python fuzz/run.py --replay {shlex.quote(str(path))}", flush=True)
    if len(content) < sizes.get(failure.summary, len(content) + 1):
        sizes[failure.summary] = len(content)
        path.write_bytes(content)


def _replay(path: Path) -> int:
    failures = _run_input(path.read_bytes())
    for failure in failures:
        print(f"{failure.summary} (treatywatch {failure.command})\n{failure.detail}")
    print(f"{path}: {len(failures)} failure{'s' * (len(failures) != 1)}")
    return 1 if failures else 0
