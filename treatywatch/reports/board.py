"""The report of `board`: a mark in each cell and a legend below."""

from typing import Final

from treatywatch.answers.board import BoardAnswer, BoardItem, BoardStatus
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import currency_warning
from treatywatch.reports.report import Cell, Column, Report, Row, Style, cell

_MARKS: Final = {
    BoardStatus.PARTY: ("●", "party", Style.PLAIN),
    BoardStatus.SIGNED: ("◌", "signed or joining", Style.PLAIN),
    BoardStatus.UNDER_WAY: ("◔", "considering or preparing exit", Style.PLAIN),
    BoardStatus.LEAVING: ("◐", "leaving: notified", Style.CLOCK),
    BoardStatus.LEFT: ("✕", "left", Style.OUT),
    BoardStatus.OVER: ("○", "convention ended", Style.PAST),
    BoardStatus.NEVER: ("·", "not a party", Style.PAST),
    BoardStatus.UNKNOWN: ("?", "not on record", Style.PAST),
}


def board_report(answer: BoardAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`.

    The shorter of the two lists becomes the columns.
    """
    countries = {item.country: item.country_name for item in answer.items}
    slugs = {item.convention: item.convention for item in answer.items}
    by_pair = {(item.country, item.convention): item for item in answer.items}
    if len(countries) < len(slugs):
        columns = ["Convention", *countries]
        rows = [_board_row(slug, [by_pair[code, slug] for code in countries]) for slug in slugs]
    else:
        columns = ["Country", *(slug.replace("-", " ") for slug in slugs)]
        rows = [_board_row(name, [by_pair[c, s] for s in slugs]) for c, name in countries.items()]
    return Report(
        title=f"{len(countries)} countries, {len(slugs)} conventions",
        subtitle=f"as of {answer.as_of}",
        columns=tuple(Column(heading=heading) for heading in columns),
        rows=tuple(rows),
        notes=(_legend(answer), *currency_warning(answer.as_of, ledger, slugs)),
        empty="No exit is on record.",
    )


def _board_row(label: str, items: list[BoardItem]) -> Row:
    return Row((cell(label, Style.STRONG), *(_board_cell(item) for item in items)))


def _board_cell(item: BoardItem) -> Cell:
    mark, _, style = _MARKS[item.status]
    return cell(f"{mark}!" if item.contested else mark, style)


def _legend(answer: BoardAnswer) -> str:
    """Return the meanings of the marks that occur."""
    used = {item.status for item in answer.items}
    marks = [f"{mark} {word}" for status, (mark, word, _) in _MARKS.items() if status in used]
    contested = ["! contested"] if any(item.contested for item in answer.items) else []
    return "  ".join(marks + contested)
