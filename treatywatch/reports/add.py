"""The report of `add`: the standing before and after the new event."""

from typing import Final

from treatywatch.answers.add import AddAnswer
from treatywatch.answers.status import StatusItem
from treatywatch.reports.notes import computed_date_note
from treatywatch.reports.report import Column, Report, Row, Style, cell
from treatywatch.reports.status import shown_bases, standing_cells, status_mark

_COLUMNS: Final = (
    Column(heading="Status", no_wrap=True),
    Column(heading="Standing"),
    Column(heading="Stage"),
    Column(heading="Since", no_wrap=True),
    Column(heading="Effect"),
)


def add_report(answer: AddAnswer) -> Report:
    """Return the report of an answer, with a row before and a row after."""
    (item,) = answer.items
    return Report(
        title=f"{item.country_name} · {item.convention_name} ({item.convention})",
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=(
            _standing_row("before", answer, item.before),
            _standing_row("after", answer, item.after),
        ),
        notes=tuple(computed_date_note(shown_bases((item.before, item.after)))),
    )


def _standing_row(label: str, answer: AddAnswer, item: StatusItem) -> Row:
    return Row(
        (cell(label, Style.STRONG), *standing_cells(item, answer.as_of)),
        status_mark(item),
    )
