"""Tests of the answer of `status`."""

import json
from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.query import Query
from treatywatch.answers.status import StatusItem, status_answer
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json

KEYS = [
    "country",
    "country_name",
    "convention",
    "convention_name",
    "standing",
    "party_since",
    "stage",
    "stage_date",
    "next_stage",
    "effect",
    "effect_basis",
    "days_to_effect",
    "ended",
    "contested",
    "remarks",
    "sources",
]
DAY = date(2025, 9, 1)


def item(ledger: Ledger, as_of: date = DAY, **query: Any) -> StatusItem:
    """Return the only record of an answer."""
    (only,) = status_answer(ledger, Query(as_of=as_of, **query)).items
    return only


def shown(ledger: Ledger, *, include_all: bool = False, **query: Any) -> list[str]:
    """Return the pairs of an answer in its order."""
    answer = status_answer(ledger, Query(**{"as_of": DAY} | query), include_all=include_all)
    return [f"{result.country} {result.convention}" for result in answer.items]


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The envelope and the records begin with these keys in this order."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27"))
    answer = json.loads(to_json(status_answer(ledger, Query(as_of=DAY))))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    assert list(answer["ledger"]) == ["files", "sha256", "current_to"]
    assert list(answer["items"][0])[: len(KEYS)] == KEYS
    source = answer["items"][0]["sources"][0]
    assert list(source) == ["title", "publisher", "url", "published", "kind"]


def test_a_running_notice(ledger_of: LedgerOf) -> None:
    """A State that has notified is a party with a computed day of effect."""
    ledger = ledger_of(
        roll("ottawa", "LT = { ratified = 2003-05-12 }")
        + events("LT ottawa parliamentary-approval 2025-05-08", "LT ottawa notified 2025-06-27")
    )
    result = item(ledger)
    sources = ({"title": "Letter", "publisher": "Gazette", "kind": "press"},)
    assert json.loads(to_json(result)) == {
        "country": "LT",
        "country_name": "Lithuania",
        "convention": "ottawa",
        "convention_name": "Anti-Personnel Mine Ban Convention",
        "standing": "party",
        "party_since": "2003-11-01",
        "stage": "notified",
        "stage_date": "2025-06-27",
        "next_stage": "effective",
        "effect": "2025-12-27",
        "effect_basis": "computed",
        "days_to_effect": 117,
        "ended": None,
        "contested": False,
        "remarks": [],
        "sources": [source | {"url": None, "published": None} for source in sources],
        "party_since_basis": "computed",
        "ended_date": None,
        "notified": "2025-06-27",
        "suspended_since": None,
        "reference": None,
        "file": ledger.files[0].name,
    }


