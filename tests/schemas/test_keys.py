"""Every key and every word of a ledger has its sentence, and no sentence is of another."""

from collections.abc import Iterator
from typing import Final

import pytest
from msgspec import inspect

from treatywatch.model.ledger import LedgerFile
from treatywatch.schemas.keys import KEYS
from treatywatch.schemas.words import WORDS


def _records(kind: inspect.Type, seen: set[type]) -> Iterator[inspect.StructType]:
    """The records that a type is made of, each once."""
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
    """The words that a key takes; none where it takes something else."""
    kinds = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    found: list[str] = []
    for kind in kinds:
        if isinstance(kind, inspect.EnumType):
            found += [str(word) for word in kind.cls]
        elif isinstance(kind, inspect.LiteralType):
            found += [str(word) for word in kind.values]
    return found


def test_every_record_is_told_of() -> None:
    """The records with sentences are those that a ledger file is made of."""
    assert set(KEYS) == {kind.cls for kind in _RECORDS}


@pytest.mark.parametrize("kind", _RECORDS, ids=lambda kind: kind.cls.__name__)
def test_every_key_has_a_sentence(kind: inspect.StructType) -> None:
    """A record's sentences are of its keys, in the order of the record."""
    assert list(KEYS[kind.cls]) == [field.encode_name for field in kind.fields]


@pytest.mark.parametrize("kind", _RECORDS, ids=lambda kind: kind.cls.__name__)
def test_every_word_has_a_sentence(kind: inspect.StructType) -> None:
    """Each word that a record's keys take has its sentence, and there is none for any other."""
    taken = {field.encode_name: set(_words(field)) for field in kind.fields if _words(field)}
    told = {key: set(words) for key, words in WORDS.get(kind.cls, {}).items()}
    assert told == taken


def _sentences(record: type) -> Iterator[str]:
    yield from KEYS[record].values()
    for words in WORDS.get(record, {}).values():
        yield from words.values()


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_sentences_fit_beside_the_text(record: type) -> None:
    """A sentence is one short line that ends as sentences do."""
    for sentence in _sentences(record):
        assert sentence[0].isupper()
        assert sentence.endswith((".", "…"))
        assert len(sentence) < 100
        assert "\n" not in sentence
