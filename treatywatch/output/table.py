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

_STYLES: Final = {
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
_ASCII: Final = str.maketrans(
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
_NATURAL: Final = 10_000
_GAP: Final = 2
_MARK: Final = 1 + _GAP
_WIDEST_WORD: Final = 30
"""A longer one, such as an address, may be broken, so that it does not starve the rest."""


def draw(report: Report, *, width: int | None, color: bool, unicode: bool) -> str:
    """The report as a terminal of that width shows it; `width` None lets each line run on.

    `unicode` False falls back to ASCII symbols.
    """
    report = drop_redundant_columns(sanitize(report))
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(width, _least_total(report)) if width else _NATURAL,
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
        _body(console, report)
    else:
        console.print(Text(f"  {report.empty}"))
    if report.notes:
        console.print()
    for note in report.notes:
        console.print(Text(note, "dim"))


def _header(report: Report, width: int | None) -> Text:
    """The title and, at the end of its line or of the next where there is no room, the aside."""
    gap = (width or 0) - cell_len(report.title) - cell_len(report.subtitle)
    between = " " * gap if gap > 1 else "\n" if width else "  "
    return Text(report.title, "bold").append(between).append(report.subtitle, "dim not bold")


def _body(console: Console, report: Report) -> None:
    """The rows; those that share what stands above them under a line that says it once."""
    widths = _widths(report, console.width)
    heads = [number for number, column in enumerate(report.columns) if column.as_group_header]
    if not heads:
        headed = any(column.heading for column in report.columns)
        console.print(_table(report, report.rows, widths, headed=headed))
        return
    for shared, run in groupby(report.rows, key=lambda row: [row.cells[n] for n in heads]):
        rows = list(run)
        console.print(_heading(rows[0].mark, shared))
        bare = [msgspec.structs.replace(row, mark=Mark.NONE) for row in rows]
        console.print(_table(report, bare, widths, headed=False))


def _heading(mark: Mark, shared: list[Cell]) -> Text:
    line = Text(f"{mark or ' '}  ", _MARK_STYLES.get(mark, ""))
    for cell in shared:
        line.append_text(_text(cell)).append("  ")
    return line


def _table(report: Report, rows: Iterable[Row], widths: list[int], *, headed: bool) -> Table:
    table = Table(
        box=None, padding=(0, _GAP, 0, 0), header_style="dim", pad_edge=False, show_header=headed
    )
    table.add_column("", width=1)
    columns = [report.columns[number] for number in _shown(report)]
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.heading, no_wrap=column.no_wrap, overflow="fold", width=width)
    above: tuple[Cell, ...] = ()
    for row in rows:
        cells = tuple(row.cells[number] for number in _shown(report))
        mark = Text(row.mark, _MARK_STYLES.get(row.mark, ""))
        table.add_row(mark, *_cells(cells, above, columns))
        above = cells
    return table


def _shown(report: Report) -> list[int]:
    """The columns of the table proper, in order."""
    return [number for number, column in enumerate(report.columns) if not column.as_group_header]


def _widths(report: Report, total: int) -> list[int]:
    """How wide each column is drawn: as wide as its texts, or the widest less until all fit.

    Rich's own way of narrowing columns may end wider than the screen, and then cuts the last one.
    """
    least = [_least_width(report, number) for number in _shown(report)]
    widths = [max(map(cell_len, _texts(report, number))) for number in _shown(report)]
    room = max(total, _least_total(report)) - _MARK - _GAP * len(widths)
    while sum(widths) > room:
        spare = [n for n in range(len(widths)) if widths[n] > least[n]]
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _least_width(report: Report, number: int) -> int:
    """How narrow a column may become: no text that is to stay whole, and no word, is broken."""
    texts = _texts(report, number)
    if report.columns[number].no_wrap:
        return max(map(cell_len, texts))
    words = [word for text in texts for word in text.split()]
    return min(max(map(cell_len, words), default=0), _WIDEST_WORD)


def _least_total(report: Report) -> int:
    """How narrow a screen may be before columns would break words; below it lines run on."""
    return _MARK + sum(_least_width(report, number) + _GAP for number in _shown(report))


def _texts(report: Report, number: int) -> list[str]:
    cells = (row.cells[number] for row in report.rows)
    return [report.columns[number].heading, *(_text(cell).plain for cell in cells)]


def _cells(cells: tuple[Cell, ...], above: tuple[Cell, ...], columns: list[Column]) -> list[Text]:
    """The row's texts, those of grouped columns empty where all up to them stand just above."""
    texts = []
    same = bool(above)
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        same = same and column.blank_repeats and above[number] == cell
        silent = same or not (cell.text or column.heading)
        texts.append(Text("") if silent else _text(cell))
    return texts


def _text(cell: Cell) -> Text:
    text = Text(cell.text or "–", _STYLES[cell.style] if cell.text else "dim")
    return text.append(f"  {cell.detail}", "dim") if cell.detail else text
