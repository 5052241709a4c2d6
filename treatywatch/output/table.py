"""Tables for terminals. Only this module draws with Rich."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from treatywatch.reports.report import (
    Cell,
    Column,
    Mark,
    Report,
    Row,
    Style,
    drop_redundant_columns,
    sanitize,
)

_CELL_STYLES: Final = {
    Style.PLAIN: "",
    Style.STRONG: "bold",
    Style.PAST: "dim",
    Style.CLOCK: "yellow",
    Style.OUT: "red",
    Style.DOUBT: "magenta",
}
_MARK_STYLES: Final = {
    Mark.OUT: "red",
    Mark.LEAVING: "yellow",
    Mark.DOUBT: "magenta",
    Mark.CHANGED: "cyan",
}
_ASCII_SYMBOLS: Final = str.maketrans(
    {
        "●": "*",
        "◐": ">",
        "◔": "/",
        "✕": "x",
        "○": "o",
        "◌": ".",
        "≠": "~",
        "–": "-",
        "→": ">",
        "…": "...",
        "·": "-",
        "−": "-",
        "█": "#",
        "▒": "+",
        "░": ".",
    }
)
_UNLIMITED_WIDTH: Final = 10_000
_COLUMN_GAP: Final = 2
_MARK_WIDTH: Final = 1 + _COLUMN_GAP
_LONGEST_UNBROKEN_WORD: Final = 30
"""Longer words, such as addresses, may be broken, so that other columns keep their room."""


def draw(report: Report, *, width: int | None, color: bool, unicode: bool) -> str:
    """Draw the report for a terminal of that width.

    Without a width, lines are not wrapped. `unicode` False replaces symbols by ASCII characters.
    """
    report = drop_redundant_columns(sanitize(report))
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(width or _UNLIMITED_WIDTH, _least_total(report)),
        height=25,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    _print_report(console, report, width)
    drawn = "\n".join(line.rstrip() for line in file.getvalue().split("\n"))
    return drawn if unicode else drawn.translate(_ASCII_SYMBOLS)


def _print_report(console: Console, report: Report, width: int | None) -> None:
    console.print(_header(report, width))
    for line in report.summary:
        console.print(Text(line, "dim"))
    console.print()
    if report.rows:
        _print_rows(console, report)
    else:
        console.print(Text(f"  {report.empty}"))
    if report.notes:
        console.print()
    for note in report.notes:
        console.print(Text(note, "dim"))


def _header(report: Report, width: int | None) -> Text:
    """Right-align the subtitle after the title, or put it on the next line."""
    gap = (width or 0) - cell_len(report.title) - cell_len(report.subtitle)
    between = " " * gap if gap > 1 else "\n" if width else "  "
    return Text(report.title, "bold").append(between).append(report.subtitle, "dim not bold")


def _print_rows(console: Console, report: Report) -> None:
    """Print one table, or a header line and a table for each group of rows."""
    widths = _column_widths(report, console.width)
    header_columns = [n for n, column in enumerate(report.columns) if column.as_group_header]
    if not header_columns:
        show_headings = any(column.heading for column in report.columns)
        console.print(_table(report, report.rows, widths, show_headings=show_headings))
        return
    for header_cells, group in groupby(
        report.rows, key=lambda row: [row.cells[number] for number in header_columns]
    ):
        rows = list(group)
        console.print(_group_header(rows[0].mark, header_cells))
        unmarked = [msgspec.structs.replace(row, mark=Mark.NONE) for row in rows]
        console.print(_table(report, unmarked, widths, show_headings=False))


def _group_header(mark: Mark, cells: Sequence[Cell]) -> Text:
    line = Text(f"{mark or ' '}  ", _MARK_STYLES.get(mark, ""))
    for cell in cells:
        line.append_text(_styled_text(cell)).append("  ")
    return line


def _table(
    report: Report, rows: Sequence[Row], widths: Sequence[int], *, show_headings: bool
) -> Table:
    table = Table(
        box=None,
        padding=(0, _COLUMN_GAP, 0, 0),
        header_style="dim",
        pad_edge=False,
        show_header=show_headings,
    )
    table.add_column("", width=1)
    numbers = _table_columns(report)
    columns = [report.columns[number] for number in numbers]
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.heading, no_wrap=column.no_wrap, overflow="fold", width=width)
    previous: tuple[Cell, ...] = ()
    for row in rows:
        cells = tuple(row.cells[number] for number in numbers)
        mark = Text(row.mark, _MARK_STYLES.get(row.mark, ""))
        table.add_row(mark, *_row_texts(cells, previous, columns))
        previous = cells
    return table


def _row_texts(
    cells: Sequence[Cell], previous: Sequence[Cell], columns: Sequence[Column]
) -> list[Text]:
    """Return the texts of a row, blank in leading columns that repeat the row above."""
    texts = []
    repeats = bool(previous)
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        repeats = repeats and column.blank_repeats and previous[number] == cell
        blank = repeats or not (cell.text or column.heading)
        texts.append(Text("") if blank else _styled_text(cell))
    return texts


def _styled_text(cell: Cell) -> Text:
    text = Text(cell.text or "–", _CELL_STYLES[cell.style] if cell.text else "dim")
    return text.append(f"  {cell.detail}", "dim") if cell.detail else text


def _table_columns(report: Report) -> list[int]:
    """Return the numbers of the columns that are not group headers."""
    return [number for number, column in enumerate(report.columns) if not column.as_group_header]


def _column_widths(report: Report, total: int) -> list[int]:
    """Return the width of each column: its longest text, narrowed until all columns fit.

    Rich may narrow columns to more than the screen's width, and then cuts the last column.
    """
    numbers = _table_columns(report)
    room = total - _MARK_WIDTH - _COLUMN_GAP * len(numbers)
    least = [_least_width(report, number) for number in numbers]
    widths = [min(max(map(cell_len, _column_texts(report, n))), room) for n in numbers]
    while sum(widths) > room:
        narrowable = [n for n in range(len(widths)) if widths[n] > least[n]]
        widths[max(narrowable, key=widths.__getitem__)] -= 1
    return widths


def _least_total(report: Report) -> int:
    """Return the width of the narrowest table that breaks no word."""
    numbers = _table_columns(report)
    return _MARK_WIDTH + sum(_least_width(report, number) + _COLUMN_GAP for number in numbers)


def _least_width(report: Report, number: int) -> int:
    """Return the width of the longest word, or of the longest text under `no_wrap`."""
    texts = _column_texts(report, number)
    if report.columns[number].no_wrap:
        return max(map(cell_len, texts))
    words = {word for text in texts for word in text.split()}
    return min(max(map(cell_len, words), default=0), _LONGEST_UNBROKEN_WORD)


def _column_texts(report: Report, number: int) -> set[str]:
    cells = {row.cells[number] for row in report.rows}
    return {report.columns[number].heading, *(_styled_text(cell).plain for cell in cells)}
