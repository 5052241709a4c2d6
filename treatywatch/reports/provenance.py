"""The last column of tables from several ledgers: the ledger of each row."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from treatywatch.model.ledger import FileOrigin, Ledger, LoadedFile
from treatywatch.reports.report import Cell, Column, Style, cell

Names = Mapping[str, str]
"""The short name of each file in tables, by its full name."""

_LEDGER: Final = Column(heading="Ledger")


def short_names(*ledgers: Ledger) -> Names:
    """Return the short names of the files of layered or compared ledgers.

    All files of the shipped ledger share one name. Other files go by the last part of their path if
    that is unique. The result is empty if only one ledger was read.
    """
    if len({root.name for ledger in ledgers for root in ledger.roots}) <= 1:
        return {}
    return names_of(*(file for ledger in ledgers for file in ledger.files))


def names_of(*files: LoadedFile) -> Names:
    """Return a unique name for each file; shipped files share one."""
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
    """Return the column, or nothing without names."""
    return (_LEDGER,) if names else ()


def ledger_cell(names: Names, *files: str | None) -> tuple[Cell, ...]:
    """Return the cell of a row from these files, the earlier file first."""
    if not names:
        return ()
    shown_names = dict.fromkeys(names[file] for file in files if file is not None)
    return (cell(" → ".join(shown_names), Style.PAST),)
