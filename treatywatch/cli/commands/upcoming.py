"""`treatywatch upcoming`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import options as o
from treatywatch.model.dates import Period

if TYPE_CHECKING:
    from treatywatch.answers.upcoming import UpcomingAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()

_Within = Annotated[
    Period | None,
    typer.Option(
        "--within",
        metavar="PERIOD",
        parser=o.parse_period_option,
        help='Only what lies within a period such as "1 year".',
        show_default=False,
    ),
]


@app.command(
    epilog=o.examples(
        "upcoming", 'upcoming --within "6 months"', "upcoming -t rome --as-of 2026-11-23 --json"
    )
)
def upcoming(
    *,
    country: o.Countries = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    within: _Within = None,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """What lies ahead, soonest first: the days on which exits take effect, each with its basis.

    Also the days from which States may first notify, where a clause bars early notice.
    """
    from treatywatch.answers.upcoming import UpcomingItem, upcoming_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, countries=country, treaties=treaty, group=group, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    answer = upcoming_answer(book, query, within=within)
    print_answer(answer, UpcomingItem, lambda: _report(answer, book), manner)


def _report(answer: "UpcomingAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.upcoming import upcoming_report

    return upcoming_report(answer, book)
