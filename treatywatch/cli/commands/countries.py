"""`treatywatch countries`."""

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    AsOf,
    Countries,
    Group,
    LedgerOptions,
    OutputOptions,
    SelectionOptions,
    TimeOptions,
)


@command(
    "countries turkiye",
    'countries --group "Baltic States"',
    "countries --group EU --as-of 2019-12-31 --format csv",
)
def countries(
    *,
    country: Countries = None,
    group: Group = None,
    as_of: AsOf = None,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """List the countries of the ledger with their names and groups."""
    from treatywatch.answers.reference_lists import countries_answer
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import load_query, print_answer

    selection = SelectionOptions(country, group=group)
    ledger, query = load_query(selection, TimeOptions(as_of), ledger_options, whole_ledger=True)
    answer = countries_answer(ledger, query)
    print_answer("countries", answer, output, inputs=input_paths(ledger))
