"""Recording a step: where it is written, what is asked, what is refused, and what is shown."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import typer

from treatywatch.answers.add import AddAnswer, AddItem, add_answer
from treatywatch.answers.query import Query
from treatywatch.cli.add.arguments import AddArguments, parse_arguments
from treatywatch.cli.add.fields import Document, ParseContext, clause_of
from treatywatch.cli.ledgers import ledger_paths, load_or_exit
from treatywatch.cli.options import Format, today
from treatywatch.cli.printing import (
    OutputOptions,
    chosen_format,
    output_encoding,
    print_answer,
    terminal_width,
    use_color,
    use_unicode,
)
from treatywatch.cli.streams import NOT_WRITTEN, print_error, stdout_is_terminal, write_output
from treatywatch.ledger.read.files import (
    SHIPPED,
    STANDARD_INPUT,
    LedgerPath,
    in_package,
    resolve_path,
)
from treatywatch.ledger.read.load import LoadResult
from treatywatch.ledger.write.append import Addition, decode_event, prepare_addition
from treatywatch.ledger.write.lock import ChangedError, LockedFile, lock_file
from treatywatch.ledger.write.toml_writer import unfinished_text
from treatywatch.output.problems import problems_text
from treatywatch.standing.as_of import AsOf

REFUSED = 1
"""The exit status where `check` would find fault with what was to be added."""

INTERRUPTED = 130


class AddRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which ledger is added to, in which of its files, how that is shown, and if it is done at all."""

    paths: Sequence[LedgerPath]
    file: Path
    manner: OutputOptions
    dry_run: bool


def add_step(
    given: AddArguments,
    ledger: Sequence[str] | None,
    *,
    to: str | None,
    dry_run: bool,
    manner: OutputOptions,
) -> None:
    """Add a step to a ledger, or show what would be added, and say what it changes.

    Raises typer.BadParameter for what is missing or cannot be read, and typer.Exit.
    """
    chosen_format(manner)  # options that contradict each other are refused before anything is done
    paths = ledger_paths(ledger or ())
    job = AddRequest(paths=paths, file=_target(paths, to), manner=manner, dry_run=dry_run)
    missing = given.missing()
    if not missing:
        _record(given, job)
    elif sys.stdin.isatty() and stdout_is_terminal():
        _converse(given, job)
    else:
        raise typer.BadParameter(f"missing: {', '.join(missing)}. On a terminal add asks for them.")


def _target(paths: Sequence[LedgerPath], to: str | None) -> Path:
    """The file to write: the one asked for, else the ledger that lies over all others."""
    name = to or paths[-1].path
    if STANDARD_INPUT in {str(name), *(str(ledger.path) for ledger in paths)}:
        raise typer.BadParameter("standard input cannot be added to: keep that ledger in a file.")
    if name == SHIPPED or in_package(Path(name)):
        raise typer.BadParameter(
            "the ledger in the package is never written to: an upgrade would lose what you add. "
            "Keep one of your own over it: treatywatch init, then add again."
        )
    return Path(name)


def _record(given: AddArguments, job: AddRequest) -> None:
    """Add what options tell: held from reading to writing, so that adds come one after another."""
    with _writing(job) as kept:
        reading = _open(job)
        told = parse_arguments(given, ParseContext(reading.ledger, today()))
        added = _checked(reading, job, kept.content, told)
        if not job.dry_run:
            with _nothing_lost(added, job):
                kept.write(added.content, over=kept.content)
    _tell_done(added, job)
    _show(_answer(reading, added, job), added, job.manner)


def _converse(given: AddArguments, job: AddRequest) -> None:
    """Ask for what options do not tell, show what would be added, and add it if that is agreed."""
    from treatywatch.cli.add.prompts import Prompter, ask_event

    content, reading = _content(job), _open(job)
    setting = ParseContext(reading.ledger, today())
    told = parse_arguments(given, setting)
    asker = Prompter()
    try:
        ask_event(asker, setting, told, lambda known: _in_view(setting, known, job.manner))
        added = _checked(reading, job, content, told)
        preview = _answer(reading, added, msgspec.structs.replace(job, dry_run=True))
        typer.echo()
        _show(preview, added, OutputOptions(format=Format.TABLE, color=job.manner.color))
        typer.echo()
        agreed = not job.dry_run and asker.agreed(f"Add this to {job.file}?")
    except (EOFError, KeyboardInterrupt):
        _tell_so_far(told)
        raise typer.Exit(INTERRUPTED) from None
    if not agreed:
        print_error("Nothing was written.")
        return
    with _nothing_lost(added, job), lock_file(job.file) as kept:
        kept.write(added.content, over=content)
    _tell_done(added, job)


