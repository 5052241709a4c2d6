"""Read whole ledgers: included files, layers, and all problems at once."""

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
    """The working folder, so that problems name files as they were given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, **files: str) -> None:
    """Write TOML files; two underscores in a name separate a folder."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _checks(*paths: str) -> list[tuple[str, str]]:
    """The file and check of every problem."""
    return [(problem.file, problem.check) for problem in read_ledger(paths).problems]


def _event(step: str = "announced", summary: str = "Said.") -> str:
    return _EVENT.format(step=step, summary=summary)


def test_one_file_is_a_ledger(folder: Path) -> None:
    """The result has its text."""
    _write(folder, main=_BASE + _event())
    reading = read_ledger(["main.toml"])
    assert reading.problems == ()
    assert [event.summary for event in reading.ledger.events] == ["Said."]
    assert reading.texts == {"main.toml": _BASE + _event()}


def test_load_returns_a_clean_ledger(folder: Path) -> None:
    """Nothing is raised."""
    _write(folder, main=_BASE)
    assert load("main.toml").countries.keys() == {"LT"}
    assert load(folder / "main.toml").countries.keys() == {"LT"}


def test_load_raises_all_problems(folder: Path) -> None:
    """The text of the error is about the first one."""
    _write(folder, main="format = 1\ntitel = 'x'\ntopik = 'y'\n")
    with pytest.raises(
        LedgerError, match=r'main.toml: unknown key "titel" \(and 1 more\)'
    ) as caught:
        load("main.toml")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_load_raises_if_the_file_is_missing(folder: Path) -> None:
    """It is a LedgerError too."""
    with pytest.raises(LedgerError, match=r"main\.toml: no such file$"):
        load(folder / "main.toml")


def test_the_shipped_ledger_is_read_without_a_path() -> None:
    """Its name does not depend on the installation."""
    (first, *_) = read_ledger().ledger.files
    assert first.name.endswith("data/events.toml")
    assert not Path(first.name).is_absolute()


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file has no path."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_BASE.encode())))
    reading = read_ledger(["-"])
    assert reading.problems == ()
    assert [file.name for file in reading.ledger.files] == ["standard input"]


def test_problems_of_standard_input_have_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Includes are among the problems."""
    text = b'format = 1\ninclude = ["a.toml"]\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    (problem,) = read_ledger(["-"]).problems
    assert (problem.file, problem.line) == ("standard input", 2)
    assert problem.message == "standard input cannot include files"


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(folder: Path, *, enabled: bool) -> None:
    """A ledger with problems makes no difference."""
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
    ids=["missing", "later", "earlier", "unknown keys"],
)
def test_a_ledger_of_another_format_is_not_read(
    folder: Path, text: str, message: str, line: int | None
) -> None:
    """Its keys may be valid in that format."""
    _write(folder, main=text)
    (problem,) = read_ledger(["main.toml"]).problems
    assert (problem.check, problem.message, problem.line) == ("format", message, line)


@pytest.mark.parametrize("value", ["'1'", "1.0", "true", "[1]", "{}", "2025-03-18"])
def test_a_format_that_is_not_an_integer_is_a_wrong_type(folder: Path, value: str) -> None:
    """It is not another format."""
    _write(folder, main=f"format = {value}\n")
    assert _checks("main.toml") == [("main.toml", "wrong-type")]


def test_an_included_file_needs_no_format(folder: Path) -> None:
    """Another format is a problem there too."""
    _write(folder, main="format = 1\ninclude = ['part*.toml']\n", part1="title = 'x'\n")
    assert _checks("main.toml") == []
    _write(folder, part2="format = 2\n")
    assert _checks("main.toml") == [("part2.toml", "format")]


def test_included_files_are_read_in_order(folder: Path) -> None:
    """By pattern, then by name; each file is read once."""
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


def test_an_included_file_can_include_others(folder: Path) -> None:
    """Its patterns are relative to itself, and its files come next."""
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


def test_included_files_are_named_relative_to_the_ledger(folder: Path) -> None:
    """The name starts with the path of the ledger as it was given."""
    _write(folder, sub__main="format = 1\ninclude = ['a.toml']\n", sub__a="titel = 'x'\n")
    assert _checks("sub/main.toml") == [("sub/a.toml", "unknown-key")]
    whole = str(folder / "sub" / "main.toml")
    assert _checks(whole) == [(str(folder / "sub" / "a.toml"), "unknown-key")]


def test_a_subfolder_can_include_from_the_ledgers_folder(folder: Path) -> None:
    """The ledger's folder is that of its first file."""
    _write(folder, main="format = 1\ninclude = ['a/a.toml']\n", a__a="include = ['../b.toml']\n")
    _write(folder, b="format = 1\n")
    assert _checks("main.toml") == []
    assert _checks("a/a.toml") == [("a/a.toml", "format")]
    _write(folder, a__a="format = 1\ninclude = ['../b.toml']\n")
    assert _checks("a/a.toml") == [("a/a.toml", "include")]


