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
ANSWER = ["status", "Lithuania", "--json"]
COMPLETION = (
    "_TREATYWATCH_COMPLETE=complete_bash",
    "COMP_WORDS=treatywatch status Lith",
    "COMP_CWORD=2",
)
GROUPS = (
    (
        ("hello-world Typer app", [sys.executable, str(HERE / "hello.py")]),
        ("bare interpreter", [sys.executable, "-I", "-c", "pass"]),
        ("status Lithuania --json", [*TREATYWATCH, *ANSWER]),
        ("timeline -t ottawa --json", [*TREATYWATCH, "timeline", "-t", "ottawa", "--json"]),
        ("upcoming --json", [*TREATYWATCH, "upcoming", "--json"]),
        ("status Lithuania --json --no-cache", [*TREATYWATCH, *ANSWER, "--no-cache"]),
        ("--help", [*TREATYWATCH, "--help"]),
        (
            "one completion",
            ["env", *COMPLETION, str(Path(sys.executable).with_name("treatywatch"))],
        ),
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
    """Print time and peak memory of answering from a generated ledger: read, compiled, repeated."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.toml"
        size = write_ledger(path, events)
        os.utime(path, (0, 0))
        asked = ["status", "AA", "-t", "c0", "--json", "--ledger", str(path)]
        read = [run([*TREATYWATCH, *asked, "--no-cache"]) for _ in range(runs)]
        kept = run([*TREATYWATCH, *asked])
        time.sleep(2.5)  # the copy's clock is sure of the file only then
        again = [run([*TREATYWATCH, *asked]) for _ in range(runs + 1)][1:]
    print(f"{events:,} events, {size / 1e6:.0f} MB")
    for name, found in (("read", read), ("read and compiled", [kept]), ("repeated", again)):
        seconds = statistics.median(r.seconds for r in found)
        print(f"  {name:38} {seconds * 1000:9.0f} ms {max(r.peak for r in found):8.0f} MiB")


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="counted runs of each command")
    parser.add_argument("--events", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        measure(options.runs, options.events)


def measure(runs: int, sizes: list[int]) -> None:
    """Print every comparison."""
    print(f"{'whole processes, medians':40} {'time':>12} {'ratio':>10}")
    for group in GROUPS:
        compare(group, runs)
    print(f"{'generated ledgers, medians':40} {'time':>12} {'peak':>12}")
    for events in sizes:
        load(events, max(3, runs // 5))


if __name__ == "__main__":
    main()
