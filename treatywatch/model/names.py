"""Find the country, convention, group or word that a user typed.

Case, accents and punctuation do not matter, but a prefix alone matches nothing. The error for an
unknown name lists the closest names.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group, Membership
from treatywatch.model.errors import TreatywatchError
from treatywatch.model.ledger import Ledger

_NOT_WORD: Final = re.compile(r"[^\w]+|_")
_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_SIMILARITY_CUTOFF: Final = 0.7
_MAX_SHARING: Final = 2_000
"""The number of entries of the index that are counted for one mistyped name."""
_MAX_CANDIDATES: Final = 20
"""The number of names that are compared letter by letter with one mistyped name."""


class UnknownNameError(TreatywatchError, LookupError):
    """A typed name matches nothing; `nearest` lists the closest names, best first."""

    def __init__(self, kind: str, typed: str, nearest: tuple[str, ...]) -> None:
        self.kind = kind
        self.typed = typed
        self.nearest = nearest
        super().__init__(f"unknown {kind} {typed!r}" + did_you_mean(nearest))


def did_you_mean(nearest: tuple[str, ...]) -> str:
    """Return the question that ends an error message; empty without close names."""
    if not nearest:
        return ""
    from treatywatch.model.text_safety import one_line  # because only a mistyped name needs it

    *others, last = (f'"{one_line(name)}"' for name in nearest)
    return f"; did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


@lru_cache(maxsize=8192)
def normalize_name(text: str) -> str:
    """Return the text without case, accents or punctuation, with single spaces."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


class NameIndex:
    """Known names, indexed by pairs of letters to find those closest to many mistyped names.

    The work for one mistyped name is bounded, however many names are known.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._names_by_pair: dict[str, list[str]] = {}
        self._closest: dict[str, tuple[str, ...]] = {}
        for name in known:
            normalized = normalize_name(name)
            if self._names.setdefault(normalized, name) is name:
                for pair in _letter_pairs(normalized):
                    self._names_by_pair.setdefault(pair, []).append(normalized)

    def closest(self, typed: str) -> tuple[str, ...]:
        """Return at most three known names that look like the typed one, best first."""
        wanted = normalize_name(typed)
        if wanted not in self._closest:
            from difflib import get_close_matches  # adds 2 ms to a start; few names are mistyped

            matches = get_close_matches(
                wanted, self._candidates(wanted), n=3, cutoff=_SIMILARITY_CUTOFF
            )
            self._closest[wanted] = tuple(dict.fromkeys(self._names[match] for match in matches))
        return self._closest[wanted]

    def _candidates(self, wanted: str) -> list[str]:
        """Return the names that share most pairs with the wanted one, the rarest pairs first.

        Names as similar as `_SIMILARITY_CUTOFF` share a pair: without one, at most two thirds of
        their letters can match.
        """
        from heapq import nlargest

        pairs = _letter_pairs(wanted)
        shared: Counter[str] = Counter()
        room = _MAX_SHARING
        for names in sorted((self._names_by_pair.get(pair, []) for pair in pairs), key=len):
            shared.update(names[:room])
            room -= len(names)
            if room <= 0:
                break

        def similarity(name: str) -> float:
            return shared[name] / (len(name) + len(wanted) + 2)

        return nlargest(_MAX_CANDIDATES, shared, key=similarity)


def _letter_pairs(text: str) -> set[str]:
    """Return each pair of neighbouring letters, a space at either end included."""
    return {first + second for first, second in pairwise(f" {text} ")}


def closest_names(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three known names that look like the typed one, best first."""
    return _closest_names(typed, tuple(known))


@lru_cache(maxsize=256)
def _closest_names(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return NameIndex(known).closest(typed)


def country_names(code: str, country: Country) -> Iterator[str]:
    """Yield all names of a country, its display name first."""
    yield country.name
    yield code
    yield from (name for name in (country.un_name, country.official) if name)
    yield from country.aliases


def convention_names(slug: str, convention: Convention) -> Iterator[str]:
    """Yield all names of a convention, its slug first."""
    yield slug
    yield convention.name
    if convention.official:
        yield convention.official
    yield from convention.aliases


def group_names(key: str, group: Group) -> Iterator[str]:
    """Yield all names of a group, its key first."""
    yield key
    if group.name:
        yield group.name
    yield from group.aliases


def find_country(ledger: Ledger, typed: str) -> str:
    """Return the code of a typed country. Raises UnknownNameError."""
    code = typed.upper()
    if code in ledger.countries:
        return code
    names = {c: tuple(country_names(c, country)) for c, country in ledger.countries.items()}
    return _find("country", typed, names, labels={c: n[0] for c, n in names.items()})


def find_convention(ledger: Ledger, typed: str) -> str:
    """Return the slug of a typed convention. Raises UnknownNameError."""
    if typed in ledger.conventions:
        return typed
    names = {s: tuple(convention_names(s, c)) for s, c in ledger.conventions.items()}
    return _find("treaty", typed, names, labels={s: s for s in names})


def find_group(ledger: Ledger, typed: str) -> str:
    """Return the key of a typed group. Raises UnknownNameError."""
    keys = dict.fromkeys(ledger.groups)
    for country in ledger.countries.values():
        keys.update(dict.fromkeys(membership.name for membership in memberships(country)))
    names = {key: tuple(group_names(key, ledger.groups.get(key, Group()))) for key in keys}
    return _find("group", typed, names, labels={key: key for key in names})


COMPLETION_KINDS: Final = ("countries", "conventions", "groups", "topics")
"""The kinds of names that completion offers."""


def completion_names(ledger: Ledger, kind: str) -> dict[str, str]:
    """Return the names of one kind for completion, each with its description or "".

    Countries have codes, conventions slugs and groups keys; topics have no description.
    """
    if kind == "topics":
        topics = {convention.topic for convention in ledger.conventions.values()}
        return dict.fromkeys(sorted(topic for topic in topics if topic), "")
    tables: Mapping[str, Mapping[str, Country | Convention | Group]] = {
        "countries": ledger.countries,
        "conventions": ledger.conventions,
        "groups": ledger.groups,
    }
    return {key: entry.name or "" for key, entry in tables[kind].items()}


def memberships(country: Country) -> Iterator[Membership]:
    """Yield the group memberships of a country, with or without days."""
    for entry in country.groups:
        yield Membership(name=entry) if isinstance(entry, str) else entry


def match_choice(kind: str, typed: str, words: Iterable[str]) -> str:
    """Return the word of a fixed set that was typed. Raises UnknownNameError."""
    return _find(kind, typed, {word: (word,) for word in words})


def _find(
    kind: str,
    typed: str,
    names: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, str] | None = None,
) -> str:
    """Return the key of a typed name; `labels` names the entries in the error."""
    normalized = normalize_name(typed)
    for key, known in names.items():
        if any(normalize_name(name) == normalized for name in known):
            return key
    key_by_name = {name: key for key, known in names.items() for name in known}
    keys = dict.fromkeys(key_by_name[name] for name in closest_names(typed, key_by_name))
    raise UnknownNameError(kind, typed, tuple((labels or {}).get(key, key) for key in keys))
