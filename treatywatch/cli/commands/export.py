"""`treatywatch export`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import command
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.options import (
    FilterOptions,
    LedgerOptions,
    OutputFile,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_choice
from treatywatch.output.formats import FORMAT_BY_EXTENSION, Format

if TYPE_CHECKING:
    from treatywatch.answers.query import Query
    from treatywatch.model.ledger import Ledger


class ExportFormat(StrEnum):
    """The formats of an export."""

    SQLITE = "sqlite"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


_FORMAT_BY_EXTENSION: Final = dict.fromkeys((".sqlite", ".sqlite3", ".db"), ExportFormat.SQLITE) | {
    extension: ExportFormat(format_)
    for extension, format_ in FORMAT_BY_EXTENSION.items()
    if format_.value in ExportFormat.__members__.values()
}
_Table = Annotated[
    str | None,
    typer.Argument(
        metavar="[TABLE]",
        help="ledger, countries, country_names, memberships, conventions, acts, sources, other_dates, "
        "stays or standings. Not for SQLite: a database has all of them.",
        show_default=False,
        autocompletion=completion.tables,
    ),
]
_Format = Annotated[
    ExportFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the extension of --output, else jsonl.",
        show_default=False,
    ),
]


@command(
    "export -o treaties.sqlite",
    "export stays -o stays.jsonl",
    "export acts -t ottawa --format csv",
)
def export(
    *,
    table: _Table = None,
    selection: FilterOptions,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    format: _Format = None,  # noqa: A002
    output: OutputFile = None,
) -> None:
    """Export the record as tables: one table, or all in a database.

    Acts are exported whatever their day; stays (who was bound from when to when) and standings are
    as of a day.
    """
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import format_by_extension, load_query
    from treatywatch.cli.streams import write_output

    by_extension = format_by_extension(output, _FORMAT_BY_EXTENSION) if output else None
    chosen = format or by_extension or ExportFormat.JSONL
    name = _parse_table(table, chosen)
    if chosen is ExportFormat.SQLITE:
        _refuse_terminal(output)
    ledger, query = load_query(selection, time, ledger_options, whole_ledger=True)
    content = _table(ledger, query, name, chosen) if name else _database(ledger, query)
    write_output(content, output, input_paths(ledger))


def _parse_table(text: str | None, chosen: ExportFormat) -> str | None:
    """Return the name of the table, or None for a database."""
    from treatywatch.answers.export import TABLES

    if chosen is ExportFormat.SQLITE:
        if text is not None:
            raise typer.BadParameter("a database has all tables: leave out the name of one.")
        return None
    if text is None:
        message = f"say which table: {', '.join(TABLES)}; or all of them with -o FILE.sqlite."
        raise typer.BadParameter(message)
    return parse_choice("table", text, TABLES)


def _refuse_terminal(output: str | None) -> None:
    from treatywatch.cli.streams import stdout_is_terminal

    if output is None and stdout_is_terminal():
        raise typer.BadParameter("a database is not for a terminal: add --output FILE.")


def _database(ledger: "Ledger", query: "Query") -> bytes:
    from treatywatch.answers.base import SCHEMA_NUMBER
    from treatywatch.answers.export import TABLES
    from treatywatch.cli.streams import print_error
    from treatywatch.output.sqlite import to_sqlite

    tables = {name: (kind, rows(ledger, query)) for name, (kind, rows) in TABLES.items()}
    try:
        return to_sqlite(tables, SCHEMA_NUMBER)
    except OSError as error:
        print_error(f"Error: cannot write a temporary file: {error.strerror or error}")
        raise typer.Exit(ExitCode.NOT_WRITTEN) from None


def _table(ledger: "Ledger", query: "Query", name: str, chosen: ExportFormat) -> bytes:
    from treatywatch.answers.export import TABLES
    from treatywatch.cli.printing import encode_records

    record_type, rows = TABLES[name]
    return encode_records(rows(ledger, query), record_type, Format[chosen.name])
