"""The schema of a ledger's files: for editors, of one mind with the reader."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator

from tests.editors import SCHEMA, UNREAD, UNSEEN, as_json, complaints
from treatywatch.checks.registry import RULES
from treatywatch.ledger.read.files import shipped_ledger
from treatywatch.schemas.keys import KEYS
from treatywatch.schemas.words import WORDS

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_GALLERY: Final = sorted((_ROOT / "tests" / "bad").glob("*.toml"))
_SHIPPED: Final = shipped_ledger().parent
_DATA: Final = [path.relative_to(_SHIPPED) for path in sorted(_SHIPPED.rglob("*.toml"))]
_DRAFTS: Final = (Draft7Validator, Draft202012Validator)


def _schemas(schema: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each schema within a schema, with its key."""
    if isinstance(schema, list):
        for member in schema:
            yield from _schemas(member)
    if isinstance(schema, dict):
        yield name, schema
        for key, value in schema.items():
            if key in {"properties", "definitions"}:
                for member, below in value.items():
                    yield from _schemas(below, member)
            elif key not in {"x-taplo", "default", "enum", "const"}:
                yield from _schemas(value)


_PARTS: Final = tuple(_schemas(SCHEMA))


@pytest.mark.parametrize("draft", _DRAFTS)
def test_the_schema_is_one(draft: type[Validator]) -> None:
    """It is a right schema by the draft that editors know, and by the latest."""
    draft.check_schema(SCHEMA)


def test_nothing_stands_beside_a_reference() -> None:
    """Draft 7 would not read it, and the latest would."""
    assert {tuple(part) for _, part in _PARTS if "$ref" in part} == {("$ref",)}


def test_every_key_says_what_it_means() -> None:
    """What an editor shows of a key is its sentence, wherever the key stands."""
    told = {sentence for keys in KEYS.values() for sentence in keys.values()}
    tables = [part["properties"] for _, part in _PARTS if "properties" in part]
    shown = {schema["description"] for table in tables for schema in table.values()}
    assert shown == told


def test_every_record_takes_only_its_keys() -> None:
    """A key that a record does not have is refused at any depth."""
    tables = [part for _, part in _PARTS if "properties" in part]
    assert len(tables) > len(KEYS)
    assert all(table["additionalProperties"] is False for table in tables)


def test_every_choice_says_what_it_means() -> None:
    """What Taplo shows beside the words of a key are their sentences, in the words' order."""
    choices = [(name, part) for name, part in _PARTS if "enum" in part]
    assert len({name for name, _ in choices}) == len({k for keys in WORDS.values() for k in keys})
    for name, part in choices:
        meanings = [keys[name] for keys in WORDS.values() if name in keys]
        shown = dict(zip(part["enum"], part["x-taplo"]["docs"]["enumValues"], strict=True))
        assert shown in meanings


def test_an_exception_says_only_what_departs() -> None:
    """An exception takes what a clause takes, of either kind, but understands nothing unsaid."""
    convention = SCHEMA["definitions"]["Convention"]["properties"]
    clause, exception = convention["withdrawal"], SCHEMA["definitions"]["Exception"]
    assert clause["properties"] == convention["joining"]["properties"]
    assert clause["properties"]["effect"]["default"] == "anniversary"
    assert exception["properties"] == {
        key: {name: part for name, part in taken.items() if name != "default"}
        for key, taken in clause["properties"].items()
    }
    assert exception.keys() - clause.keys() == set()


@pytest.mark.parametrize(
    "text",
    [
        "current_to = 2025-03-18T10:00:00",
        "conventions.x = {name = 'X', opened = 2025-03-18T10:00:00Z}",
        "conventions.x = {name = 'X', opened = 'summer 2025'}",
    ],
)
def test_who_overlooks_formats_still_sees_dates(text: str) -> None:
    """A reader of schemas to which `format` is a comment tells a date from other text."""
    assert not Draft202012Validator(SCHEMA).is_valid(as_json(tomllib.loads(text)))


@pytest.mark.parametrize("path", _DATA, ids=str)
def test_the_shipped_ledger_is_right(path: Path) -> None:
    """Every file of the shipped ledger keeps to the schema, by either draft."""
    document = tomllib.loads((_SHIPPED / path).read_text("utf-8"))
    assert complaints(document) == []
    assert Draft202012Validator(SCHEMA).is_valid(as_json(document))


