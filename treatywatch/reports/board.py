"""How `board` looks: one mark a cell, the legend below, the shorter side across."""

from typing import Final

from treatywatch.answers.board import BoardAnswer, BoardItem, BoardStatus
from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Cell, Column, Report, Row, Style, cell
from treatywatch.reports.status import currency_warning

_MARKS: Final = {
    BoardStatus.PARTY: ("●", "party", Style.PLAIN),
    BoardStatus.SIGNED: ("◌", "signed or joining", Style.PLAIN),
    BoardStatus.UNDER_WAY: ("◔", "talk or steps of leaving", Style.PLAIN),
    BoardStatus.LEAVING: ("◐", "leaving: notified", Style.CLOCK),
    BoardStatus.LEFT: ("✕", "left", Style.OUT),
    BoardStatus.OVER: ("○", "the convention is over", Style.PAST),
    BoardStatus.NEVER: ("·", "not a party", Style.PAST),
    BoardStatus.UNKNOWN: ("?", "nothing told", Style.PAST),
}


def board_report(answer: BoardAnswer, ledger: Ledger) -> Report:
    """The report of an answer; `ledger` is the one it came from."""
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
    """What the marks that occur mean."""
    used = {item.status for item in answer.items}
    marks = [f"{mark} {word}" for status, (mark, word, _) in _MARKS.items() if status in used]
    contested = ["! contested"] if any(item.contested for item in answer.items) else []
    return "  ".join(marks + contested)
