"""The library: the commands' questions, asked from Python."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import treatywatch
from tests.conftest import PREAMBLE
from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.diff import diff_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.answers.timeline import timeline_answer
from treatywatch.model.names import UnknownNameError
from treatywatch.standing.as_of import AsOf

FROM, TO = date(2025, 1, 1), date(2025, 9, 1)
EVENTS = roll("op1", "FI = { acceded = 1975-08-19 }") + events(
    "LT ottawa announced 2025-03-18",
    "PL ottawa announced 2025-03-07",
    "LT op1 announced 2025-06-01",
)


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        ({}, "PL ottawa, LT op1, LT ottawa"),
        ({"country": "Lietuva"}, "LT op1, LT ottawa"),
        ({"country": ["poland", "LTU"], "convention": "Mine Ban Treaty"}, "PL ottawa, LT ottawa"),
        ({"convention": ("op1", "who")}, "LT op1"),
        ({"group": "baltic states"}, "LT op1, LT ottawa"),
        ({"known_on": date(2025, 3, 7)}, "PL ottawa"),
        ({"include_all": True, "convention": "op1"}, "LT op1, FI op1"),
    ],
    ids=str,
)
def test_any_name_selects(options: dict[str, Any], pairs: str, ledger_of: LedgerOf) -> None:
    """Countries, conventions and groups go by any name, alone or combined."""
    ledger = ledger_of(EVENTS)
    items = treatywatch.status(ledger, as_of=TO, **options)
    listed = {f"{item.country} {item.convention}" for item in items}
    assert listed == set(pairs.split(", "))
    steps = treatywatch.timeline(ledger, as_of=TO, **options)
    assert {f"{item.country} {item.convention}" for item in steps} == listed
    if "include_all" not in options:
        changes = treatywatch.diff(ledger, ledger, before_on=FROM, after_on=TO, **options)
        assert {f"{item.country} {item.convention}" for item in changes} == listed


def test_records_are_those_of_the_commands(ledger_of: LedgerOf) -> None:
    """Each function returns the records of the answer that its command prints."""
    ledger, query = ledger_of(EVENTS), Query(as_of=TO)
    assert treatywatch.status(ledger, as_of=TO) == status_answer(ledger, query).items
    assert treatywatch.timeline(ledger, as_of=TO) == timeline_answer(ledger, query).items
    changes = treatywatch.diff(ledger, ledger, before_on=FROM, after_on=TO)
    assert changes == diff_answer(ledger, ledger, AsOf(as_of=FROM), query).items
    assert changes


def test_a_timeline_has_bounds(ledger_of: LedgerOf) -> None:
    """Both bounds are inclusive."""
    since, until = date(2025, 3, 8), date(2025, 3, 18)
    (item,) = treatywatch.timeline(ledger_of(EVENTS), as_of=TO, since=since, until=until)
    assert str(item.date) == "2025-03-18"


def test_two_ledgers_are_compared_as_known(ledger_of: LedgerOf) -> None:
    """Acts that became known later are left out of both sides."""
    before, after = ledger_of(EVENTS), ledger_of(EVENTS + event("FI op1 announced 2025-08-01"))
    for known_on, codes in ((date(2025, 8, 1), ["FI"]), (date(2025, 7, 31), [])):
        items = treatywatch.diff(before, after, before_on=TO, after_on=TO, known_on=known_on)
        assert [item.country for item in items] == codes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"country": "Polland"}, "unknown country 'Polland'; did you mean \"Poland\"?"),
        ({"convention": "otawa"}, "unknown treaty 'otawa'; did you mean \"ottawa\"?"),
        ({"group": "Baltic"}, "unknown group 'Baltic'"),
        ({"country": ["PL", ""]}, "unknown country ''"),
    ],
    ids=str,
)
def test_an_unknown_name_raises(options: dict[str, Any], message: str, ledger_of: LedgerOf) -> None:
    """A name that the ledger lacks raises UnknownNameError with the nearest names."""
    ledger = ledger_of(EVENTS)
    with pytest.raises(UnknownNameError) as caught:
        treatywatch.status(ledger, as_of=TO, **options)
    assert str(caught.value) == message


@pytest.mark.parametrize("kind", [str, Path])
def test_a_ledger_is_loaded_from_a_path(kind: type, tmp_path: Path) -> None:
    """A path may be text or a Path; the ledger has the name of its file."""
    path = tmp_path / "my.toml"
    path.write_text(PREAMBLE + EVENTS, encoding="utf-8")
    ledger = treatywatch.load(kind(path))
    assert isinstance(ledger, treatywatch.Ledger)
    assert [file.name for file in ledger.files] == [str(path)]


def test_the_shipped_ledger_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path the shipped ledger is loaded; the environment is ignored."""
    monkeypatch.setenv("TREATYWATCH_LEDGER", "nowhere.toml")
    assert treatywatch.load().files[0].name.endswith("data/events.toml")


def test_several_ledgers_are_layered(tmp_path: Path) -> None:
    """Later paths override earlier ones, and "shipped" may be one of them."""
    path = tmp_path / "mine.toml"
    path.write_text("format = 1\n" + event("NO ottawa announced 2026-09-11"), encoding="utf-8")
    ledger = treatywatch.load("shipped", path)
    (item,) = treatywatch.status(ledger, as_of=date(2026, 10, 1), country="NO", convention="ottawa")
    assert (item.stage, item.file) == ("announced", str(path))


def test_a_users_own_ledgers_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library ignores the user's folder of ledgers."""
    folder = tmp_path / "treatywatch" / "ledgers"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("no ledger", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert {file.layer for file in treatywatch.load().files} == {1}


def test_a_ledger_with_mistakes_is_not_loaded(tmp_path: Path) -> None:
    """The error has all mistakes, and its text shows the first."""
    path = tmp_path / "my.toml"
    path.write_text(PREAMBLE + event("LT otawa announced 2025-03-18") * 2, encoding="utf-8")
    with pytest.raises(treatywatch.LedgerError) as caught:
        treatywatch.load(path)
    assert isinstance(caught.value, treatywatch.TreatywatchError)
    assert {problem.check for problem in caught.value.problems} == {
        "unknown-treaty",
        "duplicate-event",
    }
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith(f"(and {len(caught.value.problems) - 1} more)")


@pytest.mark.parametrize("name", treatywatch.__all__)
def test_all_public_names_exist(name: str) -> None:
    """Every name in `__all__` can be imported; others raise AttributeError."""
    assert getattr(treatywatch, name) is not None
    with pytest.raises(AttributeError, match=f"no attribute '{name}s'"):
        getattr(treatywatch, name + "s")


def test_the_library_imports_no_command_line(tmp_path: Path) -> None:
    """Questions from Python import neither Typer nor Rich."""
    path = tmp_path / "my.toml"
    path.write_text(PREAMBLE + EVENTS, encoding="utf-8")
    program = (
        "import sys, datetime, treatywatch as t; day = datetime.date(2025, 9, 1)\n"
        "ledger = t.load(sys.argv[1]); t.status(ledger, as_of=day); t.timeline(ledger, as_of=day)\n"
        "t.diff(ledger, ledger, before_on=day, after_on=day)\n"
        "print({'typer', 'rich', 'click', 'pydantic'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"
