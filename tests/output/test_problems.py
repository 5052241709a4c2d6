"""The printed form of problems: location, lines, carets and hint."""

import re
from typing import ClassVar, Final

import msgspec
import pytest
from rich import cells
from rich.cells import cell_len

from treatywatch.model.errors import Problem, Severity
from treatywatch.model.text_safety import UNSAFE
from treatywatch.output.problems import compact_text, problems_text

ANSI: Final = re.compile(r"\x1b\[[0-9;]*m")
FILE: Final = "my.toml"
PLAIN: Final = Problem(file=FILE, check="some-check", message="is wrong")


def pointing(text: str, fault: str, hint: str | None = None) -> Problem:
    """Return a problem that marks the last occurrence of `fault`."""
    start = text.rindex(fault)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return msgspec.structs.replace(
        PLAIN, line=line, column=column, end=column + len(fault), hint=hint
    )


def drawing(text: str, problem: Problem, *, width: int | None = None, color: bool = False) -> str:
    """Return the printed form of one problem."""
    return problems_text([problem], {FILE: text}, width=width, color=color)


def excerpt(drawn: str) -> list[str]:
    """Return the lines of the output with text or carets."""
    return [line for line in drawn.split("\n") if re.match(r" +\d* +\|", line)]


def columns(drawn: str, fault: str) -> tuple[range, range]:
    """Return the columns of the fault and of the carets below it."""
    *_, line, below = excerpt(drawn)
    start = cell_len(line[: line.rindex(fault)])
    carets = re.search(r"\^+", below)
    assert carets is not None
    return range(start, start + cell_len(fault)), range(*carets.span())


TEXT: Final = 'format = 1\n\n[countries.LT]\nname = "L"\nalias = "x" # y\nkind = "z"\n'


def test_the_printed_form_of_a_problem() -> None:
    """Location, message, lines, caret, hint and count are printed in this order."""
    problem = pointing(TEXT, '"x"', "take it out")
    assert drawing(TEXT, problem) == (
        "my.toml:5:9: error: is wrong [some-check]\n"
        "  3 | [countries.LT]\n"
        '  4 | name = "L"\n'
        '  5 | alias = "x" # y\n'
        "    |         ^^^ take it out\n"
        "\n"
        "1 mistake in 1 file\n"
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param(1, ["1"], id="the first"),
        pytest.param(2, ["1", "2"], id="the second"),
        pytest.param(3, ["1", "2", "3"], id="the third"),
        pytest.param(10, [" 8", " 9", "10"], id="the tenth"),
        pytest.param(101, [" 99", "100", "101"], id="the hundred and first"),
        pytest.param(120, ["118", "119", "120"], id="the last, not ended"),
    ],
)
def test_at_most_two_lines_are_shown_above(line: int, shown: list[str]) -> None:
    """Line numbers are aligned and start at 1."""
    text = "\n".join(f"k{number} = 1" for number in range(1, 121))
    drawn = excerpt(drawing(text, pointing(text, f"k{line} = 1")))
    numbers = [row.split(" |")[0].removeprefix("  ") for row in drawn]
    assert numbers == [*shown, " " * len(shown[0])]
    assert {row.index("|") for row in drawn} == {len(shown[0]) + 3}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param('name = "Lietuva"', '"Lietuva"', id="plain"),
        pytest.param("name", "name", id="first column"),
        pytest.param('"éàü" = "x"', '"x"', id="behind accents"),
        pytest.param('name = "éàü"', '"éàü"', id="accents"),
        pytest.param('"日本" = "x"', '"x"', id="behind wide letters"),
        pytest.param('name = "日本国"', '"日本国"', id="wide letters"),
        pytest.param('"e\u0301a\u0300" = "x"', '"x"', id="behind combining letters"),
        pytest.param('name = "e\u0301a\u0300"', '"e\u0301a\u0300"', id="combining letters"),
        pytest.param('"🙂" = "x🙂"', '"x🙂"', id="pictures"),
        pytest.param('"日e\u0301é" = "x"', '"x"', id="all together"),
    ],
)
def test_the_carets_are_under_the_fault(line: str, fault: str) -> None:
    """The carets take the same columns as the fault, for any width of letters."""
    taken, pointed = columns(drawing(line, pointing(line, fault)), fault)
    assert pointed == taken


