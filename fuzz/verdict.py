"""What must hold of every command on every ledger, however bad; and what does not."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from fuzz.shell import LEDGER, Call, Run, place_of, run
from treatywatch.ledger.read.load import LoadResult, read_ledger
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import UnknownNameError, find_convention, find_country
from treatywatch.model.text_safety import UNSAFE

_CHECKS: Final[tuple[Call, ...]] = (("check",), ("check", "--format", "table"), ("check", "--json"))
_STATED: Final = ("LT", "ottawa")
"""What is asked about whether or not the ledger knows of it."""
_ASKED_OF_ANY: Final[tuple[Call, ...]] = (
    ("status",),
    ("timeline", "--all"),
    ("parties", _STATED[1]),
    ("explain", *_STATED),
    ("files", "--ledger", LEDGER),
    ("files", "--json"),
)
_ASKED_OF_SOUND: Final[tuple[Call, ...]] = (
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
_EVENT: Final[Call] = (
    *("--step", "remark", "--date", "2026-11-20", "--summary", "It was said."),
    *("--source-title", "News", "--source-publisher", "Press", "--dry-run"),
)
_NAMES: Final = {
    "parties": slice(1, 2),
    **dict.fromkeys(("explain", "what-if", "verify"), slice(1, 3)),
    "add": slice(2, 5, 2),
}
"""Which words of a call are names: of a convention last, of a State before it."""


class Fault(NamedTuple):
    """Something that must not happen; two that say the same `what` are taken for the same one."""

    what: str
    call: str
    detail: str


def faults(path: Path) -> Iterator[Fault]:
    """What goes wrong with a ledger file in any command: nothing, if all is well."""
    checked = {call: run(call, path) for call in _CHECKS}
    crashes = [_crash(call, found.crash) for call, found in checked.items() if found.crash]
    if crashes:
        yield from crashes
        return
    reading = read_ledger([path])
    answered = {call: run(call, path) for call in _questions(reading)}
    for call, found in (checked | answered).items():
        if found.crash:
            yield _crash(call, found.crash)
        else:
            yield from _judged(call, found, _due(reading, call))


def _questions(reading: LoadResult) -> Iterator[Call]:
    yield from _ASKED_OF_ANY
    if reading.problems:
        return
    yield from _ASKED_OF_SOUND
    for event in reading.ledger.events[:1]:
        pair = event.country, event.convention
        yield "parties", pair[1]
        yield "parties", pair[1], "--plot"
        yield "explain", *pair
        yield "explain", *pair, "--json"
        yield "what-if", *pair, "--notify", "2026-11-23"
        yield "verify", *pair, "party"
        yield "add", "--country", pair[0], "--treaty", pair[1], *_EVENT


def _due(reading: LoadResult, call: Call) -> set[int]:
    """The exit statuses with which a call may end."""
    if call[0] == "check":
        return ({1} if reading.texts else {3}) if reading.problems else {0, 1}
    if reading.problems:
        return {3}
    if call[0] in _NAMES and not _knows(reading.ledger, *call[_NAMES[call[0]]]):
        return {2}
    return {0, 1} if call[0] in {"verify", "add"} else {0}


def _knows(ledger: Ledger, *names: str) -> bool:
    *country, convention = names
    try:
        find_convention(ledger, convention)
        for name in country:
            find_country(ledger, name)
    except UnknownNameError:
        return False
    return True


def _crash(call: Call, error: Exception) -> Fault:
    return Fault(place_of(error), " ".join(call), "".join(traceback.format_exception(error)))


def _judged(call: Call, found: Run, due: set[int]) -> Iterator[Fault]:
    name = " ".join(call)
    if found.status not in due:
        wanted = " or ".join(map(str, sorted(due)))
        what = f"{call[0]} ends with {found.status} where {wanted} is due"
        yield Fault(what, name, found.output + found.errors)
    for text in (found.output, found.errors):
        if UNSAFE.search(text) or "\r" in text or "\t" in text:
            yield Fault(f"{call[0]} prints control characters", name, ascii(text))
    if "--json" in call and found.status in {0, 1} and not _is_json(found.output):
        yield Fault(f"{call[0]} prints what is no JSON", name, found.output)


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return True
