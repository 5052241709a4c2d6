"""The steps on record: their order, which are shown, and what each says."""

import json
from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.query import Query
from treatywatch.answers.timeline import timeline_answer
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json

KEYS = [
    "date",
    "country",
    "country_name",
    "convention",
    "convention_name",
    "step",
    "actor",
    "votes",
    "summary",
    "basis",
    "contested",
    "reference",
    "note",
    "sources",
]
DAY = date(2025, 9, 1)


def steps(ledger: Ledger, *, as_of: date = DAY, **asked: Any) -> list[str]:
    """The steps of an answer, in its order; computed ones starred."""
    query = {key: asked.pop(key) for key in ("countries", "group", "known_on") if key in asked}
    answer = timeline_answer(ledger, Query(as_of=as_of, **query), **asked)
    return [
        f"{i.country} {i.convention} {i.step} {i.date}{'*' if i.basis == 'computed' else ''}"
        for i in answer.items
    ]


def test_the_keys_are_those_of_the_contract(ledger_of: LedgerOf) -> None:
    """Envelope and records have the contract's keys in its order; others only follow."""
    ledger = ledger_of(event("LT ottawa announced 2025-03-18"))
    answer = json.loads(to_json(timeline_answer(ledger, Query(as_of=DAY))))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    assert list(answer["items"][0])[: len(KEYS)] == KEYS


def test_a_step_says_all_that_its_event_tells(ledger_of: LedgerOf) -> None:
    """Actor, votes, reference, note and doubts come out as they are written."""
    told = event(
        "LT ottawa parliamentary-approval 2025-05-08",
        actor='"Seimas"',
        chamber='"plenary"',
        votes="{ for = 107, against = 0, abstain = 3, of = 141 }",
        reference='"C.N.1"',
        note='"Law XV-1."',
        contested="true",
        verified="false",
    )
    ledger = ledger_of(told)
    (item,) = timeline_answer(ledger, Query(as_of=DAY)).items
    found = json.loads(to_json(item))
    source = {"title": "Letter", "publisher": "Gazette", "kind": "press"}
    assert found == {
        "date": "2025-05-08",
        "country": "LT",
        "country_name": "Lithuania",
        "convention": "ottawa",
        "convention_name": "Anti-Personnel Mine Ban Convention",
        "step": "parliamentary-approval",
        "actor": "Seimas",
        "votes": {"for": 107, "against": 0, "abstain": 3, "absent": None, "of": 141},
        "summary": "It so happened.",
        "basis": "recorded",
        "contested": True,
        "reference": "C.N.1",
        "note": "Law XV-1.",
        "sources": [source | {"url": None, "published": None}],
        "verified": False,
        "chamber": "plenary",
        "by": None,
        "file": ledger.files[0].name,
    }


def test_steps_come_by_day_then_treaty_then_country(ledger_of: LedgerOf) -> None:
    """An imprecise step stands where its span ends, a shorter span after a longer one."""
    ledger = ledger_of(
        events(
            "PL ottawa announced 2025-03-31",
            "LT ottawa announced 2025-03-31",
            "PL op1 announced 2025-03-31",
            "FI ottawa considered 2025-03",
            "FI ottawa announced 2025-04-01",
            "US ottawa considered 2024",
            "US paris considered 2024-12-31",
            "LT op1 considered 2025-03-30",
        )
    )
    assert steps(ledger) == [
        "US ottawa considered 2024",
        "US paris considered 2024-12-31",
        "LT op1 considered 2025-03-30",
        "FI ottawa considered 2025-03",
        "PL op1 announced 2025-03-31",
        "LT ottawa announced 2025-03-31",
        "PL ottawa announced 2025-03-31",
        "FI ottawa announced 2025-04-01",
    ]


def test_names_come_without_regard_to_accents(ledger_of: LedgerOf) -> None:
    """Côte d'Ivoire comes before Croatia, here as in the list of countries."""
    told = '[countries.CI]\nname = "Côte d\'Ivoire"\n[countries.HR]\nname = "Croatia"\n'
    ledger = ledger_of(told + events("HR op1 announced 2025-01-01", "CI op1 announced 2025-01-01"))
    assert [step[:2] for step in steps(ledger)] == ["CI", "HR"]


