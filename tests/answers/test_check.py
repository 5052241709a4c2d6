"""What is wrong with a ledger, as records."""

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


def test_a_finding_has_the_keys_of_the_contract() -> None:
    """File, place, rule, severity, message and hint; null where a place could not be had."""
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
def test_every_problem_is_a_finding(count: int) -> None:
    """There are as many records as problems, in the same order."""
    problems = [Problem(file="f", check="c", message=str(number)) for number in range(count)]
    answer = check_answer(Ledger(), iter(problems))
    assert [item.message for item in answer.items] == [str(number) for number in range(count)]
    assert answer.total == count


@pytest.mark.parametrize(("most", "shown"), [(None, 3), (1, 1), (3, 3), (9, 3)])
def test_the_total_is_of_all(most: int | None, shown: int) -> None:
    """What is left out of the records is still counted, and nothing else of the answer changes."""
    problems = [Problem(file="f", check="c", message=str(number)) for number in range(3)]
    answer = check_answer(Ledger(), problems, most=most)
    assert (answer.total, len(answer.items)) == (3, shown)
    assert answer.items == check_answer(Ledger(), problems).items[:shown]


def test_the_list_has_reading_first_then_the_rules() -> None:
    """What a file is held to as it is read is an error of structure; a rule is what it says it is."""
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


def test_no_check_is_named_twice() -> None:
    """A name stands for one check, of reading or of a rule."""
    assert not READ_CHECKS.keys() & RULES.keys()


def test_the_list_has_the_keys_of_the_contract() -> None:
    """It belongs to no ledger: name, tier, severity and sentence of each check are all it has."""
    answer = json.loads(to_json(rules_answer()))
    assert list(answer) == ["schema", "tool", "items"]
    assert answer["schema"].startswith("treatywatch/check-list/")
    assert {tuple(item) for item in answer["items"]} == {("check", "tier", "severity", "sentence")}


def test_a_finding_quotes_no_character_that_deceives() -> None:
    """What a ledger may not hold is not passed on in the answer that says so: it is written out."""
    problem = Problem(file="f", check="c", message="the text \u202e", hint="known: \x9b")
    (item,) = check_answer(Ledger(), [problem]).items
    assert (item.message, item.hint) == ("the text \\u202E", "known: \\u009B")
