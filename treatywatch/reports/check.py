"""The reports of `check` and `check --list` as tables."""

from typing import Final

from treatywatch.answers.check import CheckAnswer, CheckItem, RuleItem, RulesAnswer
from treatywatch.reports.report import Column, Report, Row, Style, cell

_COLUMNS: Final = (
    Column(heading="Location", no_wrap=True),
    Column(heading="Severity"),
    Column(heading="Check"),
    Column(heading="What is wrong"),
    Column(heading="What to do"),
)
_RULE_COLUMNS: Final = (
    Column(heading="Check", no_wrap=True),
    Column(heading="When"),
    Column(heading="Severity"),
    Column(heading="Rule"),
)


def check_report(answer: CheckAnswer) -> Report:
    """Return the report of an answer to `check`."""
    count = answer.total
    return Report(
        title=f"{count} finding{'' if count == 1 else 's'}",
        subtitle=", ".join(answer.ledger.files),
        columns=_COLUMNS,
        rows=tuple(_problem_row(item) for item in answer.items),
        empty="No problems were found.",
    )


def rules_report(answer: RulesAnswer) -> Report:
    """Return the report of an answer to `check --list`."""
    return Report(
        title=f"{len(answer.items)} checks",
        subtitle=(
            "structure: applied at every reading; strict: only with --strict; named: only if named"
        ),
        columns=_RULE_COLUMNS,
        rows=tuple(_rule_row(item) for item in answer.items),
    )


def _rule_row(item: RuleItem) -> Row:
    return Row(
        (
            cell(item.check, Style.STRONG),
            cell(item.tier),
            cell(item.severity),
            cell(item.description),
        )
    )


def _problem_row(item: CheckItem) -> Row:
    location = ":".join(str(p) for p in (item.file, item.line, item.column) if p is not None)
    texts = (location, item.severity, item.check, item.message, item.hint)
    return Row(tuple(cell(text) for text in texts))
