"""What commands print, byte for byte, on the shipped ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Run

GOLDEN: Final = Path(__file__).parent.parent / "golden"
QUESTIONS: Final = {
    "status-lithuania": ("status", "Lithuania"),
    "status-ottawa-january": ("status", "-t", "ottawa", "--as-of", "2026-01-05"),
    "status-ministers": (
        *("status", "Lithuania", "Latvia", "Estonia", "Poland"),
        *("--as-of", "2025-03-18"),
    ),
    "status-finland-known": (
        *("status", "Finland", "-t", "ottawa"),
        *("--as-of", "2025-09-01", "--known-on", "2025-09-01"),
    ),
    "timeline-finland": ("timeline", "Finland", "-t", "ottawa", "--from", "2025-06-01"),
    "diff-ottawa": ("diff", "2025-06-25", "2025-07-01", "-t", "ottawa"),
    "status-united-states": ("status", "United States"),
    "upcoming": ("upcoming",),
    "explain-italy": ("explain", "Italy", "energy charter"),
    "explain-us-paris": ("explain", "United States", "paris"),
    "what-if-norway": ("what-if", "Norway", "ottawa", "--notify", "2027-08-31"),
    "verify-poland": ("verify", "Poland", "ottawa", "party", "--as-of", "2025-08-10"),
    "parties-left": ("parties", "ottawa", "--left-since", "2025-01-01"),
    "parties-ccm-eu": ("parties", "ccm", "--group", "EU"),
    "parties-plot": ("parties", "ccm", "--plot"),
    "board-baltic": ("board", "--group", "Baltic States"),
    "board-disarmament": ("board", "--topic", "disarmament"),
    "countries-baltic": ("countries", "--group", "baltic states"),
    "treaties": ("treaties", "-t", "ottawa", "-t", "ect"),
    "files": ("files",),
}
FORMATS: Final = ("plain", "json", "jsonl", "csv", "tsv", "markdown")


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the user's own ledgers where nobody has any, the same for everyone who runs this."""
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_command_prints_what_it_printed_before(
    name: str, form: str, run: Run, golden: Callable[[Path, bytes], None]
) -> None:
    """Each question gives the same bytes in each format for pipes and files."""
    result = run(*QUESTIONS[name], "--format", form)
    assert result.exit_code == 0
    golden(GOLDEN / f"{name}.{form}", result.stdout_bytes)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_terminal_shows_what_it_showed_before(
    name: str,
    columns: int,
    on_terminal: Callable[..., str],
    golden: Callable[[Path, bytes], None],
) -> None:
    """Each question gives the same table on a narrow and on a wide terminal, without colour."""
    shown = on_terminal(*QUESTIONS[name], columns=columns, NO_COLOR="1")
    golden(GOLDEN / f"{name}.{columns}.table", shown.encode())
