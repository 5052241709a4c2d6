"""Find the schema errors of every field of every record, for each type of value."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple

import msgspec
import pytest
import tomli_w
from msgspec import inspect

from treatywatch.ledger.read.decode import decode, parse
from treatywatch.ledger.read.schema_errors import schema_problems
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.errors import KeyPath
from treatywatch.model.ledger import LedgerFile

_VALUES: Final[dict[str, Any]] = {
    "text": "nonsense",
    "number": 7,
    "fraction": 1.5,
    "truth": True,
    "day": date(2025, 3, 18),
    "moment": datetime(2025, 3, 18, 10, 0, tzinfo=UTC),
    "time": time(10, 0),
    "list": [],
    "table": {},
}
_TAKES: Final[dict[type, str]] = {
    inspect.StrType: "text",
    inspect.BoolType: "truth",
    inspect.IntType: "number",
    inspect.DateType: "day",
    inspect.VarTupleType: "list",
    inspect.DictType: "table",
    inspect.StructType: "table",
}
_SMALLEST: Final[dict[type, Any]] = {PartialDate: "2025", Period: "6 months", MonthDay: "06-30"}


class _Slot(NamedTuple):
    """A path, its type, and the smallest document with a given value there."""

    path: KeyPath
    kind: inspect.Type
    holding: Callable[[Any], Any]


def _slots(slot: _Slot, above: tuple[type, ...] = ()) -> Iterator[_Slot]:
    """The slots below a slot; an exception within an exception is left out."""
    match slot.kind:
        case inspect.UnionType():
            for kind in slot.kind.types:
                yield from _slots(slot._replace(kind=kind), above)
            return
        case inspect.StructType():
            if above.count(slot.kind.cls) > 1:
                return
            above = (*above, slot.kind.cls)
            below = [_field(slot, slot.kind, field) for field in slot.kind.fields]
        case inspect.DictType():
            below = [_key(slot, slot.kind)]
        case inspect.VarTupleType():
            below = [_member(slot, slot.kind)]
        case _:
            return
    for child in below:
        yield child
        yield from _slots(child, above)


def _field(slot: _Slot, kind: inspect.StructType, field: inspect.Field) -> _Slot:
    name = field.encode_name

    def holding(value: Any) -> Any:
        return slot.holding(_smallest(kind) | {name: value})

    return _Slot((*slot.path, name), field.type, holding)


def _key(slot: _Slot, kind: inspect.DictType) -> _Slot:
    return _Slot((*slot.path, "k"), kind.value_type, lambda value: slot.holding({"k": value}))


def _member(slot: _Slot, kind: inspect.VarTupleType) -> _Slot:
    return _Slot((*slot.path, 0), kind.item_type, lambda value: slot.holding([value]))


def _smallest(kind: inspect.Type) -> Any:
    """The smallest value of a type."""
    match kind:
        case inspect.StructType():
            required = (field for field in kind.fields if field.required)
            return {field.encode_name: _smallest(field.type) for field in required}
        case inspect.VarTupleType():
            return [_smallest(kind.item_type)] if kind.min_length else []
        case inspect.EnumType():
            return str(next(iter(kind.cls)))
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.CustomType():
            return _SMALLEST[kind.cls]
        case _:
            return _VALUES[_TAKES[type(kind)]]


def _refused(kind: inspect.Type, path: KeyPath) -> dict[str, str]:
    """The types of value that a field refuses, with the check of each."""
    members = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    wrong = dict.fromkeys(_VALUES, "wrong-type")
    for member in members:
        match member:
            case inspect.EnumType() | inspect.LiteralType():
                wrong["text"] = "unknown-" + str(path[-1]).replace("_", "-")
            case inspect.CustomType():
                wrong["text"] = "wrong-date" if member.cls is PartialDate else "wrong-value"
                if member.cls is PartialDate:
                    del wrong["day"]
            case inspect.VarTupleType(min_length=1):
                wrong["list"] = "source-missing"
            case inspect.NoneType():
                pass
            case _:
                wrong.pop(_TAKES[type(member)], None)
    return wrong


_ROOT: Final = _Slot((), inspect.type_info(LedgerFile), lambda value: value)
_SLOTS: Final = tuple({slot.path: slot for slot in _slots(_ROOT)}.values())


def _found(document: Any) -> list[tuple[KeyPath, str]]:
    """The path and check of each schema error of a document."""
    problems = schema_problems("ledger.toml", parse(tomli_w.dumps(document)))
    return [(problem.path, problem.check) for problem in problems]


def _decodes(document: Any) -> bool:
    try:
        decode(tomli_w.dumps(document))
    except msgspec.ValidationError:
        return False
    return True


def test_the_slots_cover_every_record() -> None:
    """The fields of an event's source are among them."""
    paths = {slot.path for slot in _SLOTS}
    assert ("events", 0, "sources", 0, "published") in paths
    assert ("conventions", "k", "withdrawal", "exceptions", "k", "calendar", "by") in paths
    assert len(paths) > 200


