"""Problems of a ledger as values, with their places and hints, and the exceptions."""

from enum import StrEnum

import msgspec

KeyPath = tuple[str | int, ...]
"""The path to a value in a TOML document: table keys and list indexes."""


def key_label(path: KeyPath) -> str:
    """Return the name of a value in a message: its key, with any list index."""
    *_, last = path or ("the ledger",)
    return f"{path[-2]}[{last}]" if isinstance(last, int) else str(last)


class Severity(StrEnum):
    """The severity of a problem: a ledger with an error gives no answers."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A problem found by the rule `check`, at the value under `path`.

    `at_key` means that the key itself is wrong. `line` and `column` count from 1, in characters; `end`
    is the column after the wrong text. All three are None if the place is unknown.
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
    """A request that cannot be fulfilled; its text can be shown to the user."""


class LedgerError(TreatywatchError):
    """A ledger has errors and gives no answers; `problems` lists all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{first.file}: {first.message}{more}")
