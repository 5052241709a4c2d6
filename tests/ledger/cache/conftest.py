"""A small ledger of two files, and its cache."""

import os
from pathlib import Path

import pytest

from tests.conftest import PREAMBLE
from tests.samples import events, roll
from treatywatch.ledger.cache.cache import LedgerCache
from treatywatch.ledger.cache.selection import Request
from treatywatch.ledger.read.load import LoadResult, read_ledger
from treatywatch.model.ledger import Ledger

ENTRIES = (
    roll("ottawa", "LT = { ratified = 2003-05-12 }", "PL = { signed = 1997-12-04 }")
    + events("LT ottawa notified 2025-06-27", "PL paris announced 2025-01-01")
    + events("FI ottawa announced 2025-02-03")
)


class CachedLedger:
    """A ledger whose second file has its events, and a saved cache of it."""

    def __init__(self, folder: Path, root_entries: str = "") -> None:
        self.root, self.included = folder / "ledger.toml", folder / "included" / "events.toml"
        self.included.parent.mkdir()
        self.root.write_text(
            PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["included/*.toml"]')
            + root_entries
        )
        self.included.write_text(ENTRIES)
        for path in (self.root, self.included):
            os.utime(path, ns=(10**18, 10**18))
        self.cache = LedgerCache(folder / "cache", [str(self.root)])
        self.reading = self.read()
        self.save()

    def read(self) -> LoadResult:
        """Read the ledger from its files."""
        reading = read_ledger((self.root,))
        assert reading.problems == ()
        return reading

    def save(self, read_started_ns: int | None = None) -> None:
        """Save the cache; by default as if the files had been written long before."""
        now = self.cache.filesystem_time()
        assert now is not None
        self.cache.save(
            self.reading.ledger,
            self.reading.sources,
            now + 10**11 if read_started_ns is None else read_started_ns,
        )

    def answer(self) -> Ledger | None:
        """Return the whole ledger from the cache."""
        return self.cache.ledger(Request())


@pytest.fixture
def cached(tmp_path: Path) -> CachedLedger:
    """A small ledger with its cache."""
    return CachedLedger(tmp_path)
