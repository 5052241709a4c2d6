"""`treatywatch files`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.files import FilesAnswer
    from treatywatch.reports.report import Report

app = o.new_app()

_EveryFile = Annotated[
    bool,
    typer.Option("--all", help="A line for each file, not for each ledger with all it includes."),
]


@app.command(
    epilog=o.examples("files", "files --all", "files -l shipped -l mine.toml", "files --json")
)
def files(
    *,
    every: _EveryFile = False,
    ledger: o.Ledgers = None,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """The ledgers that commands read, from the ground up: where each came from and what it has.

    Of a ledger with mistakes, the files that could be read.
    """
    from treatywatch.answers.files import FileItem, files_answer
    from treatywatch.cli.ledgers import (
        cache_dir,
        cache_for,
        exit_on_problems,
        ledger_paths,
        user_ledger_dir,
    )
    from treatywatch.cli.printing import OutputOptions, print_answer
    from treatywatch.ledger.read.files import display_name
    from treatywatch.ledger.read.load import read_ledger

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    paths = ledger_paths(ledger or ())
    reading, copy = read_ledger(paths), cache_for(paths)
    folder, cache = user_ledger_dir(), cache_dir()
    answer = files_answer(
        reading.ledger,
        display_name(folder) if folder else None,
        cache=display_name(cache) if cache else None,
        compiled=copy is not None and copy.is_fresh(),
    )
    print_answer(answer, FileItem, lambda: _report(answer, every=every), manner)
    exit_on_problems(reading)


def _report(answer: "FilesAnswer", *, every: bool) -> "Report":
    from treatywatch.reports.files import files_report

    return files_report(answer, every=every)
