"""`treatywatch check`."""

from typing import TYPE_CHECKING

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.output.report import Report
    from treatywatch.questions.check import CheckAnswer

FOUND = 1
"""The exit status where a ledger has mistakes; one of which no file can be read is missing."""

app = o.new_app()


@app.command(epilog=o.examples("check", "check --ledger my.toml", "check -l my.toml --json"))
def check(
    *,
    ledger: o.Ledgers = None,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Every mistake in a ledger, each with its place and what to do. Silent where there is none."""
    from treatywatch.cli.ledgers import ledger_paths
    from treatywatch.cli.mistakes import compact_text, problems_text
    from treatywatch.cli.session import (
        LEDGER_MISTAKEN,
        Manner,
        chosen_format,
        deliver,
        show,
    )
    from treatywatch.ledger.read import findings, read_ledger
    from treatywatch.questions.check import CheckItem, check_answer

    manner = Manner(format=format, json=json, output=output, color=color)
    reading = read_ledger(ledger_paths(ledger or ()))
    found = findings(reading)
    answer = check_answer(reading.ledger, found)
    texts = {o.Format.TABLE: problems_text, o.Format.PLAIN: compact_text}
    text = texts.get(chosen_format(manner))
    if text is not None:
        deliver(text(found).encode(), manner.output)
    else:
        show(answer, CheckItem, lambda: _report(answer), manner)
    if answer.items:
        raise typer.Exit(FOUND if reading.texts else LEDGER_MISTAKEN)


def _report(answer: "CheckAnswer") -> "Report":
    from treatywatch.reports.check import check_report

    return check_report(answer)
