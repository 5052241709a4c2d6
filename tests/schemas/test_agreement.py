"""At every key of every record, the schema and the reader are of one mind about every kind of value."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, time
from typing import Any, Final

import pytest

from tests.editors import Document, as_json, at, complaints, ways, whole, with_twins
from treatywatch.ledger.read.schema_errors import schema_problems
from treatywatch.model.errors import KeyPath as Way

_MOMENT: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has such
_ODD: Final[tuple[Any, ...]] = (
    *("", "x", "2025", "2025-13", "0000", "2025-03-18", "6 months", "soon", "06-30", "06-31"),
    *("notified", "press", -1, 0, 1, 1.0, 1.5, True, date(2025, 3, 18), _MOMENT, time(10)),
    *([], [1], ["x"], {}, {"x": 1}),
)


def _parts(document: Document) -> Iterator[tuple[Way, Document]]:
    """The way to each value, in the smallest document that has it."""
    for way in ways(document):
        table, *below = way
        held = document[str(table)]
        if below and isinstance(held, list):
            held, below = [held[int(below[0])]], [0, *below[1:]]
        elif below:
            held = {below[0]: held[below[0]]}
        yield (table, *below), {str(table): held}


def _kind(way: Way) -> str:
    """The name of a place: the second member of a list is a place like the first."""
    return ".".join("0" if isinstance(key, int) else key for key in way)


_PLACES: Final = {_kind(way): (way, part) for way, part in _parts(whole())}


def _shape_refused(document: Document) -> bool:
    """Whether the reader finds a mistake of shape, also where a value is its twin in JSON."""
    problems = list(schema_problems("ledger.toml", document))
    return bool(problems) and any(schema_problems("x", with_twins(document, problems)))


def _with(document: Document, way: Way, value: Any) -> Document:
    changed = deepcopy(document)
    at(changed, way[:-1])[way[-1]] = deepcopy(value)
    return changed


def test_the_places_are_many() -> None:
    """Places in every record are tried, deep ones among them."""
    assert "conventions.mine-ban.withdrawal.earliest.after" in _PLACES
    assert "rolls.mine-ban.parties.LT.other_dates.0.date" in _PLACES
    assert len(_PLACES) > 150


def _has_rules(way: Way, value: object) -> bool:
    """Whether more is asked of a value than its kind: which format, which code, which slug."""
    ruled = {"format"} if len(way) == 1 else {"country", "convention", "by"}
    return (
        way[0] in {"format", "events"}
        and way[-1] in ruled
        and type(as_json(value)) in {int, str, float}
    )


@pytest.mark.parametrize("place", _PLACES)
def test_any_value_anywhere(place: str) -> None:
    """What a key takes, the schema takes, and what it refuses, the schema refuses."""
    way, part = _PLACES[place]
    for value in _ODD:
        changed = _with(part, way, value)
        if not _has_rules(way, value):
            assert bool(complaints(changed)) == _shape_refused(changed), repr(value)


_TABLES: Final = [place for place, (way, part) in _PLACES.items() if type(at(part, way)) is dict]


@pytest.mark.parametrize("place", _TABLES)
def test_any_key_anywhere(place: str) -> None:
    """A key more or a key less is as right to the schema as to the reader."""
    way, part = _PLACES[place]
    table = at(part, way)
    extra = {"zzz": True}
    less = [{key: table[key] for key in table if key != left_out} for left_out in table]
    for changed in (_with(part, way, value) for value in (table | extra, *less)):
        assert bool(complaints(changed)) == _shape_refused(changed)
