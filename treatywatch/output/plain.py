"""Plain text for pipes: a heading, then one record a line, columns aligned, nothing cut."""

from rich.cells import cell_len

from treatywatch.output.report import Cell, Report


def draw(report: Report) -> str:
    """The report's table; the title and the notes are for people and go elsewhere."""
    if not report.rows:
        return ""
    lines = [[column.heading for column in report.columns]]
    lines += [[_text(cell) for cell in row.cells] for row in report.rows]
    widths = [max(cell_len(line[n]) for line in lines) for n in range(len(report.columns))]
    return "".join(_line(line, widths) for line in lines)


def _text(cell: Cell) -> str:
    return f"{cell.text}  {cell.aside}" if cell.aside else cell.text or "-"


def _line(texts: list[str], widths: list[int]) -> str:
    padded = (
        text + " " * (width - cell_len(text)) for text, width in zip(texts, widths, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"
