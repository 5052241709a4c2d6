"""How `check` looks as a table in a document: a row for each finding, and for each check."""

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


def test_a_finding_is_a_row() -> None:
    """Its place, how grave it is, its name, what is wrong and what to do; a place as far as known."""
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
def test_the_title_counts_all(count: int, most: int | None, title: str) -> None:
    """It says how many there are, not how many are shown."""
    report = check_report(check_answer(Ledger(), [PLACED] * count, most=most))
    assert report.title == title
    assert len(report.rows) == min(count, most or count)


def test_the_files_read_stand_beside() -> None:
    """What was checked is named."""
    files = tuple(LoadedFile(name=name, path=None, sha256="") for name in ("a.toml", "b.toml"))
    assert check_report(check_answer(Ledger(files=files), [])).subtitle == "a.toml, b.toml"


def test_nothing_found_is_said() -> None:
    """A document without a row says why."""
    assert "No problems were found." in markdown.draw(check_report(check_answer(Ledger(), [])))


def test_a_check_is_a_row() -> None:
    """Its name, when it is applied, how grave it is, and what it asks."""
    rows = rows_of(rules_report(rules_answer()))
    assert len(rows) == len(READ_CHECKS) + len(RULES)
    assert f" not-toml | structure | error | {READ_CHECKS['not-toml']}" in rows
    assert f" stale | named | warning | {RULES['stale'].description}" in rows


def test_the_list_explains_its_tiers() -> None:
    """Beside the count stands when each kind of check is applied."""
    report = rules_report(rules_answer())
    assert report.title == f"{len(READ_CHECKS) + len(RULES)} checks"
    for tier in ("structure", "strict", "named"):
        assert f"{tier}:" in report.subtitle


def test_every_check_is_one_line_in_a_pipe() -> None:
    """A list of checks can be cut and searched by lines."""
    lines = plain.draw(rules_report(rules_answer())).splitlines()[1:]
    assert [line.split()[0] for line in lines] == [*READ_CHECKS, *RULES]
