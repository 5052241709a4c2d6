"""Report the problems of valid entries together with schema errors, and no false ones."""

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
    """The TOML of an event; country and convention are given as TOML, to be invalid."""
    return (
        f"[[events]]\ncountry = {country}\nconvention = {convention}\nstep = '{step}'\n"
        f"date = {day}\nsummary = 's'\n{_SOURCES}"
    )


_ROLL: Final = f"[rolls.ottawa]\nas_of = 2025-01-01\n{_SOURCES}parties.LT.acceded = 2015-01-01\n"
_BACKWARDS: Final = _event("notified", "2010-01-01") + _event("announced", "2020-01-01")
_REJECTED: Final = _event("rejected", "2015-01-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _problems(*texts: str) -> list[tuple[str, str]]:
    """Read texts as layers. Return the check and line of each problem."""
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
    ("text", "schema_error", "other"),
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
            id="country of an invalid event",
        ),
        pytest.param(
            _BASE + _event("objected", "'X'") + "by = 'LX'\n",
            ("wrong-date", "date = 'X'"),
            ("unknown-country", "by = 'LX'"),
            id="objector of an invalid event",
        ),
        pytest.param(
            _BASE + _event("anounced", "2025-01-01", convention="'olso'"),
            ("unknown-step", "step = 'anounced'"),
            ("unknown-treaty", "convention = 'olso'"),
            id="convention of an invalid event",
        ),
        pytest.param(
            _BASE + _ROLL + "[rolls.ottawa.parties.LX]\nsinged = 2000-01-01\n",
            ("unknown-key", "singed = 2000-01-01"),
            ("unknown-country", "[rolls.ottawa.parties.LX]"),
            id="invalid row",
        ),
        pytest.param(
            _BASE
            + _ROLL.replace("2025", "'2025").replace("01-01\ns", "01-01'\ns")
            + "parties.LX = {}\n",
            ("wrong-type", "as_of = '2025-01-01'"),
            ("unknown-country", "parties.LX = {}"),
            id="row of an invalid roll",
        ),
        pytest.param(
            _BASE + _ROLL.replace("ottawa", "olso") + "not = 1\n",
            ("unknown-key", "not = 1"),
            ("unknown-treaty", "[rolls.olso]"),
            id="convention of an invalid roll",
        ),
        pytest.param(
            _BASE + "withdrawal.clock = 'x'\nwithdrawal.exceptions.LX.period = '1 year'\n",
            ("unknown-clock", "withdrawal.clock = 'x'"),
            ("unknown-country", "withdrawal.exceptions.LX.period = '1 year'"),
            id="exception in an invalid clause",
        ),
        pytest.param(
            _BASE + "nam = 1\nwithdrawal.exceptions.LX.article = '1'\n",
            ("unknown-key", "nam = 1"),
            ("unknown-country", "withdrawal.exceptions.LX.article = '1'"),
            id="exception in an invalid convention",
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
            id="code of an invalid country",
        ),
        pytest.param(
            _BASE + "[conventions.X]\nname = 1\n",
            ("wrong-type", "name = 1"),
            ("treaty-slug", "[conventions.X]"),
            id="slug of an invalid convention",
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
            id="any country in another convention",
        ),
        pytest.param(
            "title = 3\n" + _BASE + _BACKWARDS,
            ("wrong-type", "title = 3"),
            ("step-order", "date = 2020-01-01"),
            id="an error at the top level",
        ),
        pytest.param(
            "include = ['0.toml']\n" + _BASE + _BACKWARDS,
            ("include", "include = ['0.toml']"),
            ("step-order", "date = 2020-01-01"),
            id="a circle of includes",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_problem_is_reported_together_with_a_schema_error(
    text: str, schema_error: tuple[str, str], other: tuple[str, str]
) -> None:
    """The schema error does not hide it."""
    problems = _problems(text)
    assert schema_error in problems
    assert other in problems


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
            _BASE + _BACKWARDS + _event("rejected", "2015-01-01", "3"),
            {"wrong-type"},
            id="country of an event",
        ),
        pytest.param(
            _BASE + _BACKWARDS + _event("rejected", "2015-01-01", convention="3"),
            {"wrong-type"},
            id="convention of an event",
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
def test_a_problem_that_a_schema_error_may_explain_is_not_reported(
    text: str, checks: set[str]
) -> None:
    """Only the schema error is."""
    assert {check for check, _ in _problems(text)} == checks


@pytest.mark.usefixtures("folder")
def test_a_roll_defined_twice_makes_its_histories_incomplete() -> None:
    """The rows of the second roll are not read."""
    other = _ROLL.replace("LT", "LV")
    Path("a.toml").write_text(_ROLL, encoding="utf-8")
    main = "include = ['a.toml']\n" + _BASE + _BACKWARDS
    assert _problems(main) == []
    assert [check for check, _ in _problems(main + other)] == ["duplicate"]


@pytest.mark.usefixtures("folder")
def test_an_invalid_entry_counts_as_a_definition() -> None:
    """A second definition is a duplicate, whichever is invalid."""
    good, bad = "countries.LX.name = 'L'\n", "countries.LX.name = 3\n"
    for first, second in ((good, bad), (bad, good)):
        Path("a.toml").write_text(second, encoding="utf-8")
        problems = _problems("include = ['a.toml']\n" + first + _BASE)
        assert sorted(check for check, _ in problems) == ["duplicate", "wrong-type"]


@pytest.mark.usefixtures("folder")
def test_an_invalid_entry_replaces_the_lower_entry() -> None:
    """Problems of the lower entry are not reported, but the rows of a roll stay."""
    over = "format = 1\n[conventions.ottawa]\nnam = 'Mine Ban'\n"
    lower = _BASE + "joining.period = '1 year'\n" + _ROLL + "parties.LX = {}\n"
    assert [check for check, _ in _problems(lower)] == ["clause-shape", "unknown-country"]
    problems = _problems(lower, over + "[rolls.ottawa]\nas_of = 3\n")
    assert ("unknown-country", "parties.LX = {}") in problems
    assert "clause-shape" not in {check for check, _ in problems}


@pytest.mark.usefixtures("folder")
def test_valid_entries_are_kept() -> None:
    """Events keep their numbers in the file."""
    _problems("title = 3\n" + _BASE + _ROLL + "parties.LV = 3\n" + _event("x", "3") + _REJECTED)
    ledger = read_ledger(["0.toml"]).ledger
    assert ledger.title is None
    assert list(ledger.countries) == ["LT", "LV"]
    assert list(ledger.rolls["ottawa"].parties) == ["LT"]
    assert [event.step for event in ledger.events] == ["rejected"]
    assert [origin.index for origin in ledger.event_locations] == [1]
