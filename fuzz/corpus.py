"""Ledgers to mutate: excerpts of the shipped ledger, and the bad ledgers of the tests."""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from treatywatch.ledger.read.load import load
from treatywatch.ledger.write.toml_writer import file_text
from treatywatch.model.ledger import LedgerFile

_ROOT: Final = Path(__file__).resolve().parent.parent
_EVENT_START: Final = re.compile(r"^(?=\[\[events\]\])", re.MULTILINE)
_COUNTRY: Final = re.compile(r'^country = "([A-Z]{2})"', re.MULTILINE)
_ROLL_ROW: Final = re.compile(r"^([A-Z]{2}) = \{.*\n?", re.MULTILINE)
_CODE: Final = re.compile(r"\b[A-Z]{2}\b")
_PREAMBLE: Final = 'format = 1\ntitle = "Exits"\ncurrent_to = 2026-10-07\n'
_BAD_SHARE: Final = 0.2
_MOST_STATES: Final = 3


class _File(NamedTuple):
    """Text of a convention's or roll's file, with its events or rows by country."""

    head: str
    entries: tuple[tuple[str, str], ...]

    def excerpt(self, states: list[str]) -> str:
        """Return the text with all entries of some States and none of others."""
        return self.head + "".join(entry for code, entry in self.entries if code in states)


class Corpus:
    """Ledgers to mutate. Creating a corpus takes half a second, to read the shipped ledger."""

    def __init__(self) -> None:
        countries = load(_ROOT / "data" / "events.toml").countries.items()
        self._countries = {
            code: file_text(LedgerFile(countries={code: country})) for code, country in countries
        }
        conventions = {
            path.stem: _read_convention_file(path) for path in _files("data/conventions")
        }
        self._conventions = {name: file for name, file in conventions.items() if file.entries}
        self._rolls = {path.stem: _read_roll_file(path) for path in _files("data/rolls")}
        self._bad = [path.read_bytes() for path in _files("tests/bad")]

    def draw(self, random: Random) -> bytes:
        """Return a valid ledger, or sometimes a bad one."""
        if random.random() < _BAD_SHARE:
            return random.choice(self._bad)
        return self.valid(random).encode()

    def valid(self, random: Random) -> str:
        """Return a valid ledger: one convention with the entries of a few States."""
        name = random.choice(sorted(self._conventions))
        files = [file for kind in (self._rolls, self._conventions) if (file := kind.get(name))]
        known = sorted({code for file in files for code, _ in file.entries} & set(self._countries))
        states = random.sample(known, min(_MOST_STATES, len(known)))
        return _with_preamble("".join(file.excerpt(states) for file in files), self._countries)


def _with_preamble(text: str, countries: Mapping[str, str]) -> str:
    """Put the first keys and the countries that the text names before the text."""
    named = sorted(countries.keys() & set(_CODE.findall(text)))
    return "".join((_PREAMBLE, *(countries[code] for code in named), text))


def _files(folder: str) -> list[Path]:
    return sorted((_ROOT / folder).glob("*.toml"))


def _read_convention_file(path: Path) -> _File:
    head, *events = _EVENT_START.split(path.read_text(encoding="utf-8"))
    return _File(head, tuple((_COUNTRY.findall(event)[0], event) for event in events))


def _read_roll_file(path: Path) -> _File:
    text = path.read_text(encoding="utf-8")
    rows = tuple((match[1], match[0]) for match in _ROLL_ROW.finditer(text))
    return _File(_ROLL_ROW.sub("", text), rows)
