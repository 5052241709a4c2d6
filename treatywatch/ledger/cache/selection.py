"""Read as much of a cached ledger as a question needs."""

from collections.abc import Mapping, Sequence

import msgspec

from treatywatch.ledger.cache.encoding import CacheCorruptError, CachedPair, CacheHeader
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.events import PairKey
from treatywatch.model.ledger import EventLocation, Ledger
from treatywatch.model.rolls import Roll


class Request(msgspec.Struct, frozen=True):
    """The countries and conventions, as typed, that a question is about; none means all.

    `all_parties` adds what any other country did in the conventions.
    """

    countries: Sequence[str] = ()
    conventions: Sequence[str] = ()
    all_parties: bool = False


class Selection:
    """Ledgers cut from a cache to what a request needs."""

    def __init__(self, reader: CacheReader, header: CacheHeader) -> None:
        self._reader = reader
        self._header = header

    def ledger(self, request: Request) -> Ledger | None:
        """Return the requested part of the ledger, or None if a requested name is unknown.

        The part has all events and roll rows of the request, and every country and convention that
        these name. Raises CacheCorruptError if an entry is missing or damaged.
        """
        codes = [self._country(typed) for typed in request.countries]
        slugs = [self._convention(typed) for typed in request.conventions]
        if not all(codes) or not all(slugs):
            return None
        return self._part([c for c in codes if c], [s for s in slugs if s], request)

    def _country(self, typed: str) -> str | None:
        code = typed.upper()
        return code if code in self._header.countries else self._reader.find_key("country", typed)

    def _convention(self, typed: str) -> str | None:
        known = typed in self._header.conventions
        return typed if known else self._reader.find_key("convention", typed)

    def _part(self, codes: list[str], slugs: list[str], request: Request) -> Ledger:
        header = self._header
        pairs = self._pairs([] if request.all_parties else codes, slugs)
        events = sorted(entry for pair in pairs.values() for entry in pair.events)
        partial = bool(codes or slugs)
        named = {code for code, _ in pairs} | {e.by for *_, e in events if e.by} | set(codes)
        concerned = {slug for _, slug in pairs} | set(slugs)
        countries = [code for code in header.countries if not partial or code in named]
        conventions = [slug for slug in header.conventions if not partial or slug in concerned]
        rolls = [slug for slug in header.rolls if not partial or slug in concerned]
        return Ledger(
            title=header.title,
            current_to=header.current_to,
            groups={} if partial else self._reader.entry("groups", "", dict[str, Group]),
            countries=self._reader.entries("country", countries, Country),
            conventions=self._reader.entries("convention", conventions, Convention),
            rolls={slug: self._roll(slug, pairs) for slug in rolls},
            events=tuple(event for *_, event in events),
            event_locations=tuple(
                EventLocation(file=file, index=index) for _, file, index, _ in events
            ),
            file_by_key=self._file_by_key(pairs, partial=partial),
            files=header.files,
            sha256=header.sha256,
        )

    def _pairs(self, codes: list[str], slugs: list[str]) -> dict[PairKey, CachedPair]:
        """Return the pairs of the countries and conventions. Raises CacheCorruptError."""
        header = self._header
        everything = None if codes or slugs else self._reader.all_pairs()
        pairs = self._reader.pairs(codes, slugs) if everything is None else everything
        if codes and slugs:
            expected = {
                (code, slug)
                for code in codes
                for slug in self._reader.entry("conventions of", code, tuple[str, ...])
                if slug in slugs
            }
            if pairs.keys() != expected:
                raise CacheCorruptError
            return pairs
        keys, counts = (codes, header.countries) if codes else (slugs, header.conventions)
        total = sum(counts[key] for key in set(keys)) if keys else sum(counts.values())
        if len(pairs) != total:
            raise CacheCorruptError
        return pairs

    def _roll(self, slug: str, pairs: Mapping[PairKey, CachedPair]) -> Roll:
        rows = {
            code: pair.row
            for (code, convention), pair in pairs.items()
            if convention == slug and pair.row is not None
        }
        return msgspec.structs.replace(self._reader.entry("roll", slug, Roll), parties=rows)

    def _file_by_key(self, pairs: Mapping[PairKey, CachedPair], *, partial: bool) -> dict[str, int]:
        tables = {} if partial else self._reader.entry("file by key", "", dict[str, int])
        return tables | {
            f"rolls.{slug}.{code}": pair.row_file
            for (code, slug), pair in pairs.items()
            if pair.row_file is not None
        }
