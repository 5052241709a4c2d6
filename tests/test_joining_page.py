"""docs/joining.md is true: its commands are run, and its queries print what it shows."""

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
TABLE: Final = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
QUERY: Final = re.compile(
    r"^```sql\n-- (sqlite3|duckdb)([^\n]*)\n(.*?)^```\n\n```csv\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


LISTED: Final = re.compile(r"(?<=^\|---\|---\|---\|\n)(\|[^\n]*\n)*", re.MULTILINE)


def test_the_page_on_joining_tells_of_every_column(request: pytest.FixtureRequest) -> None:
    """Its list of tables is that of the program: what a row is, and its columns in order."""
    rows = ""
    for name, (kind, _) in TABLES.items():
        columns = ", ".join(f"`{column}`" for column in kind.__struct_fields__)
        rows += f"| `{name}` | {' '.join((kind.__doc__ or '').split())} | {columns} |\n"
    text = PAGE.read_text()
    anew = LISTED.sub(lambda _: rows, text, count=1)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(anew)
    assert PAGE.read_text() == anew
    assert rows in anew


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
        found = database.execute(query)
        return _as_csv((column[0] for column in found.description), found.fetchall())


def _in_duckdb(query: str) -> str:
    with duckdb.connect() as database:
        found = database.execute(query)
        return _as_csv((column[0] for column in found.description or ()), found.fetchall())


ENGINES: Final = {"sqlite3": _in_sqlite, "duckdb": _in_duckdb}


def test_the_page_on_joining_was_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Its exports, tables and queries, one after another as a reader would, give what it shows."""
    text = PAGE.read_text()
    monkeypatch.chdir(tmp_path)
    for block in COMMANDS.findall(text):
        for command in block.splitlines():
            assert CliRunner().invoke(app, shlex.split(command)[1:]).exit_code == 0
    for name, table in TABLE.findall(text):
        Path(name).write_text(table)

    def printed(match: re.Match[str]) -> str:
        answer = ENGINES[match[1]](match[3])
        return f"```sql\n-- {match[1]}{match[2]}\n{match[3]}```\n\n```csv\n{answer}```"

    anew = QUERY.sub(printed, text)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(anew)
    assert PAGE.read_text() == anew
    assert len(QUERY.findall(text)) == text.count("```sql")
