"""How mistakes in a ledger are printed: as compilers do, so that people and editors can follow them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from treatywatch.model.errors import Problem, Severity
from treatywatch.model.text_safety import UNSAFE, escape_character, escape_unsafe, one_line

_BEFORE: Final = 2
"""How many lines above the one at fault are shown with it."""
_LEAD: Final = 24
"""How much of a line that does not fit a screen is shown before what is at fault."""
_NATURAL: Final = 10_000
_COLORS: Final = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_RESET: Final = "\x1b[0m"
_LINE_ENDS: Final = str.maketrans(
    {character: escape_character(character) for character in "\t\n\r"}
)


def problems_text(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    *,
    total: int | None = None,
    width: int | None = None,
    color: bool = False,
) -> str:
    """Each problem with the lines where it stands, a caret under it, and what to do about it.

    How many there are stands at the end: `total` where not all of them are shown. `texts` are the
    files' texts by name. Nothing where there is no problem.
    """
    if not problems:
        return ""
    lines = []
    for problem in problems:
        lines += [_line(problem, color=color), *_excerpt(problem, texts, width, color=color)]
    lines.append(_total(problems, total or len(problems)))
    return "".join(f"{line}\n" for line in lines)


def compact_text(problems: Sequence[Problem]) -> str:
    """One line a problem: FILE:LINE:COL: severity: message [check]."""
    return "".join(f"{_line(problem, color=False)}\n" for problem in problems)


def _line(problem: Problem, *, color: bool) -> str:
    place = ":".join(str(p) for p in (problem.file, problem.line, problem.column) if p is not None)
    severity = _colored(problem.severity, problem.severity, color=color)
    file_at = escape_unsafe(place).translate(_LINE_ENDS)
    return f"{file_at}: {severity}: {_shown(problem.message)} [{problem.check}]"


def _shown(text: str) -> str:
    """Text of a ledger on one line, its controls written as escapes."""
    return escape_unsafe(one_line(text))


def _colored(text: str, severity: Severity, *, color: bool) -> str:
    return f"{_COLORS[severity]}{text}{_RESET}" if color else text


def _excerpt(
    problem: Problem, texts: Mapping[str, str], width: int | None, *, color: bool
) -> Iterator[str]:
    """The line at fault and those above it, a caret below, and the remedy behind it or below."""
    hint = _shown(problem.hint) if problem.hint else ""
    text = texts.get(problem.file)
    if text is None or problem.line is None or problem.column is None:
        if hint:
            yield f"  {hint}"
        return
    lines = text.split("\n")
    gutter = len(str(problem.line))
    room = max((width or _NATURAL) - gutter - len("   | "), 2 * _LEAD)
    for number in range(max(problem.line - _BEFORE, 1), problem.line):
        yield f"  {number:>{gutter}} | {_cut(_plain(lines[number - 1]), 0, room)}".rstrip()
    yield from _pointed(problem, lines[problem.line - 1], gutter, room, hint, color=color)
    yield ""


def _pointed(
    problem: Problem, line: str, gutter: int, room: int, hint: str, *, color: bool
) -> Iterator[str]:
    from rich.cells import cell_len  # for how wide a letter is; only a mistake needs it

    assert problem.column is not None
    before, at = _plain(line[: problem.column - 1]), line[problem.column - 1 :]
    at = at[: max((problem.end or 0) - problem.column, 1)]
    whole = _plain(line)
    start = _start(before) if cell_len(whole) > room else 0
    yield f"  {problem.line:>{gutter}} | {_cut(whole, start, room)}".rstrip()
    indent = cell_len(before[start:]) + (cell_len(_ELLIPSIS) if start else 0)
    carets = "^" * max(1, min(cell_len(_plain(at)), room - indent))
    caret = _colored(carets, problem.severity, color=color)
    beside = indent + len(carets) + 1 + cell_len(hint) <= room
    yield f"  {'':>{gutter}} | {' ' * indent}{caret}{f' {hint}' if hint and beside else ''}"
    if hint and not beside:
        yield f"  {'':>{gutter}} = {hint}"


def _start(before: str) -> int:
    """From which character on a line that does not fit is shown, by what precedes the fault."""
    from rich.cells import cell_len

    start = max(len(before) - _LEAD, 0)
    while cell_len(before[start:]) > _LEAD:  # some letters take two columns
        start += 1
    return start


_ELLIPSIS: Final = "… "


def _cut(text: str, start: int, room: int) -> str:
    """As much of a line, from a character on, as a screen has room for."""
    from rich.cells import cell_len, set_cell_size

    shown = (_ELLIPSIS if start else "") + text[start:]
    return set_cell_size(shown, room).rstrip() if cell_len(shown) > room else shown


def _plain(text: str) -> str:
    """A line of a file as a screen may show it: tabs as spaces, nothing in it hidden."""
    whole = text.rstrip("\r").replace("\t", " ")
    return UNSAFE.sub("�", whole.replace("\r", "�"))


def _total(problems: Sequence[Problem], total: int) -> str:
    files = len({problem.file for problem in problems})
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    kind = "mistake" if errors == len(problems) else "warning" if not errors else "finding"
    counted = f"{total} {kind}{'s' * (total != 1)}"
    if total > len(problems):
        return f"{counted}, the first {len(problems)} shown"
    return f"{counted} in {files} file{'s' * (files != 1)}"
