"""Plain text for pipes: headings, then one record a line, columns aligned, nothing cut."""

from rich.cells import cell_len

from treatywatch.reports.report import Cell, Report, sanitize


def draw(report: Report, **_screen: object) -> str:
    """The report's table; notes are for people and go elsewhere.

    The title stands for headings where there are none: it is then the answer itself.
    """
    if not report.rows:
        return ""
    headings = [column.heading for column in report.columns]
    lines = [headings] if any(headings) else []
    lines += [list(map(_text, row.cells, headings)) for row in report.rows]
    widths = [max(cell_len(line[n]) for line in lines) for n in range(len(report.columns))]
    answer = "" if any(headings) else f"{sanitize(report).title}\n"
    return answer + "".join(_line(line, widths) for line in lines)


def _text(cell: Cell, heading: str) -> str:
    """The cell's text; a mark stands for none in a column that people and `cut` count by."""
    if cell.detail:
        return f"{cell.text}  {cell.detail}"
    return cell.text or ("-" if heading else "")


def _line(texts: list[str], widths: list[int]) -> str:
    padded = (
        text + " " * (width - cell_len(text)) for text, width in zip(texts, widths, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"
