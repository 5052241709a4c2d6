"""Which ledgers a command reads: those it names, those of the environment, or the shipped one.

Over the shipped one lie the user's own: every ledger file of one folder, in order of name.
"""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from treatywatch.cli.afterwards import afterwards
from treatywatch.cli.streams import print_error
from treatywatch.ledger.read.files import SHIPPED, STANDARD_INPUT, LedgerPath, shipped_ledger
from treatywatch.model.ledger import FileOrigin

if TYPE_CHECKING:
    from treatywatch.ledger.cache.cache import LedgerCache
    from treatywatch.ledger.read.load import LoadResult
    from treatywatch.model.ledger import Ledger

LEDGER_MISTAKEN: Final = 3
"""The exit status where a ledger is missing or has mistakes."""


def open_ledger(
    given: Sequence[str] | None,
    *,
    countries: Sequence[str] | None = None,
    treaties: Sequence[str] | None = None,
    group: str | None = None,
    others: bool = False,
    cache: bool = True,
) -> "Ledger":
    """The ledger that the options name; one with mistakes ends the program with all of them.

    Where a compiled copy serves, it is no more of it than what is told of the countries and the
    treaties named, if any are, or of the treaties and `others` than those countries. Who is in a
    group only the whole of it tells.
    """
    paths = ledger_paths(given or ())
    copy = cache_for(paths) if cache else None
    if copy is None:
        return load_or_exit(paths).ledger
    from treatywatch.ledger.cache.selection import Request

    wanted = Request(countries or (), treaties or (), others) if group is None else Request()
    ledger = copy.ledger(wanted)
    return ledger if ledger is not None else _compiled(copy, paths)


def _compiled(copy: "LedgerCache", paths: Sequence[LedgerPath]) -> "Ledger":
    """The ledger read anew, to be kept for the next time when this one is answered."""
    since = copy.filesystem_time()
    reading = load_or_exit(paths)
    if since is not None:
        afterwards(partial(copy.save, reading.ledger, reading.includes, since))
    return reading.ledger


def cache_for(paths: Sequence[LedgerPath]) -> "LedgerCache | None":
    """The compiled copy of some ledgers; None where none can be kept."""
    from treatywatch.ledger.cache.cache import LedgerCache

    folder = cache_dir()
    if folder is None or any(str(path.path) == STANDARD_INPUT for path in paths):
        return None
    try:
        return LedgerCache(folder, [_root(path) for path in paths])
    except OSError:  # a relative path counts from a folder that is gone
        return None


def _root(path: LedgerPath) -> str:
    """What tells one ledger that was asked for from any other, as answers name it, too."""
    typed = shipped_ledger() if path.path == SHIPPED else path.path
    return f"{path.origin}|{path.path}|{os.path.abspath(typed)}"  # noqa: PTH100 - links stay links


def cache_dir() -> Path | None:
    """The folder of compiled copies, which need not be there; None without a home."""
    if sys.platform == "linux":
        for variable, below in (("XDG_CACHE_HOME", ""), ("HOME", ".cache")):
            base = Path(os.environ.get(variable, ""))
            if base.is_absolute():
                return base / below / "treatywatch"
    from platformdirs import user_cache_path

    try:
        return user_cache_path("treatywatch", appauthor=False)
    except RuntimeError:
        return None


def load_or_exit(paths: Sequence[LedgerPath]) -> "LoadResult":
    """The ledger that files make, with their texts; mistakes end the program with all of them."""
    from treatywatch.ledger.read.load import read_ledger  # the compiled copy does without it

    reading = read_ledger(paths)
    exit_on_problems(reading)
    return reading


def exit_on_problems(reading: "LoadResult") -> None:
    """Say all that is wrong with a ledger, and end; nothing where nothing is."""
    if reading.problems:
        from treatywatch.output.problems import problems_text

        print_error(problems_text(reading.problems, reading.texts).rstrip("\n"))
        raise typer.Exit(LEDGER_MISTAKEN)


def ledger_paths(given: Sequence[str]) -> list[LedgerPath]:
    """The ledgers to read, from the ground up.

    Those given, else those of TREATYWATCH_LEDGER, else the shipped one with the user's own over it.
    """
    if given:
        return [LedgerPath(path) for path in given]
    variable = os.environ.get("TREATYWATCH_LEDGER", "")
    named = [
        LedgerPath(path, FileOrigin.ENVIRONMENT) for path in variable.split(os.pathsep) if path
    ]
    return named or [LedgerPath(SHIPPED), *_own_ledgers()]


def _own_ledgers() -> list[LedgerPath]:
    """The user's own ledgers; none where there is no such folder or it may not be read.

    What editors keep beside a file while they work on it begins with a dot.
    """
    folder = user_ledger_dir()
    if folder is None:
        return []
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        LedgerPath(path, FileOrigin.USER)
        for path in found
        if path.name.endswith(".toml") and not path.name.startswith(".")
    ]


def user_ledger_dir() -> Path | None:
    """The folder of the user's own ledgers, which need not be there; None without a home."""
    if sys.platform == "linux":  # what platformdirs answers, without the 3 ms of importing it
        for variable, below in (("XDG_DATA_HOME", ""), ("HOME", ".local/share")):
            base = Path(os.environ.get(variable, ""))
            if base.is_absolute():
                return base / below / "treatywatch" / "ledgers"
    from platformdirs import user_data_path

    try:
        return user_data_path("treatywatch", appauthor=False) / "ledgers"
    except RuntimeError:
        return None
