"""`treatywatch diff`."""

from typing import TYPE_CHECKING, Annotated

import typer

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.diff import DiffAnswer
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

app = o.new_app()

_From = Annotated[
    str, typer.Argument(metavar="FROM", help="A date, a ledger file, shipped, or PATH@DATE.")
]
_To = Annotated[str, typer.Argument(metavar="[TO]", help="The same for the later side.")]
_ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with status 1 where something changed.")
]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing; implies --exit-code.")]


@app.command(
    epilog=o.examples(
        "diff 2025-03-01 today --treaty ottawa",
        "diff shipped today",
        "diff old.toml new.toml",
        "diff old.toml@2025-06-01 new.toml@2025-06-01 --exit-code",
    )
)
def diff(
    *,
    before: _From,
    after: _To = "today",
    country: o.CountryOption = None,
    treaty: o.Treaties = None,
    group: o.Group = None,
    exit_code: _ExitCode = False,
    quiet: _Quiet = False,
    known_on: o.KnownOn = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """What changed for whom: new steps of the world, and apart from them corrections of the record.

    A side that names no date is as of today; one that names no file is the --ledger.
    """
    from treatywatch.answers.diff import DiffItem, diff_answer
    from treatywatch.cli.diff_arguments import load_sides
    from treatywatch.cli.printing import CHANGED, OutputOptions, build_query, print_answer
    from treatywatch.standing.as_of import AsOf

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    old, new = load_sides(before, after, ledger, cache=cache)
    query = build_query(
        new.ledger,
        as_of=new.as_of,
        known_on=known_on,
        countries=country,
        treaties=treaty,
        group=group,
    )
    answer = diff_answer(old.ledger, new.ledger, AsOf(as_of=old.as_of, known_on=known_on), query)
    if not quiet:
        print_answer(answer, DiffItem, lambda: _report(answer, old.ledger, new.ledger), manner)
    if (quiet or exit_code) and answer.items:
        raise typer.Exit(CHANGED)


def _report(answer: "DiffAnswer", before: "Ledger", after: "Ledger") -> "Report":
    from treatywatch.reports.diff import diff_report

    return diff_report(answer, before, after)
