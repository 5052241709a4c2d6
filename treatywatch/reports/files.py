"""How `files` looks: one line for each ledger that lies over the others, or for each file."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from treatywatch.answers.files import FileItem, FilesAnswer
from treatywatch.reports.report import Column, Report, Row, Style, cell

_COLUMNS: Final = (
    Column(heading="Layer", no_wrap=True),
    Column(heading="File"),
    Column(heading="Came"),
    Column(heading="Entries"),
    Column(heading="Replaced"),
    Column(heading="SHA-256", no_wrap=True),
)
_ENTRIES: Final = {
    "groups": "group",
    "countries": "country",
    "conventions": "convention",
    "rolls": "roll",
    "rows": "row",
    "events": "event",
}
"""Each kind of entry, in the order in which they are counted, and what one of them is called."""
_SHORT: Final = 12


def files_report(answer: FilesAnswer, *, every: bool) -> Report:
    """The report of an answer: its layers, from the ground up, or `every` file of theirs."""
    layers = [list(files) for _, files in groupby(answer.items, key=lambda item: item.layer)]
    shown = [[item] for item in answer.items] if every else layers
    return Report(
        title=f"{_counted(len(layers), 'ledger')}, {_counted(len(answer.items), 'file')}",
        subtitle=f"sha256 {answer.ledger.sha256[:_SHORT]}",
        columns=_COLUMNS,
        rows=tuple(map(_layer_row, shown)),
        notes=tuple(_file_notes(answer)),
        empty="No file could be read.",
    )


def _layer_row(files: Sequence[FileItem]) -> Row:
    """A line for some files of one layer, under the name of the first."""
    first, *more = files
    detail = (first.title or "", f"and {_counted(len(more), 'file')} more" if more else "")
    replaced = sum(file.replaced for file in files)
    return Row(
        (
            cell(first.layer),
            cell(first.file, Style.STRONG, ", ".join(part for part in detail if part)),
            cell(first.origin),
            cell(", ".join(_entry_counts(files))),
            cell(replaced or None),
            cell(_digest(files)[:_SHORT], Style.PAST),
        )
    )


def _entry_counts(files: Sequence[FileItem]) -> Iterator[str]:
    for kind, one in _ENTRIES.items():
        count = sum(getattr(file, kind) for file in files)
        if count:
            yield f"{count:,} {one if count == 1 else kind}"


def _digest(files: Sequence[FileItem]) -> str:
    """A file's own, or what a ledger of several files has: the digest of theirs."""
    digests = [file.sha256 for file in files]
    return digests[0] if len(files) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _file_notes(answer: FilesAnswer) -> Iterator[str]:
    if answer.folder:
        yield (
            f"Ledgers of your own in {answer.folder} lie over the shipped one, unless --ledger or "
            "TREATYWATCH_LEDGER names what to read."
        )
    if answer.cache:
        there = "one that is fresh" if answer.compiled else "none that is fresh"
        yield f"Compiled copies are kept in {answer.cache}; of this ledger there is {there}."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
