"""Which ledgers a command reads: named ones, those of the environment, or shipped and own ones."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from treatywatch.cli.ledgers import ledger_paths
from treatywatch.cli.paths import user_ledger_dir
from treatywatch.ledger.read.files import LedgerPath
from treatywatch.model.ledger import FileOrigin

SHIPPED = LedgerPath("shipped", FileOrigin.NAMED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the user's own ledgers, empty."""
    path = tmp_path / "home" / "treatywatch" / "ledgers"
    path.mkdir(parents=True)
    return path


def test_the_shipped_ledger_comes_first_and_the_users_own_lie_over_it(folder: Path) -> None:
    """Every ledger file of the folder is read, in order of name, and nothing else that is there."""
    for name in ("b.toml", "a.toml", "B.toml", "notes.txt", ".#a.toml", "old.toml~"):
        (folder / name).touch()
    (folder / "drafts").mkdir()
    (folder / "drafts" / "c.toml").touch()
    assert ledger_paths([]) == [
        SHIPPED,
        *(LedgerPath(folder / name, FileOrigin.USER) for name in ("B.toml", "a.toml", "b.toml")),
    ]


@pytest.mark.parametrize("there", ["nothing", "a file"])
def test_without_a_folder_there_are_no_own_ledgers(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is missing, or none, is as if it were empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if there == "a file":
        (tmp_path / "treatywatch").touch()
    assert ledger_paths([]) == [SHIPPED]


def test_a_folder_that_may_not_be_read_is_as_if_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may not look into the folder has no ledgers there, and gets an answer."""
    (folder / "mine.toml").touch()

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert ledger_paths([]) == [SHIPPED]


def test_the_environment_comes_before_the_users_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TREATYWATCH_LEDGER names all that is read, the shipped ledger only by its word."""
    (folder / "mine.toml").touch()
    monkeypatch.setenv("TREATYWATCH_LEDGER", os.pathsep.join(["shipped", "", "a.toml"]))
    assert ledger_paths([]) == [
        LedgerPath("shipped", FileOrigin.ENVIRONMENT),
        LedgerPath("a.toml", FileOrigin.ENVIRONMENT),
    ]
    assert ledger_paths(["b.toml"]) == [LedgerPath("b.toml", FileOrigin.NAMED)]


HOMES = [
    pytest.param({"XDG_DATA_HOME": "/data", "HOME": "/home/me"}, id="data home"),
    pytest.param({"HOME": "/home/me"}, id="home"),
    pytest.param({"XDG_DATA_HOME": "", "HOME": "/home/me"}, id="empty"),
    pytest.param({"XDG_DATA_HOME": "data", "HOME": "/home/me"}, id="relative"),
    pytest.param({"HOME": "me"}, id="relative home"),
    pytest.param({}, id="neither"),
]


@pytest.mark.parametrize("home", HOMES)
def test_the_folder_is_where_platformdirs_has_it(
    home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way on Linux leads to the same place as the library on every system."""
    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    expected = platformdirs.user_data_path("treatywatch", appauthor=False) / "ledgers"
    assert user_ledger_dir() == expected
    monkeypatch.setattr(sys, "platform", "another")
    assert user_ledger_dir() == expected


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can say whose program it is, it has no ledgers of its user's."""

    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("no home")

    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(platformdirs, "user_data_path", homeless)
    assert user_ledger_dir() is None
    assert ledger_paths([]) == [SHIPPED]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library must be asked")
def test_a_start_does_not_wait_for_platformdirs() -> None:
    """On Linux a question is answered without importing it."""
    code = (
        "import sys; from treatywatch.cli.ledgers import ledger_paths; ledger_paths([]);"
        "print('platformdirs' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
