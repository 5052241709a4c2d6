"""Docstrings and help texts are short and plain."""

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import typer

import treatywatch
from treatywatch.cli.main import app
from treatywatch.commands import COMMANDS

_PROGRAM: Final = Path(treatywatch.__file__).parent
_TESTS: Final = Path(__file__).parent
_MODULES: Final = sorted(path.relative_to(_PROGRAM) for path in _PROGRAM.rglob("*.py"))
_TEST_MODULES: Final = sorted(path.relative_to(_TESTS) for path in _TESTS.rglob("*.py"))
_AVOIDED: Final = re.compile(r"(?<![a-z])(told|tells)(?![a-z])", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


class _Rule(NamedTuple):
    """Limits of a text: words in its first line, and words that may not open a sentence."""

    most_words: int
    first_line_openings: frozenset[str]
    sentence_openings: frozenset[str]


_STRICT: Final = _Rule(
    most_words=15,
    first_line_openings=frozenset(
        (
            *("what", "which", "whether", "where", "how", "who", "whom", "whose", "from", "when"),
            *("so", "as", "one", "such", "likewise", "the same", "told"),
        )
    ),
    sentence_openings=frozenset(("what", "which", "whether", "so", "such", "likewise", "told")),
)
"""The program: a docstring opens with a verb or a noun."""
_LOOSE: Final = _Rule(
    most_words=22,
    first_line_openings=frozenset(("what", "which", "whether", "such", "likewise")),
    sentence_openings=frozenset(("what", "which", "whether", "so", "such", "likewise", "told")),
)
"""Tests: a docstring is a sentence that states a behaviour."""
_HELP: Final = _STRICT._replace(most_words=20)
"""Help texts: the first sentence of an option's help may be longer."""


class _Docstring(NamedTuple):
    line: int
    name: str
    text: str


def _docstrings(source: str) -> Iterator[_Docstring]:
    """Yield the docstrings of a module, its classes, its functions and its constants."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text is not None:
                yield _Docstring(getattr(node, "lineno", 1), getattr(node, "name", "module"), text)
            yield from _constant_docstrings(node.body)


def _constant_docstrings(body: list[ast.stmt]) -> Iterator[_Docstring]:
    for statement, after in pairwise(body):
        match statement, after:
            case (
                ast.Assign() | ast.AnnAssign(),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield _Docstring(after.lineno, "constant", inspect.cleandoc(text))


def _faults(text: str, rule: _Rule) -> Iterator[str]:
    """Yield how a text breaks a rule."""
    first_line = text.strip().partition("\n")[0]
    count = len(first_line.split())
    if count > rule.most_words:
        yield f"has {count} words in its first line, more than {rule.most_words}"
    first_sentence, *later_sentences = _SENTENCE_END.split(" ".join(text.split()))
    yield from _bad_opening(first_sentence, rule.first_line_openings)
    for sentence in later_sentences:
        yield from _bad_opening(sentence, rule.sentence_openings)
    yield from (f"says {match[0]!r}" for match in _AVOIDED.finditer(text))


def _bad_opening(sentence: str, openings: frozenset[str]) -> Iterator[str]:
    words = re.findall(r"[a-z'-]+", sentence.lower())
    for opening in (" ".join(words[:length]) for length in (1, 2)):
        if opening in openings:
            yield f"opens a sentence with {opening!r}"


def _docstring_faults(path: Path, rule: _Rule) -> list[str]:
    return [
        f"{path.name}:{docstring.line}: {docstring.name} {fault}"
        for docstring in _docstrings(path.read_text("utf-8"))
        for fault in _faults(docstring.text, rule)
    ]


@pytest.mark.parametrize("module", _MODULES, ids=str)
def test_docstrings_of_the_program_are_plain(module: Path) -> None:
    """A docstring's first line is short and opens with a verb or a noun."""
    assert _docstring_faults(_PROGRAM / module, _STRICT) == []


@pytest.mark.parametrize("module", _MODULES, ids=str)
def test_the_program_avoids_vague_verbs(module: Path) -> None:
    """No name, comment or message uses a form of "tell", because plainer verbs exist."""
    lines = (_PROGRAM / module).read_text("utf-8").splitlines()
    found = [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if _says(line)]
    assert found == []


def _says(line: str) -> bool:
    return _AVOIDED.search(line) is not None


@pytest.mark.parametrize("module", _TEST_MODULES, ids=str)
def test_docstrings_of_tests_are_plain(module: Path) -> None:
    """A test's docstring is a short sentence that names what happens."""
    assert _docstring_faults(_TESTS / module, _LOOSE) == []


@pytest.mark.parametrize("module", _TEST_MODULES, ids=str)
def test_every_test_has_a_docstring(module: Path) -> None:
    """A test states the behaviour that it checks."""
    tree = ast.parse((_TESTS / module).read_text("utf-8"))
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []


def _help_texts(name: str) -> Iterator[tuple[str, str]]:
    """Yield the help of a command and of each of its parameters, a sentence a line."""
    group: Any = typer.main.get_command(app)
    command: Any = group.get_command(None, name)
    yield name, _SENTENCE_END.sub("\n", command.help or "")
    for parameter in command.params:
        yield parameter.name, _SENTENCE_END.sub("\n", getattr(parameter, "help", None) or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_plain(name: str) -> None:
    """The help of each command and option opens with a verb or a noun."""
    assert [
        f"{parameter} {fault}"
        for parameter, text in _help_texts(name)
        for fault in _faults(text, _HELP)
    ] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    """No command, argument or option is listed without an explanation."""
    assert [parameter for parameter, text in _help_texts(name) if not text] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("What a ledger holds.", "opens a sentence with 'what'"),
        ("The same for a roll.", "opens a sentence with 'the same'"),
        ("Return the act. So does the roll.", "opens a sentence with 'so'"),
        (
            "Return the act\n\nWhether one is there. Such acts are rare.",
            "opens a sentence with 'such'",
        ),
        ("Return what the roll tells.", "says 'tells'"),
        ("Return " + "a " * 15 + "day.", "has 17 words in its first line, more than 15"),
    ],
)
def test_literary_docstrings_are_found(text: str, fault: str) -> None:
    """Each rule finds a docstring that breaks it."""
    assert list(_faults(text, _STRICT)) == [fault]


def test_plain_docstrings_pass() -> None:
    """A plain docstring has no faults, and every kind of docstring is read."""
    source = '"""Acts."""\nSTEPS = 1\n"""Steps that join."""\ndef act():\n  """Return the act."""\n'
    docstrings = sorted(_docstrings(source))
    assert [docstring.name for docstring in docstrings] == ["module", "constant", "act"]
    assert [fault for docstring in docstrings for fault in _faults(docstring.text, _STRICT)] == []
