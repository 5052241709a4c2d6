"""Refuse what TOML 1.1 adds, because format 1 is TOML 1.0."""

import re
from typing import Final

from treatywatch.ledger.read.files import FileText
from treatywatch.model.errors import Problem

_SUSPECTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\\[ex]",
        r",\s*(?:#[^\n]*\s*)*\}",  # a comma before the end of an inline table
        r"\{[^{}]*\n",  # a line end in one
        r"\}[ \t]*(?:#[^\n]*)?\n\s*\}",
        r"\},[ \t]*(?:#[^\n]*)?\n\s*[^\s{}\[\]#=]+\s*=",
        r"=[ \t]*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?![0-9:])",
        r"\[\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?![0-9:])",
    )
)
"""Text that may be TOML 1.1; only then does the slower parser run.

Each pattern starts with a fixed character, which a search finds three times faster.
"""

_LOCATION: Final = re.compile(r"line ([0-9]+), column ([0-9]+)")
_TIME: Final = re.compile(r"(?:[Tt ]?[0-9]{2})?:[0-9]{2}")


def newer_toml(file: FileText) -> Problem | None:
    """Return a problem for the first part of a TOML text that TOML 1.0 refuses."""
    if not any(suspect.search(file.text) for suspect in _SUSPECTS):
        return None
    import tomllib  # reads TOML 1.0 only, but a hundred times slower

    try:
        tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        location = _LOCATION.search(str(error))
        line, column = (int(location[1]), int(location[2])) if location else (None, None)
        is_escape = "Unescaped" in str(error)
        if is_escape and column is not None:
            column -= 2  # the parser stops after the letter
        cause, hint = _cause(file.text, line, column, is_escape=is_escape)
        return Problem(
            file=file.name,
            check="toml-version",
            message=f"{cause} is TOML 1.1, and a ledger is TOML 1.0",
            hint=hint,
            line=line,
            column=column,
        )
    except RecursionError:  # the first parser has its own limit of depth
        return None
    return None


def _cause(text: str, line: int | None, column: int | None, *, is_escape: bool) -> tuple[str, str]:
    if is_escape:
        return "the escape \\e or \\x", "write the character itself, or \\u and four digits"
    if line is not None and column is not None:
        rest = text.split("\n")[line - 1][column - 1 :]
        if _TIME.match(rest):
            return "a time without seconds", "add the seconds, as in 12:30:00"
    return (
        "a line end or a last comma in an inline table",
        "write { … } on one line, without a comma at its end",
    )
