"""Where States stand: which pairs, in which order, under which keys, with which dates."""

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
    """The one record of an answer."""
    (only,) = status_answer(ledger, Query(as_of=as_of, **query)).items
    return only


def shown(ledger: Ledger, *, every: bool = False, **query: Any) -> list[str]:
    """The pairs of an answer, in its order."""
    answer = status_answer(ledger, Query(**{"as_of": DAY} | query), include_all=every)
    return [f"{found.country} {found.convention}" for found in answer.items]


def test_the_keys_are_those_of_the_contract(ledger_of: LedgerOf) -> None:
    """Envelope and records have the contract's keys in its order; others only follow."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27"))
    answer = json.loads(to_json(status_answer(ledger, Query(as_of=DAY))))
    assert list(answer) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    assert list(answer["ledger"]) == ["files", "sha256", "current_to"]
    assert list(answer["items"][0])[: len(KEYS)] == KEYS
    source = answer["items"][0]["sources"][0]
    assert list(source) == ["title", "publisher", "url", "published", "kind"]


def test_a_running_notice(ledger_of: LedgerOf) -> None:
    """A State that has notified is a party, its clock running to a computed day."""
    ledger = ledger_of(
        roll("ottawa", "LT = { ratified = 2003-05-12 }")
        + events("LT ottawa parliamentary-approval 2025-05-08", "LT ottawa notified 2025-06-27")
    )
    found = item(ledger)
    sources = ({"title": "Letter", "publisher": "Gazette", "kind": "press"},)
    assert json.loads(to_json(found)) == {
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
def test_the_days_to_effect_count_down_and_on(
    day: date, standing: str, stage: str | None, days: int | None, ledger_of: LedgerOf
) -> None:
    """Days count from the day asked about: none at effect, and below nought once past."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27"))
    found = item(ledger, day, countries=("LT",))
    assert (found.standing, found.stage, found.days_to_effect) == (standing, stage, days)


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
    """Of all steps only approval, notification and effect must follow; nothing follows effect."""
    found = item(ledger_of(event(f"LT ottawa {step} 2025-06-27")))
    assert (found.stage, found.next_stage) == (step, following)


def test_a_recorded_effect_wins(ledger_of: LedgerOf) -> None:
    """The day that a text records is given, even ahead and even where the clause says another."""
    ledger = ledger_of(events("LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-29"))
    found = item(ledger)
    assert (str(found.effect), found.effect_basis, found.days_to_effect) == (
        "2025-12-29",
        "recorded",
        119,
    )


@pytest.mark.parametrize(
    ("told", "effect"),
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
    told: str, effect: str | None, ledger_of: LedgerOf
) -> None:
    """Where effect is unknown, or known only to a span of days, no days are counted to it."""
    found = item(ledger_of(told))
    assert (found.effect and str(found.effect), found.days_to_effect) == (effect, None)


@pytest.mark.parametrize(("step", "was"), [("rejected", "announced"), ("rescinded", "notified")])
def test_an_exit_that_came_to_nothing(step: str, was: str, ledger_of: LedgerOf) -> None:
    """The State stays, without stage or effect, and the answer says how the exit ended."""
    ledger = ledger_of(events(f"LT ottawa {was} 2025-01-02", f"LT ottawa {step} 2025-02-03"))
    found = item(ledger)
    assert (found.standing, found.stage, found.effect, found.notified) == ("party", *[None] * 3)
    assert (found.ended, str(found.ended_date)) == (step, "2025-02-03")


def test_a_new_exit_follows_one_that_ended(ledger_of: LedgerOf) -> None:
    """Once another exit begins, the one that came to nothing is no longer what counts."""
    ledger = ledger_of(
        events(
            "LT ottawa notified 2024-01-02",
            "LT ottawa rescinded 2024-02-03",
            "LT ottawa announced 2025-03-04",
        )
    )
    assert (item(ledger).ended, item(ledger).stage) == (None, "announced")


def test_remarks_are_what_moves_nothing(ledger_of: LedgerOf) -> None:
    """Suspensions, objections and remarks are listed in order, and the State stays a party."""
    ledger = ledger_of(
        event("PL ottawa suspended 2025-07-18", contested="true")
        + event("PL ottawa objected 2025-08-01", by='"FI"', summary='"Finland objects."')
        + event("PL ottawa remark 2025-08")
    )
    found = item(ledger, countries=("PL",))
    assert [(str(r.date), r.step, r.by) for r in found.remarks] == [
        ("2025-07-18", "suspended", None),
        ("2025-08-01", "objected", "FI"),
        ("2025-08", "remark", None),
    ]
    assert found.remarks[1].summary == "Finland objects."
    assert (found.standing, str(found.suspended_since), found.contested) == (
        "party",
        "2025-07-18",
        True,
    )


def test_a_resumed_party_is_no_longer_suspended(ledger_of: LedgerOf) -> None:
    """Both acts stay on the list, but no suspension stands."""
    ledger = ledger_of(events("PL ottawa suspended 2025-07-18", "PL ottawa resumed 2025-08-01"))
    found = item(ledger)
    assert (found.suspended_since, len(found.remarks)) == (None, 2)


