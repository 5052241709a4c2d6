"""`treatywatch treaties`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.reference_lists import TreatiesAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        "treaties", "treaties -t ottawa --json", "treaties --topic disarmament --as-of 2020-01-01"
    )
)
def treaties(
    *,
    treaty: o.Treaties = None,
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
    """The conventions that the ledger knows: exit clauses, names, and how many are party on a day."""
    from treatywatch.answers.reference_lists import ConventionItem, treaties_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, cache=cache)
    query = build_query(book, as_of=as_of, known_on=known_on, treaties=treaty)
    answer = treaties_answer(book, query, topic=o.parse_topic(book, topic))
    print_answer(answer, ConventionItem, lambda: _report(answer, book), manner)


def _report(answer: "TreatiesAnswer", book: "Ledger") -> "Report":
    from treatywatch.reports.reference_lists import treaties_report

    return treaties_report(answer, book)