@pytest.mark.parametrize(
    ("day", "standing", "stage", "days"),
    [
        (date(2025, 6, 26), "party", None, None),
        (date(2025, 6, 27), "party", "notified", 183),
        (date(2025, 12, 26), "party", "notified", 1),
        (date(2025, 12, 27), "withdrawn", "effective", 0),
        (date(2025, 12, 28), "withdrawn", "effective", -1),
        (date.max, "withdrawn", "effective", -2912447),
    ],
    ids=str,
)
def test_the_days_to_effect(
    day: date, standing: str, stage: str | None, days: int | None, ledger_of: LedgerOf
) -> None:
    """Days to effect are counted from the query's day, and are negative after the effect."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27"))
    result = item(ledger, day, countries=("LT",))
    assert (result.standing, result.stage, result.days_to_effect) == (standing, stage, days)


@pytest.mark.parametrize(
    ("step", "following"),
    [
        ("considered", "parliamentary-approval"),
        ("announced", "parliamentary-approval"),
        ("ministerial-endorsement", "parliamentary-approval"),
        ("government-approval", "parliamentary-approval"),
        ("parliamentary-approval", "notified"),
        ("promulgated", "notified"),
        ("notified", "effective"),
        ("effective", None),
        ("expelled", None),
    ],
)
def test_the_next_stage_is_the_next_required_one(
    step: str, following: str | None, ledger_of: LedgerOf
) -> None:
    """Only approval, notification and effect are required; no stage follows the effect."""
    result = item(ledger_of(event(f"LT ottawa {step} 2025-06-27")))
    assert (result.stage, result.next_stage) == (step, following)


def test_a_recorded_effect_replaces_the_computed_one(ledger_of: LedgerOf) -> None:
    """A recorded day of effect is used even if it is in the future or differs from the clause."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"))
    result = item(ledger)
    assert (str(result.effect), result.effect_basis, result.days_to_effect) == (
        "2025-12-29",
        "recorded",
        119,
    )


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        pytest.param(event("PL who notified 2025-06-27"), None, id="no clause"),
        pytest.param(
            event("PL ottawa notified 2025-06-27", postponed='"war"'), None, id="postponed"
        ),
        pytest.param(event("PL ottawa announced 2025-06-27"), None, id="not notified"),
        pytest.param(event("PL ottawa notified 2025-06"), "2025-12-01/2025-12-30", id="a month"),
        pytest.param(
            events("PL ottawa notified 2025-06-27", "PL ottawa effective 2025-12"),
            "2025-12",
            id="recorded to the month",
        ),
    ],
)
def test_days_to_effect_need_an_exact_day(
    text: str, effect: str | None, ledger_of: LedgerOf
) -> None:
    """Without an exact day of effect, days to effect are null."""
    result = item(ledger_of(text))
    assert (result.effect and str(result.effect), result.days_to_effect) == (effect, None)


@pytest.mark.parametrize(("step", "was"), [("rejected", "announced"), ("rescinded", "notified")])
def test_a_cancelled_exit(step: str, was: str, ledger_of: LedgerOf) -> None:
    """The State has neither stage nor effect, and the record has the cancelling step."""
    ledger = ledger_of(events(f"LT ottawa {was} 2025-01-02", f"LT ottawa {step} 2025-02-03"))
    result = item(ledger)
    assert (result.standing, result.stage, result.effect, result.notified) == ("party", *[None] * 3)
    assert (result.ended, str(result.ended_date)) == (step, "2025-02-03")


def test_a_new_exit_replaces_a_cancelled_one(ledger_of: LedgerOf) -> None:
    """Once another exit begins, the cancelled one is no longer mentioned."""
    ledger = ledger_of(
        events(
            "LT ottawa notified 2024-01-02",
            "LT ottawa rescinded 2024-02-03",
            "LT ottawa announced 2025-03-04",
        )
    )
    assert (item(ledger).ended, item(ledger).stage) == (None, "announced")


def test_other_acts_are_remarks(ledger_of: LedgerOf) -> None:
    """Suspensions, objections and remarks are listed in order, and the State stays a party."""
    ledger = ledger_of(
        event("PL ottawa suspended 2025-07-18", contested="true")
        + event("PL ottawa objected 2025-08-01", by='"FI"', summary='"Finland objects."')
        + event("PL ottawa remark 2025-08")
    )
    result = item(ledger, countries=("PL",))
    assert [(str(r.date), r.step, r.by) for r in result.remarks] == [
        ("2025-07-18", "suspended", None),
        ("2025-08-01", "objected", "FI"),
        ("2025-08", "remark", None),
    ]
    assert result.remarks[1].summary == "Finland objects."
    assert (result.standing, str(result.suspended_since), result.contested) == (
        "party",
        "2025-07-18",
        True,
    )


def test_a_resumed_party_is_no_longer_suspended(ledger_of: LedgerOf) -> None:
    """Both acts are listed, and the suspension has ended."""
    ledger = ledger_of(events("PL ottawa suspended 2025-07-18", "PL ottawa resumed 2025-08-01"))
    result = item(ledger)
    assert (result.suspended_since, len(result.remarks)) == (None, 2)


