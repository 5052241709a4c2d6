"""A survey of mutants: draw a sample, run tests, count survivors."""

import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from mutation.operators import Mutant, mutants
from mutation.suite import (
    ROOT,
    Suite,
    changed,
    copy_project,
    further_tests,
    measure,
    nearest_tests,
    passes,
)

ROOMS: Final = ("model", "law", "standing", "answers", "checks", "ledger")
EQUIVALENT: Final = Path(__file__).with_name("equivalent.toml")


class Fate(StrEnum):
    """The result of the tests of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


class Change(NamedTuple):
    """A mutant of a module of the program."""

    module: Path
    mutant: Mutant

    @property
    def room(self) -> str:
        """The room of the module."""
        return self.module.parts[1]

    def lines(self) -> tuple[str, str]:
        """Return the replaced text, and the text that replaces it, each on one line."""
        source = (ROOT / self.module).read_bytes()
        before = source[self.mutant.start : self.mutant.end].decode()
        return " ".join(before.split()), " ".join(self.mutant.replacement.split())

    def describe(self) -> str:
        """Return place, operator and both texts."""
        before, after = self.lines()
        place = f"{self.module}:{self.mutant.line}"
        return f"{place}: {self.mutant.operator}: {before}  ->  {after}"


class Outcome(NamedTuple):
    """A change and its fate."""

    change: Change
    fate: Fate


def sample(rooms: Sequence[str], size: int, seed: int) -> list[Change]:
    """Draw as many changes of each room as wanted, the same for the same seed."""
    drawn = []
    for room in rooms:
        modules = sorted((ROOT / "treatywatch" / room).rglob("*.py"))
        changes = [
            Change(module.relative_to(ROOT), mutant)
            for module in modules
            for mutant in mutants(module.read_bytes())
        ]
        drawn += sorted(Random(seed).sample(changes, min(size, len(changes))))
    return drawn


def known_equivalents() -> set[tuple[str, str, str]]:
    """Return module, old text and new text of each change that alters no behaviour."""
    entries = tomllib.loads(EQUIVALENT.read_text("utf-8")).get("mutant", [])
    return {(entry["module"], entry["before"], entry["after"]) for entry in entries}


def _fate(change: Change, project: Path, suites: Iterable[Suite]) -> Fate:
    path = project / change.module
    with changed(path, change.mutant.apply(path.read_bytes())):
        if all(passes(project, suite) for suite in suites):
            return Fate.SURVIVED
    return Fate.KILLED


def try_changes(changes: Sequence[Change], workers: int) -> list[Outcome]:
    """Run the tests of each change in copies of the project."""
    equivalents = known_equivalents()
    with TemporaryDirectory() as folder:
        projects: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            projects.put(copy_project(Path(folder) / str(number)))
        suites = _suites(changes, projects)

        def outcome(change: Change) -> Outcome:
            if (str(change.module), *change.lines()) in equivalents:
                return Outcome(change, Fate.EQUIVALENT)
            project = projects.get()
            try:
                fate = _fate(change, project, suites[change.module])
            finally:
                projects.put(project)
            print(f"{fate}: {change.describe()}", file=sys.stderr, flush=True)
            return Outcome(change, fate)

        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(outcome, changes))


def _suites(
    changes: Sequence[Change], projects: SimpleQueue[Path]
) -> dict[Path, tuple[Suite, Suite]]:
    """Measure each set of tests once: near a module, then further away."""
    project = projects.get()
    measured: dict[tuple[str, ...], Suite] = {}
    suites = {}
    for module in dict.fromkeys(change.module for change in changes):
        pair = nearest_tests(module), further_tests(module)
        for tests in pair:
            if tests not in measured:
                measured[tests] = measure(project, tests)
        suites[module] = (measured[pair[0]], measured[pair[1]])
    projects.put(project)
    return suites


def table(outcomes: Sequence[Outcome]) -> str:
    """Return a line for each room: mutants, killed, survived, and the share killed."""
    lines = [f"{'room':<10}{'mutants':>8}{'killed':>8}{'survived':>9}{'score':>7}"]
    for room in dict.fromkeys(outcome.change.room for outcome in outcomes):
        fates = [o.fate for o in outcomes if o.change.room == room and o.fate != Fate.EQUIVALENT]
        killed = fates.count(Fate.KILLED)
        score = f"{killed / len(fates):.0%}" if fates else "-"
        lines.append(f"{room:<10}{len(fates):>8}{killed:>8}{len(fates) - killed:>9}{score:>7}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a sample of changes and print the table; return 1 if any survived."""
    parser = ArgumentParser(description="Report which changes of the program no test notices.")
    parser.add_argument("--rooms", default=",".join(ROOMS), help="rooms, separated by commas")
    parser.add_argument("--sample", type=int, default=60, help="mutants for each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="runs of the tests at once")
    parser.add_argument("--list-survivors", action="store_true")
    options = parser.parse_args(arguments)
    changes = sample(options.rooms.split(","), options.sample, options.seed)
    outcomes = try_changes(changes, options.workers)
    print(table(outcomes))
    survivors = [outcome.change for outcome in outcomes if outcome.fate is Fate.SURVIVED]
    if options.list_survivors:
        print("\n".join(change.describe() for change in survivors))
    return 1 if survivors else 0
