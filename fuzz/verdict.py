"""What must hold of every command on every ledger, however bad; and what does not."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from typer.testing import CliRunner, Result

from treatywatch.characters import UNSAFE
from treatywatch.cli import app
from treatywatch.ledger.read import Reading, read_ledger
from treatywatch.model import Ledger
from treatywatch.names import UnknownName, find_convention, find_country

Call = tuple[str, ...]

_ENVIRONMENT: Final = {
    "TREATYWATCH_TODAY": "2026-11-23",
    **dict.fromkeys(("TREATYWATCH_LEDGER", "FORCE_COLOR", "NO_COLOR", "COLUMNS")),
}
_CHECKS: Final[tuple[Call, ...]] = (("check",), ("check", "--format", "table"), ("check", "--json"))
_STATED: Final = ("LT", "ottawa")
"""What is asked about whether or not the ledger knows of it."""
_ASKED_OF_ANY: Final[tuple[Call, ...]] = (
    ("status",),
    ("timeline", "--all"),
    ("parties", _STATED[1]),
    ("explain", *_STATED),
)
_ASKED_OF_SOUND: Final[tuple[Call, ...]] = (
    ("status", "--all", "--format", "table"),
    ("timeline", "--all", "--json"),
    ("board", "--format", "table"),
    ("upcoming",),
    ("diff", "2020-01-01", "today"),
    ("countries",),
    ("treaties", "--format", "markdown"),
)
_NAMES: Final = {"parties": 1, "explain": 2, "what-if": 2, "verify": 2}
"""How many words of a call are names: of a convention last, of a State before it."""


class Fault(NamedTuple):
    """Something that must not happen; two that say the same `what` are taken for the same one."""

    what: str
    call: str
    detail: str


def faults(path: Path) -> Iterator[Fault]:
    """What goes wrong with a ledger file in any command: nothing, if all is well."""
    runs = {call: _run(path, call) for call in _CHECKS}
    crashed = [_crash(call, run) for call, run in runs.items() if _has_crashed(run)]
    if crashed:
        yield from crashed
        return
    reading = read_ledger([path])
    runs |= {call: _run(path, call) for call in _questions(reading)}
    for call, run in runs.items():
        yield from _judged(call, run, _due(reading, call))


def _questions(reading: Reading) -> Iterator[Call]:
    yield from _ASKED_OF_ANY
    if reading.problems:
        return
    yield from _ASKED_OF_SOUND
    for event in reading.ledger.events[:1]:
        pair = event.country, event.convention
        yield "parties", pair[1]
        yield "explain", *pair
        yield "explain", *pair, "--json"
        yield "what-if", *pair, "--notify", "2026-11-23"
        yield "verify", *pair, "party"


def _due(reading: Reading, call: Call) -> set[int]:
    """The exit statuses with which a call may end."""
    if call[0] == "check":
        return ({1} if reading.texts else {3}) if reading.problems else {0, 1}
    if reading.problems:
        return {3}
    names = call[1 : 1 + _NAMES.get(call[0], 0)]
    if names and not _knows(reading.ledger, *names):
        return {2}
    return {0, 1} if call[0] == "verify" else {0}


def _knows(ledger: Ledger, *names: str) -> bool:
    *country, convention = names
    try:
        find_convention(ledger, convention)
        for name in country:
            find_country(ledger, name)
    except UnknownName:
        return False
    return True


def _run(path: Path, call: Call) -> Result:
    return CliRunner().invoke(
        app, [*call, "--ledger", str(path)], env=_ENVIRONMENT, prog_name="treatywatch"
    )


def _has_crashed(run: Result) -> bool:
    return run.exception is not None and not isinstance(run.exception, SystemExit)


def _crash(call: Call, run: Result) -> Fault:
    """An exception, known by its kind and by the place in the program that let it out."""
    error = run.exception
    assert error is not None
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "treatywatch" in Path(frame.filename).parts]
    *_, last = ours or frames
    what = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
    return Fault(what, " ".join(call), "".join(traceback.format_exception(error)))


def _judged(call: Call, run: Result, due: set[int]) -> Iterator[Fault]:
    name = " ".join(call)
    if _has_crashed(run):
        yield _crash(call, run)
        return
    if run.exit_code not in due:
        wanted = " or ".join(map(str, sorted(due)))
        yield Fault(f"{call[0]} ends with {run.exit_code} where {wanted} is due", name, run.output)
    if UNSAFE.search(run.output) or "\r" in run.output or "\t" in run.output:
        yield Fault(f"{name} prints control characters", name, ascii(run.output))
    if "--json" in call and run.exit_code in {0, 1} and not _is_json(run.stdout):
        yield Fault(f"{name} prints what is no JSON", name, run.stdout)


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return True
