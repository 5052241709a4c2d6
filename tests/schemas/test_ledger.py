"""Tests of the schema of ledger files."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator

from tests.editors import INVISIBLE_CHECKS, SCHEMA, UNPARSED_CHECKS, as_json, schema_errors
from treatywatch.checks.registry import RULES
from treatywatch.ledger.read.files import shipped_ledger
from treatywatch.schemas.keys import KEYS
from treatywatch.schemas.words import WORDS

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_BAD_LEDGERS: Final = sorted((_ROOT / "tests" / "bad").glob("*.toml"))
_SHIPPED: Final = shipped_ledger().parent
_DATA: Final = [path.relative_to(_SHIPPED) for path in sorted(_SHIPPED.rglob("*.toml"))]
_DRAFTS: Final = (Draft7Validator, Draft202012Validator)


def _schemas(schema: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each schema within a schema, with its key."""
    if isinstance(schema, list):
        for member in schema:
            yield from _schemas(member)
    if isinstance(schema, dict):
        yield name, schema
        for key, value in schema.items():
            if key in {"properties", "definitions"}:
                for member, part in value.items():
                    yield from _schemas(part, member)
            elif key not in {"x-taplo", "default", "enum", "const"}:
                yield from _schemas(value)


_PARTS: Final = tuple(_schemas(SCHEMA))


@pytest.mark.parametrize("draft", _DRAFTS)
def test_the_schema_is_valid(draft: type[Validator]) -> None:
    """The schema is valid under draft 7 and draft 2020-12."""
    draft.check_schema(SCHEMA)


def test_a_reference_has_no_other_keywords() -> None:
    """Keywords next to `$ref` are ignored by draft 7 but not by 2020-12."""
    assert {tuple(part) for _, part in _PARTS if "$ref" in part} == {("$ref",)}


def test_every_key_has_its_description() -> None:
    """Every description is in the schema, and every key has one."""
    described = {sentence for keys in KEYS.values() for sentence in keys.values()}
    tables = [part["properties"] for _, part in _PARTS if "properties" in part]
    shown = {schema["description"] for table in tables for schema in table.values()}
    assert shown == described


def test_every_record_forbids_unknown_keys() -> None:
    """Unknown keys are errors at any depth."""
    tables = [part for _, part in _PARTS if "properties" in part]
    assert len(tables) > len(KEYS)
    assert all(table["additionalProperties"] is False for table in tables)


def test_every_word_has_its_description() -> None:
    """The descriptions for Taplo are in the order of the words."""
    choices = [(name, part) for name, part in _PARTS if "enum" in part]
    assert len({name for name, _ in choices}) == len({k for keys in WORDS.values() for k in keys})
    for name, part in choices:
        meanings = [keys[name] for keys in WORDS.values() if name in keys]
        shown = dict(zip(part["enum"], part["x-taplo"]["docs"]["enumValues"], strict=True))
        assert shown in meanings


def test_an_exception_has_no_defaults() -> None:
    """An exception has the keys of a clause, without defaults or required keys."""
    convention = SCHEMA["definitions"]["Convention"]["properties"]
    clause, exception = convention["withdrawal"], SCHEMA["definitions"]["Exception"]
    assert clause["properties"] == convention["joining"]["properties"]
    assert clause["properties"]["effect"]["default"] == "anniversary"
    assert exception["properties"] == {
        key: {name: part for name, part in value.items() if name != "default"}
        for key, value in clause["properties"].items()
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
def test_dates_are_checked_without_format(text: str) -> None:
    """A validator that ignores `format` still rejects text that is no date."""
    assert not Draft202012Validator(SCHEMA).is_valid(as_json(tomllib.loads(text)))


@pytest.mark.parametrize("path", _DATA, ids=str)
def test_the_shipped_ledger_is_valid(path: Path) -> None:
    """Every file of the shipped ledger is valid under both drafts."""
    document = tomllib.loads((_SHIPPED / path).read_text("utf-8"))
    assert schema_errors(document) == []
    assert Draft202012Validator(SCHEMA).is_valid(as_json(document))


@pytest.mark.skipif(_SHIPPED.parent != _ROOT, reason="the path is that of a checkout")
@pytest.mark.parametrize("path", _DATA, ids=str)
def test_editors_find_the_schema(path: Path) -> None:
    """The first line of a shipped file has the relative path of the schema."""
    first, _, _ = (_SHIPPED / path).read_text("utf-8").partition("\n")
    up = "../" * len(path.parts)
    assert first == f"#:schema {up}treatywatch/schemas/ledger.json"
    assert (_SHIPPED / path).parent.joinpath(up, "treatywatch/schemas/ledger.json").is_file()


@pytest.mark.parametrize("path", _BAD_LEDGERS, ids=lambda path: path.stem)
def test_bad_ledgers_are_invalid_unless_the_mistake_is_invisible(path: Path) -> None:
    """Of the bad ledgers, the schema rejects those with a mistake that it can see."""
    if path.stem in UNPARSED_CHECKS:
        with pytest.raises((tomllib.TOMLDecodeError, UnicodeDecodeError)):
            tomllib.loads(path.read_text("utf-8"))
        return
    rejected = schema_errors(tomllib.loads(path.read_text("utf-8"))) != []
    assert rejected == (path.stem not in INVISIBLE_CHECKS)


def test_invisible_checks_exist() -> None:
    """The checks listed as invisible to a schema are checks of the program."""
    assert (
        INVISIBLE_CHECKS.keys() | UNPARSED_CHECKS
        <= {path.stem for path in _BAD_LEDGERS} | RULES.keys()
    )


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
    ("text", "valid"),
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
def test_the_schema_accepts_only_valid_text(text: str, valid: bool) -> None:
    """The schema accepts valid texts and rejects invalid ones; `format` is optional."""
    assert (schema_errors(tomllib.loads(text)) == []) == valid
