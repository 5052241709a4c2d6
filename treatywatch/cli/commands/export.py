"""`treatywatch export`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from treatywatch.cli import completion
from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.query import Query
    from treatywatch.model.ledger import Ledger

app = o.new_app()


class ExportFormat(StrEnum):
    """The formats that tables come in."""

    SQLITE = "sqlite"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


_ENDINGS: Final = {
    ".sqlite": ExportFormat.SQLITE,
    ".sqlite3": ExportFormat.SQLITE,
    ".db": ExportFormat.SQLITE,
    ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL,
    ".csv": ExportFormat.CSV,
    ".tsv": ExportFormat.TSV,
}
_Table = Annotated[
    str | None,
    typer.Argument(
        metavar="[TABLE]",
        help="ledger, countries, country_names, memberships, conventions, acts, sources, other_dates, "
        "stays or standings. For SQLite none: a database has them all.",
        show_default=False,
        autocompletion=completion.tables,
    ),
]
_Format = Annotated[
    ExportFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: by the ending of --output, else jsonl.",
        show_default=False,
    ),
]


@app.command(
    epilog=o.examples(
        "export -o treaties.sqlite",
        "export stays -o stays.jsonl",
        "export acts -t ottawa --format csv",
    )
)
def export(
    table: _Table = None,
    *,
    country: o.CountryOption = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: _Format = None,  # noqa: A002
    output: o.Output = None,
) -> None:
    """The record as tables, to be joined with other data: one at a time, or all in a database.

    Acts are everything told, whatever its day; stays (who was bound from when to when) and
    standings are as of a day.
    """
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import build_query, format_by_extension
    from treatywatch.cli.streams import write_output

    chosen = format or (format_by_extension(output, _ENDINGS) if output else ExportFormat.JSONL)
    name = _named(table, chosen)
    if chosen is ExportFormat.SQLITE:
        _refuse_screen(output)
    book = open_ledger(ledger, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    content = _table(book, query, name, chosen) if name else _database(book, query)
    write_output(content, output)


def _named(typed: str | None, chosen: ExportFormat) -> str | None:
    """The table that was typed; none for a database."""
    from treatywatch.answers.export import TABLES
    from treatywatch.model.names import UnknownNameError, match_choice

    if chosen is ExportFormat.SQLITE:
        if typed is not None:
            raise typer.BadParameter("a database has all tables: leave out the name of one.")
        return None
    if typed is None:
        message = f"say which table: {', '.join(TABLES)}; or all of them with -o FILE.sqlite."
        raise typer.BadParameter(message)
    try:
        return match_choice("table", typed, TABLES)
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


def _refuse_screen(output: str | None) -> None:
    from treatywatch.cli.streams import stdout_is_terminal

    if output is None and stdout_is_terminal():
        raise typer.BadParameter("a database is not for a terminal: add --output FILE.")


def _database(book: "Ledger", query: "Query") -> bytes:
    from treatywatch.answers.base import SCHEMA_NUMBER
    from treatywatch.answers.export import TABLES
    from treatywatch.cli.streams import NOT_WRITTEN, print_error
    from treatywatch.output.sqlite import to_sqlite

    tables = {name: (kind, rows(book, query)) for name, (kind, rows) in TABLES.items()}
    try:
        return to_sqlite(tables, SCHEMA_NUMBER)
    except OSError as error:
        print_error(f"Error: cannot write a temporary file: {error.strerror or error}")
        raise typer.Exit(NOT_WRITTEN) from None


def _table(book: "Ledger", query: "Query", name: str, chosen: ExportFormat) -> bytes:
    from treatywatch.answers.export import TABLES
    from treatywatch.cli.printing import encode_rows

    kind, rows = TABLES[name]
    return encode_rows(rows(book, query), kind, o.Format(chosen))
