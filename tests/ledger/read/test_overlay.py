"""Match the events of a layer with the lower events that they replace."""

from datetime import date, timedelta

import msgspec
import pytest

from treatywatch.ledger.read.overlay import LowerEvents
from treatywatch.model.dates import PartialDate, exact_date
from treatywatch.model.events import Event, Step
from treatywatch.model.provenance import Source

_SOURCE = Source(title="t", publisher="p")


def _event(
    day: int, actor: str | None = None, replaces: int | None = None, by: str | None = None
) -> Event:
    """An announcement in March 2025, which may replace another one of that month."""
    return Event(
        country="LT",
        convention="ottawa",
        step=Step.ANNOUNCED,
        date=_march(day),
        summary="Said.",
        sources=(_SOURCE,),
        actor=actor,
        by=by,
        replaces=None if replaces is None else _march(replaces),
    )


def _march(day: int) -> PartialDate:
    return exact_date(date(2025, 3, 1) + timedelta(day - 1))


def _lower(*events: Event) -> LowerEvents:
    lower = LowerEvents()
    lower.add(enumerate(events))
    return lower


@pytest.mark.parametrize(
    ("lower", "upper", "replaced"),
    [
        pytest.param([], _event(18), None, id="no lower event"),
        pytest.param([_event(17), _event(18)], _event(18), 1, id="same identity"),
        pytest.param([_event(17)], _event(18), None, id="another date"),
        pytest.param([_event(18)], _event(18, "Seimas"), None, id="another actor"),
        pytest.param([_event(17), _event(18)], _event(19, replaces=18), 1, id="date corrected"),
        pytest.param(
            [_event(18, "Seimas"), _event(18, "Cabinet")],
            _event(19, "Cabinet", replaces=18),
            1,
            id="date corrected, same actor",
        ),
        pytest.param([_event(18)], _event(18, "Seimas", replaces=18), 0, id="actor corrected"),
        pytest.param(
            [_event(18, "Seimas"), _event(18, "Cabinet")],
            _event(19, replaces=18),
            None,
            id="two candidates",
        ),
        pytest.param(
            [_event(18, by="PL"), _event(18, by="FI")],
            _event(19, "Seimas", replaces=18, by="FI"),
            1,
            id="another State objects",
        ),
        pytest.param(
            [_event(18, by="PL")], _event(19, replaces=18, by="FI"), None, id="no such objector"
        ),
        pytest.param([_event(18)], _event(18, replaces=17), None, id="lower date is right already"),
    ],
)
def test_an_event_replaces_the_lower_event_of_its_identity_or_date(
    lower: list[Event], upper: Event, replaced: int | None
) -> None:
    """An event with `replaces` replaces nothing if several lower events match."""
    assert _lower(*lower).replace(upper) == replaced


@pytest.mark.parametrize("second", [_event(18), _event(20, "Seimas", replaces=18)])
def test_an_event_is_replaced_once(second: Event) -> None:
    """Two events of one layer cannot replace the same lower event."""
    lower = _lower(_event(18))
    assert lower.replace(_event(19, "Cabinet", replaces=18)) == 0
    assert lower.replace(second) is None
    assert not lower


def test_a_replaced_event_no_longer_makes_a_correction_ambiguous() -> None:
    """Once one of two candidates is replaced, the other one is the only candidate."""
    lower = _lower(_event(18, "Seimas"), _event(18, "Cabinet"))
    assert lower.replace(_event(19, replaces=18)) is None
    assert lower.replace(_event(19, "Seimas", replaces=18)) == 0
    assert lower.replace(_event(19, replaces=18)) == 1


def test_each_finished_layer_can_be_replaced() -> None:
    """Events that are added later are found as well, also after a search."""
    lower = _lower(_event(18))
    assert lower.replace(_event(20, "Seimas", replaces=19)) is None
    lower.add([(1, _event(19))])
    assert lower.replace(_event(20, "Seimas", replaces=19)) == 1
    assert lower.replace(_event(18)) == 0


_NOT_FOUND = 'no lower ledger has "announced" on 2025-03-17 for LT and ottawa'


@pytest.mark.parametrize(
    ("lower", "message", "hint"),
    [
        pytest.param(
            [],
            _NOT_FOUND,
            'take out "replaces", or read the ledger that has the event first: -l shipped -l FILE',
            id="no lower event",
        ),
        pytest.param(
            [_event(14), _event(13)],
            _NOT_FOUND,
            "the lower ledger has it on 2025-03-13, 2025-03-14",
            id="other dates",
        ),
        pytest.param(
            [_event(day) for day in (1, 2, 3, 4)],
            _NOT_FOUND,
            "the lower ledger has it on 2025-03-01, 2025-03-02, 2025-03-03, …",
            id="many other dates",
        ),
        pytest.param(
            [_event(14), msgspec.structs.replace(_event(13), step=Step.SIGNED)],
            _NOT_FOUND,
            "the lower ledger has it on 2025-03-14",
            id="another step on another date",
        ),
        pytest.param(
            [_event(18)],
            _NOT_FOUND,
            'the lower ledger already has it on 2025-03-18: take out "replaces"',
            id="corrected in the lower ledger",
        ),
        pytest.param(
            [_event(17, "Seimas"), _event(17, "Cabinet")],
            'lower ledgers have 2 events "announced" on 2025-03-17 for LT and ottawa',
            'give the "actor" and "chamber" that the event has there',
            id="two candidates",
        ),
    ],
)
def test_an_event_that_replaces_nothing_is_a_problem(
    lower: list[Event], message: str, hint: str
) -> None:
    """The hint names the dates that the lower ledger has; the location is the key `replaces`."""
    problem = _lower(*lower).unmatched_problem(_event(18, replaces=17), "mine.toml", 4)
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.file, problem.path) == ("mine.toml", ("events", 4, "replaces"))


class _CountedText(str):
    """Text that counts how often it is compared or hashed."""

    __slots__ = ()
    uses = 0

    def __eq__(self, other: object) -> bool:
        _CountedText.uses += 1
        return str(self) == other

    def __hash__(self) -> int:
        _CountedText.uses += 1
        return super().__hash__()


def _work(events: int, *, matching: bool) -> int:
    """Count the uses of countries while a layer corrects each of the lower events."""

    def event(day: int, actor: str | None = None, replaces: int | None = None) -> Event:
        return msgspec.structs.replace(_event(day, actor, replaces), country=_CountedText("LT"))

    lower = _lower(*(event(day) for day in range(events)))
    _CountedText.uses = 0
    for day in range(events):
        corrected = event(day, "Seimas", replaces=day if matching else day + events)
        if lower.replace(corrected) is None:
            lower.unmatched_problem(corrected, "mine.toml", day)
    return _CountedText.uses


@pytest.mark.parametrize("matching", [True, False])
def test_corrections_take_time_linear_in_their_number(*, matching: bool) -> None:
    """Twice as many corrections take twice the work, found or not."""
    once, twice = (_work(events, matching=matching) for events in (200, 400))
    assert once >= 200
    assert twice <= 2.2 * once
