"""`treatywatch what-if`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.what_if import WhatIfAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()

_Notify = Annotated[
    date,
    typer.Option(
        "--notify",
        metavar="DATE",
        parser=o.parse_end_date,
        help="The day on which the depositary would receive the notice.",
        show_default=False,
    ),
]


@app.command(
    "what-if",
    epilog=o.examples(
        "what-if Norway ottawa --notify 2027-08-31", "what-if Sweden ottawa --notify today --json"
    ),
)
def what_if(
    *,
    country: o.Country,
    treaty: o.Treaty,
    notify: _Notify,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """If they notified on that day: when they would be out, why, and how many parties would remain."""
    from treatywatch.answers.what_if import WhatIfItem, what_if_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, countries=[country], treaties=[treaty], others=True, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=[country], treaties=[treaty]
    )
    pair = query.countries[0], query.conventions[0]
    answer = what_if_answer(book, pair, query, notify=notify)
    print_answer(answer, WhatIfItem, lambda: _report(answer, book), manner)


def _report(answer: "WhatIfAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.explain import what_if_report

    return what_if_report(answer, book)
