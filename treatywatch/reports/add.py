"""How `add` shows what it changes: where the State stood, and where it stands now."""

from typing import Final

from treatywatch.answers.add import AdditionAnswer
from treatywatch.answers.status import StatusItem
from treatywatch.reports.report import Column, Report, Row, Tone, cell
from treatywatch.reports.status import standing_cells, star_note, status_mark

_COLUMNS: Final = (
    Column(heading="Status", whole=True),
    Column(heading="Standing"),
    Column(heading="Stage"),
    Column(heading="Since", whole=True),
    Column(heading="Effect"),
)


def addition_report(answer: AdditionAnswer) -> Report:
    """The report of an answer: two rows, before and after."""
    (item,) = answer.items
    return Report(
        title=f"{item.country_name} · {item.convention_name} ({item.convention})",
        aside=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=(_row("before", answer, item.before), _row("after", answer, item.after)),
        notes=tuple(star_note((item.before, item.after))),
    )


def _row(label: str, answer: AdditionAnswer, item: StatusItem) -> Row:
    return Row(
        (cell(label, Tone.STRONG), *standing_cells(item, answer.as_of)),
        status_mark(item),
    )
