"""Reading whole ledgers: files and what they include, one over another, all mistakes at once."""

import gc
import io
import sys
from pathlib import Path

import pytest

from treatywatch.ledger.read.files import LedgerPath
from treatywatch.ledger.read.load import load, read_ledger
from treatywatch.model.errors import LedgerError
from treatywatch.model.ledger import FileOrigin

_COUNTRY = 'format = 1\n[countries.{code}]\nname = "{code}"\n'
_EVENT = """
[[events]]
country = "LT"
convention = "ottawa"
step = "{step}"
date = 2025-03-18
summary = "{summary}"
sources = [{{ title = "t", publisher = "p" }}]
"""
_BASE = _COUNTRY.format(code="LT") + '[conventions.ottawa]\nname = "Mine Ban Convention"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program runs, so that problems name files as they were given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, **files: str) -> None:
    """Write TOML files; two underscores in a name stand for a folder."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _checks(*paths: str) -> list[tuple[str, str]]:
    """File and check of every problem."""
    return [(problem.file, problem.check) for problem in read_ledger(paths).problems]


def _event(step: str = "announced", summary: str = "Said.") -> str:
    return _EVENT.format(step=step, summary=summary)


def test_one_file(folder: Path) -> None:
    """A file is a ledger, with its text kept beside it."""
    _write(folder, main=_BASE + _event())
    reading = read_ledger(["main.toml"])
    assert reading.problems == ()
    assert [event.summary for event in reading.ledger.events] == ["Said."]
    assert reading.texts == {"main.toml": _BASE + _event()}


def test_load(folder: Path) -> None:
    """A ledger without mistakes is simply loaded."""
    _write(folder, main=_BASE)
    assert load("main.toml").countries.keys() == {"LT"}
    assert load(folder / "main.toml").countries.keys() == {"LT"}


def test_load_with_mistakes(folder: Path) -> None:
    """A ledger with mistakes is refused, with all of them and the first in the text."""
    _write(folder, main="format = 1\ntitel = 'x'\ntopik = 'y'\n")
    with pytest.raises(
        LedgerError, match=r'main.toml: unknown key "titel" \(and 1 more\)'
    ) as caught:
        load("main.toml")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_load_what_is_not_there(folder: Path) -> None:
    """A ledger that is not there is refused in the same way."""
    with pytest.raises(LedgerError, match=r"main\.toml: no such file$"):
        load(folder / "main.toml")


def test_shipped_ledger() -> None:
    """Without a path it is the ledger of the package, named the same wherever that lies."""
    (first, *_) = read_ledger().ledger.files
    assert first.name.endswith("data/events.toml")
    assert not Path(first.name).is_absolute()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_BASE.encode())))
    reading = read_ledger(["-"])
    assert reading.problems == ()
    assert [file.name for file in reading.ledger.files] == ["standard input"]


def test_standard_input_with_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its mistakes have their lines, and its includes are among them."""
    text = b'format = 1\ninclude = ["a.toml"]\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    (problem,) = read_ledger(["-"]).problems
    assert (problem.file, problem.line) == ("standard input", 2)
    assert problem.message == "standard input cannot include files"


@pytest.mark.parametrize("enabled", [True, False])
def test_collector(folder: Path, *, enabled: bool) -> None:
    """The collector is left as it was found, also after mistakes."""
    _write(folder, main="format = 1\ntitel = 'x'\n")
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        read_ledger(["main.toml"])
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("title = 'x'\n", "this ledger does not say its format", None),
        ("format = 2\n", "format is 2; this version of treatywatch reads format 1", 1),
        ("\nformat = 0\n", "format is 0; this version of treatywatch reads format 1", 2),
        ("titel = 'x'\nformat = 2\n", "format is 2; this version of treatywatch reads format 1", 2),
    ],
    ids=["missing", "later", "none there ever was", "with keys of its own"],
)
def test_format(folder: Path, text: str, message: str, line: int | None) -> None:
    """A ledger of another format is not read at all: its keys may be right there."""
    _write(folder, main=text)
    (problem,) = read_ledger(["main.toml"]).problems
    assert (problem.check, problem.message, problem.line) == ("format", message, line)


@pytest.mark.parametrize("value", ["'1'", "1.0", "true", "[1]", "{}", "2025-03-18"])
def test_format_of_a_wrong_kind(folder: Path, value: str) -> None:
    """A format that is no whole number is a value of a wrong kind, not a later format."""
    _write(folder, main=f"format = {value}\n")
    assert _checks("main.toml") == [("main.toml", "wrong-type")]


