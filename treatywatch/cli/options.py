"""The options that commands share: names, help, completion."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import OptionGroup
from treatywatch.cli.parsing import DATE_HELP, parse_end_date, parse_start_date
from treatywatch.output.formats import Format


class Color(StrEnum):
    """The cases in which a table is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Countries = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COUNTRY]...",
        help="Names, aliases or ISO codes, in any case.",
        show_default=False,
        autocompletion=completion.countries,
    ),
]
OneCountry = Annotated[
    str,
    typer.Argument(
        metavar="COUNTRY",
        help="Name, alias or ISO code, in any case.",
        show_default=False,
        autocompletion=completion.countries,
    ),
]
OneTreaty = Annotated[
    str,
    typer.Argument(
        metavar="TREATY",
        help="Slug, name or alias of the convention.",
        show_default=False,
        autocompletion=completion.treaties,
    ),
]
Treaties = Annotated[
    list[str] | None,
    typer.Option(
        "--treaty",
        "-t",
        metavar="TREATY",
        help="Only this convention: slug, name or alias. Repeatable.",
        show_default=False,
        autocompletion=completion.treaties,
    ),
]
Group = Annotated[
    str | None,
    typer.Option(
        "--group",
        "-g",
        metavar="NAME",
        help="Only countries in this group on the day of the answer.",
        show_default=False,
        autocompletion=completion.groups,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_end_date,
        help=f"The world at the end of that day: {DATE_HELP}. Default: today.",
        show_default=False,
    ),
]
KnownOn = Annotated[
    date | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        parser=parse_end_date,
        help="Leave out what no source had reported by the end of that day.",
        show_default=False,
    ),
]
LedgerFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="PATH",
        help="A ledger file, - for standard input, or shipped for the ledger in the package. "
        "Repeatable: later ones add to and override earlier ones. Default: TREATYWATCH_LEDGER, else "
        "the shipped ledger with your own over it (see treatywatch files).",
        show_default=False,
    ),
]
Stages = Annotated[
    list[str] | None,
    typer.Option(
        "--stage",
        "-s",
        metavar="STAGE",
        help="Only exits at that stage. Repeatable.",
        show_default=False,
        autocompletion=completion.stages,
    ),
]
Steps = Annotated[
    list[str] | None,
    typer.Option(
        "--step",
        "-s",
        metavar="STEP",
        help="Only steps of that kind. Repeatable.",
        show_default=False,
        autocompletion=completion.steps,
    ),
]
Topic = Annotated[
    str | None,
    typer.Option(
        "--topic",
        metavar="TOPIC",
        help="Only conventions on that topic.",
        show_default=False,
        autocompletion=completion.topics,
    ),
]
Since = Annotated[
    date | None,
    typer.Option(
        "--from",
        metavar="DATE",
        parser=parse_start_date,
        help="Only steps from that day, or the first of that month.",
        show_default=False,
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--to",
        metavar="DATE",
        parser=parse_end_date,
        help="Only steps up to that day, or the last of that month.",
        show_default=False,
    ),
]
IncludeAll = Annotated[
    bool, typer.Option("--all", help="Include everything in the ledger, not only exits.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: table on a terminal, plain in a pipe, else by the extension of --output.",
        show_default=False,
    ),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
OutputFile = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file; its extension picks the format.",
        show_default=False,
    ),
]
ColorOption = Annotated[
    Color, typer.Option("--color", help="Colour a table: when on a terminal, always or never.")
]


class SelectionOptions(OptionGroup):
    """The countries and conventions of an answer; countries are arguments."""

    countries: Countries = None
    treaties: Treaties = None
    group: Group = None


class FilterOptions(OptionGroup):
    """The countries and conventions of an answer; countries are an option."""

    countries: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            "-c",
            metavar="COUNTRY",
            help="Only this country: name, alias or ISO code. Repeatable.",
            show_default=False,
            autocompletion=completion.countries,
        ),
    ] = None
    treaties: Treaties = None
    group: Group = None


class PairOptions(OptionGroup):
    """A country and a convention."""

    country: OneCountry
    treaty: OneTreaty

    def selection(self) -> SelectionOptions:
        """Return the pair as a selection."""
        return SelectionOptions([self.country], [self.treaty])


class TimeOptions(OptionGroup):
    """The day of an answer."""

    as_of: AsOf = None
    known_on: KnownOn = None


class LedgerOptions(OptionGroup):
    """The ledger that answers; the context saves its cache after the command."""

    context: typer.Context
    ledger_files: LedgerFiles = None
    cache: Annotated[
        bool,
        typer.Option(
            "--cache/--no-cache",
            help="Use the cached copy of a ledger that was read before, and save one.",
            show_default=False,
        ),
    ] = True


class OutputOptions(OptionGroup):
    """The form of an answer."""

    format: FormatOption = None
    json: JsonFlag = False
    file: OutputFile = None
    color: ColorOption = Color.AUTO
