"""What is wrong with a ledger: the answer of `treatywatch check`."""

from collections.abc import Iterable

from treatywatch.answers import TOOL, Answer, LedgerStamp, schema_name, stamp
from treatywatch.model import Ledger
from treatywatch.problems import Problem, Severity


class CheckItem(Answer):
    """One finding. Line and column count from 1; they are null where the place could not be had."""

    file: str
    line: int | None
    column: int | None
    check: str
    severity: Severity
    message: str
    hint: str | None


class CheckAnswer(Answer):
    """The answer to `check`."""

    schema: str
    tool: str
    ledger: LedgerStamp
    items: tuple[CheckItem, ...]


def check_answer(ledger: Ledger, problems: Iterable[Problem]) -> CheckAnswer:
    """The problems found in reading a ledger, as the answer gives them."""
    return CheckAnswer(
        schema=schema_name("check"),
        tool=TOOL,
        ledger=stamp(ledger),
        items=tuple(
            CheckItem(
                file=problem.file,
                line=problem.line,
                column=problem.column,
                check=problem.check,
                severity=problem.severity,
                message=problem.message,
                hint=problem.hint,
            )
            for problem in problems
        ),
    )