@pytest.mark.skipif(_SHIPPED.parent != _ROOT, reason="the path is that of a checkout")
@pytest.mark.parametrize("path", _DATA, ids=str)
def test_editors_find_the_schema(path: Path) -> None:
    """The first line of a shipped file leads, from the file's own folder, to the schema."""
    first, _, _ = (_SHIPPED / path).read_text("utf-8").partition("\n")
    way = "../" * len(path.parts)
    assert first == f"#:schema {way}treatywatch/schemas/ledger.json"
    assert (_SHIPPED / path).parent.joinpath(way, "treatywatch/schemas/ledger.json").is_file()


@pytest.mark.parametrize("path", _GALLERY, ids=lambda path: path.stem)
def test_a_mistake_that_one_file_shows_is_seen(path: Path) -> None:
    """Of the broken ledgers, the schema refuses those whose mistake it can see, and no other."""
    if path.stem in UNREAD:
        with pytest.raises((tomllib.TOMLDecodeError, UnicodeDecodeError)):
            tomllib.loads(path.read_text("utf-8"))
        return
    refused = complaints(tomllib.loads(path.read_text("utf-8"))) != []
    assert refused == (path.stem not in UNSEEN)


def test_only_checks_are_unseen() -> None:
    """What is said to be beyond a schema are mistakes that reading finds."""
    assert UNSEEN.keys() | UNREAD <= {path.stem for path in _GALLERY} | RULES.keys()


_SOURCE: Final = "{title = 'T', publisher = 'P'}"
_ROLL: Final = f"rolls.x = {{as_of = 2025-01-01, parties = %s, sources = [{_SOURCE}]}}"
_EVENT: Final = f"""\
[[events]]
country = '%s'
convention = '%s'
by = '%s'
step = 'objected'
date = 2025-03-18
summary = 'Objected.'
sources = [{_SOURCE}]
"""
_LATE: Final = "conventions.x = {name = 'X', joining = {late = %s}}"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", True),
        ("format = 1", True),
        ("format = 2", False),
        ("current_to = 2025-03-18", True),
        ("current_to = '2025-03'", False),
        ("current_to = 2025-03-18T10:00:00", False),
        ("current_to = 2025-03-18T10:00:00Z", False),
        ("current_to = 10:00:00", False),
        ("conventions.x = {name = 'X', opened = 2025-03-18}", True),
        ("conventions.x = {name = 'X', opened = '2025-03'}", True),
        ("conventions.x = {name = 'X', opened = '2025'}", True),
        ("conventions.x = {name = 'X', opened = '2025-13'}", False),
        ("conventions.x = {name = 'X', opened = '0000'}", False),
        ("conventions.x = {name = 'X', opened = '2025-02-30'}", False),
        ("conventions.x = {name = 'X', opened = 2025}", False),
        (_LATE % "{after = 'deposit'}", True),
        (_LATE % "{after = 'entry'}", False),
        (_LATE % "{number = 40}", False),
        ("conventions.x = {name = 'X', withdrawal = {period = '1 year'}}", True),
        ("conventions.x = {name = 'X', withdrawal = {period = '01 year'}}", False),
        ("conventions.x = {name = 'X', withdrawal = {exceptions.US.period = '1 year'}}", True),
        ("conventions.x = {name = 'X', withdrawal = {exceptions.US.period = 'soon'}}", False),
        ("conventions.x = {name = 'X', withdrawal = {exceptions.us.period = '1 year'}}", False),
        ("countries.XK.name = 'Kosovo'", True),
        ("countries.XKX.name = 'Kosovo'", False),
        ("countries.XK.name = ''", False),
        ("countries.XK = {}", False),
        ("countries.XK = {name = 'Kosovo', groups = ['EU', {name = 'NATO'}]}", True),
        ("countries.XK = {name = 'Kosovo', groups = [{joined = '2004'}]}", False),
        ("conventions.Mine_Ban.name = 'Ottawa'", False),
        ("groups.'Baltic States' = {}", True),
        ((_ROLL % "{}").replace("rolls.x", "rolls.Mine_Ban"), False),
        (_ROLL % "{}", True),
        (_ROLL % "{LT.acceded = '2003'}", True),
        (_ROLL % "{lt.acceded = '2003'}", False),
        (_EVENT % ("LT", "mine-ban", "EU"), True),
        (_EVENT % ("lt", "mine-ban", "EU"), False),
        (_EVENT % ("LT", "Mine-Ban", "EU"), False),
        (_EVENT % ("LT", "mine-ban", "eu"), False),
    ],
)
def test_verdict(text: str, right: bool) -> None:
    """What the schema says of a text; a file without `format` may be one that is included."""
    assert (complaints(tomllib.loads(text)) == []) == right
