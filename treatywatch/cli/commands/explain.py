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
    """Explain a day of effect: clause, clock, arithmetic, result and sources.

    The recorded day is compared with the computed one; caveats are listed.
    """
    from treatywatch.cli.printing import run_query

    run_query("explain", pair, time, ledger_options, output)
