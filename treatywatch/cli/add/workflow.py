"""The work of `treatywatch add`: read, ask, check, write and show."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import typer

from treatywatch.answers.add import AddAnswer, add_answer
from treatywatch.answers.query import Query
from treatywatch.cli.add.arguments import missing_options, parse_arguments
from treatywatch.cli.add.fields import Document, ParseContext, clause_of
from treatywatch.cli.add.options import StepOptions
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.ledgers import ledger_paths, load_or_exit
from treatywatch.cli.options import OutputOptions
from treatywatch.cli.parsing import today
from treatywatch.cli.printing import chosen_format, draw_report, print_answer, write_text
from treatywatch.cli.streams import print_error, stdin_is_terminal, stdout_is_terminal
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
from treatywatch.output.formats import Format
from treatywatch.output.problems import problems_text
from treatywatch.standing.as_of import AsOf


class AddRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger to add to, the file to write, and the form of the result."""

    paths: Sequence[LedgerPath]
    file: Path
    output: OutputOptions
    dry_run: bool


def add_step(
    options: StepOptions,
    ledger_files: Sequence[str] | None,
    *,
    to: str | None,
    dry_run: bool,
    output: OutputOptions,
) -> None:
    """Add a step to a ledger, or show the addition, and print what changes.

    Raises typer.BadParameter for options that are missing or invalid, and typer.Exit.
    """
    chosen_format(output)  # refuses contradicting options before anything is done
    paths = ledger_paths(ledger_files or ())
    request = AddRequest(paths=paths, file=_target(paths, to), output=output, dry_run=dry_run)
    missing = missing_options(options)
    if not missing:
        _add(options, request)
    elif stdin_is_terminal() and stdout_is_terminal():
        _ask_and_add(options, request)
    else:
        raise typer.BadParameter(f"missing: {', '.join(missing)}. On a terminal add asks for them.")


def _target(paths: Sequence[LedgerPath], to: str | None) -> Path:
    """Return the file to write: by default the ledger of the top layer."""
    name = to or paths[-1].path
    if STANDARD_INPUT in {str(name), *(str(ledger.path) for ledger in paths)}:
        raise typer.BadParameter("standard input cannot be added to: keep that ledger in a file.")
    if name == SHIPPED or in_package(Path(name)):
        raise typer.BadParameter(
            "the ledger in the package is never written to: an upgrade would lose what you add. "
            "Keep one of your own over it: treatywatch init, then add again."
        )
    return Path(name)


def _add(options: StepOptions, request: AddRequest) -> None:
    """Add the step of the options.

    The file stays locked from reading to writing, so that concurrent adds wait for each other.
    """
    with _locked(request) as locked:
        result = _load(request)
        document = parse_arguments(options, ParseContext(result.ledger, today()))
        addition = _check(result, request, locked.content, document)
        if not request.dry_run:
            with _print_entry_on_failure(addition, request):
                locked.write(addition.content, over=locked.content)
    _print_done(addition, request)
    _print_addition(_answer(result, addition, request), addition, request.output)


def _ask_and_add(options: StepOptions, request: AddRequest) -> None:
    """Ask for missing fields, show the addition, and add it if the user agrees."""
    from treatywatch.cli.add.prompts import Prompter, ask_event

    content, result = _read(request), _load(request)
    context = ParseContext(result.ledger, today())
    document = parse_arguments(options, context)
    prompter = Prompter()
    try:
        ask_event(
            *(prompter, context, document),
            lambda pair: _standing_text(context, pair, request.output),
        )
        addition = _check(result, request, content, document)
        preview = _answer(result, addition, msgspec.structs.replace(request, dry_run=True))
        typer.echo()
        table = OutputOptions(format=Format.TABLE, color=request.output.color)
        _print_addition(preview, addition, table)
        typer.echo()
        agreed = not request.dry_run and prompter.agreed(f"Add this to {request.file}?")
    except (EOFError, KeyboardInterrupt):
        _print_unfinished(document)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if not agreed:
        print_error("Nothing was written.")
        return
    with _print_entry_on_failure(addition, request), lock_file(request.file) as locked:
        locked.write(addition.content, over=content)
    _print_done(addition, request)


