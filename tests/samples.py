"""Builders of TOML for events and rolls, and of small reports."""

from collections.abc import Callable, Sequence

from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Column, Report, Row, cell

LedgerOf = Callable[[str], Ledger]
Layered = Callable[..., Ledger]
SOURCES = 'sources = [{ title = "Letter", publisher = "Gazette" }]'


def event(act: str, **keys: str) -> str:
    """Return the TOML of an event from text such as "LT ottawa notified 2025-06-27".

    Other keys are given as TOML values.
    """
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
    """Return the TOML of several events without further keys."""
    return "".join(event(act) for act in acts)


def roll(slug: str, *rows: str) -> str:
    """Return the TOML of a roll; a row is "LT = { acceded = 2003-05-12 }"."""
    head = [f"[rolls.{slug}]", "as_of = 2026-01-01", SOURCES, f"[rolls.{slug}.parties]"]
    return "\n".join([*head, *rows, ""])


def report_of(*rows: Sequence[str], headings: str = "Date What") -> Report:
    """Return a report whose column "Date" is never wrapped."""
    names = headings.split()
    return Report(
        title="Title",
        subtitle="as of 2026-01-01",
        columns=tuple(Column(heading=name, no_wrap=name == "Date") for name in names),
        rows=tuple(Row(tuple(cell(text) for text in row)) for row in rows),
    )


def rows_of(report: Report) -> list[str]:
    """Return each row of a report as a line: its mark, then its cells with their details."""
    return [
        f"{row.mark} "
        + " | ".join(f"{c.text} ({c.detail})" if c.detail else c.text for c in row.cells)
        for row in report.rows
    ]


def missing(report: Report, printed: str) -> list[str]:
    """Return the words of a report's cells that the printed text breaks or omits."""
    cells = [cell for row in report.rows for cell in row.cells]
    return [word for c in cells for word in f"{c.text} {c.detail}".split() if word not in printed]
