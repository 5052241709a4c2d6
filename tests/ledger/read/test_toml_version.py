"""Refusing what TOML 1.1 adds."""

import pytest

from treatywatch.ledger.read.decode import parse
from treatywatch.ledger.read.files import FileText
from treatywatch.ledger.read.toml_version import newer_toml


def _file(text: str) -> FileText:
    parse(text)  # the first parser accepts all of these
    return FileText(name="ledger.toml", path=None, text=text, sha256="")


@pytest.mark.parametrize(
    ("text", "line", "column", "cause"),
    [
        ("a = 1\nb = { x = 1, }", 2, 14, "inline table"),
        ("a = {\n  x = 1\n}", 1, 6, "inline table"),
        ("a = { x = 1, # first\n y = 2 }", 1, 14, "inline table"),
        ("a = { x = { y = 1 },\n z = 2 }", 1, 21, "inline table"),
        ("a = { x = { y = 1 }\n}", 1, 20, "inline table"),
        ('a = 1\nb = "x\\e"', 2, 7, "escape"),
        ('a = "\\x41"', 1, 6, "escape"),
        ("a = 12:30", 1, 7, "time"),
        ("a = 2020-01-01T12:30", 1, 15, "time"),
        ("a = 2020-01-01 12:30Z", 1, 15, "time"),
        ("a = [12:30]", 1, 8, "time"),
    ],
)
def test_what_toml_1_1_adds_is_a_problem(text: str, line: int, column: int, cause: str) -> None:
    """The problem has the cause, its place and a remedy."""
    problem = newer_toml(_file(text))
    assert problem is not None
    assert cause in problem.message
    assert (problem.check, problem.line) == ("toml-version", line)
    assert problem.column in {column, column + 1}
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a = [\n  { x = 1 },\n  { y = 2 },\n]",
        "a = { x = [\n1,\n2 ] }",
        "a = 12:30:00",
        'a = "at 12:30, {\\\\e, }"',
        "a = '\\e \\x41'",
        'a = """{\nx, }"""',
        "# {\na = 1",
    ],
)
def test_toml_1_0_is_accepted(text: str) -> None:
    """Text that only looks like TOML 1.1 is read."""
    assert newer_toml(_file(text)) is None
