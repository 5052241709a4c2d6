"""`treatywatch status`."""

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    IncludeAll,
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    Stages,
    TimeOptions,
)
from treatywatch.cli.parsing import parse_stages


@command(
    "status Lithuania",
    "status --treaty ottawa --as-of 2026-01-05",
    'status --group "Baltic States" --stage notified --json',
    "status Finland -t ottawa --as-of 2025-09-01 --known-on 2025-09-01",
)
def status(
    *,
    selection: SelectionOptions,
    stage: Stages = None,
    include_all: IncludeAll = False,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Show the standing and the exit stage of each country, with dates.

    With countries, all their conventions are listed; without, every pair with a recorded exit.
    """
    from treatywatch.cli.printing import run_query

    stages = parse_stages(stage)
    run_query(
        "status", selection, time, ledger_options, output, include_all=include_all, stages=stages
    )
