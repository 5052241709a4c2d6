"""Which ledger a row comes from: the last column of tables, where there is more than one to tell."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from treatywatch.model.ledger import FileOrigin, Ledger, LoadedFile
from treatywatch.reports.report import Cell, Column, Style, cell

Names = Mapping[str, str]
"""What tables call each file, under the name that data has for it."""

_LEDGER: Final = Column(heading="Ledger")


def short_names(*ledgers: Ledger) -> Names:
    """What tables call the files of ledgers that lie over, or are set against, one another.

    The shipped ledger is one, of however many files; others go by the last part of their path where
    that is enough. Empty where only one ledger was read: then there is nothing to tell apart.
    """
    if len({root.name for ledger in ledgers for root in ledger.roots}) <= 1:
        return {}
    return names_of(*(file for ledger in ledgers for file in ledger.files))


def names_of(*files: LoadedFile) -> Names:
    """A name for each file that it has for itself, but for the shipped ones."""
    short = {file.name: _last_part(file) for file in files}
    taken = Counter(short.values())
    shipped = {file.name for file in files if file.origin is FileOrigin.SHIPPED}
    return {
        name: part if name in shipped or (taken[part] == 1 and part != FileOrigin.SHIPPED) else name
        for name, part in short.items()
    }


def _last_part(file: LoadedFile) -> str:
    return FileOrigin.SHIPPED if file.origin is FileOrigin.SHIPPED else Path(file.name).name


def ledger_column(names: Names) -> tuple[Column, ...]:
    """The column, where there is anything to tell."""
    return (_LEDGER,) if names else ()


def ledger_cell(names: Names, *files: str | None) -> tuple[Cell, ...]:
    """Its cell in a row that rests on a file, or on one file in the place of another."""
    if not names:
        return ()
    shown_names = dict.fromkeys(names[file] for file in files if file is not None)
    return (cell(" → ".join(shown_names), Style.PAST),)
