"""Measure the time and memory of whole commands and print tables.

Run `python benchmarks/run.py`. Commands of a group run in turn, A B C A B C, because a machine whose
speed drifts then slows all of them alike; quote the ratios. Memory is the peak resident size. A first
read is timed until its answer is printed, and until the process has saved its cache and ended.
hledger and bean-query are measured if they are installed. The last table compares the goals of the
README with the measurements.
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
"""Groups of commands; the first of a group is the baseline of the others."""

SMALL, LARGE, LARGEST = 1_000, 100_000, 1_000_000


class Run(NamedTuple):
    """Seconds until the answer and the end of a process, and peak memory in MiB."""

    answered: float
    ended: float
    peak: float


Runs = dict[str, list[Run]]


def run(command: list[str]) -> Run:
    """Run a command once. Raises CalledProcessError if it fails."""
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


def run_in_turn(commands: Iterable[tuple[str, list[str]]], rounds: int) -> Runs:
    """Run the commands in turn; the first round warms the caches and is not counted."""
    measured: Runs = {name: [] for name, _ in commands}
    for number in range(rounds + 1):
        for name, command in commands:
            result = run(command)
            if number:
                measured[name].append(result)
    return measured


def ratio(measured: Runs, name: str, baseline: str, field: str = "ended") -> float:
    """Return the median ratio of a field of two commands, computed round by round."""
    pairs = zip(measured[name], measured[baseline], strict=True)
    return float(
        statistics.median(getattr(one, field) / getattr(other, field) for one, other in pairs)
    )


def measure_start(rounds: int) -> Runs:
    """Measure commands on the shipped ledger and print their table."""
    print(f"{'whole processes, medians':40} {'time':>12} {'ratio':>10}")
    all_measured: Runs = {}
    for group in GROUPS:
        measured = run_in_turn(group, rounds)
        for name, runs in measured.items():
            median = statistics.median(one.ended for one in runs) * 1000
            print(f"{name:40} {median:9.1f} ms {ratio(measured, name, group[0][0]):8.2f} ×")
        print()
        all_measured |= measured
    return all_measured


def question(path: Path) -> list[str]:
    """Return the command about the country that has the same events in every ledger."""
    return [*TREATYWATCH, "status", "ZZ", "--json", "--ledger", str(path)]


def other_tools(folder: Path) -> list[tuple[str, list[str]]]:
    """Return the commands of installed accounting tools on journals of the same size."""
    commands = []
    if shutil.which("hledger"):
        journal = folder / "large.journal"
        write_hledger(journal, LARGE)
        commands.append(("hledger bal", ["hledger", "-f", str(journal), "bal", "countries:ZZ:c0"]))
    if shutil.which("bean-query"):
        journal = folder / "large.beancount"
        write_beancount(journal, LARGE)
        query = "SELECT account, sum(position) WHERE account = 'Assets:Zz:C0' GROUP BY account"
        commands.append(("bean-query", ["bean-query", str(journal), query]))
    return commands


def measure_reads(folder: Path, sizes: list[int], rounds: int) -> Runs:
    """Measure first reads, the reads of other tools, and repeated reads; print their table."""
    print(f"{'generated ledgers, medians':40} {'answered':>12} {'ended':>12} {'peak':>12}")
    measured: Runs = {}
    others = other_tools(folder)
    for _ in range(rounds):
        for events in sizes:
            cache = Path(os.environ["XDG_CACHE_HOME"])
            shutil.rmtree(cache, ignore_errors=True)
            path = _ledger_file(folder, events)
            measured.setdefault(f"{events:,} events, first read", []).append(run(question(path)))
        for name, command in others:
            measured.setdefault(f"{LARGE:,} entries, {name}", []).append(run(command))
    for events in sizes:
        run(question(_ledger_file(folder, events)))
    # The cache is only sure that a file is unchanged once the file is 2 seconds old.
    time.sleep(2.5)
    repeated = [
        (f"{events:,} events, repeated", question(_ledger_file(folder, events))) for events in sizes
    ]
    measured |= run_in_turn(repeated, 5 * rounds)
    for name, runs in measured.items():
        answered = statistics.median(one.answered for one in runs) * 1000
        ended = statistics.median(one.ended for one in runs) * 1000
        peak = statistics.median(one.peak for one in runs)
        print(f"{name:40} {answered:9.0f} ms {ended:9.0f} ms {peak:8.0f} MiB")
    print()
    return measured


def _ledger_file(folder: Path, events: int) -> Path:
    """Return the ledger with that many events; write it if it does not exist."""
    path = folder / f"{events}.toml"
    if not path.exists():
        write_ledger(path, events)
        os.utime(path, (0, 0))
    return path


def print_goals(measured: Runs) -> None:
    """Print the goals and the measured ratios."""
    large = f"{LARGE:,} events, first read"
    hledger, beancount = (f"{LARGE:,} entries, {name}" for name in ("hledger bal", "bean-query"))
    hello, hello_table = "hello-world Typer app", "hello-world Typer app, Rich table"
    answer, table = "status Lithuania --json", "status Lithuania, table"
    small, largest = (f"{events:,} events, repeated" for events in (SMALL, LARGEST))
    goals = (
        (f"`{answer}` / hello-world Typer app", 1.25, answer, hello, "ended"),
        ("the same as a table / one Rich table", 1.25, table, hello_table, "ended"),
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
    for text, limit, name, baseline, field in goals:
        known = name in measured and baseline in measured
        result = f"{ratio(measured, name, baseline, field):.3g} ×" if known else "not measured"
        print(f"| {text} | {limit} × | {result} |")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=20, help="counted runs of each command (default: 20)"
    )
    parser.add_argument(
        "--events",
        type=int,
        nargs="*",
        default=[SMALL, 10_000, LARGE, LARGEST],
        help="sizes of the generated ledgers",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"  # because first reads are compared
        measured = measure_start(options.runs)
        measured |= measure_reads(folder, options.events, max(3, options.runs // 4))
        print_goals(measured)


if __name__ == "__main__":
    main()
