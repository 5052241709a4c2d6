"""`treatywatch status`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.status import StatusAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        "status Lithuania",
        "status --treaty ottawa --as-of 2026-01-05",
        'status --group "Baltic States" --stage notified --json',
        "status Finland -t ottawa --as-of 2025-09-01 --known-on 2025-09-01",
    )
)
def status(
    *,
    country: o.Countries = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    stage: o.Stages = None,
    every: o.Every = False,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Where each country stands: standing, stage, since when, and when it is out.

    With countries, all their conventions; without, every pair with an exit on record.
    """
    from treatywatch.answers.status import StatusItem, status_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    stages = o.parse_stages(stage)
    book = open_ledger(ledger, countries=country, treaties=treaty, group=group, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    answer = status_answer(book, query, include_all=every, stages=stages)
    print_answer(answer, StatusItem, lambda: _report(answer, book), manner)


def _report(answer: "StatusAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.status import status_report

    return status_report(answer, book)
