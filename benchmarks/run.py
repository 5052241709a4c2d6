"""Times whole commands side by side and prints one table: `python benchmarks/run.py`.

Commands of a group are run in turn, A B C A B C, so that a machine whose speed drifts slows all of
them alike; quote the ratios. Memory is the largest resident size the system saw of a run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ledgers import write_ledger

HERE = Path(__file__).parent
TREATYWATCH = [sys.executable, "-m", "treatywatch"]
GROUPS = (
    (
        ("hello-world Typer app", [sys.executable, str(HERE / "hello.py")]),
        ("bare interpreter", [sys.executable, "-I", "-c", "pass"]),
        ("status Lithuania --json", [*TREATYWATCH, "status", "Lithuania", "--json"]),
        ("timeline -t ottawa --json", [*TREATYWATCH, "timeline", "-t", "ottawa", "--json"]),
        ("--help", [*TREATYWATCH, "--help"]),
    ),
    (
        ("hello-world Typer app, Rich table", [sys.executable, str(HERE / "hello.py"), "--table"]),
        ("status Lithuania, table", [*TREATYWATCH, "status", "Lithuania", "-f", "table"]),
    ),
)
"""What is compared: in each group the first is what the others are measured against."""


class Run(NamedTuple):
    """One finished process: wall seconds and peak memory in MiB."""

    seconds: float
    peak: float


def run(command: list[str]) -> Run:
    """Run a command once, its output thrown away. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / 1024)


def compare(group: tuple[tuple[str, list[str]], ...], runs: int) -> None:
    """Print the median time of each command of a group, and its ratio to the first's."""
    times: dict[str, list[float]] = {name: [] for name, _ in group}
    for number in range(runs + 1):
        for name, command in group:
            seconds = run(command).seconds
            if number:  # the first round warms the caches
                times[name].append(seconds)
    first = times[group[0][0]]
    for name, seconds_of in times.items():
        ratio = statistics.median(b / a for a, b in zip(first, seconds_of, strict=True))
        print(f"{name:40} {statistics.median(seconds_of) * 1000:9.1f} ms {ratio:8.2f} ×")
    print()


def load(events: int, runs: int) -> None:
    """Print time and peak memory of reading, checking and answering a generated ledger."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.toml"
        size = write_ledger(path, events)
        command = [*TREATYWATCH, "status", "AA", "--json", "--ledger", str(path)]
        found = [run(command) for _ in range(runs)]
    seconds = statistics.median(r.seconds for r in found)
    peak = max(r.peak for r in found)
    name = f"first read of {events:,} events, {size / 1e6:.0f} MB"
    print(f"{name:40} {seconds * 1000:9.0f} ms {peak:8.0f} MiB")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="counted runs of each command")
    parser.add_argument("--events", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    print(f"{'whole processes, medians':40} {'time':>12} {'ratio':>10}")
    for group in GROUPS:
        compare(group, options.runs)
    print(f"{'generated ledgers, medians':40} {'time':>12} {'peak':>12}")
    for events in options.events:
        load(events, max(3, options.runs // 5))


if __name__ == "__main__":
    main()
