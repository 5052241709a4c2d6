"""`treatywatch board`."""

from typing import TYPE_CHECKING

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.board import BoardAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        'board --group "Baltic States"',
        "board --topic disarmament",
        "board Russia Belarus --as-of 2020-01-01 -f csv",
    )
)
def board(
    *,
    country: o.Countries = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    topic: o.Topic = None,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Countries against conventions in one screen, one mark a cell.

    Without countries or a group, those with an exit on record.
    """
    from treatywatch.answers.board import BoardItem, board_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    answer = board_answer(book, query, topic=o.parse_topic(book, topic))
    if topic is not None and query.conventions and not answer.items:
        raise typer.BadParameter(f"none of the treaties named is on the topic {topic!r}.")
    print_answer(answer, BoardItem, lambda: _report(answer, book), manner)


def _report(answer: "BoardAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.board import board_report

    return board_report(answer, book)
