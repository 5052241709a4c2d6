"""Save clean ledgers in cache databases, and read them while fresh.

The cache folder has one SQLite database for each list of ledger files. A database is written under a
temporary name, moved into place and never changed, except for its time.

Threat model. Anybody may write the ledger files, and may change files, folders and links while they
are read. The cache folder and the databases are this user's alone; other users may write to other
folders. The folders above the cache folder are trusted. A read checks, in this order:

1. The folder belongs to this user, and neither its group nor others may write to it.
2. The database, opened without following a link, is a regular file with the same owner and
   permissions, and is the file at the path once SQLite has opened it.
3. SQLite opens it read-only and without locks, with limits on memory and steps that follow from the
   file's size, and trusts no function in its schema.
4. The schema consists of exactly the statements in `schema`, so that there are no views or triggers.
5. The header belongs to these ledger files and this program.
6. The files, listings and links are those that were recorded while the ledger was read.
7. Each record has the checksum of its bytes and its key.

If a check fails, the database counts as missing and the ledger is read from its files. Checksums
notice damage; against other users, only the first two checks protect. A folder that fails the first
check is not written to either.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from treatywatch import __version__
from treatywatch.ledger.cache.access import (
    UntrustedError,
    create_private,
    is_private_folder,
    open_database,
)
from treatywatch.ledger.cache.encoding import CacheCorruptError, CacheHeader, T
from treatywatch.ledger.cache.freshness import code_fingerprint, is_unchanged, same_content
from treatywatch.ledger.cache.selection import Request, Selection
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.ledger.read.sources import Sources
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
            with open_database(self.path) as (database, descriptor):
                reader = CacheReader(database)
                header = reader.entry("header", "", CacheHeader)
                if (header.roots, header.made_by) != (self._roots, self._made_by):
                    return None
                return query(reader, header) if self._check(header, descriptor) else None
        except (OSError, ValueError, sqlite3.Error, CacheCorruptError, UntrustedError):
            return None

    def _check(self, header: CacheHeader, descriptor: int) -> bool:
        """Return whether no file has changed since it was read.

        Comparing content is slow: the open database gets the time of the comparison, so that the
        status of the files is enough next time.
        """
        unchanged = is_unchanged(header.sources, os.fstat(descriptor).st_mtime_ns)
        if unchanged is not None:
            return unchanged
        now = self.filesystem_time()
        if not same_content(header.sources.files):
            return False
        if now is not None:
            with suppress(OSError, TypeError):  # TypeError: Windows sets times by path only
                os.utime(descriptor, ns=(now, now))
        return True

    def filesystem_time(self) -> int | None:
        """Return the time by the clock of the cache's file system.

        Creates the cache folder. Returns None if it cannot be written, or others may write to it.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not is_private_folder(self.path.parent):
                return None
            probe = self.path.with_suffix(f".{os.getpid()}.tick")
            probe.unlink(missing_ok=True)
            descriptor = create_private(probe)
            try:
                return os.fstat(descriptor).st_mtime_ns
            finally:
                os.close(descriptor)
                probe.unlink()
        except OSError:
            return None

    def save(self, ledger: Ledger, sources: Sources | None, read_started_ns: int) -> None:
        """Save a clean ledger whose files were read after `read_started_ns`; ignore failures.

        A ledger without sources cannot be compared, and is not saved.
        """
        if sources is None:
            return
        temporary = self.path.with_suffix(f".{os.getpid()}-{read_started_ns}.part")
        try:
            if not is_private_folder(self.path.parent):
                return
            from treatywatch.ledger.cache.build import group_by_pair, write_cache  # rarely needed

            pairs = group_by_pair(ledger)
            write_cache(temporary, ledger, self._header(ledger, sources, pairs), pairs)
            os.utime(temporary, ns=(read_started_ns, read_started_ns))
            temporary.replace(self.path)
            self._evict()
        except (OSError, ValueError, sqlite3.Error):  # ValueError: a file name is not valid text
            pass
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _header(self, ledger: Ledger, sources: Sources, pairs: Iterable[PairKey]) -> CacheHeader:
        countries, conventions = Counter[str](), Counter[str]()
        for country, convention in pairs:
            countries[country] += 1
            conventions[convention] += 1
        return CacheHeader(
            roots=self._roots,
            made_by=self._made_by,
            sources=sources,
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