def test_exits_come_first_the_nearest_to_their_end_before_all(ledger_of: LedgerOf) -> None:
    """Running clocks by their end, then other stages, those out, suspensions, ended exits, rest."""
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
    assert shown(ledger, every=True) == [
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


def test_equals_come_by_name(ledger_of: LedgerOf) -> None:
    """States that stand alike come by name without regard to accents, then by convention."""
    told = """
[countries.CI]
name = "Côte d'Ivoire"
[countries.HR]
name = "Croatia"
"""
    pairs = ("LT ottawa", "LT op1", "HR op1", "CI op1")
    ledger = ledger_of(told + events(*(f"{pair} announced 2025-01-01" for pair in pairs)))
    assert shown(ledger) == ["CI op1", "HR op1", "LT op1", "LT ottawa"]


JOINED = roll("ottawa", "LT = { acceded = 2003-05-12 }", "FI = { acceded = 2012-01-09 }")
EXITS = events("LT ottawa announced 2025-03-18", "PL op1 objected 2025-01-01")


@pytest.mark.parametrize(
    ("query", "every", "pairs"),
    [
        pytest.param({}, False, ["LT ottawa"], id="exits on record"),
        pytest.param({"as_of": date(2025, 3, 17)}, False, [], id="the day before"),
        pytest.param({}, True, ["LT ottawa", "FI ottawa", "PL op1"], id="every"),
        pytest.param({"countries": ("FI",)}, False, ["FI ottawa"], id="a country"),
        pytest.param({"countries": ("US",)}, True, [], id="a country of which nothing is told"),
        pytest.param({"conventions": ("op1",)}, False, [], id="a convention"),
        pytest.param({"conventions": ("op1",)}, True, ["PL op1"], id="all of a convention"),
        pytest.param({"group": "EU"}, True, ["LT ottawa", "PL op1"], id="a group"),
        pytest.param(
            {"countries": ("FI", "LT"), "group": "EU"}, False, ["LT ottawa"], id="both at once"
        ),
    ],
)
def test_which_pairs_are_shown(
    query: dict[str, Any], every: bool, pairs: list[str], ledger_of: LedgerOf
) -> None:
    """Exits on record by the day; all that is told of named countries, or with `every` of all."""
    assert shown(ledger_of(JOINED + EXITS), every=every, **query) == pairs


@pytest.mark.parametrize(
    ("rolls", "standing"), [("", "unknown"), (JOINED, "non-party")], ids=["no roll", "a roll"]
)
def test_a_pair_that_was_named_is_answered(rolls: str, standing: str, ledger_of: LedgerOf) -> None:
    """Of a State and convention both named something is said, even if nothing is told of them."""
    found = item(ledger_of(rolls), countries=("US",), conventions=("ottawa",))
    assert (found.standing, found.party_since, found.sources) == (standing, None, ())


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
def test_stages_keep_the_exits_at_one_of_them(
    stages: set[Step], pairs: list[str], ledger_of: LedgerOf
) -> None:
    """Only the stage that an exit is at counts, not those it has been through."""
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
    assert [f"{found.country} {found.convention}" for found in answer.items] == pairs


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
def test_what_no_source_had_told_is_left_out(
    known_on: date | None, stage: str | None, basis: str | None, ledger_of: LedgerOf
) -> None:
    """Steps count from the day a source told of them; before that a clause may still compute."""
    ledger = ledger_of(
        _published("LT ottawa notified 2025-06-27", "2025-07-02")
        + _published("LT ottawa effective 2025-12-27", "2026-01-05")
    )
    found = item(ledger, date(2026, 2, 1), known_on=known_on, countries=("LT",))
    assert (found.stage, found.effect_basis) == (stage, basis)


@pytest.mark.parametrize(
    ("day", "stage"),
    [(date(2025, 2, 27), None), (date(2025, 2, 28), "announced"), (date(2024, 2, 29), None)],
    ids=str,
)
def test_an_imprecise_step_counts_from_the_end_of_its_month(
    day: date, stage: str | None, ledger_of: LedgerOf
) -> None:
    """Only then has it surely happened; its date stays imprecise."""
    found = item(ledger_of(event("LT ottawa announced 2025-02")), day, countries=("LT",))
    assert (found.stage, found.stage_date and str(found.stage_date)) == (
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
def test_a_group_is_that_of_the_day(day: date, pairs: list[str], ledger_of: LedgerOf) -> None:
    """Countries belong to a group from the day they joined until the day before they left."""
    told = """
[countries.IE]
name = "Ireland"
groups = [{ name = "Club", joined = 1973-01-01 }]
[countries.GB]
name = "Britain"
groups = [{ name = "Club", joined = 1973-01-01, left = 2020-01-31 }]
"""
    ledger = ledger_of(told + roll("ottawa", *(f"{code} = {{}}" for code in ("IE", "GB", "LT"))))
    assert shown(ledger, every=True, as_of=day, group="Club") == pairs


def test_exits_are_ordered_by_the_last_possible_day_of_effect(ledger_of: LedgerOf) -> None:
    """An exact day of effect comes before a span that may end later."""
    ledger = ledger_of(events("LT ottawa notified 2025-06", "PL ottawa notified 2025-06-15"))
    assert shown(ledger) == ["PL ottawa", "LT ottawa"]
