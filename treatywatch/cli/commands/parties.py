"""`treatywatch parties`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.parties import PartiesAnswer
    from treatywatch.answers.party_counts import PartyCountsAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()

_JoinedSince = Annotated[
    date | None,
    typer.Option(
        "--joined-since",
        metavar="DATE",
        parser=o.parse_start_date,
        help="List those that became bound from that day on.",
        show_default=False,
    ),
]
_LeftSince = Annotated[
    date | None,
    typer.Option(
        "--left-since",
        metavar="DATE",
        parser=o.parse_start_date,
        help="List those that went out from that day on.",
        show_default=False,
    ),
]
_Plot = Annotated[
    bool,
    typer.Option("--plot", help="How many were party over time; as data, the day of each change."),
]


@app.command(
    epilog=o.examples(
        "parties ottawa --as-of 2026-02-20",
        "parties ottawa --left-since 2025-01-01",
        "parties ccm --group EU --json",
        "parties ottawa --plot",
        "parties ottawa --plot --format csv",
    )
)
def parties(
    *,
    treaty: o.Treaty,
    group: o.Group = None,
    joined_since: _JoinedSince = None,
    left_since: _LeftSince = None,
    plot: _Plot = False,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Who is party on a day and how many, with the sum behind it; who joined and who left.

    A State is bound some time after its consent; depositaries count it from the consent on. Both
    numbers are given.
    """
    from treatywatch.answers.parties import PartyItem, parties_answer
    from treatywatch.answers.party_counts import PartyCountsItem, party_counts_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    if plot and (joined_since or left_since):
        raise typer.BadParameter(
            "--plot shows all who joined and left: leave out the other option."
        )
    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, treaties=[treaty], group=group, cache=cache)
    query = build_query(book, as_of=as_of, known_on=known_on, treaties=[treaty], group=group)
    if plot:
        series = party_counts_answer(book, query)
        print_answer(series, PartyCountsItem, lambda: _plotted(series, book), manner)
        return
    answer = parties_answer(book, query, joined_since=joined_since, left_since=left_since)
    print_answer(answer, PartyItem, lambda: _report(answer, book), manner)


def _report(answer: "PartiesAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.parties import parties_report

    return parties_report(answer, book)


def _plotted(answer: "PartyCountsAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.party_counts import party_counts_report

    return party_counts_report(answer, book)
