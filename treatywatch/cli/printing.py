"""What commands do alike: open the ledger, resolve names, and show the answer.

Here, and nowhere below, the program asks for the day, the terminal and the environment.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import msgspec
import typer

from treatywatch.answers.base import Answer, to_json, to_json_lines
from treatywatch.answers.query import Query
from treatywatch.cli.options import Color, Format, today
from treatywatch.cli.streams import print_error, stdout_is_terminal, write_output
from treatywatch.model.names import UnknownNameError, find_convention, find_country, find_group

if TYPE_CHECKING:
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

_Chosen = TypeVar("_Chosen")
CHANGED: Final = 1
"""The exit status of `diff --exit-code` where something changed."""

_ENDINGS: Final = {
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".md": Format.MARKDOWN,
    ".txt": Format.PLAIN,
}


class OutputOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer is to be shown, as the options say."""

    format: Format | None = None
    json: bool = False
    output: str | None = None
    color: Color = Color.AUTO


def build_query(
    ledger: "Ledger",
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    countries: Sequence[str] | None = None,
    treaties: Sequence[str] | None = None,
    group: str | None = None,
) -> Query:
    """What is asked, in the ledger's own names. Raises typer.BadParameter for an unknown one."""
    return Query(
        as_of=as_of or today(),
        known_on=known_on,
        countries=_resolve(ledger, countries, find_country),
        conventions=_resolve(ledger, treaties, find_convention),
        group=next(iter(_resolve(ledger, [group] if group else [], find_group)), None),
    )


def _resolve(
    ledger: "Ledger", typed: Sequence[str] | None, find: Callable[["Ledger", str], str]
) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(find(ledger, name) for name in typed or ()))
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


class Listing(Protocol):
    """An answer that lists records."""

    @property
    def items(self) -> Sequence[Answer]:
        """The records."""


def print_answer(
    answer: Listing, kind: type[Answer], report: "Callable[[], Report]", manner: OutputOptions
) -> None:
    """Print an answer, or write it to a file, in the format asked for.

    `kind` is the type of its records; `report` draws it up for people, and only if need be.
    """
    chosen = chosen_format(manner)
    if chosen not in {Format.TABLE, Format.PLAIN, Format.MARKDOWN}:
        write_output(_data(answer, kind, chosen), manner.output)
        return
    from treatywatch.reports.report import sanitize

    drawn = report()
    write_output(_drawn(drawn, chosen, manner).encode(*output_encoding(manner)), manner.output)
    if chosen is Format.PLAIN and manner.output is None:
        for note in sanitize(drawn).notes:
            print_error(note)


def chosen_format(manner: OutputOptions) -> Format:
    """The format that the options, the file's ending or the terminal ask for."""
    if manner.json or manner.format:
        if manner.json and manner.format not in {None, Format.JSON}:
            raise typer.BadParameter(f"--json and --format {manner.format} contradict each other.")
        return manner.format or Format.JSON
    if manner.output is not None:
        return format_by_extension(manner.output, _ENDINGS)
    screen = stdout_is_terminal() or manner.color is Color.ALWAYS
    return Format.TABLE if screen else Format.PLAIN


def format_by_extension(output: str, known: Mapping[str, _Chosen]) -> _Chosen:
    """The format that a file's ending stands for. Raises typer.BadParameter."""
    ending = Path(output).suffix.lower()
    if ending not in known:
        endings = ", ".join(known)
        raise typer.BadParameter(f"the ending of {output!r} is none of {endings}: add --format.")
    return known[ending]


def _drawn(report: "Report", chosen: Format, manner: OutputOptions) -> str:
    if chosen is Format.PLAIN:
        from treatywatch.output import plain

        return plain.draw(report)
    if chosen is Format.MARKDOWN:
        from treatywatch.output import markdown

        return markdown.draw(report)
    from treatywatch.output import table

    return table.draw(
        report,
        width=terminal_width(manner),
        color=use_color(manner),
        unicode=use_unicode(manner),
    )


def use_unicode(manner: OutputOptions) -> bool:
    """Whether what is drawn is written in an encoding that has every symbol."""
    return output_encoding(manner)[0].lower().replace("-", "").startswith("utf")


def use_color(manner: OutputOptions) -> bool:
    """Whether what is drawn goes to a screen that shows colours, or to one that is said to."""
    return _colored(manner.color, screen=manner.output is None and stdout_is_terminal())


def terminal_width(manner: OutputOptions) -> int | None:
    """How many columns there are to draw on; None where lines may run on."""
    screen = manner.output is None and stdout_is_terminal()
    return typer.get_terminal_size().columns if screen else None


def _colored(color: Color, *, screen: bool) -> bool:
    """The option decides, then a non-empty FORCE_COLOR, then NO_COLOR, then the terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("NO_COLOR"):
        return False
    return screen and os.environ.get("TERM") != "dumb"


def output_encoding(manner: OutputOptions) -> tuple[str, str]:
    """In which encoding text is written, and what becomes of a character that it lacks."""
    stream = None if manner.output else sys.stdout
    return (stream.encoding if stream is not None else "utf-8"), "backslashreplace"


def _data(answer: Listing, kind: type[Answer], chosen: Format) -> bytes:
    if chosen is Format.JSON:
        return to_json(answer)
    return encode_rows(answer.items, kind, chosen)


def encode_rows(items: Iterable[Answer], kind: type[Answer], chosen: Format) -> bytes:
    """Records in a format that has nothing else: JSON Lines, CSV or TSV."""
    if chosen is Format.JSONL:
        return to_json_lines(items)
    from treatywatch.output.csv import to_csv, to_tsv

    draw = to_csv if chosen is Format.CSV else to_tsv
    return draw(items, kind).encode()
