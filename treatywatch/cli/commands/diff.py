"""`treatywatch diff`."""

from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.options import (
    FilterOptions,
    KnownOn,
    LedgerOptions,
    OutputOptions,
    TimeOptions,
)

_From = Annotated[
    str, typer.Argument(metavar="FROM", help="A date, a ledger file, shipped, or PATH@DATE.")
]
_To = Annotated[str, typer.Argument(metavar="[TO]", help="The later side, in the same forms.")]
_ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with status 1 if something changed.")
]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing; implies --exit-code.")]


@command(
    "diff 2025-03-01 today --treaty ottawa",
    "diff shipped today",
    "diff old.toml new.toml",
    "diff old.toml@2025-06-01 new.toml@2025-06-01 --exit-code",
)
def diff(
    *,
    before: _From,
    after: _To = "today",
    selection: FilterOptions,
    exit_code: _ExitCode = False,
    quiet: _Quiet = False,
    known_on: KnownOn = None,
    ledger_options: LedgerOptions,
    output: OutputOptions,
) -> None:
    """Show what changed for each country between two dates or two ledgers.

    New steps and corrections of the record are listed apart. A side without a date is as of today;
    a side without a file is the --ledger.
    """
    from treatywatch.answers.diff import diff_answer
    from treatywatch.cli.diff_arguments import load_sides
    from treatywatch.cli.ledgers import input_paths
    from treatywatch.cli.printing import print_answer, resolve_query
    from treatywatch.standing.as_of import AsOf

    old, new = load_sides(before, after, ledger_options)
    query = resolve_query(new.ledger, selection, TimeOptions(new.as_of, known_on))
    answer = diff_answer(old.ledger, new.ledger, AsOf(as_of=old.as_of, known_on=known_on), query)
    if not quiet:
        inputs = input_paths(old.ledger, new.ledger)
        print_answer("diff", answer, output, old.ledger, new.ledger, inputs=inputs)
    if (quiet or exit_code) and answer.items:
        raise typer.Exit(ExitCode.NEGATIVE)
