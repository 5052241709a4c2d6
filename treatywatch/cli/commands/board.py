"""`treatywatch board`."""

import typer

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    TimeOptions,
    Topic,
)
from treatywatch.cli.parsing import parse_topic


@command(
    'board --group "Baltic States"',
    "board --topic disarmament",
    "board Russia Belarus --as-of 2020-01-01 -f csv",
)
def board(
    *,
    selection: SelectionOptions,
    topic: Topic = None,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Show countries against conventions on one screen, one mark a cell.

    Without countries or a group, the countries with a recorded exit are shown.
    """
    from treatywatch.answers.board import board_answer
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import load_query, print_answer

    ledger, query = load_query(selection, time, ledger_options, whole_ledger=True)
    answer = board_answer(ledger, query, topic=parse_topic(ledger, topic))
    if topic is not None and query.conventions and not answer.items:
        raise typer.BadParameter(f"no treaty of the selection is on the topic {topic!r}.")
    print_answer("board", answer, output, ledger, inputs=input_paths(ledger))
