"""`treatywatch timeline`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.timeline import TimelineAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        "timeline --treaty ottawa --from 2025-01-01",
        "timeline Poland Finland --step notified --step effective",
        "timeline Lithuania -o lithuania.csv",
    )
)
def timeline(
    *,
    country: o.Countries = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    step: o.Steps = None,
    since: o.Since = None,
    until: o.Until = None,
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
    """Dated steps in order, each with its actor, its votes and its source.

    Computed dates are marked. Joinings that only a roll of parties tells of show with --all, or
    where a country is named.
    """
    from treatywatch.answers.timeline import TimelineItem, timeline_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    steps = o.parse_steps(step)
    book = open_ledger(ledger, countries=country, treaties=treaty, group=group, cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=country, treaties=treaty, group=group
    )
    answer = timeline_answer(book, query, since=since, until=until, include_all=every, steps=steps)
    print_answer(answer, TimelineItem, lambda: _report(answer, book), manner)


def _report(answer: "TimelineAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.timeline import timeline_report

    return timeline_report(answer, book)
