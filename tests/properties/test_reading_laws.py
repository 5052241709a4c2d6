"""Laws of reading: nothing crashes, pieces change nothing, and locations are right."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import msgspec
import pytest
import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect
from typer.testing import CliRunner

from treatywatch.cli.main import app
from treatywatch.ledger.read import decode as decoding
from treatywatch.ledger.read.decode import TomlSyntaxError, decode, parse, to_records
from treatywatch.ledger.read.load import read_ledger
from treatywatch.ledger.read.locations import key_locations
from treatywatch.ledger.read.schema_errors import schema_problems
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.errors import KeyPath
from treatywatch.model.ledger import LedgerFile

Starts = tuple[tuple[int, int], tuple[int, int]]
"""Where a key and its value begin."""

_LEDGER: Final = """\
format = 1
title = "Exits"
current_to = 2025-07-01

[countries.LT]
name = "Lithuania"
aliases = ["Lietuva"]
groups = ["EU", { name = "NATO", joined = 2004-03-29 }]

[countries.LV]
name = "Latvia"

[conventions.ottawa]
name = "Mine Ban Convention"
in_force = 1999-03-01
joining = { article = "17(2)", period = "5 months", effect = "first-of-next-month" }

[conventions.ottawa.withdrawal]
article = "20"
period = "6 months"
armed_conflict = true

[rolls.ottawa]
as_of = 2025-01-01
sources = [{ title = "Status", publisher = "UN" }]

[rolls.ottawa.parties]
LT = { signed = 1999-02-26, ratified = 2003-05-12 }
LV = { acceded = 2005-07-01 }

[[events]]
country = "LT"
convention = "ottawa"
step = "parliamentary-approval"
date = 2025-05-08
votes = { for = 107, against = 0, abstain = 3 }
summary = "Parliament approved."
sources = [{ title = "Seimas", publisher = "BNS", published = "2025-05" }]

