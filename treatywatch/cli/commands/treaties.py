"""`treatywatch treaties`."""

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    TimeOptions,
    Topic,
    Treaties,
)
from treatywatch.cli.parsing import parse_topic


@command(
    "treaties",
    "treaties -t ottawa --json",
    "treaties --topic disarmament --as-of 2020-01-01",
)
def treaties(
    *,
    treaty: Treaties = None,
    topic: Topic = None,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """List the conventions of the ledger: exit clauses, names, numbers of parties."""
    from treatywatch.answers.reference_lists import treaties_answer
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import load_query, print_answer

    selection = SelectionOptions(treaties=treaty)
    ledger, query = load_query(selection, time, ledger_options, whole_ledger=True)
    answer = treaties_answer(ledger, query, topic=parse_topic(ledger, topic))
    print_answer("treaties", answer, output, ledger, inputs=input_paths(ledger))
