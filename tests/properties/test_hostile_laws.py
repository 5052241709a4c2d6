"""Laws of every command on hostile ledgers: an answer or its errors, and no unsafe output.

`fuzz.oracles` states the laws; `fuzz/run.py` tries the same ledgers for longer.
"""

from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.corpus import Corpus
from fuzz.fragments import LETTERS, LINES, LITERALS
from fuzz.mutations import mutate
from fuzz.oracles import find_failures
from tests.properties.strategies import ledger_files, record_types, struct_of
from treatywatch.ledger.write.toml_writer import file_text
from treatywatch.model.ledger import LedgerFile

_KEYS: Final = sorted({f.encode_name for kind in record_types() for f in struct_of(kind).fields})
_HEADERS: Final = [f"[{key}]\n" for key in _KEYS] + [f"[[{key}.x]]\n" for key in _KEYS]
_PAIRS: Final = st.tuples(
    st.sampled_from(_KEYS), st.sampled_from(LITERALS) | st.text(max_size=5).map(repr)
).map(" = ".join)
_LINES: Final = (
    st.sampled_from(LINES) | st.sampled_from(_HEADERS) | _PAIRS | st.sampled_from(LETTERS)
)
_RANDOMS: Final = st.randoms(use_true_random=False)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path to which each example writes its ledger."""
    return tmp_path_factory.mktemp("hostile") / "ledger.toml"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the ledgers that are mutated."""
    return Corpus()


def _try(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert list(find_failures(path)) == []


@given(content=st.binary(max_size=200))
@settings(deadline=None, max_examples=30)
def test_any_bytes_are_answered(path: Path, content: bytes) -> None:
    """Any bytes give an answer or errors."""
    _try(path, content)


@given(content=st.text(max_size=200))
@settings(deadline=None, max_examples=30)
def test_any_text_is_answered(path: Path, content: str) -> None:
    """Any text gives an answer or errors."""
    _try(path, content.encode())


@given(lines=st.lists(_LINES, max_size=12), ends=st.sampled_from(("\n", "\r\n", "\r")))
@settings(deadline=None, max_examples=100)
def test_lines_of_ledgers_are_answered(path: Path, lines: list[str], ends: str) -> None:
    """Lines that occur in ledgers, in any order, give an answer or errors."""
    _try(path, ends.join(["format = 1", *lines]).encode())


@pytest.mark.slow
@given(chance=_RANDOMS)
@settings(deadline=None, max_examples=100)
def test_mutated_ledgers_are_answered(path: Path, corpus: Corpus, chance: Random) -> None:
    """Real ledgers, valid or broken, give an answer or errors after any mutation."""
    _try(path, mutate(chance, corpus.draw(chance), corpus.draw(chance)))


@given(chance=_RANDOMS, content=ledger_files(), other=ledger_files())
@settings(deadline=None, max_examples=60)
def test_mutated_records_are_answered(
    path: Path, chance: Random, content: LedgerFile, other: LedgerFile
) -> None:
    """Drawn ledgers give an answer or errors after any mutation."""
    texts = [file_text(replace(file, format=1)).encode() for file in (content, other)]
    _try(path, mutate(chance, *texts))