def test_a_circle_of_includes_is_a_problem(folder: Path) -> None:
    """Its location is the include that closes the circle."""
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


def test_a_file_must_not_include_itself(folder: Path) -> None:
    """A pattern that matches its own file is a circle."""
    _write(folder, main="format = 1\ninclude = ['*.toml']\n")
    (problem,) = read_ledger(["main.toml"]).problems
    assert problem.message.endswith("in a circle: main.toml → main.toml")


def test_a_link_can_close_a_circle(folder: Path) -> None:
    """The target of a link counts."""
    _write(folder, main="format = 1\ninclude = ['link.toml']\n")
    (folder / "link.toml").symlink_to("main.toml")
    assert _checks("main.toml") == [("main.toml", "include")]


def test_a_link_to_itself_cannot_be_read(folder: Path) -> None:
    """The problem is in the link."""
    _write(folder, main="format = 1\ninclude = ['loop.toml']\n")
    (folder / "loop.toml").symlink_to("loop.toml")
    assert _checks("main.toml") == [("loop.toml", "unreadable")]


def test_a_long_chain_of_includes_does_not_crash(folder: Path) -> None:
    """A thousand files are read, or one include is a problem."""
    last = 1000
    for n in range(last):
        _write(folder, **{f"part{n}": f"format = 1\ninclude = ['part{n + 1}.toml']\n"})
    _write(folder, **{f"part{last}": "format = 1\n"})
    assert {check for _, check in _checks("part0.toml")} <= {"include"}


def test_a_file_that_is_included_twice_is_read_once(folder: Path) -> None:
    """Its entries are not duplicates."""
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


def test_a_problem_of_a_file_included_twice_is_reported_once(folder: Path) -> None:
    """Two patterns match the file."""
    _write(folder, main="format = 1\ninclude = ['a.toml', 'a*.toml']\n", a="titel = 'x'\n")
    assert _checks("main.toml") == [("a.toml", "unknown-key")]


def test_two_layers_can_include_the_same_file(folder: Path) -> None:
    """Its entries are not duplicates."""
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
def test_a_key_defined_in_two_files_is_a_problem(folder: Path, text: str, thing: str) -> None:
    """Its location is the second definition."""
    _write(folder, main="format = 1\ninclude = ['?.toml']\n", a=text, b="\n" + text)
    (problem,) = read_ledger(["main.toml"]).problems
    assert problem.message == f"{thing} is already defined in a.toml"
    assert (problem.file, problem.line, problem.check) == ("b.toml", 2, "duplicate")


def test_the_problems_of_all_files_are_reported(folder: Path) -> None:
    """They are sorted in the order in which the files were read."""
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


def test_checks_are_applied_to_the_valid_entries(folder: Path) -> None:
    """Schema errors elsewhere do not prevent them."""
    wrong = _BASE + _event().replace('"LT"', '"LX"')
    _write(folder, main=wrong, over=wrong + "[[events]]\n")
    assert _checks("main.toml") == [("main.toml", "unknown-country")]
    assert {check for _, check in _checks("over.toml")} == {
        "missing-key",
        "source-missing",
        "unknown-country",
    }


def test_a_missing_file_may_define_any_name(folder: Path) -> None:
    """No name is unknown, and no history complete, while a file is missing."""
    wrong = _BASE.replace("ottawa", "Ottawa") + _event() + _event().replace('"LT"', '"LX"')
    _write(folder, main=wrong.replace("format = 1", "format = 1\ninclude = ['none.toml']"))
    assert _checks("main.toml") == [("main.toml", "include"), ("main.toml", "treaty-slug")]


