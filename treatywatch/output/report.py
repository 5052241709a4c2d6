"""A report: columns and rows of cells, what stands above and below them, and nothing of a terminal."""

from enum import StrEnum

import msgspec

from treatywatch.characters import one_line, visible


class Tone(StrEnum):
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
    """A piece of text on one line; `aside` is said beside it, more quietly."""

    text: str
    tone: Tone = Tone.PLAIN
    aside: str = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading; `whole` keeps its cells on one line however narrow the screen.

    `grouped` leaves a cell empty on a screen where it repeats the one above it.
    """

    heading: str
    whole: bool = False
    grouped: bool = False


class Row(msgspec.Struct, frozen=True):
    """One record: its symbol and a cell for each column."""

    cells: tuple[Cell, ...]
    mark: Mark = Mark.NONE


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer looks like: title and day, what sums it up, the table, remarks below."""

    title: str
    aside: str
    summary: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    empty: str = "Nothing on record."


def cell(text: object, tone: Tone = Tone.PLAIN, aside: str = "") -> Cell:
    """A cell from ledger text, which is data: one line, and nothing in it hidden."""
    plain = "" if text is None else visible(one_line(str(text)))
    return Cell(plain, tone, visible(one_line(aside)))


def without_constant(report: Report, headings: frozenset[str]) -> Report:
    """The report less those of some columns in which every row says the same.

    What they say belongs into the title; an empty report keeps its columns.
    """
    drop = {
        number
        for number, column in enumerate(report.columns)
        if column.heading in headings and len({row.cells[number] for row in report.rows}) == 1
    }
    return _keep(report, drop) if drop else report


def without_empty(report: Report) -> Report:
    """The report less the columns in which no row says anything."""
    drop = {
        number
        for number in range(len(report.columns))
        if report.rows and not any(row.cells[number].text for row in report.rows)
    }
    return _keep(report, drop) if drop else report


def _keep(report: Report, drop: set[int]) -> Report:
    kept = [number for number in range(len(report.columns)) if number not in drop]
    return msgspec.structs.replace(
        report,
        columns=tuple(report.columns[number] for number in kept),
        rows=tuple(
            msgspec.structs.replace(row, cells=tuple(row.cells[number] for number in kept))
            for row in report.rows
        ),
    )
