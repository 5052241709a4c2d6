"""Which files a ledger was read from, and in which order: the answer of `treatywatch files`."""

from treatywatch.answers.base import Answer, LedgerAnswer, envelope
from treatywatch.model.ledger import FileOrigin, Ledger, LoadedFile
from treatywatch.model.text_safety import escape_unsafe


class FileItem(Answer, rename={"origin": "came"}):
    """A file, how it came to be read, and how many entries it has.

    `layer` counts from 1 the ledgers that lie over one another: a file and all it includes are one.
    `rows` are those of its rolls; `replaced` are the entries, rows among them, that took the place
    of one in a layer below.
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
    """The answer to `files`; `folder` is where a user's own ledgers are looked for.

    `cache` is where compiled copies are kept, `compiled` whether there is one of this ledger that an
    answer can be had from.
    """

    folder: str | None
    cache: str | None
    compiled: bool
    items: tuple[FileItem, ...]


def files_answer(
    ledger: Ledger, folder: str | None, *, cache: str | None = None, compiled: bool = False
) -> FilesAnswer:
    """The files that a ledger was read from, in order of reading.

    They may be those of a ledger with mistakes: what no title may hold is written out.
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
