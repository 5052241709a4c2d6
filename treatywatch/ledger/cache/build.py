"""Writing a compiled copy: what its tables are, and what goes into them."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from treatywatch.ledger.cache.encoding import CachedPair, CacheHeader, pack
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

_MOST_AT_ONCE: Final = 20_000
"""How many pairs at most are kept once more in one piece, for questions about all of them."""

_TABLES: Final = """
CREATE TABLE entries (kind TEXT, key TEXT, body BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE names (kind TEXT, folded TEXT, body BLOB, PRIMARY KEY (kind, folded)) WITHOUT ROWID;
CREATE TABLE pairs (country TEXT, convention TEXT, body BLOB);
"""
_INDEXES: Final = """
CREATE UNIQUE INDEX by_country ON pairs (country, convention);
CREATE INDEX by_convention ON pairs (convention, country);
"""
_START: Final = "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""A copy is written once, to a file of its own: no journal is needed, and large pages take less."""


def write_cache(
    path: Path, ledger: Ledger, head: CacheHeader, told: Mapping[tuple[str, str], CachedPair]
) -> None:
    """Write a copy to a file that is not there. Raises OSError and sqlite3.Error."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_START + _TABLES)
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?)",
            (
                (kind, key, pack(value, kind, key))
                for kind, key, value in _entries(ledger, head, told)
            ),
        )
        database.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?)",
            ((kind, name, pack(key, "name", kind, name)) for kind, name, key in _names(ledger)),
        )
        database.executemany(
            "INSERT INTO pairs VALUES (?, ?, ?)",
            ((code, slug, pack(pair, code, slug)) for (code, slug), pair in told.items()),
        )
        database.commit()
        database.executescript(_INDEXES)  # sorted once: twice as fast as kept in order all along


def _entries(
    ledger: Ledger, head: CacheHeader, told: Mapping[tuple[str, str], CachedPair]
) -> Iterator[tuple[str, str, object]]:
    rows = {f"rolls.{slug}.{code}" for slug, roll in ledger.rolls.items() for code in roll.parties}
    yield "head", "", head
    if len(told) <= _MOST_AT_ONCE:
        yield "whole", "", [(*names, pair) for names, pair in told.items()]
    for kind in COMPLETION_KINDS:
        yield "offered", kind, completion_names(ledger, kind)
    yield "groups", "", ledger.groups
    slugs: dict[str, list[str]] = {code: [] for code in ledger.countries}
    for code, slug in told:
        slugs[code].append(slug)
    for code, concerned in slugs.items():
        yield "told", code, concerned
    yield "defined", "", {k: n for k, n in ledger.file_by_key.items() if k not in rows}
    for code, country in ledger.countries.items():
        yield "country", code, country
    for slug, convention in ledger.conventions.items():
        yield "convention", slug, convention
    for slug, roll in ledger.rolls.items():
        yield "roll", slug, msgspec.structs.replace(roll, parties={})


def _names(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """What each entry goes by; the first that goes by a name has it, as where names are looked up."""
    for code, country in ledger.countries.items():
        yield from (
            ("country", normalize_name(name), code) for name in country_names(code, country)
        )
    for slug, convention in ledger.conventions.items():
        yield from (
            ("convention", normalize_name(name), slug)
            for name in convention_names(slug, convention)
        )


def group_by_pair(ledger: Ledger) -> dict[tuple[str, str], CachedPair]:
    """Everything that a ledger tells, by State and convention."""
    events: dict[tuple[str, str], list[tuple[int, int, int, Event]]] = {}
    for number, (event, origin) in enumerate(
        zip(ledger.events, ledger.event_locations, strict=True)
    ):
        pair = (event.country, event.convention)
        events.setdefault(pair, []).append((number, origin.file, origin.index, event))
    told = {pair: CachedPair(events=tuple(entries)) for pair, entries in events.items()}
    for slug, roll in ledger.rolls.items():
        for code, row in roll.parties.items():
            file = ledger.file_by_key[f"rolls.{slug}.{code}"]
            told[code, slug] = CachedPair(told.get((code, slug), CachedPair()).events, row, file)
    return told
