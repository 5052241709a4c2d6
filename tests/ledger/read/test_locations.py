"""Find the locations of keys and values, and add them to problems."""

import pytest

from treatywatch.ledger.read.locations import add_locations, key_locations
from treatywatch.model.errors import KeyPath, Problem


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        pytest.param("a = 1", ("a",), (1, 1), (1, 5), id="pair"),
        pytest.param("\n  a   =  1", ("a",), (2, 3), (2, 10), id="indented"),
        pytest.param("# x\r\na = 1\r\nb = 2\r\n", ("b",), (3, 1), (3, 5), id="CRLF"),
        pytest.param('"a b" = 1', ("a b",), (1, 1), (1, 9), id="quoted key"),
        pytest.param("'a.b' = 1", ("a.b",), (1, 1), (1, 9), id="key in single quotes"),
        pytest.param('"" = 1', ("",), (1, 1), (1, 6), id="empty key"),
        pytest.param(r'"a\u0042\"" = 1', ('aB"',), (1, 1), (1, 15), id="escapes in a key"),
        pytest.param("a.b = 1", ("a", "b"), (1, 1), (1, 7), id="dotted key"),
        pytest.param('a . "b.c" = 1', ("a", "b.c"), (1, 1), (1, 13), id="dotted key with spaces"),
        pytest.param("3.14 = 1", ("3", "14"), (1, 1), (1, 8), id="key of digits"),
        pytest.param('"é" = "ü"', ("é",), (1, 1), (1, 7), id="accented key"),
        pytest.param(
            'a = {"ü€" = "🇱🇹", b = 1}', ("a", "b"), (1, 19), (1, 23), id="behind wide letters"
        ),
        pytest.param("[a]\nb = 1", ("a",), (1, 1), (1, 1), id="table"),
        pytest.param("[a]\nb = 1", ("a", "b"), (2, 1), (2, 5), id="key of a table"),
        pytest.param('[a."b.c"]\nd = 1', ("a", "b.c", "d"), (2, 1), (2, 5), id="dotted table"),
        pytest.param("  [ a . b ]\n", ("a", "b"), (1, 3), (1, 3), id="table with spaces"),
        pytest.param("[[a]]\n[[a]]\nb = 1", ("a", 1), (2, 1), (2, 1), id="member of a list"),
        pytest.param("[[a]]\n[[a]]\nb = 1", ("a", 1, "b"), (3, 1), (3, 5), id="key of a member"),
        pytest.param("[[a]]\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b"), (3, 1), (3, 1), id="its table"),
        pytest.param(
            "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nc = 1",
            ("a", 1, "b", 1, "c"),
            (6, 1),
            (6, 5),
            id="lists in lists",
        ),
        pytest.param(
            "[a.b]\nc = 1\n[a]\nd = 1", ("a",), (3, 1), (3, 1), id="table after its own subtable"
        ),
        pytest.param("a = {b = 1, c.d = 2}", ("a",), (1, 1), (1, 5), id="inline table"),
        pytest.param("a = {b = 1, c.d = 2}", ("a", "c", "d"), (1, 13), (1, 19), id="dotted inside"),
        pytest.param("a = {\n b = 1,\n}", ("a", "b"), (2, 2), (2, 6), id="inline table on lines"),
        pytest.param("a = [1, [2, 3]]", ("a", 1, 1), (1, 13), (1, 13), id="list in a list"),
        pytest.param(
            "a = [ # x\n  1, # y\n  # z\n  2,\n]", ("a", 1), (4, 3), (4, 3), id="list with comments"
        ),
        pytest.param(
            "a = [{b = 1}, {b = 2}]", ("a", 1, "b"), (1, 16), (1, 20), id="list of tables"
        ),
        pytest.param(
            'a = """\nb = 1\n"""\nb = 2', ("b",), (4, 1), (4, 5), id="behind lines of text"
        ),
        pytest.param(
            "a = '''\n[[x]]\n'''\n[[x]]\nb = 2",
            ("x", 0, "b"),
            (5, 1),
            (5, 5),
            id="header in a text",
        ),
        pytest.param("a = 2025-03-18\nb = 1", ("a",), (1, 1), (1, 5), id="day"),
        pytest.param("a = 2025-03-18 10:00:00Z", ("a",), (1, 1), (1, 5), id="date with a time"),
    ],
)
def test_a_key_and_its_value_have_a_location(
    text: str, path: KeyPath, key: tuple[int, int], value: tuple[int, int]
) -> None:
    """Lines and columns count from 1, in characters; a header is both."""
    found = key_locations(text)[path]
    assert (found.key[:2], found.value[:2]) == (key, value)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        pytest.param("a.b = 1", ("a",), (1, 1), id="dotted key"),
        pytest.param("x = 0\na.b.c = 1\na.d = 2", ("a", "b"), (2, 1), id="first of two"),
        pytest.param("[a.b.c]", ("a",), (1, 1), id="header"),
        pytest.param("x = 0\n[a.b.c]\n[a.b.d]", ("a", "b"), (2, 1), id="first of two headers"),
        pytest.param("[[a.b]]", ("a",), (1, 1), id="header of a list"),
        pytest.param("[[a]]\n[a.b.c]", ("a", 0, "b"), (2, 1), id="inside a list"),
        pytest.param("x = {a.b = 1}", ("x", "a"), (1, 6), id="inside an inline table"),
    ],
)
def test_an_implied_table_is_where_it_is_first_named(
    text: str, path: KeyPath, place: tuple[int, int]
) -> None:
    """`[a.b]` implies a table `a`."""
    found = key_locations(text)[path]
    assert found.key[:2] == found.value[:2] == place


