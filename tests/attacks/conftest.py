"""Run commands as a victim would: each in a process of its own, with a home of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

TIMEOUT: Final = 60
"""Seconds after which a command counts as hanging."""

LIMITED: Final = ("prlimit", f"--as={2**29}") if shutil.which("prlimit") else ()
"""The command that bounds the memory of another, where there is one."""

BASE: Final = """\
format = 1
[countries.LT]
name = "Lithuania"
[countries.PL]
name = "Poland"
[conventions.ottawa]
name = "Mine Ban Convention"
in_force = 1999-03-01
withdrawal = { article = "20", period = "6 months" }
[[events]]
country = "LT"
convention = "ottawa"
step = "notified"
date = 2025-06-27
summary = "Notified."
sources = [ { title = "Notice", publisher = "Depositary" } ]
"""
"""A small ledger without mistakes."""

Victim = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    """Run a command in the test's folder; it must end, and never with a bug or a traceback.

    It may use half a gigabyte.
    """

    def run(
        *args: str, status: int | None = 0, check_bug: bool = True, **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        result = subprocess.run(
            [*LIMITED, sys.executable, "-m", "treatywatch", *args],
            cwd=tmp_path,
            env=environment(tmp_path) | variables,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        if check_bug:
            assert result.returncode != 70, result.stderr
            assert "Traceback" not in result.stderr
        if status is not None:
            assert result.returncode == status, result.stdout + result.stderr
        return result

    return run


def environment(home: Path) -> dict[str, str]:
    """The environment of a command whose folders all lie in the test's own."""
    return os.environ | {
        "HOME": str(home / "home"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "TREATYWATCH_TODAY": "2026-11-23",
        "TERM": "dumb",
    }


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A small ledger in a file."""
    path = tmp_path / "ledger.toml"
    path.write_text(BASE)
    return path
