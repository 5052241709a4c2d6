"""What is wrong with a ledger, as records."""

import json

import pytest

from treatywatch.answers import to_json
from treatywatch.model import Ledger
from treatywatch.problems import Problem, Severity
from treatywatch.questions.check import check_answer

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


def test_a_finding_has_the_keys_of_the_contract() -> None:
    """File, place, rule, severity, message and hint; null where a place could not be had."""
    answer = json.loads(to_json(check_answer(Ledger(), [PLACED, PLACELESS])))
    assert list(answer) == ["schema", "tool", "ledger", "items"]
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
def test_every_problem_is_a_finding(count: int) -> None:
    """There are as many records as problems, in the same order."""
    problems = [Problem(file="f", check="c", message=str(number)) for number in range(count)]
    answer = check_answer(Ledger(), iter(problems))
    assert [item.message for item in answer.items] == [str(number) for number in range(count)]


def test_a_finding_quotes_no_character_that_deceives() -> None:
    """What a ledger may not hold is not passed on in the answer that says so: it is written out."""
    problem = Problem(file="f", check="c", message="the text \u202e", hint="known: \x9b")
    (item,) = check_answer(Ledger(), [problem]).items
    assert (item.message, item.hint) == ("the text \\u202E", "known: \\u009B")
