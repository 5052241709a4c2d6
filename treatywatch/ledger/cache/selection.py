"""As much of a ledger as a question needs, from its compiled copy."""

from collections.abc import Mapping, Sequence

import msgspec

from treatywatch.ledger.cache.encoding import CacheCorruptError, CachedPair, CacheHeader
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.ledger import EventLocation, Ledger
from treatywatch.model.rolls import Roll


class Request(msgspec.Struct, frozen=True):
    """The countries and conventions, as typed, of which alone something is asked; none means all.

    `all_parties` asks of the conventions what is told of any country.
    """

    countries: Sequence[str] = ()
    conventions: Sequence[str] = ()
    all_parties: bool = False


class Selection:
    """A ledger, or as much of one as a question needs, from a copy."""

    def __init__(self, shelf: CacheReader, head: CacheHeader) -> None:
        self._shelf = shelf
        self._head = head

    def ledger(self, wanted: Request) -> Ledger | None:
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
        return code if code in self._head.countries else self._shelf.find_key("country", typed)

    def _convention(self, typed: str) -> str | None:
        known = typed in self._head.conventions
        return typed if known else self._shelf.find_key("convention", typed)

    def _joined(self, codes: list[str], slugs: list[str], wanted: Request) -> Ledger:
        head = self._head
        pairs = self._pairs([] if wanted.all_parties else codes, slugs)
        numbered = sorted(entry for pair in pairs.values() for entry in pair.events)
        some = bool(codes or slugs)
        involved = {code for code, _ in pairs} | {e.by for *_, e in numbered if e.by} | set(codes)
        concerned = {slug for _, slug in pairs} | set(slugs)
        countries = [code for code in head.countries if not some or code in involved]
        conventions = [slug for slug in head.conventions if not some or slug in concerned]
        return Ledger(
            title=head.title,
            current_to=head.current_to,
            groups={} if some else self._shelf.entry("groups", "", dict[str, Group]),
            countries=self._shelf.entries("country", countries, Country),
            conventions=self._shelf.entries("convention", conventions, Convention),
            rolls={s: self._roll(s, pairs) for s in head.rolls if not some or s in concerned},
            events=tuple(event for *_, event in numbered),
            event_locations=tuple(
                EventLocation(file=file, index=index) for _, file, index, _ in numbered
            ),
            file_by_key=self._defined(pairs, some=some),
            files=head.files,
            sha256=head.sha256,
        )

    def _pairs(self, codes: list[str], slugs: list[str]) -> dict[tuple[str, str], CachedPair]:
        """The pairs of some countries and conventions. Raises Damaged where one has gone missing."""
        head = self._head
        whole = None if codes or slugs else self._shelf.all_pairs()
        pairs = self._shelf.pairs(codes, slugs) if whole is None else whole
        if codes and slugs:
            told = {(c, s) for c in codes for s in self._shelf.entry("told", c, tuple[str, ...])}
            if pairs.keys() != {(c, s) for c, s in told if s in slugs}:
                raise CacheCorruptError
            return pairs
        keys, counts = (codes, head.countries) if codes else (slugs, head.conventions)
        expected = sum(counts[key] for key in keys) if keys else sum(counts.values())
        if len(pairs) != expected:
            raise CacheCorruptError
        return pairs

    def _roll(self, slug: str, pairs: Mapping[tuple[str, str], CachedPair]) -> Roll:
        rows = {
            code: pair.row
            for (code, of), pair in pairs.items()
            if of == slug and pair.row is not None
        }
        return msgspec.structs.replace(self._shelf.entry("roll", slug, Roll), parties=rows)

    def _defined(
        self, pairs: Mapping[tuple[str, str], CachedPair], *, some: bool
    ) -> dict[str, int]:
        tables = {} if some else self._shelf.entry("defined", "", dict[str, int])
        return tables | {
            f"rolls.{slug}.{code}": pair.row_file
            for (code, slug), pair in pairs.items()
            if pair.row_file is not None
        }
