"""Checking a ledger and printing its problems take work in proportion to the mistakes."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Final

import pytest

from tests.conftest import PREAMBLE
from tests.samples import event, roll
from treatywatch.ledger.read.load import all_problems, read_ledger
from treatywatch.output.problems import problems_text

FEW: Final = 60
ALIAS: Final = '"Name #"'
FIRST_DAY: Final = date(1900, 1, 1)


def calls_of(function: Callable[[], object]) -> int:
    """Return the number of calls, of Python and of C functions, that a function makes."""
    calls = 0

    def count(_frame: FrameType, kind: str, _argument: object) -> None:
        nonlocal calls
        calls += kind in {"call", "c_call"}

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return calls


def on_days(act: str, count: int, **keys: str) -> str:
    """Return events of one step, each on a day of its own."""
    days = (FIRST_DAY + timedelta(days=number) for number in range(count))
    return "".join(event(f"{act} {day}", **keys) for day in days)


def listed(entry: str, count: int) -> str:
    """Return a TOML list of entries with their numbers in place of "#"."""
    return f"[{', '.join(entry.replace('#', str(number)) for number in range(count))}]"


def unknown_conventions(count: int) -> str:
    """Return as many events that misspell a convention as there are conventions."""
    known = (f'[conventions.convention-{number}]\nname = "{number}"\n' for number in range(count))
    acts = (event(f"LT convetnion-{number} announced 2025-01-01") for number in range(count))
    return "".join((*known, *acts))


def unknown_groups(count: int) -> str:
    """Return as many groups as there are countries in a misspelled one."""
    groups = (f'[groups.group-{number}]\nname = "{number}"\n' for number in range(count))
    misspelled = listed('"gruop-#"', count // 2)
    countries = (
        f'[countries.A{letter}]\nname = "{letter}"\ngroups = {misspelled}\n' for letter in "BC"
    )
    return "".join((*groups, *countries))


MISTAKES: Final[dict[str, Callable[[int], str]]] = {
    "unknown step": lambda count: on_days("LT ottawa anounced", count),
    "unknown key": lambda count: on_days("LT ottawa remark", count, actr='"A"'),
    "the same event": lambda count: event("LT ottawa remark 2025-01-01") * count,
    "signed on many days": lambda count: on_days("LT ottawa signed", count),
    "steps that go back": lambda count: (
        event("LT ottawa notified 1899-01-01") + on_days("LT ottawa announced", count)
    ),
    "unknown conventions": unknown_conventions,
    "unknown groups": unknown_groups,
    "country codes": lambda count: "".join(
        f'[countries.x{number}]\nname = "{number}"\n' for number in range(count)
    ),
    "unexplained events": lambda count: on_days("LT ottawa remark", count, contested="true"),
    "unexplained rows": lambda count: (
        "".join(f'[conventions.c{number}]\nname = "{number}"\n' for number in range(count))
        + "".join(roll(f"c{number}", "LT = { contested = true }") for number in range(count))
    ),
    "addresses on one line": lambda count: event(
        "LT ottawa remark 2025-01-01",
        sources=listed('{ title = "T", publisher = "P", url = "https://a" }', count),
    ),
    "shared aliases": lambda count: "".join(
        f'[countries.A{letter}]\nname = "{letter}"\n' + f"aliases = {listed(ALIAS, count)}\n"
        for letter in "BC"
    ),
}


@pytest.mark.parametrize("mistakes", MISTAKES.values(), ids=MISTAKES)
def test_twice_the_mistakes_take_at_most_two_and_a_half_times_the_work(
    mistakes: Callable[[int], str], tmp_path: Path
) -> None:
    """The work is counted in calls: reading, applying the rules and printing together."""

    def check(count: int) -> int:
        path = tmp_path / "ledger.toml"
        path.write_text(PREAMBLE + mistakes(count))
        found: list[int] = []

        def print_problems() -> None:
            reading = read_ledger((path,))
            problems = all_problems(reading, today=date(2026, 11, 23), days=180)
            problems_text(problems, reading.texts, width=100)
            found.append(len(problems))

        calls = calls_of(print_problems)
        assert sum(found) >= count - 1
        return calls

    check(4 * FEW)  # because a first run also imports modules and fills caches
    assert check(4 * FEW) <= 2.5 * check(2 * FEW)
