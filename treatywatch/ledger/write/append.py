"""One more event in a ledger: its text, the ledger with it, and what that would break."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from treatywatch.ledger.read.decode import to_records
from treatywatch.ledger.read.files import LedgerPath
from treatywatch.ledger.read.load import LoadResult, all_problems, read_ledger
from treatywatch.ledger.read.locations import key_locations
from treatywatch.ledger.write.toml_writer import event_text
from treatywatch.model.errors import Problem
from treatywatch.model.events import Event


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it would stand in a file.

    `content` is what the file would hold, `line` where in it the entry begins, `after` the ledger
    read from that, and `problems` what would be wrong with it that is not wrong now.
    """

    event: Event
    entry: str
    content: bytes
    line: int
    after: LoadResult
    problems: tuple[Problem, ...]


def decode_event(document: dict[str, Any]) -> Event:
    """The event that a document tells. Raises msgspec.ValidationError where it tells none."""
    (event,) = to_records({"events": [document]}).events
    return event


def prepare_addition(
    before: LoadResult,
    paths: Sequence[str | Path | LedgerPath],
    file: Path,
    content: bytes,
    event: Event,
) -> Addition:
    """An event added to a file, of those that `paths` lead to, that holds `content` now."""
    entry = event_text(event)
    longer = append_entry(content, entry)
    after = read_ledger(paths, overrides={file: longer})
    known = {_mark(problem) for problem in all_problems(before)}
    return Addition(
        event=event,
        entry=entry,
        content=longer,
        line=longer.count(b"\n") - entry.count("\n") + 1,
        after=after,
        problems=tuple(
            _in_words(problem, content)
            for problem in all_problems(after)
            if _mark(problem) not in known
        ),
    )


def _in_words(problem: Problem, content: bytes) -> Problem:
    """A problem as it is, unless it is that TOML lets nothing be added to the list of events."""
    if problem.check != "not-toml":
        return problem
    key = key_locations(content.decode().removeprefix("\ufeff"))["events",].key
    return msgspec.structs.replace(
        problem,
        message="holds its events in one list, events = [ … ], to which nothing can be added below",
        hint="put each event under [[events]], or add to another file of the ledger with --to",
        line=key.line,
        column=key.column,
        end=key.end,
    )


def _mark(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.check, problem.path, problem.message


def append_entry(content: bytes, entry: str) -> bytes:
    """The file's bytes, and the entry below them, a blank line between.

    The entry's lines end as the file's do. Nothing of the old content changes, but that a last line
    without an end gets one.
    """
    end = _line_end(content)
    text = entry.encode().replace(b"\n", end)
    if not content.strip():
        return content + text
    whole = content if content.endswith(b"\n") else content + end
    gap = b"" if whole.endswith(end + end) else end
    return whole + gap + text


def _line_end(content: bytes) -> bytes:
    """How most of a file's lines end."""
    carriage = content.count(b"\r\n")
    return b"\r\n" if carriage * 2 > content.count(b"\n") else b"\n"
