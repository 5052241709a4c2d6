"""`treatywatch what-if`."""

from datetime import date
from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    PairOptions,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_end_date

_Notify = Annotated[
    date,
    typer.Option(
        "--notify",
        metavar="DATE",
        parser=parse_end_date,
        help="The day on which the depositary would receive the notice.",
        show_default=False,
    ),
]


@command(
    "what-if Norway ottawa --notify 2027-08-31",
    "what-if Sweden ottawa --notify today --json",
)
def what_if(
    *,
    pair: PairOptions,
    notify: _Notify,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Compute the day of effect of a notification on a given day.

    The reason and the number of remaining parties are given too.
    """
    from treatywatch.cli.printing import run_query

    run_query("what-if", pair, time, ledger_options, output, all_parties=True, notify=notify)
