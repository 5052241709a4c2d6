"""The rule on clauses: the dates that a clause sets can be computed."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy

CALENDAR = 'calendar = { by = "12-31", on = "12-31" }'
CYCLE = "cycle = { first = 1961-01-12, years = 5 }"


def clause(keys: str, name: str = "withdrawal") -> str:
    """Return a convention with only a clause of these keys."""
    return f'[conventions.own]\nname = "Own"\n[conventions.own.{name}]\n{keys}\n'


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param('article = "1"\nperiod = "6 months"', [], id="article and period"),
        pytest.param('article = "1"', ["no period"], id="no period"),
        pytest.param('article = "1"\noperable = false', [], id="no period, not operable"),
        pytest.param('period = "6 months"', ["no article"], id="no article"),
        pytest.param('period = "6 months"\nconditions = "Letters."', [], id="conditions instead"),
        pytest.param('period = "6 months"\nnote = "Custom."', [], id="note instead"),
        pytest.param('note = "None."', [], id="nothing to compute"),
        pytest.param("", [], id="nothing at all"),
        pytest.param(f'article = "1"\neffect = "calendar"\n{CALENDAR}', [], id="calendar"),
        pytest.param('article = "1"\neffect = "calendar"', ["needs a calendar"], id="no calendar"),
        pytest.param(f'article = "1"\n{CALENDAR}', ["not used"], id="calendar not used"),
        pytest.param(
            f'article = "1"\neffect = "calendar"\n{CALENDAR}\nperiod = "1 year"',
            ["takes no period"],
            id="calendar and period",
        ),
        pytest.param(
            f'article = "1"\neffect = "calendar"\n{CALENDAR}\n{CYCLE}', [], id="calendar and cycle"
        ),
        pytest.param(
            f'article = "1"\nperiod = "1 year"\n{CYCLE}', ["a cycle needs"], id="cycle alone"
        ),
        pytest.param(f'effect = "calendar"\n{CALENDAR}', ["no article"], id="calendar, no article"),
        pytest.param(
            'article = "1"\nperiod = "1 year"\nlate = { after = "in-force" }',
            ["for joining only"],
            id="late",
        ),
        pytest.param(
            'period = "1 year"\nexceptions.LT = { article = "2" }',
            ["no article"],
            id="an exception's article is its own",
        ),
        pytest.param(
            'article = "1"\nperiod = "1 year"\nexceptions.LT = { period = "2 years" }',
            [],
            id="an exception takes over the article",
        ),
        pytest.param('exceptions.LT = { period = "2 years" }', ["no article"], id="nothing over"),
        pytest.param(
            'article = "1"\nlate = { after = "in-force" }\nexceptions.LT = { receiver = "UN" }',
            ["no period", "for joining only"],
            id="what an exception takes over is told once",
        ),
    ],
)
def test_clause_shape(keys: str, found: list[str], problems_by: ProblemsBy) -> None:
    """Missing and unused keys of a clause are reported."""
    messages = [problem.message for problem in problems_by("clause-shape", clause(keys))]
    assert len(messages) == len(found)
    for message, words in zip(messages, found, strict=True):
        assert words in message


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param('period = "1 year"', "[conventions.own.withdrawal]", id="what is missing"),
        pytest.param(f'article = "1"\n{CALENDAR}', "calendar", id="not used"),
        pytest.param(f'article = "1"\nperiod = "1 year"\n{CYCLE}', "cycle", id="cycle"),
        pytest.param('article = "1"\neffect = "calendar"', "effect", id="effect"),
        pytest.param(
            f'article = "1"\neffect = "calendar"\n{CALENDAR}\nperiod = "1 year"',
            "period",
            id="period",
        ),
        pytest.param(
            'article = "1"\nperiod = "1 year"\nlate = { after = "in-force" }', "late", id="late"
        ),
        pytest.param('exceptions.LT = { period = "1 year" }', "exceptions.LT", id="exception"),
    ],
)
def test_the_wrong_key_is_marked(keys: str, found: str, found_by: FoundBy) -> None:
    """A missing key marks the clause; a superfluous one is marked itself."""
    assert found_by("clause-shape", clause(keys)) == [found]


def test_late_deposits_are_for_joining(found_by: FoundBy) -> None:
    """The same rule applies to joining clauses, but these may have `late`."""
    keys = 'article = "1"\nperiod = "1 year"\nlate = { after = "in-force" }'
    assert found_by("clause-shape", clause(keys, "joining")) == []
    assert found_by("clause-shape", clause('article = "1"', "joining")) == [
        "[conventions.own.joining]"
    ]