[[events]]
country = "LT"
convention = "ottawa"
step = "notified"
date = 2025-06-27
summary = \"\"\"Deposited.\"\"\"
sources = [{ title = "C.N.", publisher = "UN", kind = "depositary" }]
"""
_SCRAPS: Final = (
    *"[]{}=,.\"'#-\n\r\t\\:0",
    *("[[", "]]", '"""', "'''", "\\u202e", "\x1b", "\u202e", "🇱🇹", "é", "\x00", "\ufeff"),
    *("true", "nan", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "07:32", "-1", "1e9"),
    *("99999999999999999999", "9999 years", "0 days", "in-force", "calendar", "exceptions"),
    *("[events]", "[[events]]", "[countries.LT]", "[a.b.c]", 'include = ["*"]', "format = 2"),
    *("years = 5", 'effect = "calendar"', 'step = "effective"', 'country = "XX"', "x = {}"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the ledgers of this module."""
    return tmp_path_factory.mktemp("ledger") / "ledger.toml"


def _status(path: Path, command: str) -> int:
    """Run a command on a ledger in this process. Return its exit status."""
    call = [command, "-l", str(path), "--format", "table"]
    result = CliRunner().invoke(app, call, env={"TREATYWATCH_TODAY": "2025-07-01"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code


def _read(path: Path, content: bytes) -> None:
    """Read a ledger with the library and with two commands, which must agree."""
    path.write_bytes(content)
    reading = read_ledger([path])
    assert _status(path, "status") == (3 if reading.problems else 0)
    found = 1 if reading.texts else 3
    assert _status(path, "check") == (found if reading.problems else 0)


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(deadline=None, max_examples=60)
def test_any_bytes_can_be_read(path: Path, content: bytes) -> None:
    """The result is a ledger or problems."""
    _read(path, content)


_EDITS: Final = st.lists(
    st.tuples(
        st.integers(0, len(_LEDGER)), st.integers(0, 12), st.sampled_from(_SCRAPS) | st.just("")
    ),
    min_size=1,
    max_size=4,
)


def _edited(edits: Iterable[tuple[int, int, str]]) -> str:
    """The ledger after edits, each applied to the result of the one before."""
    text = _LEDGER
    for start, length, scrap in edits:
        text = text[:start] + scrap + text[start + length :]
    return text


@given(edits=_EDITS)
@settings(deadline=None, max_examples=100)
def test_any_edited_ledger_can_be_read(path: Path, edits: list[tuple[int, int, str]]) -> None:
    """The result is a ledger or problems."""
    _read(path, _edited(edits).encode())


@given(edits=_EDITS)
@settings(deadline=None, max_examples=200)
def test_problems_are_located_within_the_text(
    path: Path, edits: list[tuple[int, int, str]]
) -> None:
    """Line and column exist."""
    text = _edited(edits)
    path.write_bytes(text.encode())
    lines = text.removeprefix("\ufeff").split("\n")
    for problem in read_ledger([path]).problems:
        assert problem.line is None or 1 <= problem.line <= len(lines)
        if problem.line and problem.column:
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


# Pieces and the whole.

_WHOLE_EVENT: Final = """
[[events]]
country = "LT"
convention = "x"
step = "remark"
date = 2025-01-01
summary = "one"
sources = [{ title = "t", publisher = "p" }]
"""
_SUBTABLES: Final = """[events.votes]
for = 1
against = 2
[[events.other_dates]]
date = "2024"
"""
_EVENTS: Final = st.lists(
    st.sampled_from(
        (
            _WHOLE_EVENT,
            _WHOLE_EVENT.replace("\n", "\r\n") + _SUBTABLES,
            _WHOLE_EVENT.replace("]]", "]] # two"),
            _WHOLE_EVENT.replace("[[events]]", "[[ events ]]"),
            _WHOLE_EVENT.replace('"one"', '"""\n[[events]]\n"""'),
            _WHOLE_EVENT.replace('"one"', "3"),
            "\n[[events]]\n",
            "\n# [[events]]\n",
            '\n[countries.EE]\nname = "Estonia"\n',
            "\n[[events.sources]]\ntitle = 't'\n",
            "\ntitle = 3\n",
        )
    ),
    max_size=8,
)


def _outcome(read: Callable[[], LedgerFile]) -> LedgerFile | tuple[type[Exception], str]:
    """The decoded records, or the type and message of the first error."""
    try:
        return read()
    except (TomlSyntaxError, msgspec.ValidationError) as error:
        return type(error), str(error)


@given(
    head=st.sampled_from(("", "format = 1\n", _LEDGER)), events=_EVENTS, size=st.integers(1, 400)
)
@settings(deadline=None, max_examples=200)
def test_pieces_of_any_size_give_the_same_result(head: str, events: list[str], size: int) -> None:
    """The error is the same too."""
    text = head.replace('"""', '"') + "".join(events)
    with patch.object(decoding, "_PIECE_LENGTH", size):
        pieces = _outcome(lambda: decode(text))
    assert pieces == _outcome(lambda: to_records(parse(text)))


# The decoder and the walk that names mistakes.

_MOMENT: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has such
_ODD: Final = st.sampled_from(
    (
        *("", "x", "2025", "2025-02", "6 months", "06-30", "notified", "in-force", "press"),
        *(0, 1, -1, 10**30, 1.5, True, False, date(2025, 3, 18), _MOMENT, time(10)),
        *([], {}, [1], ["x"], [{}], {"x": 1}, {"name": "x"}, {"period": "1 year"}),
    )
)
_SCALARS: Final[dict[type, st.SearchStrategy[Any]]] = {
    inspect.StrType: st.just("x"),
    inspect.BoolType: st.booleans(),
    inspect.IntType: st.integers(1, 9),
    inspect.DateType: st.dates(),
}
_CUSTOM: Final[dict[type, st.SearchStrategy[Any]]] = {
    PartialDate: st.dates() | st.just("2025-03"),
    Period: st.just("6 months"),
    MonthDay: st.just("06-30"),
}


def _values(kind: inspect.Type, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of a type, with a value of another type now and then."""
    return st.integers(0, 15).flatmap(lambda n: _ODD if n == 0 else _right(kind, depth + 1))


def _right(kind: inspect.Type, depth: int) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.UnionType():
            members = [k for k in kind.types if not isinstance(k, inspect.NoneType)]
            return st.sampled_from(members).flatmap(lambda member: _right(member, depth))
        case inspect.StructType():
            return _tables(kind, depth)
        case inspect.DictType():
            keys = st.sampled_from(("LT", "x"))
            return st.dictionaries(keys, _values(kind.value_type, depth), max_size=1)
        case inspect.VarTupleType():
            return st.lists(
                _values(kind.item_type, depth), min_size=kind.min_length or 0, max_size=2
            )
        case inspect.EnumType():
            return st.sampled_from([str(member) for member in kind.cls])
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.CustomType():
            return _CUSTOM[kind.cls]
        case _:
            return _SCALARS[type(kind)]


def _tables(kind: inspect.StructType, depth: int) -> st.SearchStrategy[Any]:
    """Tables with all required keys and some others, with an unknown key now and then."""
    must = {f.encode_name: _values(f.type, depth) for f in kind.fields if f.required}
    may = {f.encode_name: f.type for f in kind.fields if not f.required}
    if not may or depth > 12:
        return st.fixed_dictionaries(must)
    chosen = st.lists(st.sampled_from(sorted(may)), max_size=3, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: _values(may[key], depth) for key in keys})
    )
    stray = st.sampled_from(({}, {}, {}, {}, {}, {"stray": 1}))
    return st.tuples(st.fixed_dictionaries(must), chosen, stray).map(lambda t: t[0] | t[1] | t[2])


@given(document=_tables(inspect.type_info(LedgerFile), 0))  # type: ignore[arg-type]  # a struct's
@settings(deadline=None, max_examples=200)
def test_a_document_has_schema_errors_if_the_decoder_refuses_it(document: dict[str, Any]) -> None:
    """The walk and the decoder agree."""
    problems = list(schema_problems("ledger.toml", document))
    refused = isinstance(_outcome(lambda: to_records(document)), tuple)
    assert bool(problems) == refused


# Places.


class _Writer:
    """Writes a document key by key, and notes each location. All keys differ."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._count = 0
        self.text = ""
        self.places: dict[KeyPath, Starts] = {}

    def here(self) -> tuple[int, int]:
        """Return the line and column of the next character."""
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def one_of(self, *choices: str) -> str:
        return self._draw(st.sampled_from(choices))

    def times(self, most: int) -> range:
        return range(self._draw(st.integers(0, most)))

    def put(self, *choices: str) -> None:
        """Write one of several texts."""
        self.text += self.one_of(*choices)

    def key(self) -> str:
        """Write a new key in one of several spellings."""
        self._count += 1
        bare = f"k{self._count}"
        written = self.one_of(
            bare, f'"{bare}"', f"'{bare}.x'", f'"é {bare}"', rf'"\u0041\"{bare}"', f"'🇱🇹{bare}'"
        )
        self.text += written
        (name,) = rtoml.loads(f"{written} = 0")
        return str(name)

    def keys(self) -> KeyPath:
        """Write one key, or several with dots between."""
        path: KeyPath = (self.key(),)
        for _ in self.times(2):
            self.put(".", " . ")
            path = (*path, self.key())
        return path

    def space(self) -> None:
        self.put("", "\n", "# é [x]\n", "\n\n", "  # 'x' = 1\n")

    def pair(self, above: KeyPath) -> None:
        key = self.here()
        path = (*above, *self.keys())
        self.put("=", " = ", "   =\t")
        self.places[path] = (key, self.here())
        self.value(path)

    def value(self, path: KeyPath, depth: int = 0) -> None:
        kind = self.one_of(*("scalar", "scalar", "list", "table")[: 2 if depth > 2 else 4])
        if kind == "list":
            self.list(path, depth)
        elif kind == "table":
            self.table(path)
        else:
            self.put(
                *("1", "-3.5", "true", "2025-03-18", "2025-03-18 10:00:00Z", "10:00:00"),
                *('"ü, ] # \\" x"', "'C:\\'", '"""\n[[x]]\né = 1\n"""', "'''a\n = '' b'''", '""'),
            )

    def list(self, path: KeyPath, depth: int) -> None:
        self.text += "["
        for number in self.times(3):
            self.put("", " ", "\n  ", " # é, ]\n")
            place = self.here()
            self.places[*path, number] = (place, place)
            self.value((*path, number), depth + 1)
            self.put(",", " , ", ",\n")
        self.text += "]"

    def table(self, path: KeyPath) -> None:
        self.put("{", "{ ")
        for number in self.times(2):
            self.text += ", " if number else ""
            self.pair(path)
        self.text += "}"

    def lines(self, path: KeyPath) -> None:
        for _ in self.times(3):
            self.space()
            self.pair(path)
            self.put("\n", " # é\n")

    def header(self, prefix: str, path: KeyPath, *, many: bool) -> KeyPath:
        """Write a header for a new key below a path whose spelling is given."""
        self.space()
        place = self.here()
        self.text += ("[[" if many else "[") + prefix
        path = (*path, *self.keys(), *((0,) if many else ()))
        self.text += "]]\n" if many else "]\n"
        self.places[path] = (place, place)
        self.lines(path)
        return path

    def list_of_tables(self) -> None:
        """Write a list by headers; its members have tables and lists of their own."""
        self._count += 1
        name = f"l{self._count}"
        for number in self.times(3):
            place = self.here()
            self.text += f"[[{name}]]\n"
            self.places[name, number] = (place, place)
            self.lines((name, number))
            for _ in self.times(2):
                self.header(f"{name}.", (name, number), many=self._draw(st.booleans()))


@st.composite
def _documents(draw: st.DrawFn) -> tuple[str, dict[KeyPath, Starts]]:
    """A TOML text, and the locations of its keys and values."""
    writer = _Writer(draw)
    writer.lines(())
    for _ in writer.times(3):
        if draw(st.booleans()):
            writer.list_of_tables()
        else:
            writer.header("", (), many=draw(st.booleans()))
    return writer.text, writer.places


def _exists(document: Any, path: KeyPath) -> bool:
    """Return True if a path is in a document; raises KeyError or IndexError otherwise."""
    for step in path:
        document = document[step]
    return True


@given(written=_documents(), ends=st.sampled_from(("\n", "\r\n")))
@settings(deadline=None, max_examples=100)
def test_locations_are_where_the_text_was_written(
    written: tuple[str, dict[KeyPath, Starts]], ends: str
) -> None:
    """Keys, values, headers and list members are covered."""
    text, expected = written
    text = text.replace("\n", ends)
    document = rtoml.loads(text)
    assert all(_exists(document, path) for path in expected)
    found = {path: (place.key[:2], place.value[:2]) for path, place in key_locations(text).items()}
    assert {path: found.get(path) for path in expected} == expected
