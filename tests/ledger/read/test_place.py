"""Where problems are shown: line and column, in the order of the texts."""

import pytest

from treatywatch.ledger.read.place import add_locations
from treatywatch.model.errors import KeyPath, Problem

_TEXT = """\
title = "x"

[countries.LT]
name = "L"
aliases = ["a", "b"]

[[events]]
country = "LT"
"""


def _problem(path: KeyPath, *, at_key: bool = False, file: str = "a.toml") -> Problem:
    return Problem(file=file, check="c", message="m", path=path, at_key=at_key)


def _placed(problem: Problem) -> tuple[int | None, int | None]:
    (placed,) = add_locations([problem], {"a.toml": _TEXT})
    return placed.line, placed.column


@pytest.mark.parametrize(
    ("path", "at_key", "place"),
    [
        pytest.param(("title",), False, (1, 9), id="value"),
        pytest.param(("title",), True, (1, 1), id="key"),
        pytest.param(("countries", "LT"), True, (3, 1), id="table"),
        pytest.param(("countries", "LT", "aliases", 1), False, (5, 17), id="member"),
        pytest.param(("events", 0), True, (7, 1), id="event"),
        pytest.param(("events", 0, "date"), False, (7, 1), id="missing key"),
        pytest.param(("countries", "LT", "groups", 0, "name"), True, (3, 1), id="nothing near"),
        pytest.param(("countries", "LT", "name", "x"), False, (4, 1), id="inside of a text"),
        pytest.param((), False, (None, None), id="the whole file"),
        pytest.param(("format",), True, (None, None), id="missing from the whole file"),
    ],
)
def test_place(path: KeyPath, *, at_key: bool, place: tuple[int | None, int | None]) -> None:
    """A problem stands at its key or value; what is missing, at the key of what should hold it."""
    assert _placed(_problem(path, at_key=at_key)) == place


def test_known_place() -> None:
    """A place that is known already stays, beside problems whose place must be found."""
    known = Problem(file="a.toml", check="c", message="m", path=("title",), line=1, column=8)
    placed = add_locations([known, _problem(("title",))], {"a.toml": _TEXT})
    assert [(problem.line, problem.column) for problem in placed] == [(1, 8), (1, 9)]


def test_file_without_text() -> None:
    """A problem of a file that could not be read has no place."""
    (placed,) = add_locations([_problem(("title",), file="b.toml")], {"a.toml": _TEXT})
    assert placed.line is None


def test_text_that_is_not_toml() -> None:
    """Looking for a place in text that is no TOML finds none, and does no harm."""
    (placed,) = add_locations([_problem(("title",))], {"a.toml": "= ]]] '"})
    assert placed.line is None


def test_order() -> None:
    """Problems come file by file as these were read, unreadable files first, and down each text."""
    problems = [
        _problem(("title",), file="z.toml"),
        _problem(("events", 0), at_key=True),
        _problem(("title",), at_key=True),
        _problem(("title",)),
        _problem((), file="missing.toml"),
    ]
    placed = add_locations(problems, {"z.toml": _TEXT, "a.toml": _TEXT})
    assert [(problem.file, problem.line, problem.column) for problem in placed] == [
        ("missing.toml", None, None),
        ("z.toml", 1, 9),
        ("a.toml", 1, 1),
        ("a.toml", 1, 9),
        ("a.toml", 7, 1),
    ]
