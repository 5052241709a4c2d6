"""`treatywatch files`."""

from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.options import (
    LedgerFiles,
    OutputOptions,
)

_AllFiles = Annotated[
    bool,
    typer.Option("--all", help="List every file, not one line for a ledger and its includes."),
]


@command("files", "files --all", "files -l shipped -l mine.toml", "files --json")
def files(
    *,
    all_files: _AllFiles = False,
    ledger_files: LedgerFiles = None,
    output: OutputOptions,
) -> None:
    """List the ledger files that commands read, lowest layer first.

    For a ledger with mistakes, the files that could be read are listed.
    """
    from treatywatch.answers.files import files_answer
    from treatywatch.cli.ledgers import cache_for, exit_on_problems, ledger_paths, result_paths
    from treatywatch.cli.paths import cache_dir, user_ledger_dir
    from treatywatch.cli.printing import print_answer
    from treatywatch.ledger.read.files import display_name
    from treatywatch.ledger.read.load import read_ledger

    paths = ledger_paths(ledger_files or ())
    result, cache = read_ledger(paths), cache_for(paths)
    user_folder, cache_folder = user_ledger_dir(), cache_dir()
    answer = files_answer(
        result.ledger,
        display_name(user_folder) if user_folder else None,
        cache=display_name(cache_folder) if cache_folder else None,
        compiled=cache is not None and cache.is_fresh(),
    )
    print_answer("files", answer, output, inputs=result_paths(result, paths), every=all_files)
    exit_on_problems(result)
