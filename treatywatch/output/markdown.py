"""Reports as Markdown tables for memos."""

import re
from typing import Final

from treatywatch.reports.report import Cell, Report, drop_redundant_columns, sanitize

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~:])")


def draw(report: Report, **_screen: object) -> str:
    """Draw the title, summary, table and notes; texts are escaped, because they are not markup."""
    report = drop_redundant_columns(sanitize(report))
    parts = [f"**{_escape(report.title)}** ({_escape(report.subtitle)})"]
    parts += [_escape(line) for line in report.summary]
    parts.append(_table(report) if report.rows else _escape(report.empty))
    parts += [_escape(note) for note in report.notes]
    return "\n\n".join(parts) + "\n"


def _table(report: Report) -> str:
    lines = [[column.heading for column in report.columns], ["---"] * len(report.columns)]
    lines += [[_cell_text(cell) for cell in row.cells] for row in report.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell_text(cell: Cell) -> str:
    return _escape(f"{cell.text} ({cell.detail})" if cell.detail else cell.text)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