def test_out_and_in_on_one_day(ledger_of: LedgerOf) -> None:
    """Who leaves and comes back on one day is told to leave first."""
    ledger = ledger_of(
        events(
            "LT op1 in-force 2025-06-01",
            "LT op1 consented 2025-06-01",
            "LT op1 effective 2025-06-01",
            "LT op1 notified 2025-03-01",
        )
    )
    assert [step.split()[2] for step in steps(ledger)] == [
        "notified",
        "effective",
        "consented",
        "in-force",
    ]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        pytest.param(None, None, ["2024", "2025-02", "2025-03-01"], id="all"),
        pytest.param(date(2025, 3, 1), None, ["2025-03-01"], id="since the day"),
        pytest.param(date(2025, 3, 2), None, [], id="since the day after"),
        pytest.param(date(2025, 2, 28), None, ["2025-02", "2025-03-01"], id="since a month's end"),
        pytest.param(
            date(2024, 12, 31), None, ["2024", "2025-02", "2025-03-01"], id="since a year's end"
        ),
        pytest.param(date(2025, 1, 1), None, ["2025-02", "2025-03-01"], id="since a new year"),
        pytest.param(None, date(2025, 2, 1), ["2024", "2025-02"], id="until a month's start"),
        pytest.param(None, date(2025, 1, 31), ["2024"], id="until the day before it"),
        pytest.param(None, date(2024, 1, 1), ["2024"], id="until a year's start"),
        pytest.param(None, date(2023, 12, 31), [], id="until the day before it, too"),
        pytest.param(date(2025, 2, 10), date(2025, 2, 12), ["2025-02"], id="within a month"),
        pytest.param(date(2025, 3, 1), date(2025, 3, 1), ["2025-03-01"], id="a single day"),
        pytest.param(date.min, date.max, ["2024", "2025-02", "2025-03-01"], id="all days"),
    ],
)
def test_bounds_keep_steps_any_day_of_which_lies_within(
    since: date | None, until: date | None, days: list[str], ledger_of: LedgerOf
) -> None:
    """Both bounds belong to the days shown; an imprecise step shows if it may fall among them."""
    ledger = ledger_of(
        events(
            "LT ottawa considered 2024",
            "LT ottawa announced 2025-02",
            "LT ottawa ministerial-endorsement 2025-03-01",
        )
    )
    assert [step.split()[-1] for step in steps(ledger, since=since, until=until)] == days


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (date(2025, 6, 26), "LT ottawa announced 2025-03-18"),
        (date(2025, 6, 27), "LT ottawa effective 2025-12-27*"),
        (date(2025, 12, 27), "LT ottawa effective 2025-12-27*"),
    ],
    ids=str,
)
def test_a_pending_effect_is_shown_and_marked(as_of: date, last: str, ledger_of: LedgerOf) -> None:
    """From notification on the computed effect closes the list, once, before and after its day."""
    ledger = ledger_of(events("LT ottawa announced 2025-03-18", "LT ottawa notified 2025-06-27"))
    found = steps(ledger, as_of=as_of)
    assert found[-1] == last
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("told", "summary"),
    [
        (
            roll("ottawa", "LT = { ratified = 2003-05-12 }"),
            "Day in force computed from article 17(2).",
        ),
        (event("LT ottawa notified 2025-06-27"), "Day of effect computed from article 20."),
    ],
    ids=["in force", "effect"],
)
def test_a_computed_step_says_from_what(told: str, summary: str, ledger_of: LedgerOf) -> None:
    """A computed step names the article, and rests on no source, actor or vote."""
    last = timeline_answer(ledger_of(told), Query(as_of=DAY, countries=("LT",))).items[-1]
    assert (last.summary, last.sources, last.actor, last.votes) == (summary, (), None, None)


def test_a_recorded_effect_ahead_is_shown_as_recorded(ledger_of: LedgerOf) -> None:
    """Where a text tells the day of effect, that day and no computed one is shown."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"))
    assert steps(ledger) == ["LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("LT ottawa rescinded 2025-08-01", id="taken back"),
        pytest.param("LT ottawa rejected 2025-08-01", id="decided against"),
    ],
)
def test_an_exit_that_ended_has_no_effect_ahead(told: str, ledger_of: LedgerOf) -> None:
    """After the end of an exit no effect follows, though its clock once ran."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", told))
    assert steps(ledger)[-1] == told


def test_other_steps_ahead_are_not_shown(ledger_of: LedgerOf) -> None:
    """What a ledger records for later than the day asked about has not happened."""
    ledger = ledger_of(events("LT ottawa announced 2025-09-01", "PL ottawa announced 2025-09-02"))
    assert steps(ledger) == ["LT ottawa announced 2025-09-01"]


JOINING = ["LT ottawa consented 2003-05-12", "LT ottawa in-force 2003-11-01*"]


@pytest.mark.parametrize(
    ("asked", "joinings"),
    [
        pytest.param({}, [], id="nobody named"),
        pytest.param({"group": "EU"}, [], id="a group"),
        pytest.param({"countries": ("LT",)}, JOINING, id="a country named"),
        pytest.param({"include_all": True}, JOINING, id="every"),
    ],
)
@pytest.mark.parametrize("exits", [[], ["LT ottawa announced 2025-03-18"]], ids=["stays", "exit"])
def test_joinings_on_a_roll_show_where_asked_for(
    asked: dict[str, Any], joinings: list[str], exits: list[str], ledger_of: LedgerOf
) -> None:
    """What a roll tells of a joining, and its computed day in force, wait for a name or `every`."""
    ledger = ledger_of(roll("ottawa", "LT = { ratified = 2003-05-12 }") + events(*exits))
    assert steps(ledger, **asked) == [*joinings, *exits]


def test_joinings_that_an_event_tells_always_show(ledger_of: LedgerOf) -> None:
    """An event of joining is worth showing, and so is the day in force computed from it."""
    ledger = ledger_of(events("LT ottawa consented 2003-05-12"))
    assert steps(ledger) == JOINING


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        ({Step.ANNOUNCED}, ["announced"]),
        ({Step.ANNOUNCED, Step.EFFECTIVE}, ["announced", "effective"]),
        ({Step.OBJECTED}, []),
        (set(), ["announced", "notified", "effective"]),
    ],
    ids=lambda value: ",".join(sorted(value)),
)
def test_steps_are_kept_by_kind(kinds: set[Step], kept: list[str], ledger_of: LedgerOf) -> None:
    """Only steps of the kinds asked for are shown, the computed effect among them."""
    ledger = ledger_of(events("LT ottawa announced 2025-03-18", "LT ottawa notified 2025-06-27"))
    assert [step.split()[2] for step in steps(ledger, steps=kinds)] == kept


def test_what_no_source_had_told_is_left_out(ledger_of: LedgerOf) -> None:
    """A step shows from the day on which a source told of it."""
    source = '[{ title = "T", publisher = "P", published = 2025-04-01 }]'
    ledger = ledger_of(event("LT ottawa announced 2025-03-18", sources=source))
    assert steps(ledger, known_on=date(2025, 3, 31)) == []
    assert steps(ledger, known_on=date(2025, 4, 1)) == ["LT ottawa announced 2025-03-18"]
