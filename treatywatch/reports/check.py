"""How `check` looks as a table in a document."""

from typing import Final

from treatywatch.output.report import Column, Report, Row, cell
from treatywatch.questions.check import CheckAnswer, CheckItem

_COLUMNS: Final = (
    Column(heading="Place", whole=True),
    Column(heading="Severity"),
    Column(heading="Check"),
    Column(heading="What is wrong"),
    Column(heading="What to do"),
)


def check_report(answer: CheckAnswer) -> Report:
    """The report of an answer to `check`."""
    count = len(answer.items)
    return Report(
        title=f"{count} mistake{'' if count == 1 else 's'}",
        aside=", ".join(answer.ledger.files),
        columns=_COLUMNS,
        rows=tuple(_row(item) for item in answer.items),
        empty="No mistake was found.",
    )


def _row(item: CheckItem) -> Row:
    place = ":".join(str(p) for p in (item.file, item.line, item.column) if p is not None)
    texts = (place, item.severity, item.check, item.message, item.hint)
    return Row(tuple(cell(text) for text in texts))