def test_a_layer_can_name_entries_of_a_lower_layer(folder: Path) -> None:
    """Countries and conventions need not be defined again."""
    _write(folder, main=_BASE, over="format = 1\n" + _event())
    assert _checks("main.toml", "over.toml") == []
    assert _checks("over.toml") == [
        ("over.toml", "unknown-country"),
        ("over.toml", "unknown-treaty"),
    ]


def test_a_layer_replaces_and_adds_events(folder: Path) -> None:
    """An event of the same identity is replaced."""
    _write(
        folder,
        main=_BASE + _event(summary="First."),
        over="format = 1\n" + _event(summary="Corrected.") + _event("notified", "Deposited."),
    )
    events = read_ledger(["main.toml", "over.toml"]).ledger.events
    assert [event.summary for event in events] == ["Corrected.", "Deposited."]


def test_a_duplicate_event_in_a_layer_is_a_problem(folder: Path) -> None:
    """Replacing a lower event is no excuse."""
    _write(folder, main=_BASE + _event(), over="format = 1\n" + _event() + _event())
    assert _checks("main.toml", "over.toml") == [("over.toml", "duplicate-event")]


def test_a_conflict_between_layers_is_a_problem(folder: Path) -> None:
    """Its location is in the file of the later event."""
    later = _event("notified").replace("2025-03-18", "2025-04-18")
    _write(folder, main=_BASE + _event("notified"), over="format = 1\n" + later)
    (problem,) = read_ledger(["main.toml", "over.toml"]).problems
    assert (problem.file, problem.line, problem.check) == ("over.toml", 7, "contradiction")


def _roll(row: str) -> str:
    return (
        "[rolls.ottawa]\nas_of = 2025-01-01\nsources = [{title = 't', publisher = 'p'}]\n"
        f"[rolls.ottawa.parties]\n{row}\n"
    )


def test_a_layer_adds_rows_to_a_roll(folder: Path) -> None:
    """The lower rows stay."""
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


def test_a_problem_of_a_lower_row_is_in_its_own_file(folder: Path) -> None:
    """It is not in the layer that has the same roll."""
    _write(
        folder,
        main=_BASE + _roll("LX = {acceded = 2003-05-12}"),
        over="format = 1\n" + _roll("LT = {acceded = 2003-05-12}"),
    )
    (problem,) = read_ledger(["main.toml", "over.toml"]).problems
    assert (problem.file, problem.line, problem.check) == ("main.toml", 10, "unknown-country")


def test_unsafe_text_is_reported_with_other_problems(folder: Path) -> None:
    """All are sorted by location."""
    _write(folder, main='format = 1\ntitle = "\\u001B"\ntitel = "\u202e"\n')
    problems = read_ledger(["main.toml"]).problems
    assert [(p.check, p.line, p.column) for p in problems] == [
        ("control-character", 2, 9),
        ("unknown-key", 3, 1),
        ("control-character", 3, 9),
    ]


def test_escapes_in_comments_are_allowed(folder: Path) -> None:
    """The same holds for literal strings."""
    _write(folder, main="format = 1 # \\u001B\ntitle = 'C:\\e'\n")
    assert _checks("main.toml") == []


def test_a_byte_order_mark_takes_no_column(folder: Path) -> None:
    """Columns count characters of the text."""
    (folder / "main.toml").write_bytes(b"\xef\xbb\xbftitel = 'x'\r\nformat = 1\r\ntitle = 3\r\n")
    problems = read_ledger(["main.toml"]).problems
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1), (3, 9)]


def test_shipped_means_the_shipped_ledger(folder: Path) -> None:
    """It can be the lowest of several layers."""
    _write(folder, mine="format = 1\n" + _event())
    files = read_ledger(["shipped", "mine.toml"]).ledger.files
    assert files[:-1] == read_ledger().ledger.files
    assert {(file.layer, file.origin) for file in files[:-1]} == {(1, FileOrigin.SHIPPED)}
    assert (files[-1].name, files[-1].layer, files[-1].origin) == ("mine.toml", 2, FileOrigin.NAMED)


@pytest.mark.parametrize("path", ["./shipped", Path("shipped")], ids=repr)
def test_a_file_can_be_called_shipped(folder: Path, path: str | Path) -> None:
    """A path with a folder, or a `Path`, is always a file."""
    (folder / "shipped").write_text(_BASE, encoding="utf-8")
    (file,) = read_ledger([path]).ledger.files
    assert file.origin is FileOrigin.NAMED


def test_included_files_have_the_origin_of_their_ledger(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input has an origin of its own."""
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
