"""Ledgers to spoil: small ones out of the ledger that ships, and the broken ones of the tests."""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from treatywatch.ledger.read.load import load
from treatywatch.ledger.write.toml_writer import file_text
from treatywatch.model.ledger import LedgerFile

_ROOT: Final = Path(__file__).resolve().parent.parent
_EVENT: Final = re.compile(r"^(?=\[\[events\]\])", re.MULTILINE)
_COUNTRY: Final = re.compile(r'^country = "([A-Z]{2})"', re.MULTILINE)
_ROW: Final = re.compile(r"^([A-Z]{2}) = \{.*\n?", re.MULTILINE)
_CODE: Final = re.compile(r"\b[A-Z]{2}\b")
_HEAD: Final = 'format = 1\ntitle = "Exits"\ncurrent_to = 2026-10-07\n'
_BROKEN_ONES: Final = 0.2
_STATES: Final = 3


class _File(NamedTuple):
    """The text of a convention's file, or of a roll's, less its list, and the list by country."""

    head: str
    entries: tuple[tuple[str, str], ...]

    def excerpt(self, states: list[str]) -> str:
        """The text with only what it lists of some States: all of it, so that it still holds."""
        return self.head + "".join(entry for code, entry in self.entries if code in states)


class Seeds:
    """The ledgers to begin with; reading the shipped one takes half a second, so it is done once."""

    def __init__(self) -> None:
        countries = load(_ROOT / "data" / "events.toml").countries.items()
        self._countries = {
            code: file_text(LedgerFile(countries={code: country})) for code, country in countries
        }
        conventions = {path.stem: _convention(path) for path in _files("data/conventions")}
        self._conventions = {name: file for name, file in conventions.items() if file.entries}
        self._rolls = {path.stem: _roll(path) for path in _files("data/rolls")}
        self._broken = [path.read_bytes() for path in _files("tests/bad")]

    def draw(self, chance: Random) -> bytes:
        """A ledger that is mostly sound: one convention and what befell a few States with it."""
        if chance.random() < _BROKEN_ONES:
            return chance.choice(self._broken)
        return self.sound(chance).encode()

    def sound(self, chance: Random) -> str:
        """A ledger without a mistake."""
        name = chance.choice(sorted(self._conventions))
        files = [file for kind in (self._rolls, self._conventions) if (file := kind.get(name))]
        known = sorted({code for file in files for code, _ in file.entries} & set(self._countries))
        states = chance.sample(known, min(_STATES, len(known)))
        return _whole("".join(file.excerpt(states) for file in files), self._countries)


def _whole(text: str, countries: Mapping[str, str]) -> str:
    """The text with a head, and all countries that it names, before it."""
    named = sorted(countries.keys() & set(_CODE.findall(text)))
    return "".join((_HEAD, *(countries[code] for code in named), text))


def _files(folder: str) -> list[Path]:
    return sorted((_ROOT / folder).glob("*.toml"))


def _convention(path: Path) -> _File:
    head, *events = _EVENT.split(path.read_text(encoding="utf-8"))
    return _File(head, tuple((_COUNTRY.findall(event)[0], event) for event in events))


def _roll(path: Path) -> _File:
    text = path.read_text(encoding="utf-8")
    rows = tuple((match[1], match[0]) for match in _ROW.finditer(text))
    return _File(_ROW.sub("", text), rows)
