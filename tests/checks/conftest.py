"""Fixtures that apply one rule to a short ledger."""

from datetime import date
from pathlib import Path
from typing import Final, Protocol

import pytest

from tests.conftest import PREAMBLE
from treatywatch.checks.registry import RULES, Tier
from treatywatch.ledger.read.load import all_problems, read_ledger
from treatywatch.model.errors import Problem

TODAY: Final = date(2026, 11, 23)


class ProblemsBy(Protocol):
    """Apply one rule to the preamble and a text; `head` goes after the format line."""

    def __call__(
        self, rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[Problem]:
        """Return the problems of the rule."""


class FoundBy(Protocol):
    """Apply one rule to the preamble and a text; `head` goes after the format line."""

    def __call__(
        self, rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[str]:
        """Return the text marked by each problem of the rule."""


@pytest.fixture
def problems_by(tmp_path: Path) -> ProblemsBy:
    """Return a function that gives the problems of one rule."""

    def find(
        rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[Problem]:
        path = tmp_path / "ledger.toml"
        first, _, rest = PREAMBLE.partition("\n")
        path.write_text(f"{first}\n{head}\n{rest}{text}", encoding="utf-8", newline="")
        reading = read_ledger((path,))
        assert reading.problems == () or RULES[rule].tier is Tier.STRUCTURE
        problems = all_problems(reading, (rule,), today=today, days=days)
        return [problem for problem in problems if problem.check == rule]

    return find


@pytest.fixture
def found_by(problems_by: ProblemsBy, tmp_path: Path) -> FoundBy:
    """Return a function that gives the texts marked by one rule."""

    def find(
        rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[str]:
        problems = problems_by(rule, text, head=head, today=today, days=days)
        lines = (tmp_path / "ledger.toml").read_text("utf-8").split("\n")
        return [_marked_text(problem, lines) for problem in problems]

    return find


def _marked_text(problem: Problem, lines: list[str]) -> str:
    assert problem.line is not None
    assert problem.column is not None
    assert problem.end is not None
    return lines[problem.line - 1][problem.column - 1 : problem.end - 1]
