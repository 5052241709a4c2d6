"""A report: columns and rows of cells, what stands above and below them, and nothing of a terminal."""

from enum import StrEnum

import msgspec

from treatywatch.model.text_safety import escape_unsafe, one_line


class Style(StrEnum):
    """What a cell's colour says. Every tone is also told by a word or a symbol."""

    PLAIN = "plain"
    STRONG = "strong"
    PAST = "past"
    CLOCK = "clock"
    OUT = "out"
    DOUBT = "doubt"


class Mark(StrEnum):
    """The symbol before a row."""

    NONE = ""
    PARTY = "●"
    LEAVING = "◐"
    OUT = "✕"
    STAYS = "○"
    DOUBT = "!"
    SIGNED = "◌"
    CHANGED = "≠"


class Cell(msgspec.Struct, frozen=True):
    """A piece of text on one line; `detail` is said beside it, more quietly."""

    text: str
    style: Style = Style.PLAIN
    detail: str = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading; `no_wrap` keeps its cells on one line however narrow the screen.

    `blank_repeats` leaves a cell empty on a screen where it repeats the one above it.
    `hide_if_constant` drops the column where every row says the same, as the title does.
    `as_group_header` sets a cell over the rows that share it.
    """

    heading: str
    no_wrap: bool = False
    blank_repeats: bool = False
    hide_if_constant: bool = False
    as_group_header: bool = False


class Row(msgspec.Struct, frozen=True):
    """One record: its symbol and a cell for each column."""

    cells: tuple[Cell, ...]
    mark: Mark = Mark.NONE


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer looks like: title and day, what sums it up, the table, remarks below."""

    title: str
    subtitle: str
    summary: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    empty: str = "Nothing on record."


def cell(text: object, style: Style = Style.PLAIN, detail: str = "") -> Cell:
    """A cell from ledger text, which is data: one line, and nothing in it hidden."""
    return Cell("" if text is None else _safe_line(str(text)), style, _safe_line(detail))


def sanitize(report: Report) -> Report:
    """The report with what stands around its table, too, on a line each and nothing in it hidden."""
    return msgspec.structs.replace(
        report,
        title=_safe_line(report.title),
        subtitle=_safe_line(report.subtitle),
        summary=tuple(map(_safe_line, report.summary)),
        notes=tuple(map(_safe_line, report.notes)),
    )


def _safe_line(text: str) -> str:
    return escape_unsafe(one_line(text))


def drop_redundant_columns(report: Report) -> Report:
    """The report less the columns that a reader of the whole can do without.

    Those are titled columns in which every row says the same, and columns in which none says
    anything. A pipe keeps them all: its readers count on them.
    """
    if not report.rows:
        return report
    drop = {number for number in range(len(report.columns)) if _is_redundant(report, number)}
    return _without_columns(report, drop) if drop else report


def _is_redundant(report: Report, number: int) -> bool:
    cells = {row.cells[number] for row in report.rows}
    if report.columns[number].hide_if_constant:
        return len(cells) == 1
    return not any(cell.text for cell in cells)


def _without_columns(report: Report, drop: set[int]) -> Report:
    kept = [number for number in range(len(report.columns)) if number not in drop]
    return msgspec.structs.replace(
        report,
        columns=tuple(report.columns[number] for number in kept),
        rows=tuple(
            msgspec.structs.replace(row, cells=tuple(row.cells[number] for number in kept))
            for row in report.rows
        ),
    )
