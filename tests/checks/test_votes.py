"""Votes add up."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events


@pytest.mark.parametrize(
    ("votes", "wrong"),
    [
        pytest.param("for = 107, against = 0, abstain = 3, of = 141", False, id="some untold"),
        pytest.param("for = 107, against = 31, abstain = 3, of = 141", False, id="all of them"),
        pytest.param("for = 107, against = 32, abstain = 3, of = 141", True, id="one too many"),
        pytest.param("for = 142, of = 141", True, id="for alone too many"),
        pytest.param("for = 141, of = 141", False, id="unanimous"),
        pytest.param("for = 1, of = 141", False, id="only those for"),
        pytest.param("for = 81, against = 1, absent = 19, of = 101", False, id="with the absent"),
        pytest.param("for = 81, against = 1, absent = 18, of = 101", True, id="one missing"),
        pytest.param(
            "for = 81, against = 1, absent = 20, of = 101", True, id="one absent too many"
        ),
        pytest.param("for = 81, absent = 18, of = 101", False, id="those against untold"),
        pytest.param("for = 81, absent = 21, of = 101", True, id="absent and for too many"),
        pytest.param("for = 1000, against = 1000, absent = 1", False, id="size untold"),
        pytest.param("for = 0, against = 0, abstain = 0, absent = 0, of = 0", False, id="nobody"),
        pytest.param("for = 1, of = 0", True, id="a vote of nobody"),
        pytest.param(
            "for = 9223372036854775807, against = 1, of = 9223372036854775807", True, id="huge"
        ),
    ],
)
def test_votes_sum(votes: str, *, wrong: bool, found_by: FoundBy) -> None:
    """A chamber has no more votes than members, and no fewer where all are told."""
    value = f"{{ {votes} }}"
    text = event("LT ottawa parliamentary-vote 2025-05-08", votes=value)
    assert found_by("votes-sum", text) == [value] * wrong


def test_votes_in_a_table_of_their_own(found_by: FoundBy) -> None:
    """The header of the table is pointed at."""
    text = events("LT ottawa parliamentary-vote 2025-05-08") + "[events.votes]\nfor = 2\nof = 1\n"
    assert found_by("votes-sum", text) == ["[events.votes]"]


def test_both_numbers_are_named(problems_by: ProblemsBy) -> None:
    """What is told and what the chamber has stand side by side."""
    text = event("LT ottawa parliamentary-vote 2025-05-08", votes="{ for = 100, of = 90 }")
    (problem,) = problems_by("votes-sum", text)
    assert "100 votes and absences" in problem.message
    assert "a chamber of 90" in problem.message


def test_an_event_without_votes(found_by: FoundBy) -> None:
    """Most events tell of no vote."""
    assert found_by("votes-sum", events("LT ottawa parliamentary-vote 2025-05-08")) == []