@pytest.mark.parametrize("slot", _SLOTS, ids=lambda slot: ".".join(map(str, slot.path)))
def test_the_smallest_value_is_valid(slot: _Slot) -> None:
    """The decoder accepts it too."""
    document = slot.holding(_smallest(_first_type(slot.kind)))
    assert _found(document) == []
    assert _decodes(document)


def _first_type(kind: inspect.Type) -> inspect.Type:
    """The first type of a union that is not None."""
    if isinstance(kind, inspect.UnionType):
        return next(k for k in kind.types if not isinstance(k, inspect.NoneType))
    return kind


@pytest.mark.parametrize("slot", _SLOTS, ids=lambda slot: ".".join(map(str, slot.path)))
def test_a_value_of_a_wrong_type_is_one_error(slot: _Slot) -> None:
    """Its path is that of the field."""
    refused = _refused(slot.kind, slot.path)
    found = {name: _found(slot.holding(_VALUES[name])) for name in refused}
    assert found == {name: [(slot.path, check)] for name, check in refused.items()}


@pytest.mark.parametrize("slot", _SLOTS, ids=lambda slot: ".".join(map(str, slot.path)))
def test_the_decoder_refuses_a_value_of_a_wrong_type(slot: _Slot) -> None:
    """The walk and the decoder agree."""
    refused = _refused(slot.kind, slot.path)
    assert [name for name in refused if _decodes(slot.holding(_VALUES[name]))] == []


_TABLES: Final = tuple(s for s in _SLOTS if isinstance(_first_type(s.kind), inspect.StructType))


@pytest.mark.parametrize("slot", _TABLES, ids=lambda slot: ".".join(map(str, slot.path)))
def test_an_unknown_key_is_one_error(slot: _Slot) -> None:
    """Its location is the key, and the decoder refuses it too."""
    document = slot.holding(_smallest(_first_type(slot.kind)) | {"zzz": 1})
    assert _found(document) == [((*slot.path, "zzz"), "unknown-key")]
    assert not _decodes(document)


@pytest.mark.parametrize("slot", _TABLES, ids=lambda slot: ".".join(map(str, slot.path)))
def test_each_missing_key_is_one_error(slot: _Slot) -> None:
    """Its path is that of the record."""
    wanting = _smallest(_first_type(slot.kind))
    checks = ["source-missing" if key == "sources" else "missing-key" for key in wanting]
    document = slot.holding({})
    assert _found(document) == [(slot.path, check) for check in checks]
    assert _decodes(document) == (not wanting)


def _too_little(kind: inspect.Type) -> object:
    """A value just below the minimum of a type, or None if it has none."""
    if isinstance(kind, inspect.IntType) and kind.ge is not None:
        return kind.ge - 1
    return "" if isinstance(kind, inspect.StrType) and kind.min_length else None


_BOUNDED: Final = tuple(slot for slot in _SLOTS if _too_little(_first_type(slot.kind)) is not None)


_COUNTS: Final = tuple(
    slot for slot in _BOUNDED if isinstance(_first_type(slot.kind), inspect.IntType)
)


