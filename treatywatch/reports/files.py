"""The report of `files`: a row for each layer or for each file."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from treatywatch.answers.files import FileItem, FilesAnswer
from treatywatch.reports.report import Column, Report, Row, Style, cell

_COLUMNS: Final = (
    Column(heading="Layer", no_wrap=True),
    Column(heading="File"),
    Column(heading="Origin"),
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
"""The kinds of entries, in display order, with the singular of each."""
_SHORT: Final = 12


def files_report(answer: FilesAnswer, *, every: bool) -> Report:
    """Return the report of an answer: its layers from the lowest, or `every` file."""
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
    """Return the row of a layer's files, under the name of the first."""
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
    """Return the file's digest, or a digest of all digests for several files."""
    digests = [file.sha256 for file in files]
    return digests[0] if len(files) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _file_notes(answer: FilesAnswer) -> Iterator[str]:
    if answer.folder:
        yield (
            f"Your own ledgers in {answer.folder} are layered over the shipped one, unless --ledger "
            "or TREATYWATCH_LEDGER is set."
        )
    if answer.cache:
        copy = "a fresh cache" if answer.compiled else "no fresh cache"
        yield f"Caches are kept in {answer.cache}; this ledger has {copy} there."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
