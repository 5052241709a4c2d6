"""How `add` shows what it changes: where the State stood, and where it stands now."""

from typing import Final

from treatywatch.answers.add import AddAnswer
from treatywatch.answers.status import StatusItem
from treatywatch.reports.report import Column, Report, Row, Style, cell
from treatywatch.reports.status import computed_date_note, standing_cells, status_mark

_COLUMNS: Final = (
    Column(heading="Status", no_wrap=True),
    Column(heading="Standing"),
    Column(heading="Stage"),
    Column(heading="Since", no_wrap=True),
    Column(heading="Effect"),
)


def add_report(answer: AddAnswer) -> Report:
    """The report of an answer: two rows, before and after."""
    (item,) = answer.items
    return Report(
        title=f"{item.country_name} · {item.convention_name} ({item.convention})",
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=(
            _standing_row("before", answer, item.before),
            _standing_row("after", answer, item.after),
        ),
        notes=tuple(computed_date_note((item.before, item.after))),
    )


def _standing_row(label: str, answer: AddAnswer, item: StatusItem) -> Row:
    return Row(
        (cell(label, Style.STRONG), *standing_cells(item, answer.as_of)),
        status_mark(item),
    )
