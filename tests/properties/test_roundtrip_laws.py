"""Laws of writing: what is written of records is read as just these records."""

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
def test_a_file_is_read_as_it_was_written(content: LedgerFile) -> None:
    """Whatever a file can say comes back from its text, record by record and key by key."""
    assert decode(file_text(content)) == content


@given(records(Clause, safe=False), records(Clause, safe=False))
@settings(deadline=None, max_examples=120)
def test_clauses_are_read_as_they_were_written(joining: Clause, withdrawal: Clause) -> None:
    """A clause comes back, and so does each exception, though it says only where it departs."""
    convention = Convention(name="X", joining=joining, withdrawal=withdrawal)
    content = LedgerFile(conventions={"x": convention})
    assert decode(file_text(content)) == content


@given(ledger_files())
@settings(deadline=None, max_examples=50)
def test_writing_what_was_read_changes_nothing(content: LedgerFile) -> None:
    """Text that was written is written the same once more, so that no edit grows a file."""
    text = file_text(content)
    assert file_text(decode(text)) == text


@given(st.lists(records(Event, safe=False), max_size=3))
@settings(deadline=None, max_examples=50)
def test_entries_can_be_appended(events: list[Event]) -> None:
    """Events written one after another below a file's text are read in that order."""
    text = "format = 1\n" + "".join(map(event_text, events))
    assert decode(text) == LedgerFile(format=1, events=tuple(events))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledgers of this module are written, one over another."""
    return tmp_path_factory.mktemp("written") / "ledger.toml"


@given(content=ledger_files(safe=True))
@settings(deadline=None, max_examples=100)
def test_a_ledger_is_read_as_it_was_written(path: Path, content: LedgerFile) -> None:
    """A real file gives the ledger that was written; no text of it is taken for a dangerous one."""
    content = replace(content, format=1, include=())
    path.write_text(file_text(content), encoding="utf-8", newline="")
    reading = read_ledger([path])
    told = asdict(content)
    assert {key: value for key, value in asdict(reading.ledger).items() if key in told} == {
        key: value for key, value in told.items() if key not in {"format", "include"}
    }
    assert "control-character" not in {problem.check for problem in reading.problems}


_TYPES: Final = {kind.__name__: kind for kind in record_types()}


@pytest.mark.parametrize("kind", [_TYPES[name] for name in sorted(_TYPES)], ids=sorted(_TYPES))
def test_every_key_is_drawn(kind: type[Record]) -> None:
    """The laws above try every key of each record that a file can hold: the draw leaves none out."""
    wanted = {field.name for field in struct_of(kind).fields}

    def all_drawn(record: Record) -> bool:
        """Whether every key has been drawn by now."""
        wanted.difference_update(keys_set(record))
        return not wanted

    enough = settings(max_examples=2000, phases=[Phase.generate], database=None, derandomize=True)
    find(records(kind, safe=False), all_drawn, settings=enough)
    assert not wanted
