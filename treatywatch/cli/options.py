"""The options that commands share, in one place: names, help, completion.

What they need of the ledger's own modules is imported where a value is read: help needs none of it.
"""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from treatywatch.cli import completion

if TYPE_CHECKING:
    from treatywatch.model.dates import PartialDate, Period
    from treatywatch.model.events import Step
    from treatywatch.model.ledger import Ledger


class Format(StrEnum):
    """The formats that answers come in."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE_HELP: Final = "YYYY-MM-DD, YYYY-MM (its end) or today"


def today() -> date:
    """The day it is: TREATYWATCH_TODAY where set, else the system's. Raises typer.BadParameter."""
    given = os.environ.get("TREATYWATCH_TODAY")
    try:
        return date.fromisoformat(given) if given else date.today()  # noqa: DTZ011 - the user's day
    except ValueError:
        raise typer.BadParameter(f"TREATYWATCH_TODAY is {given!r}, not YYYY-MM-DD.") from None


def parse_end_date(text: str) -> date:
    """The day that was typed, or the last of the month. Raises typer.BadParameter."""
    return _typed(text).last


def parse_start_date(text: str) -> date:
    """The day that was typed, or the first of the month. Raises typer.BadParameter."""
    return _typed(text).first


def _typed(text: str) -> "PartialDate":
    from treatywatch.model.dates import PartialDate, parse_partial_date

    if text == "today":
        return PartialDate(today())
    try:
        return (
            PartialDate(date.fromisoformat(text))
            if re.fullmatch(_DAY, text)
            else parse_partial_date(text)
        )
    except ValueError:
        message = f"{text!r} is not a date: use {_DATE_HELP}."
        raise typer.BadParameter(message) from None


Countries = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COUNTRY]...",
        help="Names, aliases or ISO codes, in any case.",
        show_default=False,
        autocompletion=completion.countries,
    ),
]
Country = Annotated[
    str,
    typer.Argument(
        metavar="COUNTRY",
        help="Name, alias or ISO code, in any case.",
        show_default=False,
        autocompletion=completion.countries,
    ),
]
Treaty = Annotated[
    str,
    typer.Argument(
        metavar="TREATY",
        help="Slug, name or alias of the convention.",
        show_default=False,
        autocompletion=completion.treaties,
    ),
]
CountryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Only this country: name, alias or ISO code. Repeatable.",
        show_default=False,
        autocompletion=completion.countries,
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
        help="Only countries of a group, as it was on the day asked for.",
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
        help=f"The world at the end of that day: {_DATE_HELP}. Default: today.",
        show_default=False,
    ),
]
KnownOn = Annotated[
    date | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        parser=parse_end_date,
        help="Leave out what no source had told by the end of that day.",
        show_default=False,
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
Ledgers = Annotated[
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
Cache = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache",
        help="Answer from the compiled copy of a ledger that was read before, and keep one.",
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
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: table on a terminal, plain in a pipe, else by the ending of --output.",
        show_default=False,
    ),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there; the ending picks the format.",
        show_default=False,
    ),
]
ColorOption = Annotated[
    Color, typer.Option("--color", help="Colour a table: when on a terminal, always or never.")
]
Every = Annotated[bool, typer.Option("--all", help="Everything the ledger tells, not exits only.")]


def parse_stages(typed: Sequence[str] | None) -> "frozenset[Step]":
    """The stages that were typed. Raises typer.BadParameter."""
    from treatywatch.model.events import EXIT_STAGE_RANK

    return _words("stage", typed, EXIT_STAGE_RANK)


def parse_steps(typed: Sequence[str] | None) -> "frozenset[Step]":
    """The steps that were typed. Raises typer.BadParameter."""
    from treatywatch.model.events import Step

    return _words("step", typed, Step)


def parse_topic(ledger: "Ledger", typed: str | None) -> str | None:
    """The topic that was typed. Raises typer.BadParameter."""
    if typed is None:
        return None
    from treatywatch.model.names import UnknownNameError, match_choice

    topics = {convention.topic for convention in ledger.conventions.values() if convention.topic}
    try:
        return match_choice("topic", typed, sorted(topics))
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


def _words(kind: str, typed: Sequence[str] | None, known: "Iterable[Step]") -> "frozenset[Step]":
    from treatywatch.model.events import Step
    from treatywatch.model.names import UnknownNameError, match_choice

    try:
        return frozenset(Step(match_choice(kind, word, known)) for word in typed or ())
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


def examples(*calls: str) -> str:
    """What a command's help ends with; the first character keeps the lines apart."""
    return "\b\nExamples:" + "".join(f"\n  treatywatch {call}" for call in calls)


def parse_claim(typed: str) -> str:
    """The claim that was typed. Raises typer.BadParameter."""
    from treatywatch.answers.verify import CLAIMS
    from treatywatch.model.names import UnknownNameError, match_choice

    try:
        return match_choice("claim", typed, CLAIMS)
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


def parse_checks(typed: Sequence[str] | None, *, strict: bool) -> tuple[str, ...]:
    """The checks to apply; none means those of the default. Raises typer.BadParameter."""
    from treatywatch.checks.registry import READ_CHECKS, RULES, strict_names
    from treatywatch.model.names import UnknownNameError, match_choice

    if strict and typed:
        raise typer.BadParameter("--strict applies all checks: leave out the names, or the option.")
    try:
        known = (*READ_CHECKS, *RULES)
        named = tuple(dict.fromkeys(match_choice("check", name, known) for name in typed or ()))
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None
    return strict_names() if strict else named


def parse_period_option(text: str) -> "Period":
    """The period that was typed. Raises typer.BadParameter."""
    from treatywatch.model.dates import parse_period

    try:
        return parse_period(text)
    except ValueError:
        message = f'{text!r} is not a period such as "6 months" or "1 year".'
        raise typer.BadParameter(message) from None


def new_app() -> typer.Typer:
    """The application that one command module fills."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
