"""The answer of `treatywatch check`: the problems of a ledger."""

from collections.abc import Iterable

from treatywatch.answers.base import VERSION, Answer, LedgerAnswer, envelope, schema_name
from treatywatch.checks.registry import READ_CHECKS, RULES, Tier
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.ledger import Ledger
from treatywatch.model.text_safety import escape_unsafe


class CheckItem(Answer):
    """A problem.

    Line and column count from 1; both are null if the location is unknown.
    """

    file: str
    line: int | None
    column: int | None
    check: str
    severity: Severity
    message: str
    hint: str | None


class CheckAnswer(LedgerAnswer):
    """The answer to `check`. `total` counts all problems, including those not listed."""

    total: int
    items: tuple[CheckItem, ...]


class RuleItem(Answer, rename={"description": "sentence"}):
    """A check: its name, its tier, the severity of its findings, and a description."""

    check: str
    tier: Tier
    severity: Severity
    description: str


class RulesAnswer(Answer):
    """The answer to `check --list`."""

    schema: str
    tool: str
    items: tuple[RuleItem, ...]


def rules_answer() -> RulesAnswer:
    """List every check: first those made while reading a file, then the rules."""
    read_checks = (
        RuleItem(check=name, tier=Tier.STRUCTURE, severity=Severity.ERROR, description=description)
        for name, description in READ_CHECKS.items()
    )
    rules = (
        RuleItem(
            check=rule.name, tier=rule.tier, severity=rule.severity, description=rule.description
        )
        for rule in RULES.values()
    )
    return RulesAnswer(schema=schema_name("check-list"), tool=VERSION, items=(*read_checks, *rules))


def check_answer(
    ledger: Ledger, problems: Iterable[Problem], *, most: int | None = None
) -> CheckAnswer:
    """Return the answer that lists a ledger's problems, at most `most` of them.

    Unsafe characters are escaped, because a message may quote the text that it reports.
    """
    all_problems = tuple(problems)
    return CheckAnswer(
        **envelope("check", ledger),
        total=len(all_problems),
        items=tuple(
            CheckItem(
                file=problem.file,
                line=problem.line,
                column=problem.column,
                check=problem.check,
                severity=problem.severity,
                message=escape_unsafe(problem.message),
                hint=escape_unsafe(problem.hint) if problem.hint else None,
            )
            for problem in all_problems[:most]
        ),
    )
