"""Append an event to a ledger file's content, and find the problems it causes."""

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
    """An event and the file content that it would be appended to.

    `entry` is its TOML text, `content` the new content of the file, and `line` the first line of the
    entry there. `after` is the ledger with the event, and `problems` are its new problems.
    """

    event: Event
    entry: str
    content: bytes
    line: int
    after: LoadResult
    problems: tuple[Problem, ...]


def decode_event(document: dict[str, Any]) -> Event:
    """Convert a document into an event. Raises msgspec.ValidationError."""
    (event,) = to_records({"events": [document]}).events
    return event


def prepare_addition(
    before: LoadResult,
    paths: Sequence[str | Path | LedgerPath],
    file: Path,
    content: bytes,
    event: Event,
) -> Addition:
    """Append an event to a file of a ledger, without writing it.

    `paths` are the ledger's files, `before` is the ledger without the event, and `content` the
    present content of `file`.
    """
    entry = event_text(event)
    new_content = append_entry(content, entry)
    after = read_ledger(paths, overrides={file: new_content})
    old_problems = {_problem_key(problem) for problem in all_problems(before)}
    return Addition(
        event=event,
        entry=entry,
        content=new_content,
        line=new_content.count(b"\n") - entry.count("\n") + 1,
        after=after,
        problems=tuple(
            _explain(problem, content)
            for problem in all_problems(after)
            if _problem_key(problem) not in old_problems
        ),
    )


def _explain(problem: Problem, content: bytes) -> Problem:
    """Explain a syntax error, which a list `events = [ … ]` has caused."""
    if problem.check != "not-toml":
        return problem
    key = key_locations(content.decode().removeprefix("\ufeff"))["events",].key
    return msgspec.structs.replace(
        problem,
        message="has its events in one list, events = [ … ], so no [[events]] can be appended",
        hint="put each event under [[events]], or add to another file of the ledger with --to",
        line=key.line,
        column=key.column,
        end=key.end,
    )


def _problem_key(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.check, problem.path, problem.message


def append_entry(content: bytes, entry: str) -> bytes:
    """Append an entry after a blank line, with the line ending of the content.

    The old content stays, byte for byte; a missing end of the last line is added.
    """
    end = _line_ending(content)
    text = entry.encode().replace(b"\n", end)
    if not content.strip():
        return content + text
    lines = content if content.endswith(b"\n") else content + end
    gap = b"" if lines.endswith(end + end) else end
    return lines + gap + text


def _line_ending(content: bytes) -> bytes:
    """Return the ending that most lines have."""
    crlf_lines = content.count(b"\r\n")
    return b"\r\n" if crlf_lines * 2 > content.count(b"\n") else b"\n"