@pytest.mark.parametrize("slot", _COUNTS, ids=lambda slot: ".".join(map(str, slot.path)))
def test_the_smallest_count_is_valid(slot: _Slot) -> None:
    """A vote may have no votes against."""
    kind = _first_type(slot.kind)
    assert isinstance(kind, inspect.IntType)
    assert _found(slot.holding(kind.ge)) == []


@pytest.mark.parametrize("slot", _COUNTS, ids=lambda slot: ".".join(map(str, slot.path)))
def test_a_number_above_its_maximum_is_an_error(slot: _Slot) -> None:
    """Every number has a maximum, and more than 64 bits are an error like any other."""
    kind = _first_type(slot.kind)
    assert isinstance(kind, inspect.IntType)
    assert kind.le is not None
    assert _found(slot.holding(kind.le)) == []
    for value in (kind.le + 1, 2**63, 2**64, 10**30):
        document = slot.holding(value)
        assert _found(document) == [(slot.path, "wrong-number")]
        assert not _decodes(document)


@pytest.mark.parametrize("slot", _BOUNDED, ids=lambda slot: ".".join(map(str, slot.path)))
def test_a_value_below_its_minimum_is_an_error(slot: _Slot) -> None:
    """Empty text and a small number have checks of their own."""
    value = _too_little(_first_type(slot.kind))
    document = slot.holding(value)
    assert _found(document) == [(slot.path, "empty-text" if value == "" else "wrong-number")]
    assert not _decodes(document)


