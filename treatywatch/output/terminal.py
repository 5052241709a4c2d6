"""The table that people read on a terminal: the only place that draws with Rich."""

import io
from collections.abc import Iterable
from itertools import groupby
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from treatywatch.output.report import Cell, Column, Mark, Report, Row, Tone, compact

_STYLES: Final = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.PAST: "dim",
    Tone.CLOCK: "yellow",
    Tone.OUT: "red",
    Tone.DOUBT: "magenta",
}
_MARK_STYLES: Final = {
    Mark.OUT: "red",
    Mark.LEAVING: "yellow",
    Mark.DOUBT: "magenta",
    Mark.CHANGED: "cyan",
}
_ASCII: Final = str.maketrans(
    {"●": "*", "◐": ">", "✕": "x", "○": "o", "◌": ".", "≠": "~", "–": "-", "→": ">", "…": "..."}
)
_NATURAL: Final = 10_000


def draw(report: Report, *, width: int | None, color: bool, unicode: bool) -> str:
    """The report as a terminal of that width shows it; `width` None lets each line run on.

    `unicode` False falls back to ASCII symbols.
    """
    file = io.StringIO()
    console = Console(
        file=file,
        width=width or _NATURAL,
        height=25,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    _draw(console, compact(report), width)
    drawn = "\n".join(line.rstrip() for line in file.getvalue().split("\n"))
    return drawn if unicode else drawn.translate(_ASCII)


def _draw(console: Console, report: Report, width: int | None) -> None:
    console.print(_header(report, width))
    for line in report.summary:
        console.print(Text(line, "dim"))
    console.print()
    if report.rows:
        _body(console, report)
    else:
        console.print(Text(f"  {report.empty}"))
    if report.notes:
        console.print()
    for note in report.notes:
        console.print(Text(note, "dim"))


def _header(report: Report, width: int | None) -> Text:
    gap = (width or 0) - cell_len(report.title) - cell_len(report.aside)
    title = Text(report.title, "bold")
    return title.append(" " * max(gap, 2)).append(report.aside, "dim not bold")


def _body(console: Console, report: Report) -> None:
    """The rows; those that share what stands above them under a line that says it once."""
    heads = [number for number, column in enumerate(report.columns) if column.above]
    if not heads:
        console.print(_table(report, report.rows, heads))
        return
    for shared, run in groupby(report.rows, key=lambda row: [row.cells[n] for n in heads]):
        rows = list(run)
        console.print(_heading(rows[0].mark, shared))
        bare = [msgspec.structs.replace(row, mark=Mark.NONE) for row in rows]
        console.print(_table(report, bare, heads))


def _heading(mark: Mark, shared: list[Cell]) -> Text:
    line = Text(f"{mark or ' '}  ", _MARK_STYLES.get(mark, ""))
    for cell in shared:
        line.append_text(_text(cell)).append("  ")
    return line


def _table(report: Report, rows: Iterable[Row], heads: list[int]) -> Table:
    table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, show_header=not heads
    )
    table.add_column("", no_wrap=True, min_width=1)
    shown = [number for number in range(len(report.columns)) if number not in heads]
    for number in shown:
        column = report.columns[number]
        widest = max(cell_len(_text(row.cells[number]).plain) for row in report.rows)
        table.add_column(
            column.heading,
            no_wrap=column.whole,
            overflow="fold",
            min_width=widest if column.whole else None,
        )
    above: tuple[Cell, ...] = ()
    for row in rows:
        cells = tuple(row.cells[number] for number in shown)
        columns = [report.columns[number] for number in shown]
        table.add_row(
            Text(row.mark, _MARK_STYLES.get(row.mark, "")), *_cells(cells, above, columns)
        )
        above = cells
    return table


def _cells(cells: tuple[Cell, ...], above: tuple[Cell, ...], columns: list[Column]) -> list[Text]:
    """The row's texts, those of grouped columns empty where all up to them stand just above."""
    texts = []
    same = bool(above)
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        same = same and column.grouped and above[number] == cell
        texts.append(Text("") if same else _text(cell))
    return texts


def _text(cell: Cell) -> Text:
    text = Text(cell.text or "–", _STYLES[cell.tone] if cell.text else "dim")
    return text.append(f"  {cell.aside}", "dim") if cell.aside else text
