"""The report type: a table with a title and notes, independent of any format."""

from enum import StrEnum

import msgspec

from treatywatch.model.text_safety import escape_unsafe, one_line


class Style(StrEnum):
    """The meaning of a cell's colour. A word or a symbol always says the same."""

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
    """Text on one line. `detail` follows it in a muted style."""

    text: str
    style: Style = Style.PLAIN
    detail: str = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column with its heading.

    `no_wrap` keeps its cells on one line even on a narrow screen. `blank_repeats` leaves a cell empty
    on a screen if it repeats the one above. `hide_if_constant` drops the column if all its cells are
    equal, because the title says the same. `as_group_header` prints a cell once, above the rows that
    share it.
    """

    heading: str
    no_wrap: bool = False
    blank_repeats: bool = False
    hide_if_constant: bool = False
    as_group_header: bool = False


class Row(msgspec.Struct, frozen=True):
    """A record: a mark and a cell for each column."""

    cells: tuple[Cell, ...]
    mark: Mark = Mark.NONE


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A readable answer: title, subtitle, summary, table and notes."""

    title: str
    subtitle: str
    summary: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    empty: str = "Nothing on record."


def cell(text: object, style: Style = Style.PLAIN, detail: str = "") -> Cell:
    """Return a cell with its text on one line and unsafe characters escaped."""
    return Cell("" if text is None else _safe_line(str(text)), style, _safe_line(detail))


def sanitize(report: Report) -> Report:
    """Return the report with title, summary and notes escaped and each on one line."""
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
    """Return the report without redundant columns.

    A column is redundant if it is empty, or if it has `hide_if_constant` and all its cells are
    equal. Plain output keeps all columns, because scripts rely on them.
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