@pytest.mark.parametrize("indent", ["\t", "\t\t", " \t", "\t \t"])
def test_a_tab_is_one_column(indent: str) -> None:
    """A tab is printed as one space, because terminals differ in tab stops."""
    line = f'{indent}name\t=\t"x"'
    drawn = drawing(line, pointing(line, '"x"'))
    assert "\t" not in drawn
    assert excerpt(drawn)[0] == "  1 | " + line.replace("\t", " ")
    taken, pointed = columns(drawn, '"x"')
    assert pointed == taken


def test_windows_line_ends_are_not_shown() -> None:
    """A carriage return at the end of a line is dropped."""
    text = TEXT.replace("\n", "\r\n")
    assert drawing(text, pointing(text, '"x"')) == drawing(TEXT, pointing(TEXT, '"x"'))


@pytest.mark.parametrize(("end", "carets"), [(None, 1), (9, 1), (10, 1), (12, 3), (14, 5), (40, 5)])
def test_at_least_one_caret_is_shown(end: int | None, carets: int) -> None:
    """Without a valid end there is one caret, and none is past the end of the line."""
    problem = msgspec.structs.replace(PLAIN, line=1, column=9, end=end)
    assert drawing('alias = "xyz"\n', problem).count("^") == carets


def test_a_caret_can_follow_the_line() -> None:
    """A problem at the end of a line is marked there, even on an empty line."""
    for text, column in (("a = [", 6), ("", 1)):
        problem = msgspec.structs.replace(PLAIN, line=1, column=column)
        below = excerpt(drawing(text, problem))[-1]
        assert below == "    | " + " " * (column - 1) + "^"