def test_format_of_included_files(folder: Path) -> None:
    """An included file need not say its format, but must not say another."""
    _write(folder, main="format = 1\ninclude = ['part*.toml']\n", part1="title = 'x'\n")
    assert _checks("main.toml") == []
    _write(folder, part2="format = 2\n")
    assert _checks("main.toml") == [("part2.toml", "format")]


def test_include(folder: Path) -> None:
    """Included files are read in order of their patterns, then of name, each pattern once."""
    _write(
        folder,
        main="format = 1\ninclude = ['z.toml', 'rolls/*.toml', '*/a.toml']\n",
        z="format = 1\n",
        rolls__b="format = 1\n",
        rolls__a="format = 1\n",
    )
    reading = read_ledger(["main.toml"])
    assert reading.problems == ()
    names = ["main.toml", "z.toml", "rolls/a.toml", "rolls/b.toml"]
    assert [file.name for file in reading.ledger.files] == names
    assert list(reading.texts) == names


def test_include_of_an_include(folder: Path) -> None:
    """An included file includes relative to itself, and depth first."""
    _write(
        folder,
        main="format = 1\ninclude = ['a/a.toml', 'c.toml']\n",
        a__a="include = ['b/*.toml', '../d.toml']\n",
        a__b__b="format = 1\n",
        c="format = 1\n",
        d="format = 1\n",
    )
    names = [file.name for file in read_ledger(["main.toml"]).ledger.files]
    assert names == ["main.toml", "a/a.toml", "a/b/b.toml", "a/../d.toml", "c.toml"]


def test_names_of_included_files(folder: Path) -> None:
    """Included files are named beside the ledger, as it was given."""
    _write(folder, sub__main="format = 1\ninclude = ['a.toml']\n", sub__a="titel = 'x'\n")
    assert _checks("sub/main.toml") == [("sub/a.toml", "unknown-key")]
    whole = str(folder / "sub" / "main.toml")
    assert _checks(whole) == [(str(folder / "sub" / "a.toml"), "unknown-key")]


def test_included_from_outside_in(folder: Path) -> None:
    """The ledger's folder is that of its first file: a part below may include from above itself."""
    _write(folder, main="format = 1\ninclude = ['a/a.toml']\n", a__a="include = ['../b.toml']\n")
    _write(folder, b="format = 1\n")
    assert _checks("main.toml") == []
    assert _checks("a/a.toml") == [("a/a.toml", "format")]
    _write(folder, a__a="format = 1\ninclude = ['../b.toml']\n")
    assert _checks("a/a.toml") == [("a/a.toml", "include")]


def test_circle(folder: Path) -> None:
    """Files that include one another are a mistake at the include that closes the circle."""
    _write(
        folder,
        main="format = 1\ninclude = ['a.toml']\n",
        a="include = ['b.toml']\n",
        b="title = 'b'\ninclude = ['c.toml', 'a.toml']\n",
        c="format = 1\n",
    )
    (problem,) = read_ledger(["main.toml"]).problems
    assert (problem.file, problem.line, problem.check) == ("b.toml", 2, "include")
    assert problem.message.endswith("in a circle: a.toml → b.toml → a.toml")


def test_file_that_includes_itself(folder: Path) -> None:
    """A pattern that names the file it stands in closes the smallest circle."""
    _write(folder, main="format = 1\ninclude = ['*.toml']\n")
    (problem,) = read_ledger(["main.toml"]).problems
    assert problem.message.endswith("in a circle: main.toml → main.toml")


def test_circle_by_a_link(folder: Path) -> None:
    """A link to a file that is being read closes the circle too."""
    _write(folder, main="format = 1\ninclude = ['link.toml']\n")
    (folder / "link.toml").symlink_to("main.toml")
    assert _checks("main.toml") == [("main.toml", "include")]


def test_link_to_itself(folder: Path) -> None:
    """A link that leads to itself is a file that cannot be read."""
    _write(folder, main="format = 1\ninclude = ['loop.toml']\n")
    (folder / "loop.toml").symlink_to("loop.toml")
    assert _checks("main.toml") == [("loop.toml", "unreadable")]


def test_chain_of_includes(folder: Path) -> None:
    """Files that include one another a thousand deep are read, or refused as a mistake."""
    last = 1000
    for n in range(last):
        _write(folder, **{f"part{n}": f"format = 1\ninclude = ['part{n + 1}.toml']\n"})
    _write(folder, **{f"part{last}": "format = 1\n"})
    assert {check for _, check in _checks("part0.toml")} <= {"include"}


