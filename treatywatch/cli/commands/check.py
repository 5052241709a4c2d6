"""`treatywatch check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import command
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.options import (
    AsOf,
    LedgerFiles,
    OutputOptions,
)
from treatywatch.cli.parsing import parse_checks, today
from treatywatch.output.formats import Format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from treatywatch.ledger.read.load import LoadResult
    from treatywatch.model.errors import Problem

_Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Only these checks, and those of structure, which are always applied. See --list.",
        show_default=False,
        autocompletion=completion.checks,
    ),
]
_List = Annotated[bool, typer.Option("--list", help="List the checks with their descriptions.")]
_Strict = Annotated[bool, typer.Option("--strict", help="Apply the stricter checks too.")]
_Limit = Annotated[
    int | None,
    typer.Option("--max", metavar="N", min=1, help="Show only the first N.", show_default=False),
]
_Days = Annotated[
    int,
    typer.Option(
        "--days", metavar="N", min=0, help="For stale: after how many days a record is stale."
    ),
]


@command(
    "check",
    "check --strict",
    "check --ledger my.toml --format plain",
    "check -l my.toml --json",
    "check stale --days 365",
    "check --list",
)
def check(
    *,
    name: _Names = None,
    list_checks: _List = False,
    strict: _Strict = False,
    limit: _Limit = None,
    days: _Days = 180,
    as_of: AsOf = None,
    ledger_files: LedgerFiles = None,
    output: OutputOptions,
) -> None:
    """List the mistakes in a ledger, each with its place and remedy.

    Nothing is printed if there are none. With --format plain each finding is one line, as editors
    and CI annotations read it: FILE:LINE:COLUMN: severity: message [check].
    """
    from treatywatch.answers.check import rules_answer
    from treatywatch.cli.ledgers import ledger_paths, result_paths
    from treatywatch.cli.printing import print_answer
    from treatywatch.ledger.read.load import all_problems, read_ledger

    rules = parse_checks(name, strict=strict)
    if list_checks:
        print_answer("check-list", rules_answer(), output, inputs=())
        return
    paths = ledger_paths(ledger_files or ())
    result = read_ledger(paths)
    problems = all_problems(result, rules, today=as_of or today(), days=days)
    _print_problems(result, problems, limit, output, result_paths(result, paths))
    if problems:
        no_file_read = not result.texts
        raise typer.Exit(ExitCode.LEDGER_PROBLEMS if no_file_read else ExitCode.NEGATIVE)


def _print_problems(
    result: "LoadResult",
    problems: "Sequence[Problem]",
    limit: int | None,
    output: OutputOptions,
    inputs: "Sequence[Path]",
) -> None:
    """Print the problems as a compiler does, or as records."""
    from treatywatch.answers.check import check_answer
    from treatywatch.cli.printing import (
        chosen_format,
        print_answer,
        terminal_width,
        use_color,
        write_text,
    )
    from treatywatch.output.problems import compact_text, problems_text

    chosen = chosen_format(output)
    if chosen is Format.PLAIN:
        write_text(compact_text(problems[:limit]), output, inputs)
    elif chosen is Format.TABLE:
        text = problems_text(
            problems[:limit],
            result.texts,
            total=len(problems),
            width=terminal_width(output),
            color=use_color(output),
        )
        write_text(text, output, inputs)
    else:
        answer = check_answer(result.ledger, problems, most=limit)
        print_answer("check", answer, output, inputs=inputs)
