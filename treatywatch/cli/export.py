"""`treatywatch export`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from treatywatch.cli import complete
from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.model import Ledger
    from treatywatch.query import Query

app = o.new_app()


class TakeAway(StrEnum):
    """The formats that tables come in."""

    SQLITE = "sqlite"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


_ENDINGS: Final = {
    ".sqlite": TakeAway.SQLITE,
    ".sqlite3": TakeAway.SQLITE,
    ".db": TakeAway.SQLITE,
    ".jsonl": TakeAway.JSONL,
    ".ndjson": TakeAway.JSONL,
    ".csv": TakeAway.CSV,
    ".tsv": TakeAway.TSV,
}
_SCHEMA: Final = 1
_Table = Annotated[
    str | None,
    typer.Argument(
        metavar="[TABLE]",
        help="ledger, countries, country_names, memberships, conventions, acts, sources, stays or "
        "standings. For SQLite none: a database has them all.",
        show_default=False,
        autocompletion=complete.tables,
    ),
]
_Format = Annotated[
    TakeAway | None,
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

    Acts are everything told, whatever its day; stays (who was bound from when to when) and standings
    are as of a day.
    """
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.session import ask
    from treatywatch.cli.streams import deliver

    chosen = _chosen(format, output)
    name = _named(table, chosen)
    if chosen is TakeAway.SQLITE:
        _refuse_screen(output)
    book = open_ledger(ledger, cache=cache)
    query = ask(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    deliver(_drawn(book, query, name, chosen), output)


def _chosen(given: TakeAway | None, output: str | None) -> TakeAway:
    if given is not None:
        return given
    if output is None:
        return TakeAway.JSONL
    ending = Path(output).suffix.lower()
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise typer.BadParameter(f"the ending of {output!r} is none of {known}: add --format.")
    return _ENDINGS[ending]


def _named(typed: str | None, chosen: TakeAway) -> str | None:
    """The table that was typed; none for a database."""
    from treatywatch.names import UnknownName, find_word
    from treatywatch.questions.export import TABLES

    if chosen is TakeAway.SQLITE:
        if typed is not None:
            raise typer.BadParameter("a database has all tables: leave out the name of one.")
        return None
    if typed is None:
        message = f"say which table: {', '.join(TABLES)}; or all of them with -o FILE.sqlite."
        raise typer.BadParameter(message)
    try:
        return find_word("table", typed, TABLES)
    except UnknownName as error:
        raise typer.BadParameter(str(error)) from None


def _refuse_screen(output: str | None) -> None:
    from treatywatch.cli.streams import on_screen

    if output is None and on_screen():
        raise typer.BadParameter("a database is not for a terminal: add --output FILE.")


def _drawn(book: "Ledger", query: "Query", name: str | None, chosen: TakeAway) -> bytes:
    from treatywatch.answers import to_json_lines
    from treatywatch.questions.export import TABLES

    if name is None:
        from sqlite3 import OperationalError

        from treatywatch.cli.streams import NOT_WRITTEN, tell
        from treatywatch.output.sqlite import to_sqlite

        tables = {known: (kind, rows(book, query)) for known, (kind, rows) in TABLES.items()}
        try:
            return to_sqlite(tables, _SCHEMA)
        except (OSError, OperationalError) as error:
            tell(f"Error: cannot write a temporary file: {error}")
            raise typer.Exit(NOT_WRITTEN) from None
    kind, rows = TABLES[name]
    if chosen is TakeAway.JSONL:
        return to_json_lines(rows(book, query))
    from treatywatch.output.delimited import to_csv, to_tsv

    draw = to_csv if chosen is TakeAway.CSV else to_tsv
    return draw(rows(book, query), kind).encode()
