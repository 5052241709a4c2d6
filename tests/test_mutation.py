"""Mutants: each operator makes its changes, and a survey counts those that survive."""

import ast
from pathlib import Path

import pytest

from mutation import survey
from mutation.operators import mutants
from mutation.suite import ROOT, changed, further_tests, nearest_tests
from mutation.survey import Change, Fate, Outcome, known_equivalents, sample, table


def _changed(source: str, operator: str) -> list[str]:
    """Return a source as changed by an operator, once for each mutant."""
    content = source.encode()
    return [m.apply(content).decode() for m in mutants(content) if m.operator == operator]


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("comparison", "a < b", ["(a <= b)"]),
        ("comparison", "a is b in c", ["(a is b not in c)", "(a is not b in c)"]),
        ("boolean", "a and b", ["(a or b)"]),
        ("condition dropped", "a and b or c", ["(a and b)", "(a) or c", "(b) or c", "(c)"]),
        ("not dropped", "not a", ["(a)"]),
        ("constant", "(1, True, 'a', None)", ["((2), True, 'a', None)", "(1, (False), 'a', None)"]),
        ("arithmetic", "a + b", ["(a - b)"]),
        ("keyword dropped", "f(a, b=1, c=2)", ["(f(a, b=1))", "(f(a, c=2))"]),
        ("reversed dropped", "reversed(a)", ["(list(a))"]),
        ("function", "any(a)", ["(all(a))"]),
        ("first or last", "a.first", ["(a.last)"]),
        ("slice dropped", "a[1:]", ["(a)"]),
        ("condition true", "a if b else c", ["(a)"]),
        ("condition false", "a if b else c", ["(c)"]),
        ("filter dropped", "[a for a in b if a]", ["([a for a in b])"]),
        ("call dropped", "f()", ["pass"]),
        ("continue to break", "for a in b:\n    continue", ["for a in b:\n    break"]),
        ("break to continue", "for a in b:\n    break", ["for a in b:\n    continue"]),
        ("return None", "def f():\n    return a", ["def f():\n    return None"]),
    ],
)
def test_an_operator_makes_its_changes(operator: str, source: str, expected: list[str]) -> None:
    """An operator changes one place at a time and leaves the rest of the text as it was."""
    assert sorted(_changed(source, operator)) == expected


@pytest.mark.parametrize(
    "source",
    [
        "a: Literal[1]",
        "@f(a=1)\ndef g(): pass",
        "class A(frozen=True): pass",
        "f'{1}'",
        "assert a < b",
        "'text'",
        "return_ = None",
    ],
)
def test_some_syntax_is_left_alone(source: str) -> None:
    """Annotations, decorators, f-strings, assertions and texts have no mutants."""
    assert mutants(source.encode()) == []


def test_mutants_are_valid_python() -> None:
    """Every mutant of a module can be parsed and differs from the module."""
    content = (ROOT / "treatywatch" / "law" / "clauses.py").read_bytes()
    original = ast.dump(ast.parse(content))
    changed_trees = [ast.dump(ast.parse(mutant.apply(content))) for mutant in mutants(content)]
    assert len(changed_trees) > 100
    assert original not in changed_trees


def test_offsets_count_bytes() -> None:
    """Text beyond ASCII before a place does not shift the change."""
    assert _changed("x = 'é'; y = 'ü', a < b", "comparison") == ["x = 'é'; y = 'ü', (a <= b)"]


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    """A seed draws the same mutants again, of the rooms asked for."""
    drawn = sample(["law"], 5, seed=1)
    assert drawn == sample(["law"], 5, seed=1)
    assert drawn != sample(["law"], 5, seed=2)
    assert {change.room for change in drawn} == {"law"}


def test_the_nearest_tests_mirror_the_module() -> None:
    """Tests near a module run first; no test runs twice."""
    module = Path("treatywatch/law/clauses.py")
    assert nearest_tests(module) == ("tests/law/test_clauses.py", "tests/law")
    assert "tests/law" not in further_tests(module)
    assert all((ROOT / test).exists() for test in further_tests(module))


def test_a_file_is_restored_after_a_change(tmp_path: Path) -> None:
    """A change lasts as long as its block."""
    path = tmp_path / "module.py"
    path.write_bytes(b"old")
    with changed(path, b"new"):
        assert path.read_bytes() == b"new"
    assert path.read_bytes() == b"old"


def test_the_table_counts_each_room() -> None:
    """Known equivalents are not counted; the score is the share killed."""
    (change,) = sample(["law"], 1, seed=1)
    fates = [Fate.KILLED, Fate.KILLED, Fate.KILLED, Fate.SURVIVED, Fate.EQUIVALENT]
    lines = table([Outcome(change, fate) for fate in fates]).splitlines()
    assert lines[1].split() == ["law", "4", "3", "1", "75%"]


def test_each_known_equivalent_is_a_mutant() -> None:
    """The list of equivalents names changes that the operators still make."""
    equivalents = known_equivalents()
    made = {
        (module, *Change(Path(module), mutant).lines())
        for module in {module for module, _, _ in equivalents}
        for mutant in mutants((ROOT / module).read_bytes())
    }
    assert equivalents <= made


def test_a_survey_reports_what_survives(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A surviving mutant is listed and gives the exit status 1; else it is 0."""

    def outcomes(changes: list[Change], workers: int) -> list[Outcome]:
        assert workers == 2
        return [Outcome(change, fate) for change, fate in zip(changes, fates, strict=True)]

    monkeypatch.setattr(survey, "try_changes", outcomes)
    fates = [Fate.KILLED, Fate.SURVIVED]
    call = ["--rooms", "law", "--sample", "2", "--list-survivors"]
    assert survey.main(call) == 1
    assert capsys.readouterr().out.count("treatywatch/law/") == 1
    fates = [Fate.KILLED, Fate.KILLED]
    assert survey.main(call) == 0
