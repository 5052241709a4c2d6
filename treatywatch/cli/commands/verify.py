"""`treatywatch verify`."""

from typing import Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import command
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    PairOptions,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_claim
from treatywatch.output.formats import Format

_Claim = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM",
        help="A standing such as party or withdrawn, leaving, or a step such as notified.",
        show_default=False,
        autocompletion=completion.claims,
    ),
]


@command(
    "verify Poland ottawa party --as-of 2025-08-10",
    "verify Lithuania ccm withdrawn",
    "verify Finland ottawa parliamentary-approval --as-of 2025-06-19 --json",
)
def verify(
    *,
    pair: PairOptions,
    claim: _Claim,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Check a claim as of a day; print the reason in one line.

    The exit status is 0 if the claim is true and 1 if it is false.
    """
    from treatywatch.answers.verify import verify_answer
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import chosen_format, load_query, print_answer, write_text
    from treatywatch.reports.verify import line

    claimed = parse_claim(claim)
    ledger, query = load_query(pair.selection(), time, ledger_options)
    answer = verify_answer(ledger, query.pair, query, claimed)
    if chosen_format(output) in {Format.TABLE, Format.PLAIN}:
        write_text(f"{line(answer)}\n", output, input_paths(ledger))
    else:
        print_answer("verify", answer, output, inputs=input_paths(ledger))
    if not answer.items[0].holds:
        raise typer.Exit(ExitCode.NEGATIVE)
