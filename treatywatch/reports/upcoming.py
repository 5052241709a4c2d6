"""How `upcoming` looks: the day, how far off it is, and what it rests on."""

from typing import Final

from treatywatch.answers.upcoming import UpcomingAnswer, UpcomingItem, UpcomingKind
from treatywatch.model.dates import relative_text
from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Column, Mark, Report, Row, Style, cell
from treatywatch.reports.status import currency_warning
from treatywatch.standing.acts import Basis

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
    UpcomingKind.EFFECT: "Exits ahead",
    UpcomingKind.EARLIEST_NOTICE: "First days for notice",
}
_WORDS: Final = {UpcomingKind.EFFECT: "out", UpcomingKind.EARLIEST_NOTICE: "may notify from then"}


def upcoming_report(answer: UpcomingAnswer, ledger: Ledger) -> Report:
    """The report of an answer; `ledger` is the one it came from."""
    computed = any(item.basis is Basis.COMPUTED for item in answer.items)
    notes = ["* computed from the convention's clause, not recorded"] if computed else []
    slugs = {item.convention for item in answer.items}
    return Report(
        title=_upcoming_title(answer),
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=tuple(_upcoming_row(answer, item) for item in answer.items),
        notes=(*notes, *currency_warning(answer.as_of, ledger, slugs)),
        empty="Nothing lies ahead.",
    )


def _upcoming_title(answer: UpcomingAnswer) -> str:
    names = {f"{item.convention_name} ({item.convention})" for item in answer.items}
    kinds = {item.kind for item in answer.items}
    heading = _TITLES[kinds.pop()] if len(kinds) == 1 else "What lies ahead"
    return f"{heading}: {names.pop()}" if len(names) == 1 else heading


def _upcoming_row(answer: UpcomingAnswer, item: UpcomingItem) -> Row:
    clock = Style.CLOCK if item.kind is UpcomingKind.EFFECT else Style.PAST
    star = "*" if item.basis is Basis.COMPUTED else ""
    return Row(
        (
            cell(f"{item.date}{star}", clock),
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
    """How many days are left, and from two weeks on in round numbers too."""
    if item.days is None:
        return ""
    round_number = relative_text(item.date.first, answer.as_of).removeprefix("in ")
    days = f"{item.days} day{'s' if item.days != 1 else ''}"
    return days if days == round_number else f"{days}, {round_number}"
