"""`treatywatch check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli import options as o

if TYPE_CHECKING:
    from collections.abc import Sequence

    from treatywatch.answers.check import CheckAnswer, RulesAnswer
    from treatywatch.cli.printing import OutputOptions
    from treatywatch.ledger.read.load import LoadResult
    from treatywatch.model.errors import Problem
    from treatywatch.reports.report import Report

FOUND = 1
"""The exit status where a ledger has mistakes; one of which no file can be read is missing."""

app = o.new_app()

_Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Only these checks, and those of structure, which are always applied. See --list.",
        show_default=False,
        autocompletion=completion.checks,
    ),
]
_List = Annotated[bool, typer.Option("--list", help="List the checks, and what each asks.")]
_Strict = Annotated[bool, typer.Option("--strict", help="Apply the stricter checks, too.")]
_Most = Annotated[
    int | None,
    typer.Option(
        "--max", metavar="N", min=1, help="Show only the first so many.", show_default=False
    ),
]
_Days = Annotated[
    int,
    typer.Option("--days", metavar="N", min=0, help="For stale: how old the last word may be."),
]


@app.command(
    epilog=o.examples(
        "check",
        "check --strict",
        "check --ledger my.toml --format plain",
        "check -l my.toml --json",
        "check stale --days 365",
        "check --list",
    )
)
def check(
    *,
    name: _Names = None,
    listing: _List = False,
    strict: _Strict = False,
    most: _Most = None,
    days: _Days = 180,
    as_of: o.AsOf = None,
    ledger: o.Ledgers = None,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Every mistake in a ledger, each with its place and what to do. Silent where there is none.

    One finding a line with --format plain, as editors and CI annotations read them:
    FILE:LINE:COLUMN: severity: message [check].
    """
    from treatywatch.answers.check import RuleItem, rules_answer
    from treatywatch.cli.ledgers import LEDGER_MISTAKEN, ledger_paths
    from treatywatch.cli.printing import OutputOptions, print_answer
    from treatywatch.ledger.read.load import all_problems, read_ledger

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    rules = o.parse_checks(name, strict=strict)
    if listing:
        listed = rules_answer()
        print_answer(listed, RuleItem, lambda: _rules(listed), manner)
        return
    reading = read_ledger(ledger_paths(ledger or ()))
    found = all_problems(reading, rules, today=as_of or o.today(), days=days)
    _tell(reading, found, most, manner)
    if found:
        raise typer.Exit(FOUND if reading.texts else LEDGER_MISTAKEN)


def _tell(
    reading: "LoadResult", found: "Sequence[Problem]", most: int | None, manner: "OutputOptions"
) -> None:
    """Print what was found: as lines for people and editors, or as data."""
    from treatywatch.answers.check import CheckItem, check_answer
    from treatywatch.cli.printing import (
        chosen_format,
        output_encoding,
        print_answer,
        terminal_width,
        use_color,
    )
    from treatywatch.cli.streams import write_output
    from treatywatch.output.problems import compact_text, problems_text

    chosen = chosen_format(manner)
    if chosen is o.Format.PLAIN:
        write_output(compact_text(found[:most]).encode(*output_encoding(manner)), manner.output)
    elif chosen is o.Format.TABLE:
        text = problems_text(
            found[:most],
            reading.texts,
            total=len(found),
            width=terminal_width(manner),
            color=use_color(manner),
        )
        write_output(text.encode(*output_encoding(manner)), manner.output)
    else:
        answer = check_answer(reading.ledger, found, most=most)
        print_answer(answer, CheckItem, lambda: _report(answer), manner)


def _report(answer: "CheckAnswer") -> "Report":
    from treatywatch.reports.check import check_report

    return check_report(answer)


def _rules(answer: "RulesAnswer") -> "Report":
    from treatywatch.reports.check import rules_report

    return rules_report(answer)
