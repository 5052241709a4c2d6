"""The ledgers that a command reads, and their cache."""

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import typer

from treatywatch.cli.exit_codes import ExitCode
from treatywatch.cli.options import LedgerOptions
from treatywatch.cli.paths import cache_dir, user_ledger_dir
from treatywatch.cli.streams import print_error
from treatywatch.ledger.read.files import SHIPPED, STANDARD_INPUT, LedgerPath, shipped_ledger
from treatywatch.model.ledger import FileOrigin

if TYPE_CHECKING:
    from treatywatch.ledger.cache.cache import LedgerCache
    from treatywatch.ledger.read.load import LoadResult
    from treatywatch.model.ledger import Ledger


def open_ledger(
    options: LedgerOptions,
    *,
    countries: Sequence[str] | None = None,
    conventions: Sequence[str] | None = None,
    all_parties: bool = False,
) -> "Ledger":
    """Return the ledger that the options name; exit with its problems if it has any.

    A ledger from the cache may lack what concerns other countries and conventions than those
    named; with `all_parties` it has every country's entries for the conventions.
    """
    paths = ledger_paths(options.ledger_files or ())
    cache = cache_for(paths) if options.cache else None
    if cache is None:
        return load_or_exit(paths).ledger
    from treatywatch.ledger.cache.selection import Request

    ledger = cache.ledger(Request(countries or (), conventions or (), all_parties))
    return ledger if ledger is not None else _load_and_cache(cache, paths, options.context)


def _load_and_cache(
    cache: "LedgerCache", paths: Sequence[LedgerPath], context: typer.Context
) -> "Ledger":
    """Read the ledger; save it in the cache once the command has answered."""
    read_started = cache.filesystem_time()
    result = load_or_exit(paths)
    if read_started is not None:
        context.with_resource(_SaveOnExit(cache, result, read_started))
    return result.ledger


class _SaveOnExit(NamedTuple):
    """Saves a ledger in the cache after the command, so that no answer waits."""

    cache: "LedgerCache"
    result: "LoadResult"
    read_started: int

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        error: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Save the ledger, unless the user interrupted the command."""
        if error is not KeyboardInterrupt:
            self.cache.save(self.result.ledger, self.result.sources, self.read_started)


def input_paths(*ledgers: "Ledger") -> list[Path]:
    """Return the files that ledgers were read from, without standard input."""
    return [file.path for ledger in ledgers for file in ledger.files if file.path is not None]


def result_paths(result: "LoadResult", paths: Sequence[LedgerPath]) -> list[Path]:
    """Return the files of a ledger, including those that cannot be parsed."""
    named = (Path(path.path) for path in paths)
    return [*input_paths(result.ledger), *map(Path, result.texts), *named]


def cache_for(paths: Sequence[LedgerPath]) -> "LedgerCache | None":
    """Return the cache of these ledgers, or None if they cannot be cached."""
    from treatywatch.ledger.cache.cache import LedgerCache

    folder = cache_dir()
    if folder is None or any(str(path.path) == STANDARD_INPUT for path in paths):
        return None
    try:
        return LedgerCache(folder, [_cache_key(path) for path in paths])
    except OSError:  # abspath fails if the current folder was deleted
        return None


def _cache_key(path: LedgerPath) -> str:
    """Return a text that is unique to a ledger and to its displayed name."""
    file = shipped_ledger() if path.path == SHIPPED else path.path
    return f"{path.origin}|{path.path}|{os.path.abspath(file)}"  # noqa: PTH100 - links stay links


def load_or_exit(paths: Sequence[LedgerPath]) -> "LoadResult":
    """Read the ledger files; exit with their problems if they have any."""
    from treatywatch.ledger.read.load import read_ledger  # an answer from the cache needs no parser

    result = read_ledger(paths)
    exit_on_problems(result)
    return result


def exit_on_problems(result: "LoadResult") -> None:
    """Print the problems of a ledger and exit with status 3, if it has any."""
    if result.problems:
        from treatywatch.output.problems import problems_text

        print_error(problems_text(result.problems, result.texts).rstrip("\n"))
        raise typer.Exit(ExitCode.LEDGER_PROBLEMS)


def ledger_paths(ledger_files: Sequence[str]) -> list[LedgerPath]:
    """Return the ledgers to read, lowest layer first.

    They are the given files, else those of TREATYWATCH_LEDGER, else the shipped ledger with the
    user's own ledgers over it.
    """
    if ledger_files:
        return [LedgerPath(path) for path in ledger_files]
    variable = os.environ.get("TREATYWATCH_LEDGER", "")
    named = [
        LedgerPath(path, FileOrigin.ENVIRONMENT) for path in variable.split(os.pathsep) if path
    ]
    return named or [LedgerPath(SHIPPED), *_user_ledgers()]


def _user_ledgers() -> list[LedgerPath]:
    """Return the user's own ledgers by name; an unreadable folder counts as empty.

    Dot files are skipped because editors keep temporary files under such names.
    """
    folder = user_ledger_dir()
    if folder is None:
        return []
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        LedgerPath(path, FileOrigin.USER)
        for path in paths
        if path.name.endswith(".toml") and not path.name.startswith(".")
    ]
