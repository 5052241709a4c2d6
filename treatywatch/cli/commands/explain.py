"""`treatywatch explain`."""

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    PairOptions,
    TimeOptions,
)


@command(
    'explain Italy "energy charter"',
    "explain Poland ottawa",
    'explain "United States" paris --json',
)
def explain(
    *,
    pair: PairOptions,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Why that day: clause, clock, arithmetic, result, the recorded day, caveats and every source."""
    from treatywatch.cli.printing import run_query

    run_query("explain", pair, time, ledger_options, output)
