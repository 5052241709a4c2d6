"""`treatywatch explain`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.explain import ExplainAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        'explain Italy "energy charter"',
        "explain Poland ottawa",
        'explain "United States" paris --json',
    )
)
def explain(
    *,
    country: o.Country,
    treaty: o.Treaty,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Why that day: clause, clock, arithmetic, result, the recorded day, caveats and every source."""
    from treatywatch.answers.explain import ExplainItem, explain_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, countries=[country], treaties=[treaty], cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=[country], treaties=[treaty]
    )
    answer = explain_answer(book, (query.countries[0], query.conventions[0]), query)
    print_answer(answer, ExplainItem, lambda: _report(answer, book), manner)


def _report(answer: "ExplainAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.explain import explain_report

    return explain_report(answer, book)
