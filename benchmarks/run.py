"""Times whole commands side by side and prints tables: `python benchmarks/run.py`.

Commands of a group are run in turn, A B C A B C, so that a machine whose speed drifts slows all of
them alike; quote the ratios. Memory is the largest resident size that the system saw of a run. A
first read is timed until its answer is out, and until the process has kept its copy and ended.
hledger and bean-query are measured beside it where they are installed. The last table is that of the
goals, as the README has it.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ledgers import write_beancount, write_hledger, write_ledger

HERE = Path(__file__).parent
HELLO = [sys.executable, str(HERE / "hello.py")]
TREATYWATCH = [str(Path(sys.executable).with_name("treatywatch"))]
ANSWER = ["status", "Lithuania", "--json"]
COMPLETION = (
    "_TREATYWATCH_COMPLETE=complete_bash",
    "COMP_WORDS=treatywatch status Lith",
    "COMP_CWORD=2",
)
GROUPS = (
    (
        ("hello-world Typer app", HELLO),
        ("bare interpreter", [sys.executable, "-I", "-c", "pass"]),
        ("status Lithuania --json", [*TREATYWATCH, *ANSWER]),
        ("one completion", ["env", *COMPLETION, *TREATYWATCH]),
        ("timeline -t ottawa --json", [*TREATYWATCH, "timeline", "-t", "ottawa", "--json"]),
        ("upcoming --json", [*TREATYWATCH, "upcoming", "--json"]),
        ("--help", [*TREATYWATCH, "--help"]),
        ("status Lithuania --json --no-cache", [*TREATYWATCH, *ANSWER, "--no-cache"]),
    ),
    (
        ("hello-world Typer app, Rich table", [*HELLO, "--table"]),
        ("status Lithuania, table", [*TREATYWATCH, "status", "Lithuania", "-f", "table"]),
    ),
)
"""What is compared: in each group the first is what the others are measured against."""

SMALL, LARGE, LARGEST = 1_000, 100_000, 1_000_000


class Run(NamedTuple):
    """One finished process: seconds until it had answered and until it ended, peak memory in MiB."""

    answered: float
    ended: float
    peak: float


Runs = dict[str, list[Run]]


def run(command: list[str]) -> Run:
    """Run a command once. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    process.stdout.read(1)
    answered = time.perf_counter() - start
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    ended = time.perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(answered, ended, usage.ru_maxrss / 1024)


def in_turn(commands: Iterable[tuple[str, list[str]]], runs: int) -> Runs:
    """Each command's runs, of so many rounds after one that warms the caches."""
    times: Runs = {name: [] for name, _ in commands}
    for number in range(runs + 1):
        for name, command in commands:
            measured = run(command)
            if number:
                times[name].append(measured)
    return times


def ratio(times: Runs, name: str, to: str, what: str = "ended") -> float:
    """The median of one command's figure over another's, round by round."""
    pairs = zip(times[name], times[to], strict=True)
    return float(
        statistics.median(getattr(one, what) / getattr(other, what) for one, other in pairs)
    )


def start_up(runs: int) -> Runs:
    """Time the commands on the shipped ledger, and print their table."""
    print(f"{'whole processes, medians':40} {'time':>12} {'ratio':>10}")
    every: Runs = {}
    for group in GROUPS:
        times = in_turn(group, runs)
        for name, found in times.items():
            median = statistics.median(one.ended for one in found) * 1000
            print(f"{name:40} {median:9.1f} ms {ratio(times, name, group[0][0]):8.2f} ×")
        print()
        every |= times
    return every


def asked(path: Path) -> list[str]:
    """The question about the one pair that every ledger tells the same of."""
    return [*TREATYWATCH, "status", "ZZ", "--json", "--ledger", str(path)]


