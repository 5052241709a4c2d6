"""The table that people read on a terminal: the only place that draws with Rich."""

import io
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from treatywatch.output.report import Cell, Column, Mark, Report, Tone

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
    _draw(console, report, width)
    drawn = "\n".join(line.rstrip() for line in file.getvalue().split("\n"))
    return drawn if unicode else drawn.translate(_ASCII)


def _draw(console: Console, report: Report, width: int | None) -> None:
    console.print(_header(report, width))
    for line in report.summary:
        console.print(Text(line, "dim"))
    console.print()
    if report.rows:
        console.print(_table(report))
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


def _table(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("", no_wrap=True)
    for column in report.columns:
        table.add_column(column.heading, no_wrap=column.whole, overflow="fold")
    above: tuple[Cell, ...] = ()
    for row in report.rows:
        table.add_row(
            Text(row.mark, _MARK_STYLES.get(row.mark, "")),
            *_cells(row.cells, above, report.columns),
        )
        above = row.cells
    return table


def _cells(
    cells: tuple[Cell, ...], above: tuple[Cell, ...], columns: tuple[Column, ...]
) -> list[Text]:
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
