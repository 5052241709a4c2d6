"""Which event below one of a layer above takes the place of, and what is said where there is none."""

from datetime import date

import pytest

from treatywatch.ledger.read.overlay import LowerEvents
from treatywatch.model.dates import PartialDate, exact_date
from treatywatch.model.events import Event, Step
from treatywatch.model.provenance import Source

_SOURCE = Source(title="t", publisher="p")


def _event(day: int, actor: str | None = None, replaces: int | None = None) -> Event:
    """An announcement in March 2025, in the place of another of that month or of none."""
    return Event(
        country="LT",
        convention="ottawa",
        step=Step.ANNOUNCED,
        date=_march(day),
        summary="Said.",
        sources=(_SOURCE,),
        actor=actor,
        replaces=None if replaces is None else _march(replaces),
    )


def _march(day: int) -> PartialDate:
    return exact_date(date(2025, 3, day))


@pytest.mark.parametrize(
    ("below", "above", "taken"),
    [
        pytest.param([], _event(18), None, id="nothing below"),
        pytest.param([_event(17), _event(18)], _event(18), 1, id="same identity"),
        pytest.param([_event(17)], _event(18), None, id="another date"),
        pytest.param([_event(18)], _event(18, "Seimas"), None, id="another actor"),
        pytest.param([_event(17), _event(18)], _event(19, replaces=18), 1, id="date corrected"),
        pytest.param(
            [_event(18, "Seimas"), _event(18, "Cabinet")],
            _event(19, "Cabinet", replaces=18),
            1,
            id="date corrected, of that actor",
        ),
        pytest.param([_event(18)], _event(18, "Seimas", replaces=18), 0, id="actor corrected"),
        pytest.param(
            [_event(18, "Seimas"), _event(18, "Cabinet")],
            _event(19, replaces=18),
            None,
            id="either of two",
        ),
        pytest.param([_event(18)], _event(18, replaces=17), None, id="told of that date already"),
    ],
)
def test_what_an_event_takes_the_place_of(
    below: list[Event], above: Event, taken: int | None
) -> None:
    """That of its identity, or of the date it says it replaces, where there is no doubt which."""
    assert LowerEvents(below).replace(above) == taken


def test_an_event_gives_up_its_place_once() -> None:
    """Two events of one layer do not both take the place of the same one."""
    below = LowerEvents([_event(18)])
    assert below.replace(_event(19, replaces=18)) == 0
    assert below.replace(_event(18)) is None
    assert not below


@pytest.mark.parametrize(
    ("below", "message", "hint"),
    [
        pytest.param(
            [],
            'no ledger below tells "announced" on 2025-03-17 of LT and ottawa',
            'take out "replaces", or lay this ledger over one that tells it: -l shipped -l FILE',
            id="nothing below",
        ),
        pytest.param(
            [_event(14), _event(13)],
            'no ledger below tells "announced" on 2025-03-17 of LT and ottawa',
            "told there as of 2025-03-13, 2025-03-14",
            id="other dates",
        ),
        pytest.param(
            [_event(day) for day in (1, 2, 3, 4)],
            'no ledger below tells "announced" on 2025-03-17 of LT and ottawa',
            "told there as of 2025-03-01, 2025-03-02, 2025-03-03, …",
            id="many other dates",
        ),
        pytest.param(
            [_event(18)],
            'no ledger below tells "announced" on 2025-03-17 of LT and ottawa',
            'it is told there as of 2025-03-18: take out "replaces"',
            id="corrected below",
        ),
        pytest.param(
            [_event(17, "Seimas"), _event(17, "Cabinet")],
            '2 events below tell "announced" on 2025-03-17 of LT and ottawa',
            'give "actor" and "chamber" as the one that is meant has them',
            id="either of two",
        ),
    ],
)
def test_what_is_said_of_an_event_that_replaces_nothing(
    below: list[Event], message: str, hint: str
) -> None:
    """What it looked for, and what there is instead, at the key that is wrong."""
    problem = LowerEvents(below).unmatched_problem(_event(18, replaces=17), "mine.toml", 4)
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.file, problem.path) == ("mine.toml", ("events", 4, "replaces"))