HOSTILE: Final = (
    "\x1b[2J\x1b[31m",
    "\x00\x07\x08\x7f",
    "\x9b31m\x85",
    "\u202e\u2066\u200f",
    "\u2028\u2029",
    "\u200b\ufeff\u2060",
    "\U000e0041",
    "\r\rgone",
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_no_control_character_reaches_the_terminal(hostile: str) -> None:
    """Lines, message, hint and file name are printed without control characters."""
    text = f"# {hostile} #\na{hostile}b = {hostile}1 # {hostile}\n"
    problem = pointing(text, f"{hostile}1", f"say {hostile}!")
    problem = msgspec.structs.replace(problem, message=f"{hostile} is wrong")
    named = msgspec.structs.replace(problem, file=f"a{hostile}b.toml")
    drawn = drawing(text, problem) + problems_text([named], {}) + compact_text([named])
    assert not UNSAFE.search(drawn)
    assert not set("\r\x85\u2028\u2029") & set(drawn)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_hidden_character_is_shown_as_one_column(hostile: str) -> None:
    """Each unsafe character is replaced by one visible character."""
    line = f'a = "{hostile}", b = "x"'
    drawn = drawing(line, pointing(line, '"x"'))
    shown = UNSAFE.sub("�", hostile.replace("\r", "�"))
    assert excerpt(drawn)[0] == f'  1 | a = "{shown}", b = "x"'
    taken, pointed = columns(drawn, '"x"')
    assert pointed == taken


@pytest.mark.parametrize("letter", ["a", "é", "日", "e\u0301"], ids=ascii)
@pytest.mark.parametrize("before", [0, 10, 24, 25, 60, 75, 300])
@pytest.mark.parametrize("after", [0, 10, 300])
@pytest.mark.parametrize("width", [54, 80, 120])
def test_a_long_line_is_cut_around_the_fault(
    letter: str, before: int, after: int, width: int
) -> None:
    """No line is wider than the screen, and the fault is shown above its carets."""
    line = f"{letter * before}<x>{letter * after}"
    text = f"{letter * 500}\n{line}\n"
    drawn = drawing(text, pointing(text, "<x>"), width=width)
    assert max(map(cell_len, excerpt(drawn))) <= width
    taken, pointed = columns(drawn, "<x>")
    assert pointed == taken


def test_a_line_that_fits_is_not_cut() -> None:
    """A wider line is cut, with an ellipsis in place of its start."""
    line = "a" * 72 + "x"
    assert excerpt(drawing(line, pointing(line, "x"), width=80))[0] == f"  1 | {line}"
    line = "a" * 74 + "x"
    assert excerpt(drawing(line, pointing(line, "x"), width=80))[0] == f"  1 | … {'a' * 24}x"


@pytest.mark.parametrize("letter", ["x", "日"])
def test_a_fault_wider_than_the_screen(letter: str) -> None:
    """The carets end at the edge; without a screen nothing is cut."""
    line = f'a = "{letter * 300}"'
    problem = pointing(line, line[4:])
    assert cell_len(excerpt(drawing(line, problem, width=80))[1]) == 80
    assert drawing(line, problem).count("^") == cell_len(line) - 4


@pytest.mark.parametrize(
    ("hint", "beside"),
    [
        pytest.param("a" * 61, True, id="fits to the last column"),
        pytest.param("a" * 62, False, id="a column too long"),
        pytest.param("日" * 30, True, id="wide and fits"),
        pytest.param("日" * 31, False, id="wide and too long"),
        pytest.param("a\n  b", True, id="on several lines"),
    ],
)
def test_a_hint_follows_the_carets_or_is_below(hint: str, *, beside: bool) -> None:
    """A hint that does not fit after the carets has its own line."""
    line = 'name = "xxx"'
    drawn = drawing(line, pointing(line, '"xxx"', hint), width=80).split("\n")
    joined = " ".join(hint.split())
    below = ["    |        ^^^^^", f"    = {joined}"]
    assert drawn[2 : 3 if beside else 4] == ([f"{below[0]} {joined}"] if beside else below)


def test_a_hint_follows_the_carets_without_a_screen() -> None:
    """A hint of any length fits if the width is unlimited."""
    line = 'name = "xxx"'
    assert drawing(line, pointing(line, '"xxx"', "a" * 500)).split("\n")[2].endswith("a" * 500)


@pytest.mark.parametrize("hint", [None, "save it"])
@pytest.mark.parametrize(
    ("place", "location"),
    [
        pytest.param({}, "my.toml", id="no place"),
        pytest.param({"line": 2}, "my.toml:2", id="no column"),
        pytest.param(
            {"line": 2, "column": 3, "file": "other.toml"}, "other.toml:2:3", id="no text"
        ),
    ],
)
def test_without_an_excerpt(place: dict[str, object], location: str, hint: str | None) -> None:
    """A problem without a line is printed with its hint only."""
    problem = msgspec.structs.replace(PLAIN, hint=hint, **place)
    drawn = drawing(TEXT, problem).splitlines()
    assert drawn == [
        f"{location}: error: is wrong [some-check]",
        *([f"  {hint}"] if hint else []),
        "1 mistake in 1 file",
    ]


def counted(errors: int, warnings: int, files: int, total: int | None) -> str:
    """Return the last line printed about these problems."""
    kinds = [Severity.ERROR] * errors + [Severity.WARNING] * warnings
    problems = [
        Problem(file=f"{number % files}.toml", check="c", message="m", severity=kind)
        for number, kind in enumerate(kinds)
    ]
    return problems_text(problems, {}, total=total).splitlines()[-1]


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "total", "line"),
    [
        (1, 0, 1, None, "1 mistake in 1 file"),
        (3, 0, 2, None, "3 mistakes in 2 files"),
        (0, 1, 1, None, "1 warning in 1 file"),
        (0, 2, 1, None, "2 warnings in 1 file"),
        (1, 1, 2, None, "2 findings in 2 files"),
        (3, 0, 1, 3, "3 mistakes in 1 file"),
        (3, 0, 1, 30, "30 mistakes, the first 3 shown"),
        (0, 1, 1, 2, "2 warnings, the first 1 shown"),
    ],
)
def test_the_last_line_counts_the_problems(
    errors: int, warnings: int, files: int, total: int | None, line: str
) -> None:
    """The last line counts the problems and names their severity."""
    assert counted(errors, warnings, files, total) == line


