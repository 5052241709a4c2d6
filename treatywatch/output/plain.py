"""Reports as plain text for pipes: headings, then one record a line, nothing cut."""

from rich.cells import cell_len

from treatywatch.reports.report import Cell, Report, sanitize


def draw(report: Report, **_screen: object) -> str:
    """Draw the table with aligned columns; without rows, return an empty text.

    If no column has a heading, the title comes first, because it is then the answer. Notes are left
    out, because they are for people.
    """
    if not report.rows:
        return ""
    headings = [column.heading for column in report.columns]
    lines = [headings] if any(headings) else []
    lines += [list(map(_cell_text, row.cells, headings)) for row in report.rows]
    widths = [max(cell_len(line[n]) for line in lines) for n in range(len(report.columns))]
    title = "" if any(headings) else f"{sanitize(report).title}\n"
    return title + "".join(_padded_line(line, widths) for line in lines)


def _cell_text(cell: Cell, heading: str) -> str:
    """Return the cell's text, or a dash if empty, because `awk` counts fields."""
    if cell.detail:
        return f"{cell.text}  {cell.detail}"
    return cell.text or ("-" if heading else "")


def _padded_line(texts: list[str], widths: list[int]) -> str:
    padded = (
        text + " " * (width - cell_len(text)) for text, width in zip(texts, widths, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"
