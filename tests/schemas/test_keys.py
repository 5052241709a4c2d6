"""Every key and word of a ledger has a description."""

from collections.abc import Iterator
from typing import Final

import pytest
from msgspec import inspect

from treatywatch.model.ledger import LedgerFile
from treatywatch.schemas.keys import KEYS
from treatywatch.schemas.words import WORDS


def _records(kind: inspect.Type, seen: set[type]) -> Iterator[inspect.StructType]:
    """Yield each record type within a type once."""
    match kind:
        case inspect.StructType() if kind.cls not in seen:
            seen.add(kind.cls)
            yield kind
            for field in kind.fields:
                yield from _records(field.type, seen)
        case inspect.UnionType():
            for member in kind.types:
                yield from _records(member, seen)
        case inspect.VarTupleType():
            yield from _records(kind.item_type, seen)
        case inspect.DictType():
            yield from _records(kind.value_type, seen)


_RECORDS: Final = tuple(_records(inspect.type_info(LedgerFile), set()))


def _words(field: inspect.Field) -> list[str]:
    """Return the words that a key accepts, if it accepts words."""
    kinds = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    words: list[str] = []
    for kind in kinds:
        if isinstance(kind, inspect.EnumType):
            words += [str(word) for word in kind.cls]
        elif isinstance(kind, inspect.LiteralType):
            words += [str(word) for word in kind.values]
    return words


def test_every_record_is_described() -> None:
    """The described records are those of a ledger file."""
    assert set(KEYS) == {kind.cls for kind in _RECORDS}


@pytest.mark.parametrize("kind", _RECORDS, ids=lambda kind: kind.cls.__name__)
def test_every_key_is_described(kind: inspect.StructType) -> None:
    """The descriptions have the record's keys, in the same order."""
    assert list(KEYS[kind.cls]) == [field.encode_name for field in kind.fields]


@pytest.mark.parametrize("kind", _RECORDS, ids=lambda kind: kind.cls.__name__)
def test_every_word_is_described(kind: inspect.StructType) -> None:
    """The described words are those that the record's keys accept."""
    accepted = {field.encode_name: set(_words(field)) for field in kind.fields if _words(field)}
    described = {key: set(words) for key, words in WORDS.get(kind.cls, {}).items()}
    assert described == accepted


def _descriptions(record: type) -> Iterator[str]:
    yield from KEYS[record].values()
    for words in WORDS.get(record, {}).values():
        yield from words.values()


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_a_description_is_one_short_line(record: type) -> None:
    """Descriptions start with a capital and end with a full stop."""
    for description in _descriptions(record):
        assert description[0].isupper()
        assert description.endswith((".", "…"))
        assert len(description) < 100
        assert "\n" not in description
