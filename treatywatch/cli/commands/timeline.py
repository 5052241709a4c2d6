"""`treatywatch timeline`."""

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    IncludeAll,
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    Since,
    Steps,
    TimeOptions,
    Until,
)
from treatywatch.cli.parsing import parse_steps


@command(
    "timeline --treaty ottawa --from 2025-01-01",
    "timeline Poland Finland --step notified --step effective",
    "timeline Lithuania -o lithuania.csv",
)
def timeline(
    *,
    selection: SelectionOptions,
    step: Steps = None,
    since: Since = None,
    until: Until = None,
    include_all: IncludeAll = False,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """List dated steps in order, each with its actor, votes and source.

    Computed dates are marked. Joinings that only a party list records are shown with --all or for
    named countries.
    """
    from treatywatch.cli.printing import run_query

    run_query(
        *("timeline", selection, time, ledger_options, output),
        since=since,
        until=until,
        include_all=include_all,
        steps=parse_steps(step),
    )
