"""How mistakes in a ledger are printed: as compilers do, so that editors can follow them."""

from collections.abc import Sequence

from treatywatch.characters import one_line, visible
from treatywatch.problems import Problem


def problems_text(problems: Sequence[Problem]) -> str:
    """Each problem with what to do about it, and how many there are; nothing where there is none."""
    if not problems:
        return ""
    lines = []
    for problem in problems:
        lines.append(_line(problem))
        if problem.hint:
            lines.append(f"  {_shown(problem.hint)}")
    return "".join(f"{line}\n" for line in (*lines, _total(problems)))


def compact_text(problems: Sequence[Problem]) -> str:
    """One line a problem: FILE:LINE:COL: severity: message [check]."""
    return "".join(f"{_line(problem)}\n" for problem in problems)


def _line(problem: Problem) -> str:
    place = ":".join(str(p) for p in (problem.file, problem.line, problem.column) if p is not None)
    return _shown(f"{place}: {problem.severity}: {problem.message} [{problem.check}]")


def _shown(text: str) -> str:
    """Text of a ledger on one line, its controls written as escapes."""
    return visible(one_line(text))


def _total(problems: Sequence[Problem]) -> str:
    count, files = len(problems), len({problem.file for problem in problems})
    return f"{count} mistake{'s' * (count != 1)} in {files} file{'s' * (files != 1)}"
