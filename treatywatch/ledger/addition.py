"""One more event in a ledger: its text, the ledger with it, and what that would break."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from treatywatch.ledger.append import appended
from treatywatch.ledger.decode import convert
from treatywatch.ledger.entry import event_text
from treatywatch.ledger.files import LedgerPath
from treatywatch.ledger.read import Reading, findings, read_ledger
from treatywatch.model import Event
from treatywatch.problems import Problem


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it would stand in a file.

    `content` is what the file would hold, `line` where in it the entry begins, `after` the ledger
    read from that, and `problems` what would be wrong with it that is not wrong now.
    """

    event: Event
    entry: str
    content: bytes
    line: int
    after: Reading
    problems: tuple[Problem, ...]


def event_of(document: dict[str, Any]) -> Event:
    """The event that a document tells. Raises msgspec.ValidationError where it tells none."""
    (event,) = convert({"events": [document]}).events
    return event


def addition(
    before: Reading,
    paths: Sequence[str | Path | LedgerPath],
    file: Path,
    content: bytes,
    event: Event,
) -> Addition:
    """An event added to a file, of those that `paths` lead to, that holds `content` now."""
    entry = event_text(event)
    longer = appended(content, entry)
    after = read_ledger(paths, instead={file: longer})
    known = {_mark(problem) for problem in findings(before)}
    return Addition(
        event=event,
        entry=entry,
        content=longer,
        line=longer.count(b"\n") - entry.count("\n") + 1,
        after=after,
        problems=tuple(p for p in findings(after) if _mark(p) not in known),
    )


def _mark(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.check, problem.path, problem.message
