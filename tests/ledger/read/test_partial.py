"""What is told beside mistakes of shape: everything else that is wrong, and nothing that is not."""

from pathlib import Path
from typing import Final

import pytest

from treatywatch.ledger.read.load import read_ledger

_BASE: Final = """\
format = 1
countries.LT.name = "Lithuania"
countries.LV.name = "Latvia"
conventions.oslo.name = "Cluster Munitions"
[conventions.ottawa]
name = "Mine Ban"
"""
_SOURCES: Final = "sources = [{ title = 't', publisher = 'p' }]\n"


def _event(step: str, day: str, country: str = "'LT'", convention: str = "'ottawa'") -> str:
    """An event; what is given for a country or convention is TOML, and so may be at fault."""
    return (
        f"[[events]]\ncountry = {country}\nconvention = {convention}\nstep = '{step}'\n"
        f"date = {day}\nsummary = 's'\n{_SOURCES}"
    )


_ROLL: Final = f"[rolls.ottawa]\nas_of = 2025-01-01\n{_SOURCES}parties.LT.acceded = 2015-01-01\n"
_BACKWARDS: Final = _event("notified", "2010-01-01") + _event("announced", "2020-01-01")
_REJECTED: Final = _event("rejected", "2015-01-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _told(*texts: str) -> list[tuple[str, str]]:
    """The check of each problem of ledgers laid one over another, and the line it points at."""
    names = [f"{number}.toml" for number, _ in enumerate(texts)]
    for name, text in zip(names, texts, strict=True):
        Path(name).write_text(text, encoding="utf-8")
    reading = read_ledger(names)
    lines = {name: text.split("\n") for name, text in reading.texts.items()}
    return [
        (problem.check, lines[problem.file][(problem.line or 0) - 1])
        for problem in reading.problems
    ]


@pytest.mark.parametrize(
    ("text", "fault", "told"),
    [
        pytest.param(
            _BASE + "nam = 1\n" + _event("remark", "2025-01-01", "'LX'"),
            ("unknown-key", "nam = 1"),
            ("unknown-country", "country = 'LX'"),
            id="another entry",
        ),
        pytest.param(
            _BASE + _event("anounced", "2025-01-01", "'LX'"),
            ("unknown-step", "step = 'anounced'"),
            ("unknown-country", "country = 'LX'"),
            id="country of an event at fault",
        ),
        pytest.param(
            _BASE + _event("objected", "'X'") + "by = 'LX'\n",
            ("wrong-date", "date = 'X'"),
            ("unknown-country", "by = 'LX'"),
            id="objector of an event at fault",
        ),
        pytest.param(
            _BASE + _event("anounced", "2025-01-01", convention="'olso'"),
            ("unknown-step", "step = 'anounced'"),
            ("unknown-treaty", "convention = 'olso'"),
            id="convention of an event at fault",
        ),
        pytest.param(
            _BASE + _ROLL + "[rolls.ottawa.parties.LX]\nsinged = 2000-01-01\n",
            ("unknown-key", "singed = 2000-01-01"),
            ("unknown-country", "[rolls.ottawa.parties.LX]"),
            id="line of a roll at fault",
        ),
        pytest.param(
            _BASE
            + _ROLL.replace("2025", "'2025").replace("01-01\ns", "01-01'\ns")
            + "parties.LX = {}\n",
            ("wrong-type", "as_of = '2025-01-01'"),
            ("unknown-country", "parties.LX = {}"),
            id="line of a roll that is at fault itself",
        ),
        pytest.param(
            _BASE + _ROLL.replace("ottawa", "olso") + "not = 1\n",
            ("unknown-key", "not = 1"),
            ("unknown-treaty", "[rolls.olso]"),
            id="convention of a roll at fault",
        ),
        pytest.param(
            _BASE + "withdrawal.clock = 'x'\nwithdrawal.exceptions.LX.period = '1 year'\n",
            ("unknown-clock", "withdrawal.clock = 'x'"),
            ("unknown-country", "withdrawal.exceptions.LX.period = '1 year'"),
            id="exception in a clause at fault",
        ),
        pytest.param(
            _BASE + "nam = 1\nwithdrawal.exceptions.LX.article = '1'\n",
            ("unknown-key", "nam = 1"),
            ("unknown-country", "withdrawal.exceptions.LX.article = '1'"),
            id="exception in a convention at fault",
        ),
        pytest.param(
            _BASE + "withdrawal.clock = 'x'\njoining.period = '1 year'\n",
            ("unknown-clock", "withdrawal.clock = 'x'"),
            ("clause-shape", "joining.period = '1 year'"),
            id="the other clause",
        ),
        pytest.param(
            _BASE + "[countries.lx]\nname = 1\n",
            ("wrong-type", "name = 1"),
            ("country-code", "[countries.lx]"),
            id="code of a country at fault",
        ),
        pytest.param(
            _BASE + "[conventions.X]\nname = 1\n",
            ("wrong-type", "name = 1"),
            ("treaty-slug", "[conventions.X]"),
            id="slug of a convention at fault",
        ),
        pytest.param(
            _BASE + _event("anounced", "2025-01-01", convention="'oslo'") + _BACKWARDS,
            ("unknown-step", "step = 'anounced'"),
            ("step-order", "date = 2020-01-01"),
            id="history of another convention",
        ),
        pytest.param(
            _BASE + _event("anounced", "2025-01-01", "3", "'oslo'") + _BACKWARDS,
            ("unknown-step", "step = 'anounced'"),
            ("step-order", "date = 2020-01-01"),
            id="whoever's of another convention",
        ),
        pytest.param(
            "title = 3\n" + _BASE + _BACKWARDS,
            ("wrong-type", "title = 3"),
            ("step-order", "date = 2020-01-01"),
            id="a fault at the top",
        ),
        pytest.param(
            "include = ['0.toml']\n" + _BASE + _BACKWARDS,
            ("include", "include = ['0.toml']"),
            ("step-order", "date = 2020-01-01"),
            id="a circle, which hides nothing",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_told(text: str, fault: tuple[str, str], told: tuple[str, str]) -> None:
    """A mistake is told in its place, though something else is at fault."""
    found = _told(text)
    assert fault in found
    assert told in found


_LX: Final = _event("remark", "2025-01-01", "'LX'")
_OLSO: Final = _event("remark", "2025-01-01", convention="'olso'")


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        pytest.param(_BASE + _LX + "[countries.LX]\n", {"missing-key"}, id="country"),
        pytest.param(_BASE + _OLSO + "[conventions.olso]\n", {"missing-key"}, id="convention"),
        pytest.param(_BASE + _LX + "[countrys.LX]\nname = 'L'\n", {"unknown-key"}, id="table"),
        pytest.param(_BASE + _OLSO + "[treaties.olso]\n", {"unknown-key"}, id="table of treaties"),
        pytest.param(
            "format = 1\ncountries = [3]\nconventions = 3\n" + _LX, {"wrong-type"}, id="all tables"
        ),
        pytest.param("include = 'a.toml'\n" + _BASE + _LX, {"wrong-type"}, id="include"),
        pytest.param("inclde = 'a'\n" + _BASE + _LX, {"unknown-key"}, id="include misspelt"),
        pytest.param("parts = ['a.toml']\n" + _BASE + _LX, {"unknown-key"}, id="include by guess"),
        pytest.param(_BASE + "include = ['a.toml']\n" + _OLSO, {"unknown-key"}, id="out of place"),
        pytest.param(
            _BASE + _BACKWARDS + _REJECTED.replace("2015-01-01", "''"), {"wrong-date"}, id="event"
        ),
        pytest.param(
            _BASE + _BACKWARDS + _event("rejected", "2015-01-01", "3"), {"wrong-type"}, id="whose"
        ),
        pytest.param(
            _BASE + _BACKWARDS + _event("rejected", "2015-01-01", convention="3"),
            {"wrong-type"},
            id="of what",
        ),
        pytest.param(_BASE + _BACKWARDS + _ROLL + "contest = true\n", {"unknown-key"}, id="roll"),
        pytest.param(
            _BASE + _BACKWARDS + _ROLL + "parties.LT.contest = true\n", {"unknown-key"}, id="row"
        ),
        pytest.param("rolls = 3\n" + _BASE + _BACKWARDS, {"wrong-type"}, id="all rolls"),
        pytest.param(
            _BASE + _BACKWARDS + _REJECTED.replace("events", "event"), {"unknown-key"}, id="events"
        ),
        pytest.param(
            _BASE + _BACKWARDS.replace("announced", "notified") + _event("rejected", "'x'"),
            {"wrong-date"},
            id="contradiction",
        ),
        pytest.param(
            _BASE
            + _event("effective", "2010-01-01")
            + _event("notified", "2020-01-01")
            + _event("consented", "'x'"),
            {"wrong-date"},
            id="effective before notified",
        ),
        pytest.param(
            _BASE
            + _event("remark", "'x'")
            + _event("remark", "2025-01-01")
            + "replaces = 2024-01-01\n",
            {"wrong-date"},
            id="replaces nothing",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_not_told(text: str, checks: set[str]) -> None:
    """What may be right once a mistake is mended is not told as another."""
    assert {check for check, _ in _told(text)} == checks


@pytest.mark.usefixtures("folder")
def test_a_roll_told_twice() -> None:
    """The rows of the second are not read, so that no history of that convention is whole."""
    other = _ROLL.replace("LT", "LV")
    Path("a.toml").write_text(_ROLL, encoding="utf-8")
    main = "include = ['a.toml']\n" + _BASE + _BACKWARDS
    assert _told(main) == []
    assert [check for check, _ in _told(main + other)] == ["duplicate"]


@pytest.mark.usefixtures("folder")
def test_an_entry_at_fault_is_defined() -> None:
    """To define it once more is a mistake, whichever of the two is at fault."""
    good, bad = "countries.LX.name = 'L'\n", "countries.LX.name = 3\n"
    for first, second in ((good, bad), (bad, good)):
        Path("a.toml").write_text(second, encoding="utf-8")
        found = _told("include = ['a.toml']\n" + first + _BASE)
        assert sorted(check for check, _ in found) == ["duplicate", "wrong-type"]


@pytest.mark.usefixtures("folder")
def test_an_entry_at_fault_takes_the_place_of_one_below() -> None:
    """What is wrong with the one below is then no mistake; its roll's rows stay."""
    over = "format = 1\n[conventions.ottawa]\nnam = 'Mine Ban'\n"
    lower = _BASE + "joining.period = '1 year'\n" + _ROLL + "parties.LX = {}\n"
    assert [check for check, _ in _told(lower)] == ["clause-shape", "unknown-country"]
    found = _told(lower, over + "[rolls.ottawa]\nas_of = 3\n")
    assert ("unknown-country", "parties.LX = {}") in found
    assert "clause-shape" not in {check for check, _ in found}


@pytest.mark.usefixtures("folder")
def test_what_could_be_read_is_kept() -> None:
    """Entries without a fault are read, events under the numbers that they have in the file."""
    _told("title = 3\n" + _BASE + _ROLL + "parties.LV = 3\n" + _event("x", "3") + _REJECTED)
    ledger = read_ledger(["0.toml"]).ledger
    assert ledger.title is None
    assert list(ledger.countries) == ["LT", "LV"]
    assert list(ledger.rolls["ottawa"].parties) == ["LT"]
    assert [event.step for event in ledger.events] == ["rejected"]
    assert [origin.index for origin in ledger.event_locations] == [1]
