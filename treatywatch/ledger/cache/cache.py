"""The compiled copy of a ledger: what was read and found clean, so that it need not be read again.

An SQLite database in the user's cache folder, one for each list of ledger files that was asked for.
It is written whole under another name and then put in place, and never changed after; what cannot be
read of one, or is not what was written, is as if it were not there. Nothing in it is ever executed:
its rows are records in msgpack, each with its checksum.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, TypeVar
from zlib import crc32

from treatywatch import __version__
from treatywatch.ledger.cache.encoding import Damaged, Head, shape
from treatywatch.ledger.cache.freshness import listing, look, same_content, unchanged
from treatywatch.ledger.cache.selection import Selection, Wanted
from treatywatch.ledger.cache.store import Shelf
from treatywatch.model.ledger import Ledger

_Taken = TypeVar("_Taken")
_MOST: Final = 32
"""How many copies are kept; the least lately written go first."""


class Copy:
    """The copy of one list of ledger files in a cache folder, whether or not it is there."""

    def __init__(self, folder: Path, roots: Sequence[str]) -> None:
        self._roots = tuple(roots)
        self._made_by = f"{__version__} {shape():08x}"
        key = crc32("\0".join((self._made_by, *roots)).encode(errors="surrogateescape"))
        self.path = folder / f"{key:08x}.sqlite"

    def ledger(self, wanted: Wanted) -> Ledger | None:
        """What it says of what is wanted; None where it is not there, not whole or not fresh."""
        return self._take(lambda shelf, head: Selection(shelf, head).ledger(wanted))

    def offered(self, kind: str) -> dict[str, str] | None:
        """The names of a kind, as `offered` has them for its ledger; None likewise."""
        return self._take(lambda shelf, _: shelf.get("offered", kind, dict[str, str]))

    def serves(self) -> bool:
        """Whether it is there, whole as far as its head tells, and fresh."""
        return self._take(lambda *_: True) is not None

    def _take(self, take: Callable[[Shelf, Head], _Taken | None]) -> _Taken | None:
        try:
            since = os.stat(self.path).st_mtime_ns  # noqa: PTH116 - faster, at every start
            with closing(sqlite3.connect(self.path)) as database:
                shelf = Shelf(database)
                head = shelf.get("head", "", Head)
                if (head.roots, head.made_by) != (self._roots, self._made_by):
                    return None
                return take(shelf, head) if self._fresh(head, since) else None
        except (OSError, ValueError, sqlite3.Error, Damaged):
            return None

    def _fresh(self, head: Head, since: int) -> bool:
        verdict = unchanged(head.seen, head.listed, since)
        if verdict is not None:
            return verdict
        moment = self.tick()
        if not same_content(head.seen):
            return False
        if moment is not None:
            with suppress(OSError):
                os.utime(self.path, ns=(moment, moment))
        return True

    def tick(self) -> int | None:
        """What time it is by the clock of the cache's file system; None where nothing can be kept."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.path.with_suffix(f".{os.getpid()}.tick")
            probe.touch()
            moment = probe.stat().st_mtime_ns
            probe.unlink()
        except OSError:
            return None
        return moment

    def keep(self, ledger: Ledger, includes: Iterable[tuple[str, str]], since: int) -> None:
        """Put a copy of a ledger in place whose files were read after `since`; fails in silence."""
        if not all(file.path is not None and file.path.is_file() for file in ledger.files):
            return  # what came through a pipe is gone, and must not be looked for again
        temporary = self.path.with_suffix(f".{os.getpid()}-{since}.part")
        try:
            from treatywatch.ledger.cache.build import told_of, write_copy  # rarely needed

            told = told_of(ledger)
            write_copy(temporary, ledger, self._head(ledger, includes, told), told)
            os.utime(temporary, ns=(since, since))
            temporary.replace(self.path)
            self._forget()
        except (OSError, ValueError, sqlite3.Error):  # a name may be of bytes that are no text
            pass
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _head(
        self,
        ledger: Ledger,
        includes: Iterable[tuple[str, str]],
        pairs: Iterable[tuple[str, str]],
    ) -> Head:
        files = [(str(file.path.absolute()), file.sha256) for file in ledger.files if file.path]
        countries, conventions = Counter[str](), Counter[str]()
        for country, convention in pairs:
            countries[country] += 1
            conventions[convention] += 1
        return Head(
            roots=self._roots,
            made_by=self._made_by,
            seen=tuple(look(path, sha256) for path, sha256 in files),
            listed=tuple(listing(folder, pattern) for folder, pattern in includes),
            title=ledger.title,
            current_to=ledger.current_to,
            sha256=ledger.sha256,
            files=ledger.files,
            countries={code: countries[code] for code in ledger.countries},
            conventions={slug: conventions[slug] for slug in ledger.conventions},
            rolls=tuple(ledger.rolls),
        )

    def _forget(self) -> None:
        """Drop the copies least lately written where there are too many."""
        copies = sorted(self.path.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
        for path in copies[:-_MOST]:
            path.unlink(missing_ok=True)