def _print_unfinished(document: Document) -> None:
    """Print the answers given so far, so that they can be used again."""
    document["sources"] = [source for source in document["sources"] if source] or None
    if any(document.values()):
        text = unfinished_text(document).rstrip()
        print_error(f"Nothing was written. The answers so far:\n\n{text}")
    else:
        print_error("Nothing was written.")


def _load(request: AddRequest) -> LoadResult:
    """Read the ledger.

    Raises typer.BadParameter if the file to write is not one of its files.
    """
    result = load_or_exit(request.paths)
    if resolve_path(request.file) not in {
        resolve_path(file.path) for file in result.ledger.files if file.path
    }:
        raise typer.BadParameter(f"{request.file} is not a file of this ledger.")
    return result


def _read(request: AddRequest) -> bytes:
    try:
        return request.file.read_bytes()
    except OSError as error:
        raise _unreadable(request, error) from None


@contextmanager
def _locked(request: AddRequest) -> Iterator[LockedFile]:
    """Lock the file to write. Raises typer.BadParameter if it cannot be read."""
    with ExitStack() as stack:
        try:
            locked = stack.enter_context(lock_file(request.file))
        except OSError as error:
            raise _unreadable(request, error) from None
        yield locked


def _unreadable(request: AddRequest, error: OSError) -> typer.BadParameter:
    """Return a usage error; exit with the ledger's problems if it has any."""
    load_or_exit(request.paths)
    return typer.BadParameter(f"{request.file} cannot be read: {error.strerror or error}.")


def _check(result: LoadResult, request: AddRequest, content: bytes, document: Document) -> Addition:
    """Return the addition; print its problems and exit if `check` would find any."""
    addition = prepare_addition(
        result, request.paths, resolve_path(request.file), content, decode_event(document)
    )
    if addition.problems:
        print_error(problems_text(addition.problems, addition.after.texts).rstrip("\n"))
        entry = addition.entry.rstrip()
        print_error(f"Nothing was written. This was to be added to {request.file}:\n\n{entry}")
        raise typer.Exit(ExitCode.NEGATIVE)
    return addition


@contextmanager
def _print_entry_on_failure(addition: Addition, request: AddRequest) -> Iterator[None]:
    """Print the error and the entry, and exit, if the file cannot be written."""
    try:
        yield
    except ChangedError as error:
        reason = str(error)
    except OSError as error:
        reason = f"cannot write {request.file}: {error.strerror or error}"
    else:
        return
    print_error(f"Error: {reason}. This was to be added:\n\n{addition.entry.rstrip()}")
    raise typer.Exit(ExitCode.NOT_WRITTEN)


def _print_done(addition: Addition, request: AddRequest) -> None:
    place = f"{request.file}, line {addition.line}"
    if request.dry_run:
        print_error(f"Nothing was written. To be added to {place}:")
    else:
        print_error(f"Added to {place}.")


def _answer(result: LoadResult, addition: Addition, request: AddRequest) -> AddAnswer:
    return add_answer(
        result.ledger,
        addition.after.ledger,
        addition.event,
        AsOf(as_of=today()),
        file=str(request.file),
        entry=addition.entry,
        written=not request.dry_run,
    )


def _print_addition(answer: AddAnswer, addition: Addition, output: OutputOptions) -> None:
    """Print the entry and the standing of the State before and after it."""
    chosen = chosen_format(output)
    if chosen is Format.PLAIN:
        from treatywatch.reports.add import add_report

        write_text(addition.entry, output, ())
        print_error(draw_report(add_report(answer), chosen, output).rstrip("\n"))
        return
    if chosen is Format.TABLE:
        write_text(f"{addition.entry}\n", output, ())
    print_answer("add", answer, output, inputs=())


def _standing_text(context: ParseContext, document: Document, output: OutputOptions) -> str:
    """Return the standing of the State and its exit clause, drawn as a table."""
    from treatywatch.answers.status import status_answer
    from treatywatch.law.wording import clause_in_words
    from treatywatch.reports.status import status_report

    query = Query(
        as_of=context.today,
        countries=(document["country"],),
        conventions=(document["convention"],),
    )
    report = status_report(status_answer(context.ledger, query), context.ledger)
    exit_clause = f"Exit: {clause_in_words(clause_of(context, document))}"
    report = msgspec.structs.replace(report, summary=(*report.summary, exit_clause))
    return draw_report(report, Format.TABLE, output)
