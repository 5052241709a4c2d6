"""Tests of the answers of `check`."""

import json

import pytest

from treatywatch.answers.check import check_answer, rules_answer
from treatywatch.checks.registry import READ_CHECKS, RULES, Tier
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json

PLACED = Problem(
    file="my.toml",
    check="step-name",
    message='unknown step "anounced"',
    hint='did you mean "announced"?',
    line=42,
    column=8,
    path=("events", 0, "step"),
)
PLACELESS = Problem(
    file="my.toml", check="empty", message="is empty", severity=Severity.WARNING, at_key=True
)


def test_the_json_keys_of_a_problem() -> None:
    """A problem has these keys in this order, with null for an unknown location."""
    answer = json.loads(to_json(check_answer(Ledger(), [PLACED, PLACELESS])))
    assert list(answer) == ["schema", "tool", "ledger", "total", "items"]
    assert [list(item.items()) for item in answer["items"]] == [
        [
            ("file", "my.toml"),
            ("line", 42),
            ("column", 8),
            ("check", "step-name"),
            ("severity", "error"),
            ("message", 'unknown step "anounced"'),
            ("hint", 'did you mean "announced"?'),
        ],
        [
            ("file", "my.toml"),
            ("line", None),
            ("column", None),
            ("check", "empty"),
            ("severity", "warning"),
            ("message", "is empty"),
            ("hint", None),
        ],
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_problem_is_a_record(count: int) -> None:
    """There are as many records as problems, in the same order."""
    problems = [Problem(file="f", check="c", message=str(number)) for number in range(count)]
    answer = check_answer(Ledger(), iter(problems))
    assert [item.message for item in answer.items] == [str(number) for number in range(count)]
    assert answer.total == count


@pytest.mark.parametrize(("most", "shown"), [(None, 3), (1, 1), (3, 3), (9, 3)])
def test_the_total_includes_problems_not_listed(most: int | None, shown: int) -> None:
    """A limit shortens the list of problems and does not change the total."""
    problems = [Problem(file="f", check="c", message=str(number)) for number in range(3)]
    answer = check_answer(Ledger(), problems, most=most)
    assert (answer.total, len(answer.items)) == (3, shown)
    assert answer.items == check_answer(Ledger(), problems).items[:shown]


def test_read_checks_come_before_rules() -> None:
    """Read checks are errors of tier `structure`; rules have their own tier and severity."""
    items = {item.check: item for item in rules_answer().items}
    assert list(items) == [*READ_CHECKS, *RULES]
    for name, sentence in READ_CHECKS.items():
        item = items[name]
        assert (item.tier, item.severity) == (Tier.STRUCTURE, Severity.ERROR)
        assert item.description == sentence
    for name, rule in RULES.items():
        item = items[name]
        assert (item.tier, item.severity, item.description) == (
            rule.tier,
            rule.severity,
            rule.description,
        )


def test_check_names_are_unique() -> None:
    """No rule has the name of a read check."""
    assert not READ_CHECKS.keys() & RULES.keys()


def test_the_json_keys_of_the_list() -> None:
    """The list has no ledger; each check has a name, tier, severity and sentence."""
    answer = json.loads(to_json(rules_answer()))
    assert list(answer) == ["schema", "tool", "items"]
    assert answer["schema"].startswith("treatywatch/check-list/")
    assert {tuple(item) for item in answer["items"]} == {("check", "tier", "severity", "sentence")}


def test_unsafe_characters_are_escaped() -> None:
    """Unsafe characters in a message or a hint are escaped."""
    problem = Problem(file="f", check="c", message="the text \u202e", hint="known: \x9b")
    (item,) = check_answer(Ledger(), [problem]).items
    assert (item.message, item.hint) == ("the text \\u202E", "known: \\u009B")
