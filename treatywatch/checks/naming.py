"""Rules on names: each name means one entry, and each group is defined."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from unicodedata import combining, normalize
from unicodedata import name as character_name

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.errors import KeyPath
from treatywatch.model.names import (
    NameIndex,
    convention_names,
    country_names,
    did_you_mean,
    group_names,
    normalize_name,
)

_LOOK_ALIKE_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""The scripts with letters that look like those of another, as Unicode's character names start."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def shared_name(context: CheckContext) -> Iterator[Finding]:
    """No two countries, conventions or groups share a name or alias."""
    ledger = context.ledger
    kinds: Mapping[str, Mapping[str, Iterable[str]]] = {
        "countries": {key: country_names(key, entry) for key, entry in ledger.countries.items()},
        "conventions": {
            key: convention_names(key, entry) for key, entry in ledger.conventions.items()
        },
        "groups": {key: group_names(key, entry) for key, entry in ledger.groups.items()},
    }
    for table, entries in kinds.items():
        owners: dict[str, str] = {}
        for key, names in entries.items():
            shared = [
                (name, owner)
                for name in names
                if (owner := owners.setdefault(normalize_name(name), key)) != key
            ]
            paths = _paths_by_name(getattr(ledger, table)[key]) if shared else {}
            for name, owner in shared:
                message = f'"{name}" is a name of {owner} and of {key}'
                hint = "keep it for one of the two"
                path = paths.get(name, ())
                yield context.table_finding(
                    (table, key, *path), message, hint, at_key=name not in paths
                )


def _paths_by_name(entry: Country | Convention | Group) -> dict[str, KeyPath]:
    """Return the path to each name inside an entry."""
    aliases: list[tuple[str, KeyPath]] = [
        (name, ("aliases", number)) for number, name in enumerate(entry.aliases)
    ]
    keys = ("official", "un_name", "name")
    named = [(name, (key,)) for key in keys if (name := getattr(entry, key, None)) is not None]
    return dict([*reversed(aliases), *named])


def unknown_group(context: CheckContext) -> Iterator[Finding]:
    """Every group of a country is defined, if the ledger defines any."""
    groups = context.ledger.groups
    if not groups:
        return
    index = NameIndex(groups)
    for code, country in context.ledger.countries.items():
        for number, entry in enumerate(country.groups):
            name, path = (entry, ()) if isinstance(entry, str) else (entry.name, ("name",))
            if name not in groups:
                message = f'unknown group "{name}"'
                suggestion = did_you_mean(index.closest(name)).removeprefix("; ")
                hint = suggestion or f'define it as [groups."{name}"]'
                yield context.table_finding(
                    ("countries", code, "groups", number, *path), message, hint, at_key=False
                )


def mixed_script(context: CheckContext) -> Iterator[Finding]:
    """No word of a name or title mixes letters of scripts that look alike."""
    for table in ("countries", "conventions", "groups"):
        for key, entry in getattr(context.ledger, table).items():
            names: dict[str, KeyPath] = {key: ()} | _paths_by_name(entry)
            for name, path in names.items():
                if word := _mixed_word(name):
                    yield context.table_finding(
                        (table, key, *path), *_mixed_message(word), at_key=not path
                    )
    for file in context.ledger.files:
        if file.title and (word := _mixed_word(file.title)):
            message, hint = _mixed_message(word)
            yield Finding(file=file.name, message=message, hint=hint, path=("title",))


def _mixed_word(text: str) -> str | None:
    """Return the first word with letters of two scripts that look alike, if any."""
    if text.isascii():
        return None
    # Without the marks, which would split a word.
    letters = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return next((word for word in _WORD.findall(letters) if len(_scripts(word)) > 1), None)


def _scripts(word: str) -> list[str]:
    """Return the scripts of a word that have look-alikes, in the order of their letters."""
    scripts = dict.fromkeys(character_name(c, "").partition(" ")[0] for c in word)
    return [script for script in scripts if script in _LOOK_ALIKE_SCRIPTS]


def _mixed_message(word: str) -> tuple[str, str]:
    first, second, *_ = (script.title() for script in _scripts(word))
    return (
        f'"{word}" mixes {first} and {second} letters',
        "write the whole word in the letters of one script",
    )
