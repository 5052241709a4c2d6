"""Rules about names: that each means one thing."""

from collections.abc import Iterable, Iterator, Mapping

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group
from treatywatch.model.errors import KeyPath
from treatywatch.model.names import (
    closest_names,
    convention_names,
    country_names,
    did_you_mean,
    group_names,
    normalize_name,
)


def shared_name(context: CheckContext) -> Iterator[Finding]:
    """No two countries, conventions or groups go by the same name or alias."""
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
            for name in names:
                owner = owners.setdefault(normalize_name(name), key)
                if owner != key:
                    message = f'"{name}" is a name of {owner} and of {key}'
                    hint = "keep it for one of the two"
                    place = _place(getattr(ledger, table)[key], name)
                    path = (table, key, *place)
                    yield context.table_finding(path, message, hint, at_key=not place)


def _place(entry: Country | Convention | Group, name: str) -> KeyPath:
    """The way to a name inside its entry; none to a name that is the entry's own key."""
    for key in ("name", "un_name", "official"):
        if getattr(entry, key, None) == name:
            return (key,)
    return ("aliases", entry.aliases.index(name)) if name in entry.aliases else ()


def unknown_group(context: CheckContext) -> Iterator[Finding]:
    """Every group that a country is in is defined, where any group is."""
    groups = context.ledger.groups
    if not groups:
        return
    for code, country in context.ledger.countries.items():
        for number, entry in enumerate(country.groups):
            name, place = (entry, ()) if isinstance(entry, str) else (entry.name, ("name",))
            if name not in groups:
                message = f'unknown group "{name}"'
                meant = did_you_mean(closest_names(name, groups)).removeprefix("; ")
                hint = meant or f'define it as [groups."{name}"]'
                path = ("countries", code, "groups", number, *place)
                yield context.table_finding(path, message, hint, at_key=False)
