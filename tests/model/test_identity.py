"""The identity of events: the keys that make two of them the same act."""

from typing import Any

import pytest
from msgspec.structs import replace

from treatywatch.model.dates import exact_date, parse_partial_date
from treatywatch.model.events import Event, Step, Votes, event_identity
from treatywatch.model.provenance import Source

OBJECTION = Event(
    country="UA",
    convention="ottawa",
    step=Step.OBJECTED,
    date=parse_partial_date("2025-10"),
    summary="Objected to the suspension.",
    sources=(Source(title="Objection", publisher="Depositary"),),
)


@pytest.mark.parametrize(
    "other",
    [
        {"country": "LT"},
        {"convention": "ccm"},
        {"step": Step.REMARK},
        {"date": exact_date(parse_partial_date("2025-10").last)},
        {"by": "CH"},
        {"chamber": "Senate"},
        {"actor": "Federal Council"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_different_identifying_key_makes_another_act(other: dict[str, Any]) -> None:
    """Another State, convention, step, date, objector, chamber or actor makes another act."""
    assert event_identity(replace(OBJECTION, **other)) != event_identity(OBJECTION)


@pytest.mark.parametrize(
    "other",
    [
        {"summary": "Said otherwise."},
        {"sources": (Source(title="News", publisher="Press"),)},
        {"votes": Votes(yes=107, against=0)},
        {"reference": "C.N.1.2025"},
        {"contested": True},
        {"verified": False},
        {"note": "Corrected."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_other_keys_do_not_change_the_identity(other: dict[str, Any]) -> None:
    """Other words, sources, votes or doubts describe the same act."""
    assert event_identity(replace(OBJECTION, **other)) == event_identity(OBJECTION)