def others(folder: Path) -> list[tuple[str, list[str]]]:
    """The commands of other plain-text tools that are installed, on journals of the same entries."""
    found = []
    if shutil.which("hledger"):
        journal = folder / "large.journal"
        write_hledger(journal, LARGE)
        found.append(("hledger bal", ["hledger", "-f", str(journal), "bal", "countries:ZZ:c0"]))
    if shutil.which("bean-query"):
        journal = folder / "large.beancount"
        write_beancount(journal, LARGE)
        query = "SELECT account, sum(position) WHERE account = 'Assets:Zz:C0' GROUP BY account"
        found.append(("bean-query", ["bean-query", str(journal), query]))
    return found


def first_reads(folder: Path, sizes: list[int], runs: int) -> Runs:
    """Time first reads, other tools' reads, then repeated reads; print their table."""
    print(f"{'generated ledgers, medians':40} {'answered':>12} {'ended':>12} {'peak':>12}")
    reads: Runs = {}
    beside = others(folder)
    for _ in range(runs):
        for events in sizes:
            cache = Path(os.environ["XDG_CACHE_HOME"])
            shutil.rmtree(cache, ignore_errors=True)
            path = _ledger(folder, events)
            reads.setdefault(f"{events:,} events, first read", []).append(run(asked(path)))
        for name, command in beside:
            reads.setdefault(f"{LARGE:,} entries, {name}", []).append(run(command))
    for events in sizes:
        run(asked(_ledger(folder, events)))
    time.sleep(2.5)  # a copy's clock is sure of its files only then
    repeated = [
        (f"{events:,} events, repeated", asked(_ledger(folder, events))) for events in sizes
    ]
    reads |= in_turn(repeated, 5 * runs)
    for name, found in reads.items():
        answered, ended = (
            statistics.median(getattr(one, what) for one in found) * 1000
            for what in ("answered", "ended")
        )
        peak = statistics.median(one.peak for one in found)
        print(f"{name:40} {answered:9.0f} ms {ended:9.0f} ms {peak:8.0f} MiB")
    print()
    return reads


def _ledger(folder: Path, events: int) -> Path:
    """The ledger of so many events, written where it is not there yet."""
    path = folder / f"{events}.toml"
    if not path.exists():
        write_ledger(path, events)
        os.utime(path, (0, 0))
    return path


def goals(times: Runs) -> None:
    """Print what was aimed at and what was measured, as far as it was."""
    large = f"{LARGE:,} events, first read"
    hledger, beancount = (f"{LARGE:,} entries, {name}" for name in ("hledger bal", "bean-query"))
    hello, drawn = "hello-world Typer app", "hello-world Typer app, Rich table"
    answer, table = "status Lithuania --json", "status Lithuania, table"
    small, largest = (f"{events:,} events, repeated" for events in (SMALL, LARGEST))
    listed = (
        (f"`{answer}` / hello-world Typer app", 1.25, answer, hello, "ended"),
        ("the same as a table / one Rich table", 1.25, table, drawn, "ended"),
        ("one completion / hello-world Typer app", 1.1, "one completion", hello, "ended"),
        ("`status` of one country, 1,000,000 / 1,000 events", 1.3, largest, small, "ended"),
        ("first read of 100,000 events / hledger `bal`", 0.25, large, hledger, "answered"),
        ("first read of 100,000 events / `bean-query`", 0.07, large, beancount, "answered"),
        ("peak memory of that first read / hledger", 0.6, large, hledger, "peak"),
        (
            "first read, 1,000,000 / 100,000 events",
            11,
            f"{LARGEST:,} events, first read",
            large,
            "answered",
        ),
    )
    print("| | at most | measured |\n|---|---|---|")
    for text, most, one, other, what in listed:
        known = one in times and other in times
        measured = f"{ratio(times, one, other, what):.3g} ×" if known else "not measured"
        print(f"| {text} | {most} × | {measured} |")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="counted runs of each command")
    parser.add_argument(
        "--events", type=int, nargs="*", default=[SMALL, 10_000, LARGE, LARGEST], help="sizes"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"  # a first read is compared
        times = start_up(options.runs)
        times |= first_reads(folder, options.events, max(3, options.runs // 4))
        goals(times)


if __name__ == "__main__":
    main()
