"""Laws of every command on every ledger: an answer or its mistakes, and nothing that deceives.

What exactly must hold, whatever the file, is in `fuzz.oracles`; `fuzz/run.py` tries the same ledgers
for as long as one likes.
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
    """Where the ledgers of this module are written, one over another."""
    return tmp_path_factory.mktemp("hostile") / "ledger.toml"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Ledgers to mutate."""
    return Corpus()


def _try(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert list(find_failures(path)) == []


@given(content=st.binary(max_size=200))
@settings(deadline=None, max_examples=30)
def test_bytes(path: Path, content: bytes) -> None:
    """Bytes of any kind are answered with what is wrong with them."""
    _try(path, content)


@given(content=st.text(max_size=200))
@settings(deadline=None, max_examples=30)
def test_text(path: Path, content: str) -> None:
    """Text of any kind is answered with what is wrong with it."""
    _try(path, content.encode())


@given(lines=st.lists(_LINES, max_size=12), ends=st.sampled_from(("\n", "\r\n", "\r")))
@settings(deadline=None, max_examples=100)
def test_what_looks_like_a_ledger(path: Path, lines: list[str], ends: str) -> None:
    """Lines that a ledger might hold are taken for no more than they are."""
    _try(path, ends.join(["format = 1", *lines]).encode())


@pytest.mark.slow
@given(chance=_RANDOMS)
@settings(deadline=None, max_examples=100)
def test_spoilt_ledgers(path: Path, corpus: Corpus, chance: Random) -> None:
    """Real ledgers, sound or broken, are answered however they are spoilt."""
    _try(path, mutate(chance, corpus.draw(chance), corpus.draw(chance)))


@given(chance=_RANDOMS, content=ledger_files(), other=ledger_files())
@settings(deadline=None, max_examples=60)
def test_spoilt_records(path: Path, chance: Random, content: LedgerFile, other: LedgerFile) -> None:
    """Ledgers that nobody would write are answered however they are spoilt."""
    texts = [file_text(replace(file, format=1)).encode() for file in (content, other)]
    _try(path, mutate(chance, *texts))
