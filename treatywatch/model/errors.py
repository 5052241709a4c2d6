"""A mistake in a ledger, as a value: what is wrong, where, and what to do about it."""

from enum import StrEnum

import msgspec

KeyPath = tuple[str | int, ...]
"""The way to a value inside a TOML document: table keys and list numbers."""


def key_label(path: KeyPath) -> str:
    """What a value is called in a message: its key, with its number where it stands in a list."""
    *_, last = path or ("the ledger",)
    return f"{path[-2]}[{last}]" if isinstance(last, int) else str(last)


class Severity(StrEnum):
    """An error keeps a ledger from answering; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One finding. `check` is the rule's name; `path` leads to the value it is about.

    `at_key` says that the key itself is at fault. `line` and `column` count from 1, in characters;
    they are None where the place could not be had, as is `end`, the column behind what is at fault.
    """

    file: str
    check: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    path: KeyPath = ()
    at_key: bool = False
    line: int | None = None
    column: int | None = None
    end: int | None = None


class TreatywatchError(Exception):
    """Something treatywatch was asked for cannot be done; its text is fit to be shown."""


class LedgerError(TreatywatchError):
    """A ledger has mistakes and answers no question; `problems` are all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{first.file}: {first.message}{more}")
