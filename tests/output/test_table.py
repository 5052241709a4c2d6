"""Tests of tables for terminals, at several widths."""

import re

import msgspec
import pytest
from rich.cells import cell_len

from tests.samples import missing, report_of
from treatywatch.output import table
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Style, cell

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WORDS = "Both ministers told the parliamentary committee that 2025-12-27 stands."


def drawing(
    report: Report, width: int | None = 80, *, color: bool = False, unicode: bool = True
) -> str:
    """Draw the report on a screen of that width."""
    return table.draw(report, width=width, color=color, unicode=unicode)


def test_a_report_is_drawn_in_order() -> None:
    """Title, summary, table and notes follow each other, and marks precede rows."""
    report = Report(
        title="Lithuania",
        subtitle="as of 2026-01-01",
        summary=("1 out",),
        columns=(Column(heading="Convention"), Column(heading="Effect", no_wrap=True)),
        rows=(
            Row((cell("Ottawa"), cell("2025-12-27", Style.OUT, "5 days ago")), Mark.OUT),
            Row((cell("Oslo"), cell(None)), Mark.PARTY),
        ),
        notes=("One note.",),
    )
    assert drawing(report, 40) == (
        "Lithuania               as of 2026-01-01\n"
        "1 out\n"
        "\n"
        "   Convention  Effect\n"
        "✕  Ottawa      2025-12-27  5 days ago\n"
        "●  Oslo        –\n"
        "\n"
        "One note.\n"
    )


def test_a_report_without_rows_prints_a_sentence() -> None:
    """A report without rows prints its `empty` text instead of a table."""
    assert drawing(report_of()).splitlines()[2:] == ["  Nothing on record."]


NARROW = Report(
    title="Title",
    subtitle="as of 2026-01-01",
    columns=(
        Column(heading="Country"),
        Column(heading="Standing"),
        Column(heading="Step", no_wrap=True),
        Column(heading="Effect", no_wrap=True),
        Column(heading="Beside"),
    ),
    rows=(
        Row(
            (
                cell("Lithuania"),
                cell("withdrawn"),
                cell("parliamentary approval"),
                cell("2025-12-27*", Style.CLOCK, "in 3 months"),
                cell(WORDS),
            ),
            Mark.OUT,
        ),
        Row((cell("Côte d'Ivoire"), cell("party"), cell("notified"), cell("2025-03"), cell(""))),
    ),
)


@pytest.mark.parametrize("width", [40, 80, 200, None])
def test_no_word_is_cut_or_broken(width: int | None) -> None:
    """Every heading, word and date is unbroken, however narrow the screen."""
    drawn = drawing(NARROW, width)
    assert missing(NARROW, drawn) == []
    assert all(column.heading in drawn for column in NARROW.columns)


@pytest.mark.parametrize("width", [20, 40, 80, None])
@pytest.mark.parametrize("cells", [("x" * 90, "What"), ("2025", "x" * 90)], ids=["no-wrap", "wrap"])
def test_no_letter_of_a_long_word_is_lost(cells: tuple[str, str], width: int | None) -> None:
    """A word wider than the screen may be broken, except in a column that does not wrap."""
    drawn = drawing(report_of(cells), width)
    assert drawn.count("x") == 90
    assert ("x" * 90 in drawn) or cells[0] == "2025"


def test_no_line_is_wider_than_the_screen() -> None:
    """No line is wider than the screen if the screen has room for every word."""
    assert max(map(cell_len, drawing(NARROW, 120).splitlines())) <= 120


def test_without_a_width_each_record_has_one_line() -> None:
    """Without a width, no line is wrapped."""
    long = report_of(("2025", "word " * 500 + "end"))
    assert drawing(long, None).count("\n") == 4


TEXTS = ["[red]x[/red]", "[/x]", "[1]", ":flag_lt:", ":warning:", "a | *b*", "C:\\dir", "{0} %s"]


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_not_markup(text: str, color: bool) -> None:
    """Markup and emoji codes in the texts of a report are printed unchanged."""
    report = msgspec.structs.replace(
        report_of((text, "What"), headings="Country What"),
        title=text,
        subtitle=text,
        summary=(text,),
        notes=(text,),
    )
    empty = msgspec.structs.replace(report_of(), empty=text)
    assert ANSI.sub("", drawing(report, color=color)).count(text) == 5
    assert text in ANSI.sub("", drawing(empty, color=color))


def test_a_line_end_in_a_text_becomes_a_space() -> None:
    """A title or note with a line end is printed on one line."""
    report = msgspec.structs.replace(report_of(), title="Mine Ban\nConvention", notes=("a\nb",))
    lines = [" ".join(line.split()) for line in drawing(report).splitlines()]
    assert lines == ["Mine Ban Convention as of 2026-01-01", "", "Nothing on record.", "", "a b"]