def test_included_twice(folder: Path) -> None:
    """A file that two files include is read once: what it says is no duplicate."""
    _write(
        folder,
        main="format = 1\ninclude = ['a.toml', 'b.toml']\n",
        a="include = ['c.toml']\n",
        b="include = ['c.toml']\n",
        c=_COUNTRY.format(code="LT"),
    )
    reading = read_ledger(["main.toml"])
    assert reading.problems == ()
    assert [file.name for file in reading.ledger.files] == [
        "main.toml",
        "a.toml",
        "c.toml",
        "b.toml",
    ]


def test_included_twice_with_a_mistake(folder: Path) -> None:
    """A mistake in a file that two patterns name is told once."""
    _write(folder, main="format = 1\ninclude = ['a.toml', 'a*.toml']\n", a="titel = 'x'\n")
    assert _checks("main.toml") == [("a.toml", "unknown-key")]


def test_same_file_in_two_ledgers(folder: Path) -> None:
    """Ledgers laid one over another may include the same file."""
    _write(
        folder,
        a="format = 1\ninclude = ['c.toml']\n",
        b="format = 1\ninclude = ['c.toml']\n",
        c=_COUNTRY.format(code="LT"),
    )
    assert _checks("a.toml", "b.toml") == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("[countries.LT]\nname = 'L'\n", "country LT"),
        ("[conventions.ottawa]\nname = 'O'\n", "convention ottawa"),
    ],
)
def test_defined_in_two_files(folder: Path, text: str, thing: str) -> None:
    """A country or a convention that two files of a ledger define is a mistake in the second."""
    _write(folder, main="format = 1\ninclude = ['?.toml']\n", a=text, b="\n" + text)
    (problem,) = read_ledger(["main.toml"]).problems
    assert problem.message == f"{thing} is already defined in a.toml"
    assert (problem.file, problem.line, problem.check) == ("b.toml", 2, "duplicate")


def test_mistakes_of_all_files(folder: Path) -> None:
    """All mistakes of all files are told in one run, in the order in which these were read."""
    main = "format = 1\ninclude = ['none.toml', 'a.toml', 'b.toml', 'c.toml']\n"
    _write(
        folder,
        main=main + "title = 3\n",
        a="include = ['none.toml']\ntitle = 'x\n",
        b="titel = 'x'\ninclude = ['none.toml']\n",
        c="",
        over="format = 1\ntitle = 4\n",
    )
    assert _checks("main.toml", "over.toml", "nothing.toml") == [
        ("c.toml", "empty"),
        ("nothing.toml", "unreadable"),
        ("main.toml", "include"),
        ("main.toml", "wrong-type"),
        ("a.toml", "not-toml"),
        ("b.toml", "unknown-key"),
        ("b.toml", "include"),
        ("over.toml", "wrong-type"),
    ]


def test_rules_beside_records(folder: Path) -> None:
    """Rules are applied to what could be read, however much else could not."""
    wrong = _BASE + _event().replace('"LT"', '"LX"')
    _write(folder, main=wrong, over=wrong + "[[events]]\n")
    assert _checks("main.toml") == [("main.toml", "unknown-country")]
    assert {check for _, check in _checks("over.toml")} == {
        "missing-key",
        "source-missing",
        "unknown-country",
    }


def test_a_lost_file_may_define_anything(folder: Path) -> None:
    """While a file is missing, no name is unknown for want of it, and no history is whole."""
    wrong = _BASE.replace("ottawa", "Ottawa") + _event() + _event().replace('"LT"', '"LX"')
    _write(folder, main=wrong.replace("format = 1", "format = 1\ninclude = ['none.toml']"))
    assert _checks("main.toml") == [("main.toml", "include"), ("main.toml", "treaty-slug")]


def test_overlay_refers_to_the_ledger_below(folder: Path) -> None:
    """A ledger laid over another may speak of the countries and conventions of that."""
    _write(folder, main=_BASE, over="format = 1\n" + _event())
    assert _checks("main.toml", "over.toml") == []
    assert _checks("over.toml") == [
        ("over.toml", "unknown-country"),
        ("over.toml", "unknown-treaty"),
    ]


def test_overlay_corrects(folder: Path) -> None:
    """A ledger laid over another replaces an event of the same identity and adds every other."""
    _write(
        folder,
        main=_BASE + _event(summary="First."),
        over="format = 1\n" + _event(summary="Corrected.") + _event("notified", "Deposited."),
    )
    events = read_ledger(["main.toml", "over.toml"]).ledger.events
    assert [event.summary for event in events] == ["Corrected.", "Deposited."]


def test_overlay_tells_twice(folder: Path) -> None:
    """An event told twice is a mistake in a ledger laid over another as in any."""
    _write(folder, main=_BASE + _event(), over="format = 1\n" + _event() + _event())
    assert _checks("main.toml", "over.toml") == [("over.toml", "duplicate-event")]


