"""`treatywatch parties`."""

from datetime import date
from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    Group,
    LedgerOptions,
    OneTreaty,
    OutputOptions,
    SelectionOptions,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_start_date

_JoinedSince = Annotated[
    date | None,
    typer.Option(
        "--joined-since",
        metavar="DATE",
        parser=parse_start_date,
        help="List those that became bound from that day on.",
        show_default=False,
    ),
]
_LeftSince = Annotated[
    date | None,
    typer.Option(
        "--left-since",
        metavar="DATE",
        parser=parse_start_date,
        help="List those that left from that day on.",
        show_default=False,
    ),
]
_Plot = Annotated[
    bool,
    typer.Option("--plot", help="Draw the number of parties over time; as records, each change."),
]


@command(
    "parties ottawa --as-of 2026-02-20",
    "parties ottawa --left-since 2025-01-01",
    "parties ccm --group EU --json",
    "parties ottawa --plot",
    "parties ottawa --plot --format csv",
)
def parties(
    *,
    treaty: OneTreaty,
    group: Group = None,
    joined_since: _JoinedSince = None,
    left_since: _LeftSince = None,
    plot: _Plot = False,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """List the parties on a day and how their number comes about.

    Or list who joined or left. A State is bound some time after its consent; depositaries count it
    from the consent on. Both numbers are given.
    """
    from treatywatch.cli.printing import run_query

    selection = SelectionOptions(treaties=[treaty], group=group)
    if not plot:
        run_query(
            *("parties", selection, time, ledger_options, output),
            joined_since=joined_since,
            left_since=left_since,
        )
    elif joined_since or left_since:
        raise typer.BadParameter(
            "--plot shows all who joined and left: leave out the other option."
        )
    else:
        run_query("parties-plot", selection, time, ledger_options, output)