def test_every_key_and_list_member_has_a_location() -> None:
    """Nothing else has one."""
    text = "a = [1, {b = 2}]\n[c]\nd = 3\n[[e]]\n"
    members: list[KeyPath] = [
        ("a",),
        ("a", 0),
        ("a", 1),
        ("a", 1, "b"),
        ("c",),
        ("c", "d"),
        ("e", 0),
    ]
    assert set(members) <= set(key_locations(text)) <= {*members, ("e",)}


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_a_text_without_keys_has_no_locations(text: str) -> None:
    """Comments and blank lines have none."""
    assert key_locations(text) == {}


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        pytest.param('step = "anounced" # x', ("step",), "step", '"anounced"', id="pair"),
        pytest.param('"é" = "ü"', ("é",), '"é"', '"ü"', id="accents"),
        pytest.param("a = {b = 1, c = 2}", ("a",), "a", "{b = 1, c = 2}", id="inline table"),
        pytest.param("[a.b] # x\nc = 1", ("a", "b"), "[a.b]", "[a.b]", id="header"),
        pytest.param("[[a]] # x\nc = 1", ("a", 0), "[[a]]", "[[a]]", id="header of a list"),
        pytest.param("a = [1, 22]", ("a", 1), "22", "22", id="member"),
        pytest.param("a = [ # x  \n 1]", ("a",), "a", "[ # x", id="value on two lines"),
        pytest.param('a = """\r\nx"""', ("a",), "a", '"""', id="text on two lines"),
    ],
)
def test_a_location_ends_with_its_line(text: str, path: KeyPath, key: str, value: str) -> None:
    """The end is the column after the last character."""
    lines, found = text.splitlines(), key_locations(text)[path]
    spots = [lines[spot.line - 1][spot.column - 1 : spot.end - 1] for spot in found]
    assert spots == [key, value]


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
def test_a_problem_gets_the_location_of_its_path(
    path: KeyPath, *, at_key: bool, place: tuple[int | None, int | None]
) -> None:
    """If the path is missing, it gets the key of the nearest table."""
    assert _placed(_problem(path, at_key=at_key)) == place


def test_a_known_location_is_kept() -> None:
    """Other problems of the file still get theirs."""
    known = Problem(file="a.toml", check="c", message="m", path=("title",), line=1, column=8)
    placed = add_locations([known, _problem(("title",))], {"a.toml": _TEXT})
    assert [(problem.line, problem.column) for problem in placed] == [(1, 8), (1, 9)]


def test_a_problem_of_an_unread_file_gets_no_location() -> None:
    """There is no text to search."""
    (placed,) = add_locations([_problem(("title",), file="b.toml")], {"a.toml": _TEXT})
    assert placed.line is None


def test_a_problem_in_invalid_toml_gets_no_location() -> None:
    """Nothing is raised."""
    (placed,) = add_locations([_problem(("title",))], {"a.toml": "= ]]] '"})
    assert placed.line is None


def test_problems_are_sorted_by_file_and_location() -> None:
    """Unread files come first, then files in the order in which they were read."""
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
