"""Save clean ledgers in cache databases, and read them while fresh.

The cache folder has one SQLite database for each list of ledger files. A database is written under a
temporary name, moved into place and never changed. A corrupt or unreadable database counts as
missing. Nothing in it is executed: its rows are msgpack records, each with a checksum.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from treatywatch import __version__
from treatywatch.ledger.cache.encoding import CacheCorruptError, CacheHeader, T
from treatywatch.ledger.cache.freshness import (
    code_fingerprint,
    is_unchanged,
    list_glob,
    same_content,
    stat_file,
)
from treatywatch.ledger.cache.selection import Request, Selection
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.model.events import PairKey
from treatywatch.model.ledger import Ledger

_MAX_FILES: Final = 32
"""The number of databases to keep."""


class LedgerCache:
    """The cache of one list of ledger files; its database may be missing."""

    def __init__(self, folder: Path, roots: Sequence[str]) -> None:
        self._roots = tuple(roots)
        self._made_by = f"{__version__} {code_fingerprint():08x}"
        key = crc32("\0".join((self._made_by, *roots)).encode(errors="surrogateescape"))
        self.path = folder / f"{key:08x}.sqlite"

    def ledger(self, request: Request) -> Ledger | None:
        """Return the requested part of the ledger, or None if the cache cannot provide it."""
        return self._read(lambda reader, header: Selection(reader, header).ledger(request))

    def completion_names(self, kind: str) -> dict[str, str] | None:
        """Return `completion_names` of the ledger, or None if the cache cannot provide them."""
        return self._read(lambda reader, _: reader.entry("completion names", kind, dict[str, str]))

    def is_fresh(self) -> bool:
        """Return whether there is a database with a valid header, and no file has changed."""
        return self._read(lambda *_: True) is not None

    def _read(self, query: Callable[[CacheReader, CacheHeader], T | None]) -> T | None:
        try:
            read_started_ns = os.stat(self.path).st_mtime_ns  # noqa: PTH116 - faster, at each start
            with closing(sqlite3.connect(self.path)) as database:
                reader = CacheReader(database)
                header = reader.entry("header", "", CacheHeader)
                if (header.roots, header.made_by) != (self._roots, self._made_by):
                    return None
                return query(reader, header) if self._check(header, read_started_ns) else None
        except (OSError, ValueError, sqlite3.Error, CacheCorruptError):
            return None

    def _check(self, header: CacheHeader, read_started_ns: int) -> bool:
        """Return whether no file has changed since it was read.

        Comparing content is slow: the database gets the time of the comparison, so that the status
        of the files is enough next time.
        """
        unchanged = is_unchanged(header.file_stats, header.glob_results, read_started_ns)
        if unchanged is not None:
            return unchanged
        now = self.filesystem_time()
        if not same_content(header.file_stats):
            return False
        if now is not None:
            with suppress(OSError):
                os.utime(self.path, ns=(now, now))
        return True

    def filesystem_time(self) -> int | None:
        """Return the time by the clock of the cache's file system.

        Creates the cache folder. Returns None if it cannot be written.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.path.with_suffix(f".{os.getpid()}.tick")
            probe.touch()
            now = probe.stat().st_mtime_ns
            probe.unlink()
        except OSError:
            return None
        return now

    def save(
        self, ledger: Ledger, includes: Iterable[tuple[str, str]], read_started_ns: int
    ) -> None:
        """Save a clean ledger whose files were read after `read_started_ns`; ignore failures."""
        if not all(file.path is not None and file.path.is_file() for file in ledger.files):
            return  # a pipe cannot be read again, nor compared
        temporary = self.path.with_suffix(f".{os.getpid()}-{read_started_ns}.part")
        try:
            from treatywatch.ledger.cache.build import group_by_pair, write_cache  # rarely needed

            pairs = group_by_pair(ledger)
            write_cache(temporary, ledger, self._header(ledger, includes, pairs), pairs)
            os.utime(temporary, ns=(read_started_ns, read_started_ns))
            temporary.replace(self.path)
            self._evict()
        except (OSError, ValueError, sqlite3.Error):  # ValueError: a file name is not valid text
            pass
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _header(
        self, ledger: Ledger, includes: Iterable[tuple[str, str]], pairs: Iterable[PairKey]
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
        """Delete the databases with the oldest times if there are too many."""
        files = sorted(self.path.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[:-_MAX_FILES]:
            path.unlink(missing_ok=True)
