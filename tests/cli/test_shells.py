"""TAB in real shells: names complete, and nothing in a ledger is ever run."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.cli.shells import SHELLS, Shell

HOSTILE: Final = """\
format = 1
[groups."Gru$(touch ran-group)"]
[countries.LT]
name = "Lithuania>ran-redirection"
[countries.LV]
name = "Latvia;touch ran-list"
[countries.LU]
name = "Lux\\\\$(touch ran-country)"
[countries.ES]
name = "Es|touch ran-pipe"
[countries.PT]
name = "Pt&touch ran-background"
[conventions.abc]
name = "Mine \\\\$(touch ran-escaped) `touch ran-backtick`"
topic = "arms `touch ran-topic`"
[conventions.bcd]
name = "[/x] [red]closing markup[/red]"
[conventions.bce]
name = "' \\" : ) ( quotes"
"""


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell that is installed; the project's own checks install all three."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


NAMES: Final = {
    "status Lith": "status Lithuania",
    "status Türki": "status Türkiye",
    "status Côte": "status Côte-d-Ivoire",
    "status -t otta": "status -t ottawa",
}
SAFE: Final = {
    "status Lith": "status Lithuania-ran-redirection",
    "status Latv": "status Latvia-touch-ran-list",
    "status Lux": "status Lux-touch-ran-country",
    "status Es": "status Es-touch-ran-pipe",
    "status Pt": "status Pt-touch-ran-background",
    "status -t a": "status -t abc",
    "status -t bcd": "status -t bcd",
    "status -t bce": "status -t bce",
    "status -g Gr": "status -g Gru-touch-ran-group",
    "board --topic ar": "board --topic arms-touch-ran-topic",
}


def _completed(shell: Shell, lines: Iterable[str]) -> dict[str, str]:
    try:
        return {
            line: shell.complete(f"treatywatch {line}").removeprefix("treatywatch ")
            for line in lines
        }
    finally:
        shell.close()


def test_names_complete_in_a_real_shell(shell: str, tmp_path: Path) -> None:
    """A name with accents or an apostrophe completes to one word that the command understands."""
    assert _completed(Shell(shell, tmp_path), NAMES) == NAMES


def test_no_name_in_a_ledger_is_run(shell: str, tmp_path: Path) -> None:
    """TAB and Enter run nothing, whatever a ledger calls its countries and conventions."""
    ledger = tmp_path / "hostile.toml"
    ledger.write_text(HOSTILE)
    assert _completed(Shell(shell, tmp_path, ledger), SAFE) == SAFE
    assert not list(tmp_path.glob("ran-*"))
