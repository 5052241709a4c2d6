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
        help='Only what lies within a period such as "1 year".',
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
    """What lies ahead, soonest first: the days on which exits take effect, each with its basis.

    Also the days from which States may first notify, where a clause bars early notice.
    """
    from treatywatch.cli.printing import run_query

    run_query("upcoming", selection, time, ledger_options, output, within=within)
