"""The commands and queries of docs/joining.md print the output that it shows."""

import csv
import io
import re
import shlex
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb
import pytest
from typer.testing import CliRunner

from treatywatch.answers.export import TABLES
from treatywatch.cli.main import app

PAGE: Final = Path(__file__).parent.parent / "docs" / "joining.md"
COMMANDS: Final = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INPUT_FILE: Final = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
QUERY: Final = re.compile(
    r"^```sql\n-- (sqlite3|duckdb)([^\n]*)\n(.*?)^```\n\n```csv\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
TABLE_ROWS: Final = re.compile(r"(?<=^\|---\|---\|---\|\n)(\|[^\n]*\n)*", re.MULTILINE)


def test_the_page_lists_every_column(request: pytest.FixtureRequest) -> None:
    """The page lists the tables of the program with their descriptions and columns."""
    rows = ""
    for name, (kind, _) in TABLES.items():
        columns = ", ".join(f"`{column}`" for column in kind.__struct_fields__)
        rows += f"| `{name}` | {' '.join((kind.__doc__ or '').split())} | {columns} |\n"
    text = PAGE.read_text()
    updated = TABLE_ROWS.sub(lambda _: rows, text, count=1)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(updated)
    assert PAGE.read_text() == updated
    assert rows in updated


def _as_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(
        [str(field).lower() if isinstance(field, bool) else field for field in row] for row in rows
    )
    return text.getvalue()


def _in_sqlite(query: str) -> str:
    with closing(sqlite3.connect("treaties.sqlite")) as database:
        cursor = database.execute(query)
        return _as_csv((column[0] for column in cursor.description), cursor.fetchall())


def _in_duckdb(query: str) -> str:
    with duckdb.connect() as database:
        cursor = database.execute(query)
        return _as_csv((column[0] for column in cursor.description or ()), cursor.fetchall())


ENGINES: Final = {"sqlite3": _in_sqlite, "duckdb": _in_duckdb}


def test_the_page_shows_the_real_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Running the commands and queries in order gives the output on the page."""
    text = PAGE.read_text()
    monkeypatch.chdir(tmp_path)
    for block in COMMANDS.findall(text):
        for command in block.splitlines():
            assert CliRunner().invoke(app, shlex.split(command)[1:]).exit_code == 0
    for name, table in INPUT_FILE.findall(text):
        Path(name).write_text(table)

    def with_output(match: re.Match[str]) -> str:
        output = ENGINES[match[1]](match[3])
        return f"```sql\n-- {match[1]}{match[2]}\n{match[3]}```\n\n```csv\n{output}```"

    updated = QUERY.sub(with_output, text)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(updated)
    assert PAGE.read_text() == updated
    assert len(QUERY.findall(text)) == text.count("```sql")
