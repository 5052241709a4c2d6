"""The ledgers that a command reads by default."""

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
    """The user's folder of ledgers, empty."""
    path = tmp_path / "home" / "treatywatch" / "ledgers"
    path.mkdir(parents=True)
    return path


def test_user_ledgers_lie_over_the_shipped_one(folder: Path) -> None:
    """Only the ledger files of the folder are read, in order of name."""
    for name in ("b.toml", "a.toml", "B.toml", "notes.txt", ".#a.toml", "old.toml~"):
        (folder / name).touch()
    (folder / "drafts").mkdir()
    (folder / "drafts" / "c.toml").touch()
    assert ledger_paths([]) == [
        SHIPPED,
        *(LedgerPath(folder / name, FileOrigin.USER) for name in ("B.toml", "a.toml", "b.toml")),
    ]


@pytest.mark.parametrize("there", ["nothing", "a file"])
def test_a_missing_folder_has_no_ledgers(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing folder counts as empty, and so does a file of its name."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if there == "a file":
        (tmp_path / "treatywatch").touch()
    assert ledger_paths([]) == [SHIPPED]


def test_an_unreadable_folder_has_no_ledgers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unreadable folder counts as empty."""
    (folder / "mine.toml").touch()

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert ledger_paths([]) == [SHIPPED]


def test_the_environment_replaces_the_default_ledgers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TREATYWATCH_LEDGER names all ledgers; --ledger replaces it."""
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
    """The shortcut for Linux gives the path of platformdirs."""
    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    expected = platformdirs.user_data_path("treatywatch", appauthor=False) / "ledgers"
    assert user_ledger_dir() == expected
    monkeypatch.setattr(sys, "platform", "another")
    assert user_ledger_dir() == expected


def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home only the shipped ledger is read."""

    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("no home")

    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(platformdirs, "user_data_path", homeless)
    assert user_ledger_dir() is None
    assert ledger_paths([]) == [SHIPPED]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems use platformdirs")
def test_linux_does_not_import_platformdirs() -> None:
    """The shortcut for Linux saves the import."""
    code = (
        "import sys; from treatywatch.cli.ledgers import ledger_paths; ledger_paths([]);"
        "print('platformdirs' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"