def test_positions_are_sorted_by_urgency(ledger_of: LedgerOf) -> None:
    """Running notices come first, then other stages, exits, suspensions and the rest."""
    ledger = ledger_of(
        events(
            "FI op1 remark 2025-01-01",
            "LT op1 rejected 2025-01-01",
            "PL op1 suspended 2025-01-01",
            "US op1 notified 2024-01-01",
            "FI ottawa announced 2025-01-01",
            "LT ottawa parliamentary-approval 2025-01-01",
            "PL ottawa notified 2025-06-01",
            "US ottawa notified 2025-05-01",
            "US paris considered 2025-01-01",
        )
    )
    assert shown(ledger, include_all=True) == [
        "US ottawa",
        "PL ottawa",
        "LT ottawa",
        "FI ottawa",
        "US paris",
        "US op1",
        "PL op1",
        "LT op1",
        "FI op1",
    ]


def test_equal_positions_are_sorted_by_name(ledger_of: LedgerOf) -> None:
    """States with equal urgency are sorted by name without accents, then by convention."""
    text = """
[countries.CI]
name = "Côte d'Ivoire"
[countries.HR]
name = "Croatia"
"""
    pairs = ("LT ottawa", "LT op1", "HR op1", "CI op1")
    ledger = ledger_of(text + events(*(f"{pair} announced 2025-01-01" for pair in pairs)))
    assert shown(ledger) == ["CI op1", "HR op1", "LT op1", "LT ottawa"]


JOINED = roll("ottawa", "LT = { acceded = 2003-05-12 }", "FI = { acceded = 2012-01-09 }")
EXITS = events("LT ottawa announced 2025-03-18", "PL op1 objected 2025-01-01")


@pytest.mark.parametrize(
    ("query", "include_all", "pairs"),
    [
        pytest.param({}, False, ["LT ottawa"], id="exits on record"),
        pytest.param({"as_of": date(2025, 3, 17)}, False, [], id="the day before"),
        pytest.param({}, True, ["LT ottawa", "FI ottawa", "PL op1"], id="all"),
        pytest.param({"countries": ("FI",)}, False, ["FI ottawa"], id="a country"),
        pytest.param({"countries": ("US",)}, True, [], id="a country without acts"),
        pytest.param({"conventions": ("op1",)}, False, [], id="a convention"),
        pytest.param({"conventions": ("op1",)}, True, ["PL op1"], id="all of a convention"),
        pytest.param({"group": "EU"}, True, ["LT ottawa", "PL op1"], id="a group"),
        pytest.param(
            {"countries": ("FI", "LT"), "group": "EU"}, False, ["LT ottawa"], id="both at once"
        ),
    ],
)
def test_the_pairs_listed(
    query: dict[str, Any], include_all: bool, pairs: list[str], ledger_of: LedgerOf
) -> None:
    """Exits on record are listed, and all pairs of named countries or with `include_all`."""
    assert shown(ledger_of(JOINED + EXITS), include_all=include_all, **query) == pairs


@pytest.mark.parametrize(
    ("rolls", "standing"), [("", "unknown"), (JOINED, "non-party")], ids=["no roll", "a roll"]
)
def test_a_named_pair_without_acts_is_listed(
    rolls: str, standing: str, ledger_of: LedgerOf
) -> None:
    """A named country and convention have a record even without an act."""
    result = item(ledger_of(rolls), countries=("US",), conventions=("ottawa",))
    assert (result.standing, result.party_since, result.sources) == (standing, None, ())