def test_no_problem_prints_nothing() -> None:
    """Without problems the output is empty."""
    assert problems_text([], {FILE: TEXT}) == compact_text([]) == ""


@pytest.mark.parametrize(
    ("severity", "code"), [(Severity.ERROR, "\x1b[31m"), (Severity.WARNING, "\x1b[33m")]
)
@pytest.mark.parametrize("width", [None, 60])
def test_color_changes_only_escape_sequences(
    severity: Severity, code: str, width: int | None
) -> None:
    """Without its escape sequences, colored output equals plain output."""
    text = f"{'k' * 100} = 1\n"
    problem = pointing(text, "1", "take it out")
    problem = msgspec.structs.replace(problem, severity=severity)
    plain = drawing(text, problem, width=width)
    colored = drawing(text, problem, width=width, color=True)
    assert "\x1b" not in plain
    assert f"{code}{severity}\x1b[0m:" in colored
    assert f"{code}^\x1b[0m" in colored
    assert ANSI.sub("", colored) == plain


def test_no_line_ends_in_spaces() -> None:
    """Trailing spaces of the source are not printed."""
    text = 'a = 1   \n\nb = "x"  \n'
    drawn = drawing(text, pointing(text, '"x"')).split("\n")
    assert drawn == [line.rstrip() for line in drawn]


def test_the_compact_form_has_one_line_a_problem() -> None:
    """A compact line has location, severity, message and check."""
    problems = [
        pointing(TEXT, '"x"', "take it out"),
        msgspec.structs.replace(PLAIN, severity=Severity.WARNING, line=2),
    ]
    assert compact_text(problems) == (
        "my.toml:5:9: error: is wrong [some-check]\n"
        "my.toml:2: warning: is wrong [some-check]\n"
    )  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_heading_is_one_line(ends: str) -> None:
    """Line ends in a message or file name are escaped or removed in both forms."""
    problem = msgspec.structs.replace(PLAIN, file=f"a{ends}b", message=f"the text{ends}{ends}is so")
    for printed in (compact_text([problem]), problems_text([problem], {})):
        first = printed.splitlines()[0]
        assert first.startswith(("a\\u00", "a\\u20"))
        assert first.endswith("b: error: the text is so [some-check]")


def test_spaces_in_a_file_name_are_kept() -> None:
    """The printed name can be opened by an editor."""
    problem = msgspec.structs.replace(PLAIN, file="my  own ledger.toml", line=1)
    assert compact_text([problem]).startswith("my  own ledger.toml:1: error")


class CountedText(str):
    """A text that counts the letters that are split, line by line."""

    __slots__ = ()
    letters_split: ClassVar = 0

    def split(self, *args: object, **keys: object) -> list[str]:
        """Count the letters and split."""
        CountedText.letters_split += len(self)
        return str(self).split(*args, **keys)  # type: ignore[arg-type]


def test_a_text_is_split_once_for_all_its_problems() -> None:
    """Printing does not split a long file once for each problem."""
    text = CountedText("name = 1\n" * 50)
    problems = [
        msgspec.structs.replace(PLAIN, line=number, column=1, end=5) for number in range(1, 51)
    ]
    CountedText.letters_split = 0
    assert problems_text(problems, {FILE: text}).count("^^^^") == 50
    assert CountedText.letters_split == len(text)


def test_a_long_line_is_made_printable_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters measured grow with the problems, not with the problems times the line."""
    measured = 0
    cell_len = cells.cell_len

    def count(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return cell_len(text)

    monkeypatch.setattr(cells, "cell_len", count)

    def letters_measured(count: int) -> int:
        nonlocal measured
        measured = 0
        line = ", ".join(f"key{number:05} = 1" for number in range(count))
        problems = [
            msgspec.structs.replace(PLAIN, line=1, column=14 * number + 1, end=14 * number + 9)
            for number in range(count)
        ]
        problems_text(problems, {FILE: line}, width=80)
        return measured

    assert letters_measured(400) <= 2.5 * letters_measured(200)
