"""Laws of writing: TOML that was written is read as the same records."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from tests.properties.strategies import keys_set, ledger_files, record_types, records, struct_of
from treatywatch.ledger.read.decode import decode
from treatywatch.ledger.read.load import read_ledger
from treatywatch.ledger.write.toml_writer import event_text, file_text
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.events import Event
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.record import Record


@given(ledger_files())
@settings(deadline=None, max_examples=120)
def test_a_written_file_is_read_as_the_same_records(content: LedgerFile) -> None:
    """Every key that a file can have is covered."""
    assert decode(file_text(content)) == content


@given(records(Clause, safe=False), records(Clause, safe=False))
@settings(deadline=None, max_examples=120)
def test_a_written_clause_is_read_as_the_same_clause(joining: Clause, withdrawal: Clause) -> None:
    """Exceptions write only the keys that differ."""
    convention = Convention(name="X", joining=joining, withdrawal=withdrawal)
    content = LedgerFile(conventions={"x": convention})
    assert decode(file_text(content)) == content


@given(ledger_files())
@settings(deadline=None, max_examples=50)
def test_writing_a_read_file_gives_the_same_text(content: LedgerFile) -> None:
    """No edit makes a file longer by itself."""
    text = file_text(content)
    assert file_text(decode(text)) == text


@given(st.lists(records(Event, safe=False), max_size=3))
@settings(deadline=None, max_examples=50)
def test_appended_entries_are_read_in_order(events: list[Event]) -> None:
    """Events are written one after another."""
    text = "format = 1\n" + "".join(map(event_text, events))
    assert decode(text) == LedgerFile(format=1, events=tuple(events))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the ledgers of this module."""
    return tmp_path_factory.mktemp("written") / "ledger.toml"


@given(content=ledger_files(safe=True))
@settings(deadline=None, max_examples=100)
def test_a_written_ledger_is_read_as_the_same_ledger(path: Path, content: LedgerFile) -> None:
    """No safe text is reported as unsafe."""
    content = replace(content, format=1, include=())
    path.write_text(file_text(content), encoding="utf-8", newline="")
    reading = read_ledger([path])
    values = asdict(content)
    assert {key: value for key, value in asdict(reading.ledger).items() if key in values} == {
        key: value for key, value in values.items() if key not in {"format", "include"}
    }
    assert "control-character" not in {problem.check for problem in reading.problems}


_TYPES: Final = {kind.__name__: kind for kind in record_types()}


@pytest.mark.parametrize("kind", [_TYPES[name] for name in sorted(_TYPES)], ids=sorted(_TYPES))
def test_the_strategies_draw_every_key(kind: type[Record]) -> None:
    """The laws above leave no key of a record out."""
    wanted = {field.name for field in struct_of(kind).fields}

    def all_drawn(record: Record) -> bool:
        """Return whether every key has been drawn by now."""
        wanted.difference_update(keys_set(record))
        return not wanted

    enough = settings(max_examples=2000, phases=[Phase.generate], database=None, derandomize=True)
    find(records(kind, safe=False), all_drawn, settings=enough)
    assert not wanted
