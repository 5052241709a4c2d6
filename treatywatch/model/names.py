"""From what the user typed to the country, convention, group, step or stage meant.

Names match in any case, with or without accents and punctuation; nothing matches by its beginning
alone. What matches nothing is answered with the nearest names.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group, Membership
from treatywatch.model.errors import TreatywatchError
from treatywatch.model.ledger import Ledger

_NOT_WORD: Final = re.compile(r"[^\w]+|_")
_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_CLOSE: Final = 0.7


class UnknownNameError(TreatywatchError, LookupError):
    """What was typed names nothing; `nearest` are the names it may have meant, best first."""

    def __init__(self, kind: str, typed: str, nearest: tuple[str, ...]) -> None:
        self.kind = kind
        self.typed = typed
        self.nearest = nearest
        super().__init__(f"unknown {kind} {typed!r}" + did_you_mean(nearest))


def did_you_mean(nearest: tuple[str, ...]) -> str:
    """A question that ends an error message, on one line; empty where nothing is near."""
    if not nearest:
        return ""
    from treatywatch.model.text_safety import one_line  # a mistyped name only

    *others, last = (f'"{one_line(name)}"' for name in nearest)
    return f"; did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


@lru_cache(maxsize=8192)
def normalize_name(text: str) -> str:
    """The text as names are compared: no case, accents or punctuation, single spaces."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def closest_names(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three known names that look like what was typed, best first."""
    from difflib import get_close_matches  # a mistyped name only: costs every other start 2 ms

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(normalize_name(name), name)
    matches = get_close_matches(normalize_name(typed), folded, n=3, cutoff=_CLOSE)
    return tuple(dict.fromkeys(folded[match] for match in matches))


def country_names(code: str, country: Country) -> Iterator[str]:
    """Everything a country goes by, its display name first."""
    yield country.name
    yield code
    yield from (name for name in (country.un_name, country.official) if name)
    yield from country.aliases


def convention_names(slug: str, convention: Convention) -> Iterator[str]:
    """Everything a convention goes by, its slug first."""
    yield slug
    yield convention.name
    if convention.official:
        yield convention.official
    yield from convention.aliases


def group_names(key: str, group: Group) -> Iterator[str]:
    """Everything a group goes by, its key first."""
    yield key
    if group.name:
        yield group.name
    yield from group.aliases


def find_country(ledger: Ledger, typed: str) -> str:
    """The code of the country that was typed. Raises UnknownName."""
    code = typed.upper()
    if code in ledger.countries:
        return code
    names = {c: tuple(country_names(c, country)) for c, country in ledger.countries.items()}
    return _find("country", typed, names, show={c: n[0] for c, n in names.items()})


def find_convention(ledger: Ledger, typed: str) -> str:
    """The slug of the convention that was typed. Raises UnknownName."""
    if typed in ledger.conventions:
        return typed
    names = {s: tuple(convention_names(s, c)) for s, c in ledger.conventions.items()}
    return _find("treaty", typed, names, show={s: s for s in names})


def find_group(ledger: Ledger, typed: str) -> str:
    """The key of the group that was typed, as countries name it. Raises UnknownName."""
    keys = dict.fromkeys(ledger.groups)
    for country in ledger.countries.values():
        keys.update(dict.fromkeys(membership.name for membership in memberships(country)))
    names = {key: tuple(group_names(key, ledger.groups.get(key, Group()))) for key in keys}
    return _find("group", typed, names, show={key: key for key in names})


COMPLETION_KINDS: Final = ("countries", "conventions", "groups", "topics")
"""What may be offered while a name is typed."""


def completion_names(ledger: Ledger, kind: str) -> dict[str, str]:
    """The names of one kind that may be typed, each with what is shown beside it, if anything.

    Countries by code with their names, conventions by slug with theirs, groups by key, topics.
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
    """A country's stays in groups, with or without days."""
    for entry in country.groups:
        yield Membership(name=entry) if isinstance(entry, str) else entry


def match_choice(kind: str, typed: str, words: Iterable[str]) -> str:
    """The one of a fixed set of words that was typed. Raises UnknownName."""
    return _find(kind, typed, {word: (word,) for word in words})


def _find(
    kind: str,
    typed: str,
    names: Mapping[str, tuple[str, ...]],
    show: Mapping[str, str] | None = None,
) -> str:
    """The key of the entry with that name; a near miss is answered with what `show` calls it."""
    wanted = normalize_name(typed)
    for key, known in names.items():
        if any(normalize_name(name) == wanted for name in known):
            return key
    meant = {name: key for key, known in names.items() for name in known}
    keys = dict.fromkeys(meant[name] for name in closest_names(typed, meant))
    raise UnknownNameError(kind, typed, tuple((show or {}).get(key, key) for key in keys))
