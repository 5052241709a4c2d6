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
from treatywatch.ledger.cache.encoding import CacheCorruptError, CacheHeader
from treatywatch.ledger.cache.freshness import (
    code_fingerprint,
    is_unchanged,
    list_glob,
    same_content,
    stat_file,
)
from treatywatch.ledger.cache.selection import Request, Selection
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.model.ledger import Ledger

_Taken = TypeVar("_Taken")
_MAX_FILES: Final = 32
"""How many copies are kept; the least lately written go first."""


class LedgerCache:
    """The copy of one list of ledger files in a cache folder, whether or not it is there."""

    def __init__(self, folder: Path, roots: Sequence[str]) -> None:
        self._roots = tuple(roots)
        self._made_by = f"{__version__} {code_fingerprint():08x}"
        key = crc32("\0".join((self._made_by, *roots)).encode(errors="surrogateescape"))
        self.path = folder / f"{key:08x}.sqlite"

    def ledger(self, wanted: Request) -> Ledger | None:
        """What it says of what is wanted; None where it is not there, not whole or not fresh."""
        return self._read(lambda shelf, head: Selection(shelf, head).ledger(wanted))

    def completion_names(self, kind: str) -> dict[str, str] | None:
        """The names of a kind, as `completion_names` has them for its ledger; None likewise."""
        return self._read(lambda shelf, _: shelf.entry("offered", kind, dict[str, str]))

    def is_fresh(self) -> bool:
        """Whether it is there, whole as far as its head tells, and fresh."""
        return self._read(lambda *_: True) is not None

    def _read(self, take: Callable[[CacheReader, CacheHeader], _Taken | None]) -> _Taken | None:
        try:
            since = os.stat(self.path).st_mtime_ns  # noqa: PTH116 - faster, at every start
            with closing(sqlite3.connect(self.path)) as database:
                shelf = CacheReader(database)
                head = shelf.entry("head", "", CacheHeader)
                if (head.roots, head.made_by) != (self._roots, self._made_by):
                    return None
                return take(shelf, head) if self._check_fresh(head, since) else None
        except (OSError, ValueError, sqlite3.Error, CacheCorruptError):
            return None

    def _check_fresh(self, head: CacheHeader, since: int) -> bool:
        verdict = is_unchanged(head.file_stats, head.glob_results, since)
        if verdict is not None:
            return verdict
        moment = self.filesystem_time()
        if not same_content(head.file_stats):
            return False
        if moment is not None:
            with suppress(OSError):
                os.utime(self.path, ns=(moment, moment))
        return True

    def filesystem_time(self) -> int | None:
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

    def save(self, ledger: Ledger, includes: Iterable[tuple[str, str]], since: int) -> None:
        """Put a copy of a ledger in place whose files were read after `since`; fails in silence."""
        if not all(file.path is not None and file.path.is_file() for file in ledger.files):
            return  # what came through a pipe is gone, and must not be looked for again
        temporary = self.path.with_suffix(f".{os.getpid()}-{since}.part")
        try:
            from treatywatch.ledger.cache.build import group_by_pair, write_cache  # rarely needed

            told = group_by_pair(ledger)
            write_cache(temporary, ledger, self._head(ledger, includes, told), told)
            os.utime(temporary, ns=(since, since))
            temporary.replace(self.path)
            self._evict()
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
    ) -> CacheHeader:
        files = [(str(file.path.absolute()), file.sha256) for file in ledger.files if file.path]
        countries, conventions = Counter[str](), Counter[str]()
        for country, convention in pairs:
            countries[country] += 1
            conventions[convention] += 1
        return CacheHeader(
            roots=self._roots,
            made_by=self._made_by,
            file_stats=tuple(stat_file(path, sha256) for path, sha256 in files),
            glob_results=tuple(list_glob(folder, pattern) for folder, pattern in includes),
            title=ledger.title,
            current_to=ledger.current_to,
            sha256=ledger.sha256,
            files=ledger.files,
            countries={code: countries[code] for code in ledger.countries},
            conventions={slug: conventions[slug] for slug in ledger.conventions},
            rolls=tuple(ledger.rolls),
        )

    def _evict(self) -> None:
        """Drop the copies least lately written where there are too many."""
        copies = sorted(self.path.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
        for path in copies[:-_MAX_FILES]:
            path.unlink(missing_ok=True)
