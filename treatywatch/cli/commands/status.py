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
    """Where each country stands: standing, stage, since when, and when it is out.

    With countries, all their conventions; without, every pair with an exit on record.
    """
    from treatywatch.cli.printing import run_query

    stages = parse_stages(stage)
    run_query(
        "status", selection, time, ledger_options, output, include_all=include_all, stages=stages
    )
