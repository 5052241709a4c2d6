"""Output of commands on the shipped ledger, byte for byte."""

from collections.abc import Callable
from itertools import product
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
        *("-t", "ottawa", "--as-of", "2025-03-18"),
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
    "board-disarmament": ("board", "Russia", "Ukraine", "--topic", "disarmament"),
    "countries-baltic": ("countries", "--group", "baltic states"),
    "treaties": ("treaties", "-t", "ottawa", "-t", "ect"),
    "files": ("files",),
}
FORMATS: Final = ("json", "jsonl", "csv", "tsv", "markdown", "plain")
IN_EVERY_FORMAT: Final = ("status-lithuania", "timeline-finland", "diff-ottawa")
"""Questions printed in every format and at two widths; the others as JSON and at 80 columns."""
TOO_LONG_AS_JSON: Final = ("files", "parties-plot")
"""Over a thousand lines each; tests of their answers and of their schemas check the records."""
AS_JSON: Final = tuple(n for n in QUESTIONS if n not in {*IN_EVERY_FORMAT, *TOO_LONG_AS_JSON})


@pytest.fixture(autouse=True)
def no_user_ledgers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name folders that exist nowhere, so that `files` prints the same paths for everyone."""
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


@pytest.mark.parametrize(
    ("name", "form"), [*product(IN_EVERY_FORMAT, FORMATS), *product(AS_JSON, ["json"])]
)
def test_output_in_a_pipe_stays_the_same(
    name: str, form: str, run: Run, golden: Callable[[Path, bytes], None]
) -> None:
    """A question gives the same bytes as before in a format for pipes and files."""
    result = run(*QUESTIONS[name], "--format", form)
    assert result.exit_code == 0
    golden(GOLDEN / f"{name}.{form}", result.stdout_bytes)


@pytest.mark.parametrize(
    ("name", "columns"), [*product(QUESTIONS, [80]), *product(IN_EVERY_FORMAT, [120])]
)
def test_a_table_on_a_terminal_stays_the_same(
    name: str,
    columns: int,
    on_terminal: Callable[..., str],
    golden: Callable[[Path, bytes], None],
) -> None:
    """A terminal of some width shows the same table as before, without colour."""
    shown = on_terminal(*QUESTIONS[name], columns=columns, NO_COLOR="1")
    golden(GOLDEN / f"{name}.{columns}.table", shown.encode())
