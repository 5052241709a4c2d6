"""The modules that each command imports, because imports dominate the start-up time."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from treatywatch.commands import COMMANDS

WATCHED: Final = {
    # dependencies of treatywatch and Typer
    *("markdown_it", "msgspec", "platformdirs", "prompt_toolkit", "pydantic", "pygments", "rich"),
    *("rtoml", "tomli_w", "tree_sitter", "tree_sitter_toml"),
    # modules of the standard library that take a millisecond or more
    *("asyncio", "calendar", "csv", "hashlib", "http", "json", "logging", "random", "sqlite3"),
    *("ssl", "tempfile", "tomllib"),
}
ANSWER: Final = {"msgspec", "sqlite3"}
"""The modules that a JSON answer from the cache imports."""

READ: Final = {"msgspec", "rtoml", "hashlib"}
"""The modules that reading a ledger imports."""

LOADED: Final = [
    ("--help", set()),
    ("status --help", set()),
    ("schema status", {"msgspec"}),
    ("status Lithuania --json", ANSWER),
    ("status Lithuania --format jsonl", ANSWER),
    ("status Lithuania --format csv", ANSWER | {"csv"}),
    ("status Lithuania --format plain", ANSWER | {"rich"}),
    ("status Lithuania --format table", ANSWER | {"rich", "random"}),
    ("timeline -t ottawa --json", ANSWER),
    ("diff 2025-03-01 2025-04-01 -t ottawa --json", ANSWER),
    ("upcoming --json", ANSWER),
    ("explain Norway ottawa --json", ANSWER),
    ("what-if Sweden ottawa --notify 2026-12-01 --json", ANSWER),
    ("verify Finland ottawa party --as-of 2025-01-01", ANSWER),
    ("parties ottawa --json", ANSWER),
    ("board --json", ANSWER),
    ("countries --json", ANSWER),
    ("treaties --json", ANSWER),
    ("export stays", ANSWER),
    ("check", READ),
    ("files --json", READ | {"sqlite3"}),
    ("status Lithuania --json --no-cache", READ),
    ("--version", READ),
]
"""The watched modules that each command imports."""


def _imported_modules(args: Iterable[str], environment: dict[str, str]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "treatywatch", *args],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert len(lines) > 100
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines} & WATCHED


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A cache with the shipped ledger."""
    folder = tmp_path_factory.mktemp("cache")
    environment = {"XDG_CACHE_HOME": str(folder)}
    _imported_modules(["status"], environment)
    assert list(Path(folder).rglob("*.sqlite"))
    return environment


@pytest.mark.parametrize(("call", "expected"), LOADED, ids=[call for call, _ in LOADED])
def test_a_command_imports_only_what_it_uses(
    call: str, expected: set[str], environment: dict[str, str]
) -> None:
    """JSON needs no Rich, a cached ledger no TOML parser, and help neither."""
    assert _imported_modules(call.split(), environment) == expected


def test_a_completion_imports_no_parser(environment: dict[str, str]) -> None:
    """Completion reads names from the cache."""
    variables = {
        "_TREATYWATCH_COMPLETE": "complete_bash",
        "COMP_WORDS": "treatywatch status Lith",
        "COMP_CWORD": "2",
    }
    program = (
        "import sys; sys.argv[0] = 'treatywatch'; from treatywatch.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program],
        env=os.environ | environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert done.stdout.strip() == "Lithuania"
    assert names & WATCHED == ANSWER


def test_every_answering_command_is_listed() -> None:
    """Every command that does not write states its imports here."""
    listed = {call.split()[0] for call, _ in LOADED}
    assert set(COMMANDS) - listed == {"add", "init"}
