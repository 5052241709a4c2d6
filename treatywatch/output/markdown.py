"""Reports as Markdown tables for memos."""

import re
from typing import Final

from treatywatch.reports.report import Cell, Report, drop_redundant_columns, sanitize

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~:$&]|(?<=[wW]{3})\.)")
_ADDRESS: Final = re.compile(
    r"(https?://[^\s<>|`\\\x00-\x1f]*[^\s<>|`\\\x00-\x1f.,;:!?'\")])", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


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
    """Escape markup, and write each address as a link that shows itself."""
    parts = _ADDRESS.split(text)
    for number, part in enumerate(parts):
        is_address = number % 2
        parts[number] = _link(part) if is_address else _MARKUP.sub(r"\\\1", part)
    return "".join(parts)


def _link(address: str) -> str:
    return f"<{_ENTITY.sub('&amp;', address)}>"
