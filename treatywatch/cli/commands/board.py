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
    """Countries against conventions in one screen, one mark a cell.

    Without countries or a group, those with an exit on record.
    """
    from treatywatch.answers.board import board_answer
    from treatywatch.cli.printing import load_query, print_answer

    ledger, query = load_query(selection, time, ledger_options, whole_ledger=True)
    answer = board_answer(ledger, query, topic=parse_topic(ledger, topic))
    if topic is not None and query.conventions and not answer.items:
        raise typer.BadParameter(f"none of the treaties named is on the topic {topic!r}.")
    print_answer("board", answer, output, ledger)
