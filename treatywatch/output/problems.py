"""Print the problems of a ledger in the format of compilers, for people and editors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from treatywatch.model.errors import Problem, Severity
from treatywatch.model.text_safety import LINE_ESCAPES, UNSAFE, escape_unsafe, one_line

_LINES_ABOVE: Final = 2
"""The number of lines shown above the line of a problem."""
_LEAD: Final = 24
"""The number of columns shown before the caret in a line that is cut."""
_UNLIMITED_WIDTH: Final = 10_000
_COLORS: Final = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_RESET: Final = "\x1b[0m"
_ELLIPSIS: Final = "… "


def problems_text(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    *,
    total: int | None = None,
    width: int | None = None,
    color: bool = False,
) -> str:
    """Return each problem with its lines of the file, a caret and the hint.

    The last line counts the problems: `total` of them if only some are given. `texts` are the texts
    of the files by name. Without problems the text is empty.
    """
    if not problems:
        return ""
    files: dict[str, _SourceLines] = {}
    lines = []
    for problem in problems:
        if problem.file in texts and problem.file not in files:
            files[problem.file] = _SourceLines(texts[problem.file])
        lines.append(_heading(problem, color=color))
        lines += _excerpt(problem, files.get(problem.file), width, color=color)
    lines.append(_count_line(problems, total or len(problems)))
    return "".join(f"{line}\n" for line in lines)


def compact_text(problems: Sequence[Problem]) -> str:
    """Return one line a problem: FILE:LINE:COLUMN: severity: message [check]."""
    return "".join(f"{_heading(problem, color=False)}\n" for problem in problems)


class _SourceLines:
    """The lines of a file, made printable at most once each.

    A file can have a problem in each line, or thousands of them in one long line.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._printable: dict[int, tuple[str, int]] = {}

    def line(self, number: int) -> tuple[str, int]:
        """Return a line, counted from 1, with spaces for tabs, and its width in columns."""
        from rich.cells import cell_len  # imported here because only problems need it

        if number not in self._printable:
            text = self._lines[number - 1].rstrip("\r").replace("\t", " ")
            printable = UNSAFE.sub("�", text.replace("\r", "�"))
            self._printable[number] = printable, cell_len(printable)
        return self._printable[number]


def _heading(problem: Problem, *, color: bool) -> str:
    parts = (problem.file, problem.line, problem.column)
    location = ":".join(str(part) for part in parts if part is not None)
    severity = _colored(problem.severity, problem.severity, color=color)
    escaped = escape_unsafe(location).translate(LINE_ESCAPES)
    return f"{escaped}: {severity}: {_escaped_line(problem.message)} [{problem.check}]"


def _escaped_line(text: str) -> str:
    """Return the text on one line, with unsafe characters written as escapes."""
    return escape_unsafe(one_line(text))


def _colored(text: str, severity: Severity, *, color: bool) -> str:
    return f"{_COLORS[severity]}{text}{_RESET}" if color else text


def _excerpt(
    problem: Problem, source: _SourceLines | None, width: int | None, *, color: bool
) -> Iterator[str]:
    """Yield the line of a problem with those above it, the caret and the hint."""
    hint = _escaped_line(problem.hint) if problem.hint else ""
    if source is None or problem.line is None or problem.column is None:
        if hint:
            yield f"  {hint}"
        return
    gutter = len(str(problem.line))
    room = max((width or _UNLIMITED_WIDTH) - gutter - len("   | "), 2 * _LEAD)
    for number in range(max(problem.line - _LINES_ABOVE, 1), problem.line):
        yield f"  {number:>{gutter}} | {_cut(source.line(number), 0, room)}".rstrip()
    yield from _marked_line(problem, source.line(problem.line), gutter, room, hint, color=color)
    yield ""


def _marked_line(
    problem: Problem, line: tuple[str, int], gutter: int, room: int, hint: str, *, color: bool
) -> Iterator[str]:
    from rich.cells import cell_len

    assert problem.column is not None
    text, width = line
    first = problem.column - 1
    marked = text[first : first + max((problem.end or 0) - problem.column, 1)]
    start = _cut_start(text, first) if width > room else 0
    yield f"  {problem.line:>{gutter}} | {_cut(line, start, room)}".rstrip()
    indent = cell_len(text[start:first]) + (cell_len(_ELLIPSIS) if start else 0)
    carets = "^" * max(1, min(cell_len(marked), room - indent))
    fits = indent + len(carets) + 1 + cell_len(hint) <= room
    hint_after = f" {hint}" if hint and fits else ""
    caret = _colored(carets, problem.severity, color=color)
    yield f"  {'':>{gutter}} | {' ' * indent}{caret}{hint_after}"
    if hint and not fits:
        yield f"  {'':>{gutter}} = {hint}"


def _cut_start(text: str, first: int) -> int:
    """Return the index of the first character shown of a line that is too wide."""
    from rich.cells import cell_len

    start = max(first - _LEAD, 0)
    while cell_len(text[start:first]) > _LEAD:  # because some letters take two columns
        start += 1
    return start


def _cut(line: tuple[str, int], start: int, room: int) -> str:
    """Return the part of a line, from a character on, that fits."""
    from rich.cells import cell_len, set_cell_size

    text, width = line
    if width <= room:
        return text
    # Slice first: a line of a megabyte can have thousands of problems.
    shown = (_ELLIPSIS if start else "") + text[start : start + 2 * room]
    return set_cell_size(shown, room).rstrip() if cell_len(shown) > room else shown


def _count_line(problems: Sequence[Problem], total: int) -> str:
    files = len({problem.file for problem in problems})
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    kind = "mistake" if errors == len(problems) else "warning" if not errors else "finding"
    counted = f"{total} {kind}{'s' * (total != 1)}"
    if total > len(problems):
        return f"{counted}, the first {len(problems)} shown"
    return f"{counted} in {files} file{'s' * (files != 1)}"
