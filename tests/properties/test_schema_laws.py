"""Laws of the ledger's JSON Schema: it refuses the same files as the reader."""

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
    """Draw a ledger with every key and one or two edits."""
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
    """Return the path to which each example writes its ledger."""
    return tmp_path_factory.mktemp("ledger") / "ledger.toml"


def _problems(path: Path, document: Document) -> tuple[Problem, ...]:
    path.write_text(tomli_w.dumps(document), "utf-8")
    return read_ledger([path]).problems


def _visible(document: Document, problems: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that a schema can find.

    A missing `format` is not one, because an included file may omit it.
    """
    unseen = {*INVISIBLE_CHECKS, *(() if "format" in document else ("format",))}
    return [problem for problem in problems if problem.check not in unseen]


def test_the_edited_ledger_has_every_key(path: Path) -> None:
    """The ledger before an edit has every key and no problems."""
    document = full_document()
    assert (_problems(path, document), schema_errors(document)) == ((), [])
    keys = {key for way in all_paths(document) for key in way}
    needs_a_ledger_below = {"replaces"}
    assert {key for keys in KEYS.values() for key in keys} <= keys | needs_a_ledger_below


@given(document=_edited())
@settings(deadline=None, max_examples=200)
def test_the_reader_refuses_all_that_the_schema_refuses(path: Path, document: Document) -> None:
    """An editor marks no valid value as an error."""
    if schema_errors(document):
        assert _problems(path, document) != ()


@given(document=_edited())
@settings(deadline=None, max_examples=200)
def test_the_schema_refuses_all_that_it_can_see(path: Path, document: Document) -> None:
    """An editor marks every error that a schema can find.

    Errors that involve several entries are out of reach, as are differences that JSON lacks: a
    date and its text, or an integer and a float of the same value.
    """
    problems = _problems(path, document)
    if _visible(document, problems) and _visible(
        document, _problems(path, with_equivalents(document, problems))
    ):
        assert schema_errors(document) != []