@pytest.mark.parametrize(
    ("stages", "pairs"),
    [
        ({Step.NOTIFIED}, ["LT ottawa"]),
        ({Step.NOTIFIED, Step.ANNOUNCED}, ["LT ottawa", "PL ottawa"]),
        ({Step.EFFECTIVE}, ["US ottawa"]),
        ({Step.CONSIDERED}, []),
        (set(), ["LT ottawa", "PL ottawa", "US ottawa", "FI ottawa"]),
    ],
    ids=lambda value: ",".join(sorted(value)),
)
def test_stages_select_exits(stages: set[Step], pairs: list[str], ledger_of: LedgerOf) -> None:
    """An exit is selected by its present stage, not by earlier ones."""
    ledger = ledger_of(
        events(
            "LT ottawa announced 2025-03-18",
            "LT ottawa notified 2025-06-27",
            "PL ottawa announced 2025-03-18",
            "US ottawa effective 2025-03-18",
            "FI ottawa announced 2025-03-18",
            "FI ottawa rejected 2025-04-18",
        )
    )
    answer = status_answer(ledger, Query(as_of=DAY), stages=stages)
    assert [f"{result.country} {result.convention}" for result in answer.items] == pairs


def _published(act: str, day: str) -> str:
    source = '[{{ title = "T", publisher = "P", published = {} }}]'
    return event(act, sources=source.format(day))


@pytest.mark.parametrize(
    ("known_on", "stage", "basis"),
    [
        (date(2025, 7, 1), None, None),
        (date(2025, 7, 2), "effective", "computed"),
        (date(2026, 1, 4), "effective", "computed"),
        (date(2026, 1, 5), "effective", "recorded"),
        (None, "effective", "recorded"),
    ],
    ids=str,
)
def test_acts_not_yet_known_are_left_out(
    known_on: date | None, stage: str | None, basis: str | None, ledger_of: LedgerOf
) -> None:
    """An effect is computed until a source for the recorded one is published."""
    ledger = ledger_of(
        _published("LT ottawa notified 2025-06-27", "2025-07-02")
        + _published("LT ottawa effective 2025-12-27", "2026-01-05")
    )
    result = item(ledger, date(2026, 2, 1), known_on=known_on, countries=("LT",))
    assert (result.stage, result.effect_basis) == (stage, basis)


@pytest.mark.parametrize(
    ("day", "stage"),
    [(date(2025, 2, 27), None), (date(2025, 2, 28), "announced"), (date(2024, 2, 29), None)],
    ids=str,
)
def test_an_imprecise_step_counts_from_the_end_of_its_month(
    day: date, stage: str | None, ledger_of: LedgerOf
) -> None:
    """An act known to the month counts from the month's last day and keeps its date."""
    result = item(ledger_of(event("LT ottawa announced 2025-02")), day, countries=("LT",))
    assert (result.stage, result.stage_date and str(result.stage_date)) == (
        stage,
        stage and "2025-02",
    )


@pytest.mark.parametrize(
    ("day", "pairs"),
    [
        (date(1972, 12, 31), []),
        (date(1973, 1, 1), ["GB ottawa", "IE ottawa"]),
        (date(2020, 1, 30), ["GB ottawa", "IE ottawa"]),
        (date(2020, 1, 31), ["IE ottawa"]),
    ],
    ids=str,
)
def test_a_group_has_its_members_of_the_day(
    day: date, pairs: list[str], ledger_of: LedgerOf
) -> None:
    """A country belongs to a group from the day of joining to the day before leaving."""
    text = """
[countries.IE]
name = "Ireland"
groups = [{ name = "Club", joined = 1973-01-01 }]
[countries.GB]
name = "Britain"
groups = [{ name = "Club", joined = 1973-01-01, left = 2020-01-31 }]
"""
    ledger = ledger_of(text + roll("ottawa", *(f"{code} = {{}}" for code in ("IE", "GB", "LT"))))
    assert shown(ledger, include_all=True, as_of=day, group="Club") == pairs


def test_exits_are_ordered_by_the_last_possible_day_of_effect(ledger_of: LedgerOf) -> None:
    """An exact day of effect comes before a span that may end later."""
    ledger = ledger_of(events("LT ottawa notified 2025-06", "PL ottawa notified 2025-06-15"))
    assert shown(ledger) == ["PL ottawa", "LT ottawa"]
