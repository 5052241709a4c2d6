"""Copies of the project in which tests run against one mutant after another."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
_IGNORED: Final = shutil.ignore_patterns(
    ".*", "__pycache__", "*.egg-info", "build", "dist", "failures"
)
_CORE_TESTS: Final = (
    *("tests/law", "tests/standing", "tests/checks", "tests/answers", "tests/reports"),
    *("tests/ledger", "tests/model", "tests/test_record.py", "tests/test_joining.py"),
    *("tests/test_data.py", "tests/test_bad.py", "tests/properties/test_clause_laws.py"),
    *("tests/properties/test_standing_laws.py", "tests/properties/test_diff_laws.py"),
)
"""Tests of the core, which run in one process and take about a minute."""


class Suite(NamedTuple):
    """Test files and the time limit of a run in seconds."""

    tests: tuple[str, ...]
    limit: float


def nearest_tests(module: Path) -> tuple[str, ...]:
    """Return the test file that mirrors a module and the folder of its room."""
    mirror = Path("tests") / module.relative_to("treatywatch").with_name(f"test_{module.name}")
    paths = (mirror, mirror.parent)
    return tuple(str(path) for path in paths if (ROOT / path).exists())


def further_tests(module: Path) -> tuple[str, ...]:
    """Return the tests of the core that are not near a module."""
    near = nearest_tests(module)
    return tuple(test for test in _CORE_TESTS if test not in near)


def copy_project(folder: Path) -> Path:
    """Copy the working tree into a folder and return the copy."""
    return Path(shutil.copytree(ROOT, folder / "project", ignore=_IGNORED))


@contextmanager
def changed(path: Path, content: bytes) -> Iterator[None]:
    """Replace the content of a file for a while."""
    original = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(original)


def passes(project: Path, suite: Suite) -> bool:
    """Return whether the tests of a suite pass in a copy of the project in time."""
    if not suite.tests:
        return True
    call = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    # Without bytecode, because two mutants of a second may have the same size and time.
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    options = ["-o", "addopts=", "-m", "not slow", "--hypothesis-seed=0"]
    try:
        done = subprocess.run(
            [*call, *options, *suite.tests],
            cwd=project,
            env=environment,
            capture_output=True,
            timeout=suite.limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def measure(project: Path, tests: tuple[str, ...]) -> Suite:
    """Run tests without a mutant and derive their time limit. Raises RuntimeError if any fails."""
    start = monotonic()
    if not passes(project, Suite(tests, limit=1200)):
        raise RuntimeError(f"tests fail without a mutant: {' '.join(tests)}")
    return Suite(tests, limit=10 + 5 * (monotonic() - start))
