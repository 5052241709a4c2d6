"""Properties that every command must have on every ledger, and the search for failures."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from fuzz.commands import LEDGER, Command, Run, run, summarize_exception
from treatywatch.ledger.read.load import LoadResult, read_ledger
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import UnknownNameError, find_convention, find_country
from treatywatch.model.text_safety import UNSAFE

_CHECKS: Final[tuple[Command, ...]] = (
    ("check",),
    ("check", "--format", "table"),
    ("check", "--json"),
)
_FIXED_PAIR: Final = ("LT", "ottawa")
"""A country and convention to ask about, also if the ledger does not have them."""
_FOR_ANY_LEDGER: Final[tuple[Command, ...]] = (
    ("status",),
    ("timeline", "--all"),
    ("parties", _FIXED_PAIR[1]),
    ("explain", *_FIXED_PAIR),
    ("files", "--ledger", LEDGER),
    ("files", "--json"),
)
_FOR_VALID_LEDGERS: Final[tuple[Command, ...]] = (
    ("check", "--strict"),
    ("check", "stale"),
    ("status", "--all", "--format", "table"),
    ("status", "--all", "--as-of", "9999-12-31"),
    ("timeline", "--all", "--json"),
    ("timeline", "--all", "--known-on", "2020-01-01"),
    ("board", "--format", "table"),
    ("upcoming",),
    ("upcoming", "--as-of", "2020-01-01", "--format", "table"),
    ("upcoming", "--within", "9999 years"),
    ("diff", "2020-01-01", "today"),
    ("status", "--all", "--ledger", LEDGER),
    ("countries",),
    ("treaties", "--format", "markdown"),
    ("export", "stays"),
    ("export", "acts", "--format", "csv"),
)
_EVENT: Final[Command] = (
    *("--step", "remark", "--date", "2026-11-20", "--summary", "It was said."),
    *("--source-title", "News", "--source-publisher", "Press", "--dry-run"),
)
_NAME_ARGUMENTS: Final = {
    "parties": slice(1, 2),
    **dict.fromkeys(("explain", "what-if", "verify"), slice(1, 3)),
    "add": slice(2, 5, 2),
}
"""Positions of names in commands: a convention's last, a country's before it."""


class Failure(NamedTuple):
    """A violated property. Failures with equal summaries count as the same finding."""

    summary: str
    command: str
    detail: str


def find_failures(path: Path) -> Iterator[Failure]:
    """Run every command on a ledger file and yield the failures."""
    checked = {command: run(command, path) for command in _CHECKS}
    crashes = [_crash(command, r.exception) for command, r in checked.items() if r.exception]
    if crashes:
        yield from crashes
        return
    loaded = read_ledger([path])
    answered = {command: run(command, path) for command in _commands(loaded)}
    for command, result in (checked | answered).items():
        if result.exception:
            yield _crash(command, result.exception)
        else:
            yield from _violations(command, result, _allowed_statuses(loaded, command))


def _commands(loaded: LoadResult) -> Iterator[Command]:
    yield from _FOR_ANY_LEDGER
    if loaded.problems:
        return
    yield from _FOR_VALID_LEDGERS
    for event in loaded.ledger.events[:1]:
        pair = event.country, event.convention
        yield "parties", pair[1]
        yield "parties", pair[1], "--plot"
        yield "explain", *pair
        yield "explain", *pair, "--json"
        yield "what-if", *pair, "--notify", "2026-11-23"
        yield "verify", *pair, "party"
        yield "add", "--country", pair[0], "--treaty", pair[1], *_EVENT


def _allowed_statuses(loaded: LoadResult, command: Command) -> set[int]:
    if command[0] == "check":
        return ({1} if loaded.texts else {3}) if loaded.problems else {0, 1}
    if loaded.problems:
        return {3}
    names = command[_NAME_ARGUMENTS[command[0]]] if command[0] in _NAME_ARGUMENTS else ()
    if names and not _has_names(loaded.ledger, *names):
        return {2}
    return {0, 1} if command[0] in {"verify", "add"} else {0}


def _has_names(ledger: Ledger, *names: str) -> bool:
    *country, convention = names
    try:
        find_convention(ledger, convention)
        for name in country:
            find_country(ledger, name)
    except UnknownNameError:
        return False
    return True


def _crash(command: Command, error: Exception) -> Failure:
    detail = "".join(traceback.format_exception(error))
    return Failure(summarize_exception(error), " ".join(command), detail)


def _violations(command: Command, result: Run, allowed: set[int]) -> Iterator[Failure]:
    name, text = command[0], " ".join(command)
    if result.status not in allowed:
        expected = " or ".join(map(str, sorted(allowed)))
        summary = f"{name} ends with {result.status} instead of {expected}"
        yield Failure(summary, text, result.output + result.errors)
    # a tab in a CSV field is text, and only a terminal could act on it
    output = result.output.replace("\t", " ") if "csv" in command else result.output
    for printed in (output, result.errors):
        if UNSAFE.search(printed) or "\r" in printed or "\t" in printed:
            yield Failure(f"{name} prints control characters", text, ascii(printed))
    if "--json" in command and result.status in {0, 1} and not _is_json(result.output):
        yield Failure(f"{name} prints invalid JSON", text, result.output)


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return True
