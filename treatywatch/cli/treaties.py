"""`treatywatch treaties`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.output.report import Report
    from treatywatch.questions.catalogue import TreatiesAnswer

app = o.new_app()


@app.command(
    epilog=o.examples("treaties", "treaties -t ottawa --json", "treaties --topic disarmament")
)
def treaties(
    *,
    treaty: o.Treaties = None,
    topic: o.Topic = None,
    ledger: o.Ledgers = None,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """The conventions that the ledger knows, with their exit clauses and everything they go by."""
    from treatywatch.cli.session import Manner, ask, open_ledger, show
    from treatywatch.questions.catalogue import ConventionItem, treaties_answer

    manner = Manner(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger)
    query = ask(book, treaties=treaty)
    answer = treaties_answer(book, query.conventions, topic=o.topic_named(book, topic))
    show(answer, ConventionItem, lambda: _report(answer), manner)


def _report(answer: "TreatiesAnswer") -> "Report":
    from treatywatch.reports.catalogue import treaties_report

    return treaties_report(answer)
