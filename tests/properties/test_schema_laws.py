"""Laws of the ledger's schema: it and the reader are of one mind about every file."""

from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editors import (
    INVISIBLE_CHECKS,
    Document,
    all_paths,
    full_document,
    schema_errors,
    value_at,
    with_equivalents,
)
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import Problem
from treatywatch.schemas.keys import KEYS

_MOMENT: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has such
_ODD: Final[tuple[Any, ...]] = (
    *("", "x", "LT", "lt", "mine-ban", "Mine_Ban", "in-force", "press", "calendar", "notified"),
    *("2025", "2025-02", "2025-13", "0000", "2025-03-18", "2025-02-30", "06-30", "02-30", "99-99"),
    *("6 months", "1 year", "01 day", "10000 days"),
    *(-1, 0, 1, 2, 1.0, 2.0, 1.5, True, False, date(2025, 3, 18), _MOMENT, time(10)),
    *([], {}, [1], ["x"], [{}], {"x": 1}, {"name": "x"}, {"LT": {}}, {"lt": {}}, {"x": {}}),
)
_NAMES: Final = (
    *sorted({key for keys in KEYS.values() for key in keys}),
    *("zzz", "LV", "lv", "LTU", "mine-ban", "Mine_Ban", "x--y"),
)


@st.composite
def _edited(draw: st.DrawFn) -> Document:
    """A ledger with every key, in which a few values were changed, left out, renamed or added."""
    document = full_document()
    for _ in range(draw(st.integers(1, 2))):
        way = draw(st.sampled_from(list(all_paths(document))))
        holder, key = value_at(document, way[:-1]), way[-1]
        edit = draw(st.sampled_from(("drop", "rename", "replace", "replace", "replace", "add")))
        if edit == "drop":
            del holder[key]
        elif edit == "replace":
            holder[key] = deepcopy(draw(st.sampled_from(_ODD)))
        elif isinstance(holder, dict):
            name = draw(st.sampled_from(_NAMES))
            holder[name] = holder.pop(key) if edit == "rename" else deepcopy(holder[key])
    return document


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledgers of this module are written, one over another."""
    return tmp_path_factory.mktemp("ledger") / "ledger.toml"


def _problems(path: Path, document: Document) -> tuple[Problem, ...]:
    path.write_text(tomli_w.dumps(document), "utf-8")
    return read_ledger([path]).problems


def _seen(document: Document, problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems that a schema can see; for it, any file may be one that another includes."""
    unseen = {*INVISIBLE_CHECKS, *(() if "format" in document else ("format",))}
    return [problem for problem in problems if problem.check not in unseen]


def test_the_ledger_with_every_key(path: Path) -> None:
    """What is edited has every key that there is, and nothing wrong with it."""
    document = full_document()
    assert (_problems(path, document), schema_errors(document)) == ((), [])
    keys = {key for way in all_paths(document) for key in way}
    needs_a_ledger_below = {"replaces"}
    assert {key for keys in KEYS.values() for key in keys} <= keys | needs_a_ledger_below


@given(document=_edited())
@settings(deadline=None, max_examples=200)
def test_what_the_schema_refuses_the_reader_refuses(path: Path, document: Document) -> None:
    """An editor marks nothing that is right."""
    if schema_errors(document):
        assert _problems(path, document) != ()


@given(document=_edited())
@settings(deadline=None, max_examples=200)
def test_what_the_reader_refuses_the_schema_refuses(path: Path, document: Document) -> None:
    """An editor marks what is wrong, but for what no schema sees.

    That is what takes several entries to see, and what TOML tells apart and JSON does not: a date
    from its text, a whole number from one written with a point.
    """
    problems = _problems(path, document)
    if _seen(document, problems) and _seen(
        document, _problems(path, with_equivalents(document, problems))
    ):
        assert schema_errors(document) != []
