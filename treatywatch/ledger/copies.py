"""The compiled copy of a ledger: what was read and found clean, so that it need not be read again.

An SQLite database in the user's cache folder, one for each list of ledger files that was asked for.
It is written whole under another name and then put in place, and never changed after; what cannot be
read of one, or is not what was written, is as if it were not there. Nothing in it is ever executed:
its rows are records in msgpack, each with its checksum.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Final, TypeVar
from zlib import crc32

import msgspec

from treatywatch import __version__
from treatywatch.ledger.freshness import Listed, Seen, listing, look, same_content, unchanged
from treatywatch.ledger.packing import Damaged, Pair, pack, shape, unpack
from treatywatch.model import (
    Convention,
    Country,
    Event,
    FileRead,
    Group,
    Ledger,
    Origin,
    Roll,
)
from treatywatch.names import convention_names, country_names, fold

_Kind = TypeVar("_Kind")
_MOST: Final = 32
"""How many copies are kept; the least lately written go first."""

_MOST_AT_ONCE: Final = 20_000
"""How many pairs at most are kept once more in one piece, for questions about all of them."""

_FEW: Final = 20
"""How many entries are quicker fetched one by one."""

_TABLES: Final = """
CREATE TABLE entries (kind TEXT, key TEXT, body BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE names (kind TEXT, folded TEXT, key TEXT, PRIMARY KEY (kind, folded)) WITHOUT ROWID;
CREATE TABLE pairs (country TEXT, convention TEXT, body BLOB, PRIMARY KEY (country, convention))
    WITHOUT ROWID;
CREATE INDEX by_convention ON pairs (convention, country);
"""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy was made of, and how much of what is in it, so that nothing can go missing."""

    roots: tuple[str, ...]
    made_by: str
    seen: tuple[Seen, ...]
    listed: tuple[Listed, ...]
    title: str | None
    current_to: date | None
    sha256: str
    files: tuple[FileRead, ...]
    countries: dict[str, int]
    conventions: dict[str, int]
    rolls: tuple[str, ...]


class Wanted(msgspec.Struct, frozen=True):
    """The countries and conventions, as typed, of which alone something is asked; none means all.

    `others` asks of the conventions what is told of any country; `told` is whether anything is.
    """

    countries: Sequence[str] = ()
    conventions: Sequence[str] = ()
    others: bool = False
    told: bool = True


class Copy:
    """The copy of one list of ledger files in a cache folder, whether or not it is there."""

    def __init__(self, folder: Path, roots: Sequence[str]) -> None:
        self._roots = tuple(roots)
        self._made_by = f"{__version__} {shape():08x}"
        key = crc32("\0".join((self._made_by, *roots)).encode(errors="surrogateescape"))
        self.path = folder / f"{key:08x}.sqlite"

    def ledger(self, wanted: Wanted) -> Ledger | None:
        """What it says of what is wanted; None where it is not there, not whole or not fresh."""
        try:
            since = os.stat(self.path).st_mtime_ns  # noqa: PTH116 - faster, at every start
            with closing(sqlite3.connect(self.path)) as database:
                shelf = _Shelf(database)
                head = shelf.get("head", "", Head)
                if (head.roots, head.made_by) != (self._roots, self._made_by):
                    return None
                if not self._fresh(head, since):
                    return None
                return _Selection(shelf, head).ledger(wanted)
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
            told = _told(ledger)
            _write(temporary, ledger, self._head(ledger, includes, told), told)
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


class _Shelf:
    """Where a copy's entries are taken from, each whole or not at all."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def get(self, kind: str, key: str, record: type[_Kind]) -> _Kind:
        """One entry. Raises Damaged where it is missing or not what was written."""
        rows = self._database.execute(
            "SELECT body FROM entries WHERE kind = ? AND key = ?", (kind, key)
        ).fetchall()
        if not rows:
            raise Damaged
        return unpack(rows[0][0], record)

    def some(self, kind: str, keys: Sequence[str], record: type[_Kind]) -> dict[str, _Kind]:
        """Entries of a kind under their keys, in the order of these. Raises Damaged as `get` does."""
        if len(keys) < _FEW:
            return {key: self.get(kind, key, record) for key in keys}
        rows = self._database.execute("SELECT key, body FROM entries WHERE kind = ?", (kind,))
        bodies = dict(rows.fetchall())
        return {key: unpack(bodies.get(key), record) for key in keys}

    def whole(self) -> dict[tuple[str, str], Pair] | None:
        """What is told of every pair, from one entry; None where there is too much of it for one."""
        rows = self._database.execute("SELECT body FROM entries WHERE kind = 'whole'").fetchall()
        if not rows:
            return None
        told = unpack(rows[0][0], list[tuple[str, str, Pair]])
        return {(country, convention): pair for country, convention, pair in told}

    def named(self, kind: str, typed: str) -> str | None:
        """The key of the entry that goes by a name, if any does."""
        rows = self._database.execute(
            "SELECT key FROM names WHERE kind = ? AND folded = ?", (kind, fold(typed))
        ).fetchall()
        return str(rows[0][0]) if rows else None

    def pairs(
        self, countries: Sequence[str], conventions: Sequence[str]
    ) -> dict[tuple[str, str], Pair]:
        """What is told of each pair of some countries and conventions; of all where none is named."""
        where: list[str] = []
        values: list[str] = []
        for column, keys in (("country", countries), ("convention", conventions)):
            if keys:
                where.append(f"{column} IN ({','.join('?' * len(keys))})")
                values += keys
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        rows = self._database.execute(
            f"SELECT country, convention, body FROM pairs{clause}",  # noqa: S608 - only marks
            values,
        )
        return {(country, convention): unpack(body, Pair) for country, convention, body in rows}


class _Selection:
    """A ledger, or as much of one as a question needs, from a copy."""

    def __init__(self, shelf: _Shelf, head: Head) -> None:
        self._shelf = shelf
        self._head = head

    def ledger(self, wanted: Wanted) -> Ledger | None:
        """The ledger of what is wanted; None where a name is not known, and so all must be looked at.

        It has the countries and conventions wanted, or all of which anything is told of these, and
        everything told of them.
        """
        codes = [self._country(typed) for typed in wanted.countries]
        slugs = [self._convention(typed) for typed in wanted.conventions]
        if not all(codes) or not all(slugs):
            return None
        return self._joined([c for c in codes if c], [s for s in slugs if s], wanted)

    def _country(self, typed: str) -> str | None:
        code = typed.upper()
        return code if code in self._head.countries else self._shelf.named("country", typed)

    def _convention(self, typed: str) -> str | None:
        known = typed in self._head.conventions
        return typed if known else self._shelf.named("convention", typed)

    def _joined(self, codes: list[str], slugs: list[str], wanted: Wanted) -> Ledger:
        head = self._head
        pairs = self._pairs([] if wanted.others else codes, slugs) if wanted.told else {}
        numbered = sorted(entry for pair in pairs.values() for entry in pair.events)
        some = bool(codes or slugs)
        involved = {code for code, _ in pairs} | {e.by for *_, e in numbered if e.by} | set(codes)
        concerned = {slug for _, slug in pairs} | set(slugs)
        countries = [code for code in head.countries if not some or code in involved]
        conventions = [slug for slug in head.conventions if not some or slug in concerned]
        return Ledger(
            title=head.title,
            current_to=head.current_to,
            groups={} if some else self._shelf.get("groups", "", dict[str, Group]),
            countries=self._shelf.some("country", countries, Country),
            conventions=self._shelf.some("convention", conventions, Convention),
            rolls={s: self._roll(s, pairs) for s in head.rolls if not some or s in concerned},
            events=tuple(event for *_, event in numbered),
            origins=tuple(Origin(file=file, index=index) for _, file, index, _ in numbered),
            defined=self._defined(pairs, some=some),
            files=head.files,
            sha256=head.sha256,
        )

    def _pairs(self, codes: list[str], slugs: list[str]) -> dict[tuple[str, str], Pair]:
        """The pairs of some countries and conventions. Raises Damaged where one has gone missing."""
        head = self._head
        whole = None if codes or slugs else self._shelf.whole()
        pairs = self._shelf.pairs(codes, slugs) if whole is None else whole
        if codes and slugs:
            return pairs
        keys, counts = (codes, head.countries) if codes else (slugs, head.conventions)
        expected = sum(counts[key] for key in keys) if keys else sum(counts.values())
        if len(pairs) != expected:
            raise Damaged
        return pairs

    def _roll(self, slug: str, pairs: Mapping[tuple[str, str], Pair]) -> Roll:
        rows = {
            code: pair.row
            for (code, of), pair in pairs.items()
            if of == slug and pair.row is not None
        }
        return msgspec.structs.replace(self._shelf.get("roll", slug, Roll), parties=rows)

    def _defined(self, pairs: Mapping[tuple[str, str], Pair], *, some: bool) -> dict[str, int]:
        tables = {} if some else self._shelf.get("defined", "", dict[str, int])
        return tables | {
            f"rolls.{slug}.{code}": pair.row_file
            for (code, slug), pair in pairs.items()
            if pair.row_file is not None
        }


def _write(path: Path, ledger: Ledger, head: Head, told: Mapping[tuple[str, str], Pair]) -> None:
    """Write a copy to a file that is not there. Raises OSError and sqlite3.Error."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        database.executemany("INSERT INTO entries VALUES (?, ?, ?)", _entries(ledger, head, told))
        database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", _names(ledger))
        database.executemany(
            "INSERT INTO pairs VALUES (?, ?, ?)",
            ((code, slug, pack(pair)) for (code, slug), pair in sorted(told.items())),
        )
        database.commit()


def _entries(
    ledger: Ledger, head: Head, told: Mapping[tuple[str, str], Pair]
) -> Iterator[tuple[str, str, bytes]]:
    rows = {f"rolls.{slug}.{code}" for slug, roll in ledger.rolls.items() for code in roll.parties}
    yield "head", "", pack(head)
    if len(told) <= _MOST_AT_ONCE:
        yield "whole", "", pack([(*names, pair) for names, pair in told.items()])
    yield "groups", "", pack(ledger.groups)
    yield "defined", "", pack({k: n for k, n in ledger.defined.items() if k not in rows})
    for code, country in ledger.countries.items():
        yield "country", code, pack(country)
    for slug, convention in ledger.conventions.items():
        yield "convention", slug, pack(convention)
    for slug, roll in ledger.rolls.items():
        yield "roll", slug, pack(msgspec.structs.replace(roll, parties={}))


def _names(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """What each entry goes by; the first that goes by a name has it, as where names are looked up."""
    for code, country in ledger.countries.items():
        yield from (("country", fold(name), code) for name in country_names(code, country))
    for slug, convention in ledger.conventions.items():
        yield from (("convention", fold(name), slug) for name in convention_names(slug, convention))


def _told(ledger: Ledger) -> dict[tuple[str, str], Pair]:
    """Everything that a ledger tells, by State and convention."""
    events: dict[tuple[str, str], list[tuple[int, int, int, Event]]] = {}
    for number, (event, origin) in enumerate(zip(ledger.events, ledger.origins, strict=True)):
        pair = (event.country, event.convention)
        events.setdefault(pair, []).append((number, origin.file, origin.index, event))
    told = {pair: Pair(events=tuple(entries)) for pair, entries in events.items()}
    for slug, roll in ledger.rolls.items():
        for code, row in roll.parties.items():
            file = ledger.defined[f"rolls.{slug}.{code}"]
            told[code, slug] = Pair(told.get((code, slug), Pair()).events, row, file)
    return told