@pytest.mark.parametrize("wide", ["Türkiye", "Côte d'Ivoire", "日本国家"])
def test_columns_line_up_after_wide_characters(wide: str) -> None:
    """The next column starts at the same screen column in every row."""
    report = report_of((wide, "next"), ("Poland", "next"), headings="Country What")
    rows = drawing(report).splitlines()[3:]
    assert len({cell_len(row.removesuffix("next")) for row in rows}) == 1


MARKED = Report(
    title="Lithuania – Poland · Finland → 1…",
    subtitle="as of 2026-01-01",
    columns=(Column(heading="Country"), Column(heading="Effect")),
    rows=tuple(Row((cell(f"Country {n}"), cell("")), mark) for n, mark in enumerate(Mark)),
    notes=("66–14",),
)


def test_without_unicode_symbols_are_ascii() -> None:
    """Marks, dashes and arrows become ASCII, and each mark a different letter."""
    drawn = drawing(MARKED, unicode=False)
    assert drawn.isascii()
    marks = [line[0] for line in drawn.splitlines() if "Country " in line]
    assert len(set(marks)) == len(Mark)


def test_without_unicode_names_keep_their_letters() -> None:
    """Letters of names are not replaced by ASCII."""
    assert "Türkiye" in drawing(report_of(("Türkiye", "x")), unicode=False)


@pytest.mark.parametrize(
    "environment",
    [
        {"FORCE_COLOR": "1", "TERM": "dumb"},
        {"NO_COLOR": "1", "COLUMNS": "20", "LINES": "5"},
        {"GITHUB_ACTIONS": "true", "TERM": "xterm-256color", "TTY_COMPATIBLE": "1"},
    ],
    ids=" ".join,
)
def test_the_environment_changes_nothing(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colour, width and marks depend on the arguments alone, not on environment variables."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM", "COLUMNS", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    plain, colored = drawing(NARROW, 120), drawing(NARROW, 120, color=True)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert drawing(NARROW, 120) == plain
    assert drawing(NARROW, 120, color=True) == colored


def test_colour_changes_no_text() -> None:
    """Colour adds escape sequences and no text."""
    plain, colored = drawing(NARROW, 120), drawing(NARROW, 120, color=True)
    assert "\x1b" not in plain
    assert ANSI.search(colored)
    uncolored = [line.rstrip() for line in ANSI.sub("", colored).splitlines()]
    assert uncolored == plain.splitlines()


@pytest.mark.parametrize(
    ("style", "codes"),
    [
        (Style.STRONG, "1"),
        (Style.PAST, "2"),
        (Style.CLOCK, "33"),
        (Style.OUT, "31"),
        (Style.DOUBT, "35"),
    ],
)
def test_each_style_has_its_colour(style: Style, codes: str) -> None:
    """Each style is drawn with its escape codes, such as red for `OUT`."""
    row = Row((Cell("word", style),))
    report = Report(title="T", subtitle="", columns=(Column(heading="C"),), rows=(row,))
    assert f"\x1b[{codes}mword" in drawing(report, color=True)


def _drawn_with_blank_repeats(*rows: tuple[str, str]) -> list[str]:
    report = Report(
        title="T",
        subtitle="",
        columns=(Column(heading="Date", blank_repeats=True), Column(heading="Country")),
        rows=tuple(Row((cell(day), cell(name))) for day, name in rows),
    )
    return [line.strip() for line in drawing(report).splitlines()[3:]]


def test_a_repeated_cell_is_blank() -> None:
    """A cell is blank if it repeats the cell in the row above."""
    assert _drawn_with_blank_repeats(
        ("2025", "LT"), ("2025", "PL"), ("2026", "FI"), ("2025", "US")
    ) == [
        "2025  LT",
        "PL",
        "2026  FI",
        "2025  US",
    ]


def test_rows_are_drawn_under_their_group_header() -> None:
    """A group header and its mark are printed once, over the indented rows of the group."""
    columns = (Column(heading="Country", as_group_header=True), Column(heading="Step"))
    texts = (("Poland", "announced"), ("Poland", "notified"), ("Finland", "notified"))
    rows = tuple(Row((cell(name), cell(step)), Mark.LEAVING) for name, step in texts)
    drawn = drawing(Report(title="T", subtitle="", columns=columns, rows=rows)).splitlines()[2:]
    assert drawn == ["◐  Poland", "   announced", "   notified", "◐  Finland", "   notified"]


def test_groups_share_column_widths() -> None:
    """Columns start at the same screen column under every group header."""
    columns = tuple(Column(heading=h, as_group_header=h == "A", no_wrap=h == "B") for h in "ABC")
    texts = (("1", "short", "next"), ("2", "a longer text", "next"))
    rows = tuple(Row(tuple(map(cell, row))) for row in texts)
    drawn = drawing(Report(title="T", subtitle="", columns=columns, rows=rows)).splitlines()
    assert [line.index("next") for line in drawn if "next" in line] == [18, 18]
