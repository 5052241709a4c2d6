"""`treatywatch verify`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.verify import VerifyAnswer
    from treatywatch.reports.report import Report

FALSE = 1
"""The exit status where the claim is false."""

app = o.new_app()

_Claim = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM",
        help="A standing such as party or withdrawn, leaving, or a step such as notified.",
        show_default=False,
        autocompletion=completion.claims,
    ),
]


@app.command(
    epilog=o.examples(
        "verify Poland ottawa party --as-of 2025-08-10",
        "verify Lithuania ccm withdrawn",
        "verify Finland ottawa parliamentary-approval --as-of 2025-06-19 --json",
    )
)
def verify(
    *,
    country: o.Country,
    treaty: o.Treaty,
    claim: _Claim,
    as_of: o.AsOf = None,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Whether a claim is true as of a day: one line saying why, and exit status 0 or 1."""
    from treatywatch.answers.verify import VerifyItem, verify_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import (
        OutputOptions,
        build_query,
        chosen_format,
        output_encoding,
        print_answer,
    )
    from treatywatch.cli.streams import write_output
    from treatywatch.reports.verify import line

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    claimed = o.parse_claim(claim)
    book = open_ledger(ledger, countries=[country], treaties=[treaty], cache=cache)
    query = build_query(
        book, as_of=as_of, known_on=known_on, countries=[country], treaties=[treaty]
    )
    answer = verify_answer(book, (query.countries[0], query.conventions[0]), query, claimed)
    if chosen_format(manner) in {o.Format.TABLE, o.Format.PLAIN}:
        write_output(f"{line(answer)}\n".encode(*output_encoding(manner)), manner.output)
    else:
        print_answer(answer, VerifyItem, lambda: _report(answer), manner)
    if not answer.items[0].holds:
        raise typer.Exit(FALSE)


def _report(answer: "VerifyAnswer") -> "Report":
    from treatywatch.reports.verify import verify_report

    return verify_report(answer)
