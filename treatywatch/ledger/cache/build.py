"""Write a cache database."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from treatywatch.ledger.cache.access import create_private
from treatywatch.ledger.cache.encoding import CachedPair, CacheHeader, pack
from treatywatch.ledger.cache.schema import INDEXES, TABLES
from treatywatch.model.events import PairKey
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    COMPLETION_KINDS,
    completion_names,
    convention_names,
    country_names,
    normalize_name,
)

if TYPE_CHECKING:
    from treatywatch.model.events import Event

_MAX_PAIRS_IN_ONE_ENTRY: Final = 20_000
"""The most pairs that are also stored in one entry, for questions about all."""

_PRAGMAS: Final = "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""No journal, because the file is new; large pages, because they take less space."""


def write_cache(
    path: Path, ledger: Ledger, header: CacheHeader, pairs: Mapping[PairKey, CachedPair]
) -> None:
    """Write a new database, private to this user, in place of any file.

    Raises OSError, sqlite3.Error, or UnicodeEncodeError if a file name is not valid text.
    """
    path.unlink(missing_ok=True)
    os.close(create_private(path))
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_PRAGMAS + ";".join(TABLES))
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?)",
            (
                (kind, key, pack(value, kind, key))
                for kind, key, value in _entries(ledger, header, pairs)
            ),
        )
        database.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?)",
            ((kind, name, pack(key, "name", kind, name)) for kind, name, key in _names(ledger)),
        )
        database.executemany(
            "INSERT INTO pairs VALUES (?, ?, ?)",
            ((code, slug, pack(pair, code, slug)) for (code, slug), pair in pairs.items()),
        )
        database.commit()
        # Sorting the rows once is twice as fast as keeping an index in order during the inserts.
        database.executescript(";".join(INDEXES))


def _entries(
    ledger: Ledger, header: CacheHeader, pairs: Mapping[PairKey, CachedPair]
) -> Iterator[tuple[str, str, object]]:
    rows = {f"rolls.{slug}.{code}" for slug, roll in ledger.rolls.items() for code in roll.parties}
    yield "header", "", header
    if len(pairs) <= _MAX_PAIRS_IN_ONE_ENTRY:
        yield "all pairs", "", [(*key, pair) for key, pair in pairs.items()]
    for kind in COMPLETION_KINDS:
        yield "completion names", kind, completion_names(ledger, kind)
    yield "groups", "", ledger.groups
    slugs: dict[str, list[str]] = {code: [] for code in ledger.countries}
    for code, slug in pairs:
        slugs[code].append(slug)
    for code, conventions in slugs.items():
        yield "conventions of", code, conventions
    yield "file by key", "", {k: n for k, n in ledger.file_by_key.items() if k not in rows}
    for code, country in ledger.countries.items():
        yield "country", code, country
    for slug, convention in ledger.conventions.items():
        yield "convention", slug, convention
    for slug, roll in ledger.rolls.items():
        yield "roll", slug, msgspec.structs.replace(roll, parties={})


def _names(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and key for each name of a country or convention.

    If several have a name it belongs to the first, as in `find_country`.
    """
    for code, country in ledger.countries.items():
        yield from (
            ("country", normalize_name(name), code) for name in country_names(code, country)
        )
    for slug, convention in ledger.conventions.items():
        yield from (
            ("convention", normalize_name(name), slug)
            for name in convention_names(slug, convention)
        )


def group_by_pair(ledger: Ledger) -> dict[PairKey, CachedPair]:
    """Group the events and roll rows of a ledger by country and convention."""
    events: dict[PairKey, list[tuple[int, int, int, Event]]] = {}
    for number, (event, location) in enumerate(
        zip(ledger.events, ledger.event_locations, strict=True)
    ):
        key = (event.country, event.convention)
        events.setdefault(key, []).append((number, location.file, location.index, event))
    pairs = {key: CachedPair(events=tuple(entries)) for key, entries in events.items()}
    for slug, roll in ledger.rolls.items():
        for code, row in roll.parties.items():
            file = ledger.file_by_key[f"rolls.{slug}.{code}"]
            pairs[code, slug] = CachedPair(pairs.get((code, slug), CachedPair()).events, row, file)
    return pairs
