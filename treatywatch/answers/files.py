"""The answer of `treatywatch files`: the files of a ledger in reading order."""

from treatywatch.answers.base import Answer, LedgerAnswer, envelope
from treatywatch.model.ledger import FileOrigin, Ledger, LoadedFile
from treatywatch.model.text_safety import escape_unsafe


class FileItem(Answer, rename={"origin": "came"}):
    """A file, why it was read, and its number of entries.

    `layer` counts ledgers from the lowest, which is 1; a file and the files it includes are one
    layer. `rows` counts the rows of its rolls. `replaced` counts the entries and rows that replace
    one of a lower layer.
    """

    file: str
    layer: int
    origin: FileOrigin
    title: str | None
    groups: int
    countries: int
    conventions: int
    rolls: int
    rows: int
    events: int
    replaced: int
    sha256: str


class FilesAnswer(LedgerAnswer):
    """The answer to `files`. `folder` is the directory of the user's own ledgers.

    `cache` is the directory of caches; `compiled` says whether it has a fresh cache of this
    ledger.
    """

    folder: str | None
    cache: str | None
    compiled: bool
    items: tuple[FileItem, ...]


def files_answer(
    ledger: Ledger, folder: str | None, *, cache: str | None = None, compiled: bool = False
) -> FilesAnswer:
    """List the files of a ledger in reading order.

    Unsafe characters in titles are escaped, because the ledger may have errors.
    """
    return FilesAnswer(
        **envelope("files", ledger),
        folder=folder,
        cache=cache,
        compiled=compiled,
        items=tuple(map(_file_item, ledger.files)),
    )


def _file_item(file: LoadedFile) -> FileItem:
    counts = file.counts
    return FileItem(
        file=file.name,
        layer=file.layer,
        origin=file.origin,
        title=escape_unsafe(file.title) if file.title else file.title,
        groups=counts.groups,
        countries=counts.countries,
        conventions=counts.conventions,
        rolls=counts.rolls,
        rows=counts.rows,
        events=counts.events,
        replaced=counts.replaced,
        sha256=file.sha256,
    )