def test_overlay_contradicts(folder: Path) -> None:
    """What the ledgers together say is checked, and placed in the file that says it."""
    later = _event("notified").replace("2025-03-18", "2025-04-18")
    _write(folder, main=_BASE + _event("notified"), over="format = 1\n" + later)
    (problem,) = read_ledger(["main.toml", "over.toml"]).problems
    assert (problem.file, problem.line, problem.check) == ("over.toml", 7, "contradiction")


def _roll(row: str) -> str:
    return (
        "[rolls.ottawa]\nas_of = 2025-01-01\nsources = [{title = 't', publisher = 'p'}]\n"
        f"[rolls.ottawa.parties]\n{row}\n"
    )


def test_overlay_adds_rows(folder: Path) -> None:
    """Rows of a roll are merged, the later ledger's over the earlier one's."""
    _write(
        folder,
        main=_BASE
        + _COUNTRY.format(code="FI").removeprefix("format = 1\n")
        + _roll("LT = {acceded = 2003-05-12}"),
        over="format = 1\n" + _roll("FI = {acceded = 2012-01-09}"),
    )
    reading = read_ledger(["main.toml", "over.toml"])
    assert reading.problems == ()
    assert list(reading.ledger.rolls["ottawa"].parties) == ["LT", "FI"]


def test_row_below_is_at_fault(folder: Path) -> None:
    """A mistake in a row is placed in the file that holds the row, not in the one laid over it."""
    _write(
        folder,
        main=_BASE + _roll("LX = {acceded = 2003-05-12}"),
        over="format = 1\n" + _roll("LT = {acceded = 2003-05-12}"),
    )
    (problem,) = read_ledger(["main.toml", "over.toml"]).problems
    assert (problem.file, problem.line, problem.check) == ("main.toml", 10, "unknown-country")


def test_several_control_characters(folder: Path) -> None:
    """Unsafe text is told beside every other mistake, in place."""
    _write(folder, main='format = 1\ntitle = "\\u001B"\ntitel = "\u202e"\n')
    problems = read_ledger(["main.toml"]).problems
    assert [(p.check, p.line, p.column) for p in problems] == [
        ("control-character", 2, 9),
        ("unknown-key", 3, 1),
        ("control-character", 3, 9),
    ]


def test_control_characters_in_comments(folder: Path) -> None:
    """Escapes in a comment, or in a text that takes them as they are, are no mistake."""
    _write(folder, main="format = 1 # \\u001B\ntitle = 'C:\\e'\n")
    assert _checks("main.toml") == []


def test_byte_order_mark_and_columns(folder: Path) -> None:
    """A byte-order mark takes up no column."""
    (folder / "main.toml").write_bytes(b"\xef\xbb\xbftitel = 'x'\r\nformat = 1\r\ntitle = 3\r\n")
    problems = read_ledger(["main.toml"]).problems
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1), (3, 9)]


def test_shipped_by_name(folder: Path) -> None:
    """The word is the ledger in the package, over which others may lie."""
    _write(folder, mine="format = 1\n" + _event())
    files = read_ledger(["shipped", "mine.toml"]).ledger.files
    assert files[:-1] == read_ledger().ledger.files
    assert {(file.layer, file.origin) for file in files[:-1]} == {(1, FileOrigin.SHIPPED)}
    assert (files[-1].name, files[-1].layer, files[-1].origin) == ("mine.toml", 2, FileOrigin.NAMED)


@pytest.mark.parametrize("path", ["./shipped", Path("shipped")], ids=repr)
def test_a_file_called_shipped(folder: Path, path: str | Path) -> None:
    """A path with a folder, or one that is no text, is a file whatever its name."""
    (folder / "shipped").write_text(_BASE, encoding="utf-8")
    (file,) = read_ledger([path]).ledger.files
    assert file.origin is FileOrigin.NAMED


def test_how_a_file_came(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and all it includes came as the caller says; standard input says so itself."""
    _write(folder, main=f'include = ["part.toml"]\n{_BASE}', part="")
    (folder / "part.toml").write_text("groups.EU = {}", encoding="utf-8")
    stdin = io.TextIOWrapper(io.BytesIO(b"format = 1"))
    monkeypatch.setattr(sys, "stdin", stdin)
    paths = [LedgerPath("main.toml", FileOrigin.USER), LedgerPath("-", FileOrigin.ENVIRONMENT)]
    files = read_ledger(paths).ledger.files
    assert [(file.name, file.origin) for file in files] == [
        ("main.toml", FileOrigin.USER),
        ("part.toml", FileOrigin.USER),
        ("standard input", FileOrigin.STANDARD_INPUT),
    ]
