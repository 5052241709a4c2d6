"""What tests of questions, reports and formats start from: short TOML for acts, and small reports."""

from collections.abc import Callable, Sequence

from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Column, Report, Row, cell

LedgerOf = Callable[[str], Ledger]
Layered = Callable[..., Ledger]
SOURCES = 'sources = [{ title = "Letter", publisher = "Gazette" }]'


def event(act: str, **keys: str) -> str:
    """The TOML of an act such as "LT ottawa notified 2025-06-27"; keys are given as TOML values."""
    country, convention, step, day = act.split()
    given = {
        "country": f'"{country}"',
        "convention": f'"{convention}"',
        "step": f'"{step}"',
        "date": day if len(day) == len("2025-06-27") else f'"{day}"',
        "summary": '"It so happened."',
        "sources": SOURCES.removeprefix("sources = "),
    }
    lines = [f"{key} = {value}" for key, value in (given | keys).items()]
    return "\n".join(["[[events]]", *lines, ""])


def events(*acts: str) -> str:
    """The TOML of several acts of which nothing more is told."""
    return "".join(event(act) for act in acts)


def roll(slug: str, *rows: str) -> str:
    """The TOML of a roll with rows such as "LT = { acceded = 2003-05-12 }"."""
    head = [f"[rolls.{slug}]", "as_of = 2026-01-01", SOURCES, f"[rolls.{slug}.parties]"]
    return "\n".join([*head, *rows, ""])


def report_of(*rows: Sequence[str], headings: str = "Date What") -> Report:
    """A report of such rows, the cells of whose first column are never broken."""
    names = headings.split()
    return Report(
        title="Title",
        subtitle="as of 2026-01-01",
        columns=tuple(Column(heading=name, no_wrap=name == "Date") for name in names),
        rows=tuple(Row(tuple(cell(text) for text in row)) for row in rows),
    )


def rows_of(report: Report) -> list[str]:
    """A report's rows, each in a line: its mark, then its cells with what is said beside them."""
    return [
        f"{row.mark} "
        + " | ".join(f"{c.text} ({c.detail})" if c.detail else c.text for c in row.cells)
        for row in report.rows
    ]


def missing(report: Report, drawn: str) -> list[str]:
    """The words of a report's cells that a drawing breaks or leaves out."""
    cells = [cell for row in report.rows for cell in row.cells]
    return [word for c in cells for word in f"{c.text} {c.detail}".split() if word not in drawn]
