"""Questions built of a command's options, and printed answers."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import typer

from treatywatch import __version__
from treatywatch.answers.base import Answer
from treatywatch.answers.query import Query, build_query
from treatywatch.cli.ledgers import input_paths, ledger_paths, open_ledger
from treatywatch.cli.options import (
    Color,
    FilterOptions,
    LedgerOptions,
    OutputOptions,
    PairOptions,
    SelectionOptions,
    TimeOptions,
)
from treatywatch.cli.parsing import today
from treatywatch.cli.streams import print_error, stdout_is_terminal, write_output
from treatywatch.commands import ANSWERS
from treatywatch.model.names import UnknownNameError
from treatywatch.output.formats import FORMAT_BY_EXTENSION, Format, Input

if TYPE_CHECKING:
    from treatywatch.model.ledger import Ledger
    from treatywatch.reports.report import Report

_FormatT = TypeVar("_FormatT")
_MAX_COLUMNS: Final = 10_000
Selection = SelectionOptions | FilterOptions


def run_query(
    name: str,
    selection: Selection | PairOptions,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    output: OutputOptions,
    *,
    all_parties: bool = False,
    **arguments: object,
) -> None:
    """Open the ledger, ask one question of it and print the answer.

    `name` is that of the answer's schema. The function that answers is called with the ledger, the
    pair if the options name one, the query and the arguments.
    """
    named = selection.selection() if isinstance(selection, PairOptions) else selection
    ledger, query = load_query(named, time, ledger_options, all_parties=all_parties)
    pair = (query.pair,) if isinstance(selection, PairOptions) else ()
    answer = ANSWERS[name].load_answer()(ledger, *pair, query, **arguments)
    print_answer(name, answer, output, ledger, inputs=input_paths(ledger))


def load_query(
    selection: Selection,
    time: TimeOptions,
    ledger_options: LedgerOptions,
    *,
    whole_ledger: bool = False,
    all_parties: bool = False,
) -> tuple["Ledger", Query]:
    """Open the ledger and build a query of the options.

    The ledger may lack what concerns other countries and conventions than those selected, unless
    `whole_ledger` is set or only the countries of a group are selected; see `open_ledger`.
    """
    if whole_ledger or selection.group is not None:
        ledger = open_ledger(ledger_options)
    else:
        ledger = open_ledger(
            ledger_options,
            countries=selection.countries,
            conventions=selection.treaties,
            all_parties=all_parties,
        )
    return ledger, resolve_query(ledger, selection, time)


def resolve_query(ledger: "Ledger", selection: Selection, time: TimeOptions) -> Query:
    """Build a query of the options. Raises typer.BadParameter for an unknown name."""
    try:
        return build_query(
            ledger,
            as_of=time.as_of or today(),
            known_on=time.known_on,
            countries=selection.countries or (),
            conventions=selection.treaties or (),
            group=selection.group or None,
        )
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


class RecordsAnswer(Protocol):
    """An answer with records."""

    @property
    def items(self) -> Sequence[Answer]:
        """The records."""


def print_answer(
    name: str,
    answer: RecordsAnswer,
    output: OutputOptions,
    *context: object,
    inputs: Iterable[Path],
    **options: object,
) -> None:
    """Print an answer, or write it to a file, in the chosen format.

    `name` is that of its schema. The context and the options go to its report function, which is
    called for the formats that need a report. `inputs` are the files that must not be overwritten.
    """
    chosen = chosen_format(output)
    if chosen.input is not Input.REPORT:
        write_output(_encode(name, answer, chosen), output.file, inputs)
        return
    report = ANSWERS[name].load_report()(answer, *context, **options)
    write_text(draw_report(report, chosen, output), output, inputs)
    if chosen is Format.PLAIN and output.file is None:
        from treatywatch.reports.report import sanitize

        for note in sanitize(report).notes:
            print_error(note)


def _encode(name: str, answer: RecordsAnswer, chosen: Format) -> bytes:
    if chosen.input is Input.RECORDS:
        return encode_records(answer.items, ANSWERS[name].load_record_type(), chosen)
    return _as_bytes(chosen.load()(answer))


def encode_records(records: Iterable[Answer], record_type: type[Answer], chosen: Format) -> bytes:
    """Return the records in a format that has nothing but records."""
    return _as_bytes(chosen.load()(records, record_type))


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def draw_report(report: "Report", chosen: Format, output: OutputOptions) -> str:
    """Return the text of a report, drawn for its terminal or file."""
    text: str = chosen.load()(
        report,
        width=terminal_width(output),
        color=use_color(output),
        unicode=_encoding(output).lower().replace("-", "").startswith("utf"),
    )
    return text


def write_text(text: str, output: OutputOptions, inputs: Iterable[Path]) -> None:
    """Write text; characters that the encoding lacks are written as escapes."""
    write_output(text.encode(_encoding(output), "backslashreplace"), output.file, inputs)


def chosen_format(output: OutputOptions) -> Format:
    """Return the format by the options, the file extension or the terminal.

    Raises typer.BadParameter.
    """
    if output.json or output.format:
        if output.json and output.format not in {None, Format.JSON}:
            raise typer.BadParameter(f"--json and --format {output.format} contradict each other.")
        return output.format or Format.JSON
    if output.file is not None:
        return format_by_extension(output.file, FORMAT_BY_EXTENSION)
    table = stdout_is_terminal() or output.color is Color.ALWAYS
    return Format.TABLE if table else Format.PLAIN


def format_by_extension(file: str, formats: Mapping[str, _FormatT]) -> _FormatT:
    """Return the format of a file extension. Raises typer.BadParameter."""
    extension = Path(file).suffix.lower()
    if extension not in formats:
        known = ", ".join(formats)
        raise typer.BadParameter(f"the extension of {file!r} is not one of {known}: add --format.")
    return formats[extension]


def terminal_width(output: OutputOptions) -> int | None:
    """Return the columns of the terminal, or None if the output goes elsewhere."""
    if not _to_terminal(output):
        return None
    return min(typer.get_terminal_size().columns, _MAX_COLUMNS)


def use_color(output: OutputOptions) -> bool:
    """Return whether to colour a table.

    --color decides, then a non-empty FORCE_COLOR, then a non-empty NO_COLOR, then the terminal.
    """
    if output.color is not Color.AUTO:
        return output.color is Color.ALWAYS
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("NO_COLOR"):
        return False
    return _to_terminal(output) and os.environ.get("TERM") != "dumb"


def _to_terminal(output: OutputOptions) -> bool:
    return output.file is None and stdout_is_terminal()


def _encoding(output: OutputOptions) -> str:
    stream = None if output.file else sys.stdout
    return stream.encoding if stream is not None else "utf-8"


def version_text() -> str:
    """Return the versions of the program and of the ledger layers."""
    from treatywatch.ledger.read.load import read_ledger
    from treatywatch.model.text_safety import one_line

    result = read_ledger(ledger_paths(()))
    ledger = result.ledger
    if result.problems:
        return f"treatywatch {__version__}\nledger: has mistakes, see treatywatch check"
    base, *overlays = ledger.roots
    current = f", current to {ledger.current_to}" if ledger.current_to else ""
    lines = [f"{one_line(base.title or 'untitled')}{current}, sha256 {ledger.sha256[:12]}"]
    lines += [
        f"{one_line(file.title or 'untitled')}, over it from {one_line(file.name)}"
        for file in overlays
    ]
    return "\n".join([f"treatywatch {__version__}", *(f"ledger: {line}" for line in lines)])
