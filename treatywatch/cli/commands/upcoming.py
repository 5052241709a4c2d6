"""`treatywatch upcoming`."""

from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_period_option
from treatywatch.model.dates import Period

_Within = Annotated[
    Period | None,
    typer.Option(
        "--within",
        metavar="PERIOD",
        parser=parse_period_option,
        help='Only days within a period such as "1 year".',
        show_default=False,
    ),
]


@command(
    "upcoming",
    'upcoming --within "6 months"',
    "upcoming -t rome --as-of 2026-11-23 --json",
)
def upcoming(
    *,
    selection: SelectionOptions,
    within: _Within = None,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """List the coming days of effect, soonest first, each with its basis.

    Where a clause bars early notice, the first day on which a State may notify is listed too.
    """
    from treatywatch.cli.printing import run_query

    run_query("upcoming", selection, time, ledger_options, output, within=within)
