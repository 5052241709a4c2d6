"""Tests of the reports of `check`."""

import pytest

from tests.samples import rows_of
from treatywatch.answers.check import check_answer, rules_answer
from treatywatch.checks.registry import READ_CHECKS, RULES
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.ledger import Ledger, LoadedFile
from treatywatch.output import markdown, plain
from treatywatch.reports.check import check_report, rules_report

PLACED = Problem(
    file="my.toml",
    check="unknown-step",
    message='unknown step "anounced"',
    hint='did you mean "announced"?',
    line=42,
    column=8,
)
PLACELESS = Problem(file="my.toml", check="empty", message="is empty", severity=Severity.WARNING)


def test_a_problem_is_a_row() -> None:
    """A row has location, severity, check, message and hint."""
    assert rows_of(check_report(check_answer(Ledger(), [PLACED, PLACELESS]))) == [
        (
            ' my.toml:42:8 | error | unknown-step | unknown step "anounced"'
            ' | did you mean "announced"?'
        ),
        " my.toml | warning | empty | is empty | ",
    ]


@pytest.mark.parametrize(
    ("count", "most", "title"),
    [
        (0, None, "0 findings"),
        (1, None, "1 finding"),
        (3, None, "3 findings"),
        (3, 1, "3 findings"),
    ],
)
def test_the_title_counts_all_problems(count: int, most: int | None, title: str) -> None:
    """The title counts all problems, including those not listed."""
    report = check_report(check_answer(Ledger(), [PLACED] * count, most=most))
    assert report.title == title
    assert len(report.rows) == min(count, most or count)


def test_the_subtitle_names_the_files() -> None:
    """The subtitle names the files that were checked."""
    files = tuple(LoadedFile(name=name, path=None, sha256="") for name in ("a.toml", "b.toml"))
    assert check_report(check_answer(Ledger(files=files), [])).subtitle == "a.toml, b.toml"


def test_a_report_without_problems() -> None:
    """A document without rows says that there are no problems."""
    assert "No problems were found." in markdown.draw(check_report(check_answer(Ledger(), [])))


def test_a_check_is_a_row() -> None:
    """A row has name, tier, severity and description of a check."""
    rows = rows_of(rules_report(rules_answer()))
    assert len(rows) == len(READ_CHECKS) + len(RULES)
    assert f" not-toml | structure | error | {READ_CHECKS['not-toml']}" in rows
    assert f" stale | named | warning | {RULES['stale'].description}" in rows


def test_the_subtitle_explains_the_tiers() -> None:
    """The subtitle says when the checks of each tier are applied."""
    report = rules_report(rules_answer())
    assert report.title == f"{len(READ_CHECKS) + len(RULES)} checks"
    for tier in ("structure", "strict", "named"):
        assert f"{tier}:" in report.subtitle


def test_every_check_is_one_line_of_plain_output() -> None:
    """Plain output has a line for each check."""
    lines = plain.draw(rules_report(rules_answer())).splitlines()[1:]
    assert [line.split()[0] for line in lines] == [*READ_CHECKS, *RULES]