def _messages(text: str) -> list[tuple[str, str | None]]:
    """The message and hint of each schema error of a text."""
    return [(p.message, p.hint) for p in schema_problems("ledger.toml", parse(text))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 3", "title must be text in quotes, not the number 3"),
        ("title = 1.5", "title must be text in quotes, not the number 1.5"),
        ("title = true", "title must be text in quotes, not true"),
        ("title = 2025-03-18", "title must be text in quotes, not the day 2025-03-18"),
        ("title = 10:00:00", "title must be text in quotes, not the time 10:00:00"),
        ("title = []", "title must be text in quotes, not a list"),
        ("title = {}", "title must be text in quotes, not a table"),
        ("include = 'a.toml'", 'include must be a list [ … ], not the text "a.toml"'),
        ("include = [1]", "include[0] must be text in quotes, not the number 1"),
        ("countries = 'LT'", 'countries must be a table, not the text "LT"'),
        ("countries.LT = 'Lithuania'", 'LT must be a table, not the text "Lithuania"'),
        (
            "current_to = 2025-03-18T10:00:00",
            (
                "current_to must be a day such as 2025-03-18, without quotes, "
                "not the date with a time 2025-03-18T10:00:00"
            ),
        ),
        (
            "current_to = '2025-03'",
            'current_to must be a day such as 2025-03-18, without quotes, not the text "2025-03"',
        ),
        (
            "conventions.x = {name = 'X', adopted = '18 March 2025'}",
            (
                'adopted must be a day (2025-03-18), or a month or year in quotes ("2025-03", "2025"), '
                'not the text "18 March 2025"'
            ),
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {period = 6}}",
            'period must be a period such as "6 months", "150 days" or "1 year", not the number 6',
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {calendar = {by = '02-30', on = '01-01'}}}",
            'by must be a day of the year such as "06-30", not the text "02-30"',
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {operable = 'no'}}",
            'operable must be true or false, not the text "no"',
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {clock = 3}}",
            "clock must be one of receipt, notification, deposit, not the number 3",
        ),
        (
            "conventions.x = {name = 'X', joining = {late = {after = 'deposit', number = '4 0'}}}",
            'number must be a whole number, not the text "4 0"',
        ),
        (
            "conventions.x = {name = 'X', joining = {late = {after = 'deposit', number = '040'}}}",
            'number must be a whole number, not the text "040"',
        ),
        (
            "current_to = '2025-02-30'",
            'current_to must be a day such as 2025-03-18, without quotes, not the text "2025-02-30"',
        ),
        (
            "countries.LT.name = 'L'\ncountries.LT.aliases = '40'",
            'aliases must be a list [ … ], not the text "40"',
        ),
    ],
)
def test_a_message_names_the_field_and_the_value(text: str, message: str) -> None:
    """It says what the field expects."""
    assert _messages(text) == [(message, None)]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("titel = 'x'", 'unknown key "titel"', 'did you mean "title"?'),
        (
            "countries.LT = {name = 'L', capital = 'Vilnius'}",
            'unknown key "capital"',
            "known: aliases, groups, kind, name, note, official, un_name",
        ),
        (
            "countries.LT = {name = 'L', kind = 'State'}",
            'unknown kind "State"',
            'did you mean "state"?',
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {armed_conflict_test = 'never'}}",
            'unknown armed conflict test "never"',
            "known: at-expiry, at-notification",
        ),
        (
            "current_to = '2025-03-18'",
            'current_to must be a day such as 2025-03-18, without quotes, not the text "2025-03-18"',
            "drop the quotes: current_to = 2025-03-18",
        ),
        (
            "conventions.x = {name = 'X', adopted = '2025-03-18'}",
            (
                'adopted must be a day (2025-03-18), or a month or year in quotes ("2025-03", "2025"), '
                'not the text "2025-03-18"'
            ),
            "drop the quotes: adopted = 2025-03-18",
        ),
        (
            "conventions.x = {name = 'X', joining = {late = {after = 'deposit', number = '40'}}}",
            'number must be a whole number, not the text "40"',
            "drop the quotes: number = 40",
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {operable = 'false'}}",
            'operable must be true or false, not the text "false"',
            "drop the quotes: operable = false",
        ),
        ("countries.LT.name = ''", "name is empty", 'write name = "…"'),
        (
            "conventions.x = {name = 'X', joining.calendar = {by = '01-01', on = '01-01', years = -2}}",
            "years cannot be -2",
            "write years = 2, if that is meant",
        ),
        (
            "conventions.x = {name = 'X', joining.cycle = {first = 2025-01-01, years = 0}}",
            "years cannot be 0",
            "write years = 1, if that is meant",
        ),
        ("countries.LT = {}", 'country LT has no "name"', "add name = …"),
        ("conventions.x = {}", 'convention x has no "name"', "add name = …"),
        (
            "rolls.x = {as_of = 2025-01-01, parties = {}}",
            "roll x names no source",
            'add sources = [ { title = "…", publisher = "…", url = "…" } ]',
        ),
        (
            "conventions.x = {name = 'X', sources = [{title = 'T'}]}",
            'this source has no "publisher"',
            "add publisher = …",
        ),
        (
            "conventions.x = {name = 'X', withdrawal = {earliest = {period = '1 year'}}}",
            '"earliest" has no "after"',
            "add after = …",
        ),
        (
            "countries.LT = {name = 'L', groups = [{joined = 2004-05-01}]}",
            'this entry has no "name"',
            "add name = …",
        ),
    ],
)
def test_a_hint_says_what_to_write(text: str, message: str, hint: str) -> None:
    """Most errors need one word."""
    assert _messages(text) == [(message, hint)]


def test_all_missing_keys_of_an_event_are_reported() -> None:
    """They are in the order of its fields."""
    assert [message for message, _ in _messages("[[events]]")] == [
        'this event has no "country"',
        'this event has no "convention"',
        'this event has no "step"',
        'this event has no "date"',
        'this event has no "summary"',
        "this event names no source",
    ]


def test_an_unknown_key_is_located_at_the_key() -> None:
    """A value of a wrong type is located at the value."""
    unknown, wrong = schema_problems("ledger.toml", parse("titel = 'x'\ntitle = 3"))
    assert (unknown.at_key, wrong.at_key) == (True, False)


def test_every_error_names_its_file() -> None:
    """The name is the given one."""
    problems = schema_problems("rolls/a.toml", parse("titel = 'x'\n[[events]]"))
    assert {problem.file for problem in problems} == {"rolls/a.toml"}