def _tell_so_far(told: Document) -> None:
    """Say what was told before the user broke off, that none of it be lost."""
    told["sources"] = [source for source in told["sources"] if source] or None
    if any(told.values()):
        print_error(
            f"Nothing was written. What was told so far:\n\n{unfinished_text(told).rstrip()}"
        )
    else:
        print_error("Nothing was written.")


def _open(job: AddRequest) -> LoadResult:
    """The ledger as it is. Raises typer.BadParameter where the file is none of its own."""
    reading = load_or_exit(job.paths)
    if resolve_path(job.file) not in {
        resolve_path(file.path) for file in reading.ledger.files if file.path
    }:
        raise typer.BadParameter(f"{job.file} is none of the files of this ledger.")
    return reading


def _content(job: AddRequest) -> bytes:
    try:
        return job.file.read_bytes()
    except OSError as error:
        raise _unreadable(job, error) from None


@contextmanager
def _writing(job: AddRequest) -> Iterator[LockedFile]:
    """The file, held against other adds. Raises typer.BadParameter where it cannot be read."""
    with ExitStack() as stack:
        try:
            kept = stack.enter_context(lock_file(job.file))
        except OSError as error:
            raise _unreadable(job, error) from None
        yield kept


def _unreadable(job: AddRequest, error: OSError) -> typer.BadParameter:
    """Why a file that is none of the ledger cannot be added to; one that is ends the program first."""
    load_or_exit(job.paths)
    return typer.BadParameter(f"{job.file} cannot be read: {error.strerror or error}.")


def _checked(reading: LoadResult, job: AddRequest, content: bytes, told: Document) -> Addition:
    """What would be added; where `check` would find fault with it, the program ends, saying why."""
    added = prepare_addition(
        reading, job.paths, resolve_path(job.file), content, decode_event(told)
    )
    if added.problems:
        print_error(problems_text(added.problems, added.after.texts).rstrip("\n"))
        print_error(
            f"Nothing was written. What was to be added to {job.file}:\n\n{added.entry.rstrip()}"
        )
        raise typer.Exit(REFUSED)
    return added


@contextmanager
def _nothing_lost(added: Addition, job: AddRequest) -> Iterator[None]:
    """Where the file cannot be written, the program ends with why, and with what was told."""
    try:
        yield
    except ChangedError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot write {job.file}: {error.strerror or error}"
    else:
        return
    print_error(f"Error: {reason}. What was to be added:\n\n{added.entry.rstrip()}")
    raise typer.Exit(NOT_WRITTEN)


def _tell_done(added: Addition, job: AddRequest) -> None:
    if job.dry_run:
        print_error(f"Nothing was written. To be added to {job.file}, line {added.line}:")
    else:
        print_error(f"Added to {job.file}, line {added.line}.")


def _answer(reading: LoadResult, added: Addition, job: AddRequest) -> AddAnswer:
    return add_answer(
        reading.ledger,
        added.after.ledger,
        added.event,
        AsOf(as_of=today()),
        file=str(job.file),
        entry=added.entry,
        written=not job.dry_run,
    )


def _show(answer: AddAnswer, added: Addition, manner: OutputOptions) -> None:
    """Print the entry, ready to paste, and where the State stands before and after it."""
    from treatywatch.reports.add import add_report

    chosen = chosen_format(manner)
    if chosen is Format.PLAIN:
        from treatywatch.output import plain

        write_output(added.entry.encode(*output_encoding(manner)), manner.output)
        print_error(plain.draw(add_report(answer)).rstrip("\n"))
        return
    if chosen is Format.TABLE:
        write_output(f"{added.entry}\n".encode(*output_encoding(manner)), manner.output)
    print_answer(answer, AddItem, lambda: add_report(answer), manner)


def _in_view(setting: ParseContext, told: Document, manner: OutputOptions) -> str:
    """Where the State stands and how it could leave, for whoever is about to record a step."""
    from treatywatch.answers.status import status_answer
    from treatywatch.law.wording import clause_in_words
    from treatywatch.output import table
    from treatywatch.reports.status import status_report

    query = Query(
        as_of=setting.today, countries=(told["country"],), conventions=(told["convention"],)
    )
    report = status_report(status_answer(setting.ledger, query), setting.ledger)
    exits = f"Exit: {clause_in_words(clause_of(setting, told))}"
    shown = msgspec.structs.replace(report, summary=(*report.summary, exits))
    return table.draw(
        shown, width=terminal_width(manner), color=use_color(manner), unicode=use_unicode(manner)
    )
