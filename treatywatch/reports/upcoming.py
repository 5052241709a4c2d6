"""The report of `upcoming`: future days, the time left, and their basis."""

from typing import Final

from treatywatch.answers.upcoming import UpcomingAnswer, UpcomingItem, UpcomingKind
from treatywatch.model.dates import relative_text
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import computed_date_note, currency_warning, date_text
from treatywatch.reports.report import Column, Mark, Report, Row, Style, cell

_COLUMNS: Final = (
    Column(heading="Date", no_wrap=True),
    Column(heading="In", no_wrap=True),
    Column(heading="Country"),
    Column(heading="Convention", hide_if_constant=True),
    Column(heading="What", hide_if_constant=True),
    Column(heading="Notified", no_wrap=True),
    Column(heading="Basis"),
)
_TITLES: Final = {
    UpcomingKind.EFFECT: "Future exits",
    UpcomingKind.EARLIEST_NOTICE: "Earliest days for notice",
}
_WORDS: Final = {
    UpcomingKind.EFFECT: "out",
    UpcomingKind.EARLIEST_NOTICE: "may notify from this day",
}


def upcoming_report(answer: UpcomingAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    slugs = {item.convention for item in answer.items}
    return Report(
        title=_upcoming_title(answer),
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=tuple(_upcoming_row(answer, item) for item in answer.items),
        notes=(
            *computed_date_note(item.basis for item in answer.items),
            *currency_warning(answer.as_of, ledger, slugs),
        ),
        empty="Nothing is upcoming.",
    )


def _upcoming_title(answer: UpcomingAnswer) -> str:
    names = {f"{item.convention_name} ({item.convention})" for item in answer.items}
    kinds = {item.kind for item in answer.items}
    heading = _TITLES[kinds.pop()] if len(kinds) == 1 else "Upcoming days"
    return f"{heading}: {names.pop()}" if len(names) == 1 else heading


def _upcoming_row(answer: UpcomingAnswer, item: UpcomingItem) -> Row:
    clock = Style.CLOCK if item.kind is UpcomingKind.EFFECT else Style.PAST
    return Row(
        (
            cell(date_text(item.date, item.basis), clock),
            cell(_days_text(answer, item), clock),
            cell(item.country_name, Style.STRONG),
            cell(item.convention_name),
            cell(_WORDS[item.kind], clock),
            cell(item.notified),
            cell(item.basis, detail="contested" if item.contested else ""),
        ),
        Mark.LEAVING if item.kind is UpcomingKind.EFFECT else Mark.NONE,
    )


def _days_text(answer: UpcomingAnswer, item: UpcomingItem) -> str:
    """Return the days left, and from two weeks on a rounded time as well."""
    if item.days is None:
        return ""
    round_number = relative_text(item.date.first, answer.as_of).removeprefix("in ")
    days = f"{item.days} day{'s' if item.days != 1 else ''}"
    return days if days == round_number else f"{days}, {round_number}"
