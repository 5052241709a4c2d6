"""Find unsafe characters anywhere in a ledger."""

import pytest

from treatywatch.ledger.read.decode import parse
from treatywatch.ledger.read.unsafe_text import unsafe_strings
from treatywatch.model.errors import KeyPath


def _found(text: str) -> list[tuple[KeyPath, str]]:
    """The path and message of each problem."""
    problems = list(unsafe_strings("ledger.toml", parse(text)))
    assert {problem.check for problem in problems} <= {"control-character"}
    return [(problem.path, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("written", "escape"),
    [
        (r"\u001B[31m", r"\u001B"),
        (r"\e[31m", r"\u001B"),
        (r"\x1b[31m", r"\u001B"),
        (r"\u0000", r"\u0000"),
        (r"\b", r"\u0008"),
        (r"\f", r"\u000C"),
        (r"\u007F", r"\u007F"),
        (r"\u009B31m", r"\u009B"),
        ("\x9b31m", r"\u009B"),
        (r"\u202E", r"\u202E"),
        ("\u202e", r"\u202E"),
        ("\u2066", r"\u2066"),
        ("\u200e", r"\u200E"),
        ("\u200b", r"\u200B"),
        ("\u2028", r"\u2028"),
        ("\ufeff", r"\uFEFF"),
        (r"\U000E0041", r"\U000E0041"),
        ("\U000e0041", r"\U000E0041"),
    ],
    ids=ascii,
)
def test_an_unsafe_character_is_a_problem(written: str, escape: str) -> None:
    """Controls, direction marks and invisible characters, written or escaped."""
    kind = "control" if escape.startswith(r"\u00") else "invisible"
    message = f"summary contains the {kind} character {escape}"
    assert _found(f'summary = "a{written}b"') == [(("summary",), message)]


@pytest.mark.parametrize(
    "value",
    [
        '"""two\nlines"""',
        '"""two\r\nlines"""',
        r'"a\tb\r\nc"',
        '"Türkiye, Côte d\'Ivoire, 中国, 🇱🇹"',
        '"می\u200cخواهم"',
        '"नेपाल\u200d"',
        "'C:\\new\\u202E'",
    ],
)
def test_plain_text_is_no_problem(value: str) -> None:
    """Lines, tabs, joiners that a script needs, and backslashes are safe."""
    assert _found(f"summary = {value}") == []


def test_five_marks_on_a_letter_are_a_problem() -> None:
    """The message says that there are too many marks."""
    assert _found('name = "a' + "\u0301" * 30 + '"') == [
        (("name",), r"name contains five marks in a row, which end with \u0301")
    ]


def test_a_text_has_one_problem() -> None:
    """It names the first unsafe character."""
    assert _found(r'name = "\u202E\u001B\u001B"') == [
        (("name",), r"name contains the invisible character \u202E")
    ]


def test_every_unsafe_text_is_reported() -> None:
    """Tables and lists are searched to any depth."""
    text = r"""
        title = "\e"
        [countries.LT]
        aliases = ["plain", "\e"]
        [[events]]
        [[events]]
        sources = [{ title = "\e" }]
        """
    assert _found(text) == [
        (("title",), r"title contains the control character \u001B"),
        (("countries", "LT", "aliases", 1), r"aliases[1] contains the control character \u001B"),
        (("events", 1, "sources", 0, "title"), r"title contains the control character \u001B"),
    ]


def test_an_unsafe_key_is_a_problem() -> None:
    """Its location is the key."""
    (problem,) = unsafe_strings("ledger.toml", parse(r'"name\u202E" = "plain"'))
    assert problem.message == r"the key contains the invisible character \u202E"
    assert (problem.path, problem.at_key) == (("name\u202e",), True)


def test_the_hint_says_what_to_do() -> None:
    """The problem names its file."""
    (problem,) = unsafe_strings("rolls/a.toml", parse(r'name = "\e"'))
    assert (problem.file, problem.hint) == (
        "rolls/a.toml",
        "remove it: ledger text must be plain text",
    )
    assert not problem.at_key
