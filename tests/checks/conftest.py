"""What a rule finds in a short ledger, as the very text that it points at."""

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
    """Reads a text behind the preamble, `head` beside the format, and applies one rule."""

    def __call__(
        self, rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[Problem]:
        """What breaks the rule, in its place."""


class FoundBy(Protocol):
    """Reads a text behind the preamble, `head` beside the format, and applies one rule."""

    def __call__(
        self, rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[str]:
        """The text at fault of everything that breaks the rule."""


@pytest.fixture
def problems_by(tmp_path: Path) -> ProblemsBy:
    """The problems that a rule has with the ledger that the preamble and a TOML text make."""

    def find(
        rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[Problem]:
        path = tmp_path / "ledger.toml"
        first, _, rest = PREAMBLE.partition("\n")
        path.write_text(f"{first}\n{head}\n{rest}{text}", encoding="utf-8", newline="")
        reading = read_ledger((path,))
        assert reading.problems == () or RULES[rule].tier is Tier.STRUCTURE
        told = all_problems(reading, (rule,), today=today, days=days)
        return [problem for problem in told if problem.check == rule]

    return find


@pytest.fixture
def found_by(problems_by: ProblemsBy, tmp_path: Path) -> FoundBy:
    """What a rule points at in the ledger that the preamble and a TOML text make."""

    def find(
        rule: str, text: str, *, head: str = "", today: date | None = TODAY, days: int = 180
    ) -> list[str]:
        problems = problems_by(rule, text, head=head, today=today, days=days)
        lines = (tmp_path / "ledger.toml").read_text("utf-8").split("\n")
        return [_at_fault(problem, lines) for problem in problems]

    return find


def _at_fault(problem: Problem, lines: list[str]) -> str:
    assert problem.line is not None
    assert problem.column is not None
    assert problem.end is not None
    return lines[problem.line - 1][problem.column - 1 : problem.end - 1]
