"""How `board` looks: one mark a cell, the legend below, the shorter side across."""

from typing import Final

from treatywatch.answers.board import BoardAnswer, BoardItem, Place
from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Cell, Column, Report, Row, Tone, cell
from treatywatch.reports.status import current_note

_MARKS: Final = {
    Place.PARTY: ("●", "party", Tone.PLAIN),
    Place.SIGNED: ("◌", "signed or joining", Tone.PLAIN),
    Place.UNDER_WAY: ("◔", "talk or steps of leaving", Tone.PLAIN),
    Place.LEAVING: ("◐", "leaving: notified", Tone.CLOCK),
    Place.LEFT: ("✕", "left", Tone.OUT),
    Place.OVER: ("○", "the convention is over", Tone.PAST),
    Place.NEVER: ("·", "not a party", Tone.PAST),
    Place.UNKNOWN: ("?", "nothing told", Tone.PAST),
}


def board_report(answer: BoardAnswer, ledger: Ledger) -> Report:
    """The report of an answer; `ledger` is the one it came from."""
    countries = {item.country: item.country_name for item in answer.items}
    slugs = {item.convention: item.convention for item in answer.items}
    places = {(item.country, item.convention): item for item in answer.items}
    if len(countries) < len(slugs):
        columns = ["Convention", *countries]
        rows = [_row(slug, [places[code, slug] for code in countries]) for slug in slugs]
    else:
        columns = ["Country", *(slug.replace("-", " ") for slug in slugs)]
        rows = [_row(name, [places[c, s] for s in slugs]) for c, name in countries.items()]
    return Report(
        title=f"{len(countries)} countries, {len(slugs)} conventions",
        aside=f"as of {answer.as_of}",
        columns=tuple(Column(heading=heading) for heading in columns),
        rows=tuple(rows),
        notes=(_legend(answer), *current_note(answer.as_of, ledger, slugs)),
        empty="No exit is on record.",
    )


def _row(label: str, items: list[BoardItem]) -> Row:
    return Row((cell(label, Tone.STRONG), *(_mark(item) for item in items)))


def _mark(item: BoardItem) -> Cell:
    mark, _, tone = _MARKS[item.place]
    return cell(f"{mark}!" if item.contested else mark, tone)


def _legend(answer: BoardAnswer) -> str:
    """What the marks that occur mean."""
    used = {item.place for item in answer.items}
    told = [f"{mark} {word}" for place, (mark, word, _) in _MARKS.items() if place in used]
    contested = ["! contested"] if any(item.contested for item in answer.items) else []
    return "  ".join(told + contested)
