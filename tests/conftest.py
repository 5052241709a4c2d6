"""Fixtures that read ledgers, compare expected outputs and keep the user's files out of tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import pytest

import treatywatch
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import Problem
from treatywatch.model.ledger import Ledger

PREAMBLE: Final = """\
format = 1

[countries.LT]
name = "Lithuania"
official = "Republic of Lithuania"
aliases = ["Lietuva", "LTU"]
groups = ["EU", "Baltic States"]

[countries.PL]
name = "Poland"
aliases = ["Polska"]
groups = ["EU"]

[countries.FI]
name = "Finland"
aliases = ["Suomi"]

[countries.US]
name = "United States"

[conventions.ottawa]
name = "Anti-Personnel Mine Ban Convention"
aliases = ["apmbc", "Mine Ban Treaty"]
in_force = 1999-03-01
joining.article = "17(2)"
joining.period = "5 months"
joining.effect = "first-of-next-month"
joining.late = { after = "deposit", number = 40, date = 1998-09-16 }
withdrawal.article = "20"
withdrawal.period = "6 months"
withdrawal.armed_conflict = true

[conventions.op1]
name = "Optional Protocol to the Covenant on Civil and Political Rights"
in_force = 1976-03-23
joining.article = "9"
joining.period = "3 months"
withdrawal.article = "12"
withdrawal.period = "3 months"

[conventions.paris]
name = "Paris Agreement"
in_force = 2016-11-04
joining.article = "21(3)"
joining.period = "30 days"
joining.late = { after = "deposit", date = 2016-10-05 }
withdrawal.article = "28"
withdrawal.period = "1 year"
withdrawal.earliest = { period = "3 years", after = "in-force-for-party" }
withdrawal.later_date_allowed = true

[conventions.who]
name = "Constitution of the World Health Organization"
in_force = 1948-04-07
withdrawal.exceptions.US = { article = "Reservation of 1948", period = "1 year" }

[conventions.inf]
name = "Intermediate-Range Nuclear Forces Treaty"
in_force = 1988-06-01
ended = 2019-08-02

[conventions.ctbt]
name = "Comprehensive Nuclear-Test-Ban Treaty"

"""
"""Four countries and six conventions, without rolls and events."""


@pytest.fixture(autouse=True, scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the ledgers and caches of the user out of tests, in this process and in others."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session")
def shipped() -> Ledger:
    """Return the ledger in the package, read once for all tests."""
    return treatywatch.load()


class ProblemsOf(Protocol):
    """Reads a TOML text, without the preamble."""

    def __call__(self, text: str, name: str = "ledger.toml") -> tuple[Problem, ...]:
        """Return the problems of the text."""


@pytest.fixture
def ledger_of(tmp_path: Path) -> Callable[[str], Ledger]:
    """Read the preamble and a TOML text; fail on any problem."""

    def read(text: str) -> Ledger:
        path = tmp_path / "ledger.toml"
        path.write_text(PREAMBLE + text, encoding="utf-8", newline="")
        reading = read_ledger((path,))
        assert reading.problems == ()
        return reading.ledger

    return read


@pytest.fixture
def problems_of(tmp_path: Path) -> ProblemsOf:
    """Return the problems of a TOML text in a file of a given name."""

    def read(text: str, name: str = "ledger.toml") -> tuple[Problem, ...]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read_ledger((path,)).problems

    return read


@pytest.fixture
def layered(tmp_path: Path) -> Callable[..., Ledger]:
    """Read TOML texts as layers, the first after the preamble; fail on any problem.

    The files are named 1.toml, 2.toml and so on.
    """

    def read(lowest: str, *upper: str) -> Ledger:
        texts = [PREAMBLE + lowest, *(f"format = 1\n{text}" for text in upper)]
        paths = [tmp_path / f"{number}.toml" for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8", newline="")
        reading = read_ledger(paths)
        assert reading.problems == ()
        return reading.ledger

    return read


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites expected outputs."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected outputs")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compare bytes with those of a file, or rewrite the file under --update-golden."""

    def compare(path: Path, content: bytes) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert content.decode() == path.read_bytes().decode()

    return compare
