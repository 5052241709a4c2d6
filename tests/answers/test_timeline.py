"""Tests of the answer of `timeline`."""

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
    """Return the steps of an answer in its order, with a star for computed ones."""
    query = {key: asked.pop(key) for key in ("countries", "group", "known_on") if key in asked}
    answer = timeline_answer(ledger, Query(as_of=as_of, **query), **asked)
    return [
        f"{i.country} {i.convention} {i.step} {i.date}{'*' if i.basis == 'computed' else ''}"
        for i in answer.items
    ]


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The envelope and the records begin with these keys in this order."""
    ledger = ledger_of(event("LT ottawa announced 2025-03-18"))
    answer = json.loads(to_json(timeline_answer(ledger, Query(as_of=DAY))))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    assert list(answer["items"][0])[: len(KEYS)] == KEYS


def test_a_step_has_the_facts_of_its_event(ledger_of: LedgerOf) -> None:
    """Actor, votes, reference, note and doubts are those of the event."""
    text = event(
        "LT ottawa parliamentary-approval 2025-05-08",
        actor='"Seimas"',
        chamber='"plenary"',
        votes="{ for = 107, against = 0, abstain = 3, of = 141 }",
        reference='"C.N.1"',
        note='"Law XV-1."',
        contested="true",
        verified="false",
    )
    ledger = ledger_of(text)
    (item,) = timeline_answer(ledger, Query(as_of=DAY)).items
    result = json.loads(to_json(item))
    source = {"title": "Letter", "publisher": "Gazette", "kind": "press"}
    assert result == {
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


def test_steps_are_sorted_by_day_convention_and_country(ledger_of: LedgerOf) -> None:
    """A step known to a span is sorted by its last day, a longer span before a shorter one."""
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


def test_steps_of_a_day_are_sorted_by_name_without_accents(ledger_of: LedgerOf) -> None:
    """Côte d'Ivoire comes before Croatia."""
    text = '[countries.CI]\nname = "Côte d\'Ivoire"\n[countries.HR]\nname = "Croatia"\n'
    ledger = ledger_of(text + events("HR op1 announced 2025-01-01", "CI op1 announced 2025-01-01"))
    assert [step[:2] for step in steps(ledger)] == ["CI", "HR"]


def test_leaving_comes_before_rejoining_on_one_day(ledger_of: LedgerOf) -> None:
    """A State that leaves and rejoins on one day leaves first."""
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
        pytest.param(None, date(2025, 1, 31), ["2024"], id="until the day before a month"),
        pytest.param(None, date(2024, 1, 1), ["2024"], id="until a year's start"),
        pytest.param(None, date(2023, 12, 31), [], id="until the day before a year"),
        pytest.param(date(2025, 2, 10), date(2025, 2, 12), ["2025-02"], id="within a month"),
        pytest.param(date(2025, 3, 1), date(2025, 3, 1), ["2025-03-01"], id="a single day"),
        pytest.param(date.min, date.max, ["2024", "2025-02", "2025-03-01"], id="all days"),
    ],
)
def test_bounds_keep_steps_that_may_lie_within(
    since: date | None, until: date | None, days: list[str], ledger_of: LedgerOf
) -> None:
    """Both bounds are included, and a partial date needs only one possible day between them."""
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
def test_a_future_effect_is_listed_from_notification_on(
    as_of: date, last: str, ledger_of: LedgerOf
) -> None:
    """The computed effect is listed once, before and after its day."""
    ledger = ledger_of(events("LT ottawa announced 2025-03-18", "LT ottawa notified 2025-06-27"))
    result = steps(ledger, as_of=as_of)
    assert result[-1] == last
    assert len(set(result)) == len(result)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            roll("ottawa", "LT = { ratified = 2003-05-12 }"),
            "Day in force computed from article 17(2).",
        ),
        (event("LT ottawa notified 2025-06-27"), "Day of effect computed from article 20."),
    ],
    ids=["in force", "effect"],
)
def test_a_computed_step_names_its_article(text: str, summary: str, ledger_of: LedgerOf) -> None:
    """A computed step names the article and has no source, actor or votes."""
    last = timeline_answer(ledger_of(text), Query(as_of=DAY, countries=("LT",))).items[-1]
    assert (last.summary, last.sources, last.actor, last.votes) == (summary, (), None, None)


def test_a_recorded_future_effect_replaces_the_computed_one(ledger_of: LedgerOf) -> None:
    """A recorded day of effect is listed instead of the computed one."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"))
    assert steps(ledger) == ["LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"]


@pytest.mark.parametrize(
    "act",
    [
        pytest.param("LT ottawa rescinded 2025-08-01", id="rescinded"),
        pytest.param("LT ottawa rejected 2025-08-01", id="rejected"),
    ],
)
def test_a_cancelled_exit_has_no_future_effect(act: str, ledger_of: LedgerOf) -> None:
    """After an exit is cancelled no effect follows."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", act))
    assert steps(ledger)[-1] == act


def test_other_future_steps_are_left_out(ledger_of: LedgerOf) -> None:
    """A recorded step after the query's day is not listed."""
    ledger = ledger_of(events("LT ottawa announced 2025-09-01", "PL ottawa announced 2025-09-02"))
    assert steps(ledger) == ["LT ottawa announced 2025-09-01"]


JOINING = ["LT ottawa consented 2003-05-12", "LT ottawa in-force 2003-11-01*"]


@pytest.mark.parametrize(
    ("asked", "joinings"),
    [
        pytest.param({}, [], id="no country"),
        pytest.param({"group": "EU"}, [], id="a group"),
        pytest.param({"countries": ("LT",)}, JOINING, id="a country named"),
        pytest.param({"include_all": True}, JOINING, id="all"),
    ],
)
@pytest.mark.parametrize("exits", [[], ["LT ottawa announced 2025-03-18"]], ids=["stays", "exit"])
def test_joinings_of_a_roll_need_a_country_or_include_all(
    asked: dict[str, Any], joinings: list[str], exits: list[str], ledger_of: LedgerOf
) -> None:
    """A joining on a roll is listed only for a named country or with `include_all`."""
    ledger = ledger_of(roll("ottawa", "LT = { ratified = 2003-05-12 }") + events(*exits))
    assert steps(ledger, **asked) == [*joinings, *exits]


def test_joinings_of_an_event_are_always_listed(ledger_of: LedgerOf) -> None:
    """An event of joining is listed with the day in force computed from it."""
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
def test_steps_select_acts(kinds: set[Step], kept: list[str], ledger_of: LedgerOf) -> None:
    """Only acts with the selected steps are listed, computed ones included."""
    ledger = ledger_of(events("LT ottawa announced 2025-03-18", "LT ottawa notified 2025-06-27"))
    assert [step.split()[2] for step in steps(ledger, steps=kinds)] == kept


def test_acts_not_yet_known_are_left_out(ledger_of: LedgerOf) -> None:
    """A step is listed from the day on which a source was published."""
    source = '[{ title = "T", publisher = "P", published = 2025-04-01 }]'
    ledger = ledger_of(event("LT ottawa announced 2025-03-18", sources=source))
    assert steps(ledger, known_on=date(2025, 3, 31)) == []
    assert steps(ledger, known_on=date(2025, 4, 1)) == ["LT ottawa announced 2025-03-18"]
