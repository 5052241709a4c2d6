"""Tests of the answer of `explain`."""

import json
from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.explain import ExplainAnswer, ExplainItem, explain_answer
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf

KEYS = [
    "clause",
    "notified",
    "earliest_notice",
    "computed_effect",
    "recorded_effect",
    "agrees",
    "arithmetic",
    "caveats",
    "steps",
    "sources",
]
DAY = date(2026, 11, 23)


def explained(
    ledger: Ledger,
    pair: str = "LT op1",
    as_of: date = DAY,
    known_on: date | None = None,
) -> ExplainAnswer:
    """Return the answer about a State and a convention."""
    country, slug = pair.split()
    return explain_answer(ledger, (country, slug), AsOf(as_of=as_of, known_on=known_on))


def item(ledger: Ledger, pair: str = "LT op1", as_of: date = DAY) -> ExplainItem:
    """Return the only record of an answer."""
    (only,) = explained(ledger, pair, as_of).items
    return only


def days(result: ExplainItem) -> list[str]:
    """Return the notified, computed and recorded days of an exit, and whether they agree."""
    values = (result.notified, result.computed_effect, result.recorded_effect, result.agrees)
    return ["-" if day is None else str(day) for day in values]


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The records begin with these keys in this order."""
    answer: dict[str, Any] = json.loads(
        to_json(explained(ledger_of(event("LT op1 notified 2025-06-27"))))
    )
    assert list(answer)[:5] == ["schema", "tool", "ledger", "as_of", "known_on"]
    assert list(answer)[-1] == "items"
    (result,) = answer["items"]
    assert list(result)[: len(KEYS)] == KEYS
    assert result["clause"]["article"] == "12"
    assert result["arithmetic"] == ["2025-06-27 + 3 months = 2025-09-27"]
    assert [step["step"] for step in result["steps"]] == ["notified", "effective"]
    assert [step["basis"] for step in result["steps"]] == ["recorded", "computed"]


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], ["-", "-", "-", "-"], id="nothing"),
        pytest.param(["LT op1 announced 2025-01-01"], ["-", "-", "-", "-"], id="no notice"),
        pytest.param(
            ["LT op1 notified 2025-06-27"], ["2025-06-27", "2025-09-27", "-", "-"], id="computed"
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 effective 2025-09-27"],
            ["2025-06-27", "2025-09-27", "2025-09-27", "True"],
            id="agrees",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 effective 2025-09-28"],
            ["2025-06-27", "2025-09-27", "2025-09-28", "False"],
            id="differs",
        ),
        pytest.param(
            ["LT op1 effective 2025-09-28"], ["-", "-", "2025-09-28", "-"], id="no notice on record"
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 effective 2025-09"],
            ["2025-06-27", "2025-09-27", "2025-09", "True"],
            id="agrees to the month",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 effective 2025-10"],
            ["2025-06-27", "2025-09-27", "2025-10", "False"],
            id="another month",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 rescinded 2025-07-01"],
            ["2025-06-27", "2025-09-27", "-", "-"],
            id="rescinded",
        ),
        pytest.param(["LT op1 expelled 2022-09-16"], ["-", "-", "2022-09-16", "-"], id="expelled"),
    ],
)
def test_the_days_of_an_exit(acts: list[str], expected: list[str], ledger_of: LedgerOf) -> None:
    """The recorded day does not replace the computed day; both are given."""
    assert days(item(ledger_of(events(*acts)))) == expected


def test_each_exit_is_an_item(ledger_of: LedgerOf) -> None:
    """A State that left twice has two records, each with its party period and notice."""
    ledger = ledger_of(
        events(
            "US paris in-force 2016-11-04",
            "US paris notified 2019-11-04",
            "US paris effective 2020-11-04",
            "US paris consented 2021-01-20",
            "US paris notified 2025-01-27",
        )
    )
    first, second = explained(ledger, "US paris").items
    assert days(first) == ["2019-11-04", "2020-11-04", "2020-11-04", "True"]
    assert days(second) == ["2025-01-27", "2026-01-27", "-", "-"]
    assert (str(first.party_since), str(second.party_since)) == ("2016-11-04", "2021-02-19")
    assert (first.earliest_notice, second.earliest_notice) == (date(2019, 11, 4), date(2024, 2, 19))
    assert (first.outcome, second.outcome) == ("effective", "effective")


def test_later_steps_are_left_out(ledger_of: LedgerOf) -> None:
    """A record lists the steps up to the day and the future effect of a running notice."""
    ledger = ledger_of(
        events(
            "LT op1 announced 2025-01-01",
            "LT op1 notified 2025-06-27",
            "LT op1 rescinded 2025-07-01",
        )
    )
    before, between = (item(ledger, as_of=day) for day in (date(2025, 6, 26), date(2025, 6, 30)))
    assert [(s.step, str(s.date)) for s in before.steps] == [("announced", "2025-01-01")]
    assert [(s.step, str(s.date)) for s in between.steps] == [
        ("announced", "2025-01-01"),
        ("notified", "2025-06-27"),
        ("effective", "2025-09-27"),
    ]
    assert item(ledger).outcome == "rescinded"


def test_acts_not_yet_known_are_left_out(ledger_of: LedgerOf) -> None:
    """An act without a source by the day of knowledge is not explained."""
    later = '[{ title = "Note", publisher = "UN", published = 2025-12-01 }]'
    ledger = ledger_of(
        event("LT op1 notified 2025-06-27") + event("LT op1 effective 2025-10-01", sources=later)
    )
    (then,) = explained(ledger, known_on=date(2025, 11, 30)).items
    assert days(then) == ["2025-06-27", "2025-09-27", "-", "-"]
    assert days(item(ledger)) == ["2025-06-27", "2025-09-27", "2025-10-01", "False"]


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        pytest.param(
            event("LT ottawa notified 2025-06-27", postponed='"War."'),
            ["the effect is postponed: nothing is computed"],
            id="postponed",
        ),
        pytest.param(
            events("LT paris in-force 2017-01-31", "LT paris notified 2020-01-30"),
            ["the notice is too early under the clause and has no effect"],
            id="too early",
        ),
        pytest.param(
            events("LT who notified 2025-06-27"), ["no clause: nothing is computed"], id="no clause"
        ),
        pytest.param(
            events("LT op1 notified 2025-06"),
            [
                "the notice is known only as 2025-06, so its last day is used",
                "2025-06-30 + 3 months = 2025-09-30",
            ],
            id="a month",
        ),
        pytest.param(
            event("LT paris notified 2025-06-27", names_effect="2027-01-01"),
            [
                "2025-06-27 + 1 year = 2026-06-27",
                "the notice names a later day, which the clause allows: 2027-01-01",
            ],
            id="a later day",
        ),
    ],
)
def test_the_arithmetic(text: str, arithmetic: list[str], ledger_of: LedgerOf) -> None:
    """The arithmetic explains the computation for the notice, or why there is none."""
    ledger = ledger_of(text)
    assert list(item(ledger, f"LT {ledger.events[-1].convention}").arithmetic) == arithmetic


def test_a_state_has_its_own_clause(ledger_of: LedgerOf) -> None:
    """An exception for a State replaces the clause for that State only."""
    ledger = ledger_of(events("US who notified 2025-01-22", "LT who notified 2025-01-22"))
    own, other = item(ledger, "US who"), item(ledger, "LT who")
    assert own.clause is not None
    assert (own.clause.article, str(own.computed_effect)) == ("Reservation of 1948", "2026-01-22")
    assert (other.clause, other.computed_effect) == (None, None)
    assert other.caveats == ("The convention has no exit clause on record: nothing is computed.",)


OWN = """
[conventions.own]
name = "Own"
in_force = 2000-01-01
withdrawal.article = "9"
withdrawal.period = "2 years"
withdrawal.effect = "negotiated"
withdrawal.later_date_allowed = true
withdrawal.armed_conflict = true
withdrawal.armed_conflict_test = "at-notification"
withdrawal.text_seen = false
withdrawal.practice = "The anniversary counts."
withdrawal.conditions = "Dues are paid."
withdrawal.survival = { period = "20 years", note = "Investments stay protected." }
"""


def test_the_caveats_of_a_clause(ledger_of: LedgerOf) -> None:
    """Each special provision of a clause is a caveat, with and without an exit."""
    expected = (
        (
            "If the State is engaged in an armed conflict when the notice is given, the exit takes "
            "effect only after the conflict ends."
        ),
        "An agreement or an extension may change the period.",
        "The notice may name a later day.",
        "We have not read the text of the clause; this is a paraphrase.",
        "Practice: The anniversary counts.",
        "Conditions: Dues are paid.",
    )
    for acts in ("", event("LT own notified 2025-01-01")):
        assert item(ledger_of(OWN + acts), "LT own").caveats == expected


def test_the_armed_conflict_caveat_at_expiry(ledger_of: LedgerOf) -> None:
    """The Mine Ban Convention tests for an armed conflict when the period ends."""
    (caveat,) = item(ledger_of(""), "LT ottawa").caveats
    assert "when the period ends" in caveat


@pytest.mark.parametrize(
    ("acts", "caveat"),
    [
        pytest.param(
            events("LT op1 notified 2025-06-27", "LT op1 effective 2025-09-28"),
            "The recorded day 2025-09-28 differs from the computed day 2025-09-27; 2025-09-28 is used.",
            id="differs",
        ),
        pytest.param(
            event("LT op1 expelled 2022-09-16"),
            "The State was expelled; it did not withdraw.",
            id="expelled",
        ),
        pytest.param(
            event("LT op1 notified 2025-06-27", postponed='"War."'), "Postponed: War.", id="war"
        ),
        pytest.param(
            event("LT op1 notified 2025-06-27", contested="true", note='"Two dates."'),
            "Notified 2025-06-27 is contested: Two dates.",
            id="contested",
        ),
        pytest.param(
            event("LT op1 notified 2025-06-27", verified="false"),
            "Notified 2025-06-27 is not verified",
            id="unverified",
        ),
        pytest.param(
            event(
                "LT op1 parliamentary-approval 2025-06-27",
                contested="true",
                other_dates="[{ date = 2025-06-28 }, { date = 2025-06-29 }]",
            ),
            (
                "Parliamentary approval 2025-06-27 is contested; "
                "other dates on record: 2025-06-28, 2025-06-29"
            ),
            id="other dates",
        ),
    ],
)
def test_the_doubts_about_an_exit(acts: str, caveat: str, ledger_of: LedgerOf) -> None:
    """A doubt about a step of the exit is a caveat."""
    assert item(ledger_of(acts)).caveats == (caveat,)


@pytest.mark.parametrize(
    ("acts", "until"),
    [
        pytest.param("", None, id="no exit"),
        pytest.param(event("LT own announced 2020-02-29"), None, id="announced"),
        pytest.param(event("LT own notified 2020-02-29"), date(2042, 2, 28), id="computed"),
        pytest.param(event("LT own effective 2020-02-29"), date(2040, 2, 29), id="recorded"),
        pytest.param(event("LT own effective 2020-02"), None, id="known to the month"),
        pytest.param(
            events("LT own notified 2020-02-29", "LT own rescinded 2020-03-01"), None, id="not out"
        ),
        pytest.param(event("LT own effective 9980-01-01"), None, id="after the year 9999"),
    ],
)
def test_the_end_of_surviving_duties(acts: str, until: date | None, ledger_of: LedgerOf) -> None:
    """Surviving duties run from an exact day of effect, and end only if the State left."""
    result = item(ledger_of(OWN + acts), "LT own", date.max)
    assert (result.survives, result.survives_until) == ("Investments stay protected.", until)


def test_without_survival_no_duties_survive(ledger_of: LedgerOf) -> None:
    """A clause without survival has no surviving duties."""
    result = item(ledger_of(event("LT op1 effective 2020-02-29")))
    assert (result.survives, result.survives_until) == (None, None)


def test_without_an_exit_the_clause_is_explained(ledger_of: LedgerOf) -> None:
    """A State without an exit gets its clause and the earliest day for notice."""
    ledger = ledger_of(roll("paris", "FI = { accepted = 2016-11-14 }"))
    result = item(ledger, "FI paris")
    assert (result.steps, result.arithmetic, result.outcome) == ((), (), None)
    assert result.clause == ledger.conventions["paris"].withdrawal
    assert (str(result.party_since), result.earliest_notice) == ("2016-12-14", date(2019, 12, 14))


CLAUSE_SOURCE = 'withdrawal.sources = [{ title = "Article", publisher = "UN" }]'
TREATY_SOURCE = 'sources = [{ title = "Treaty", publisher = "UN" }]'
SOURCED = (
    '[conventions.own]\nname = "Own"\nwithdrawal.article = "9"\nwithdrawal.period = "1 year"\n'
)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"{SOURCED}{CLAUSE_SOURCE}\n{TREATY_SOURCE}\n", ["Article"]),
        (f"{SOURCED}{TREATY_SOURCE}\n", ["Treaty"]),
        (f'[conventions.own]\nname = "Own"\n{TREATY_SOURCE}\n', ["Treaty"]),
        (SOURCED, []),
    ],
    ids=["clause", "treaty", "no clause", "none"],
)
def test_the_sources_of_a_clause(text: str, titles: list[str], ledger_of: LedgerOf) -> None:
    """A clause without an exit has its own sources, or else those of the convention."""
    assert [source.title for source in item(ledger_of(text), "LT own").sources] == titles


def test_sources_are_listed_once(ledger_of: LedgerOf) -> None:
    """An exit has the sources of all its steps in order, without repetition."""
    other = '[{ title = "Note", publisher = "UN" }, { title = "Letter", publisher = "Gazette" }]'
    ledger = ledger_of(
        event("LT op1 announced 2025-01-01") + event("LT op1 notified 2025-06-27", sources=other)
    )
    assert [source.title for source in item(ledger).sources] == ["Letter", "Note"]


def test_other_acts_are_listed_apart(ledger_of: LedgerOf) -> None:
    """Suspensions, objections and remarks are not steps of an exit."""
    ledger = ledger_of(
        events(
            "LT op1 suspended 2025-01-01", "LT op1 remark 2025-02-01", "LT op1 announced 2025-03"
        )
    )
    assert [step.step for step in explained(ledger).other_acts] == ["suspended", "remark"]
    assert [step.step for step in item(ledger).steps] == ["announced"]


@pytest.mark.parametrize(
    ("acts", "pair", "headline"),
    [
        pytest.param(
            ["LT op1 notified 2025-06-27"],
            "LT op1",
            "Lithuania has been out of the Optional Protocol to the Covenant on Civil and Political "
            "Rights since 2025-09-27, as computed from the clause.",
            id="out, computed",
        ),
        pytest.param(
            ["LT paris effective 2025-09-27"],
            "LT paris",
            "Lithuania has been out of the Paris Agreement since 2025-09-27.",
            id="out, recorded",
        ),
        pytest.param(
            ["LT paris expelled 2025-09-27"],
            "LT paris",
            "Lithuania was expelled from the Paris Agreement on 2025-09-27.",
            id="expelled",
        ),
        pytest.param(
            ["LT paris notified 2026-06-27"],
            "LT paris",
            "Lithuania is a party to the Paris Agreement until 2027-06-27, as computed from the "
            "clause.",
            id="leaving",
        ),
        pytest.param(
            ["LT paris notified 2026-06-27", "LT paris effective 2027-06-28"],
            "LT paris",
            "Lithuania is a party to the Paris Agreement until 2027-06-28.",
            id="leaving, recorded",
        ),
        pytest.param(
            ["LT paris announced 2026-06-27"],
            "LT paris",
            "Lithuania is a party to the Paris Agreement.",
            id="party",
        ),
        pytest.param(
            ["LT paris in-force 2017-01-31"],
            "LT paris",
            "Lithuania has been a party to the Paris Agreement since 2017-01-31.",
            id="party since",
        ),
        pytest.param(
            ["LT paris signed 2016-04-22"],
            "LT paris",
            "Lithuania has signed the Paris Agreement and is not bound by it.",
            id="signatory",
        ),
        pytest.param(
            ["LT paris consented 2026-11-20"],
            "LT paris",
            "Lithuania has consented to the Paris Agreement and is not yet bound.",
            id="joining",
        ),
        pytest.param(
            ["US inf suspended 2019-02-02"],
            "US inf",
            "United States was a party to the Intermediate-Range Nuclear Forces Treaty until it "
            "ended.",
            id="ended",
        ),
        pytest.param(
            ["LT ottawa consented 2027-01-01"],
            "LT ottawa",
            "Lithuania is not a party to the Anti-Personnel Mine Ban Convention.",
            id="non-party",
        ),
        pytest.param(
            [],
            "LT paris",
            "Nothing on record says whether Lithuania is a party to the Paris Agreement.",
            id="unknown",
        ),
    ],
)
def test_the_headline(acts: list[str], pair: str, headline: str, ledger_of: LedgerOf) -> None:
    """The headline gives the State's standing in a sentence."""
    ledger = ledger_of(events(*acts) + roll("ottawa", "FI = { acceded = 2012-01-09 }"))
    assert explained(ledger, pair).headline == headline


def test_the_clause_without_an_exit_is_the_states_own(ledger_of: LedgerOf) -> None:
    """A State with a clause of its own gets that clause before it begins an exit."""
    clause = item(ledger_of(""), "US who").clause
    assert clause is not None
    assert clause.article == "Reservation of 1948"


def test_a_postponed_notice_has_no_computed_effect(ledger_of: LedgerOf) -> None:
    """Nothing is computed for a notice whose effect is postponed."""
    ledger = ledger_of(event("LT ottawa notified 2025-06-27", postponed='"War."'))
    assert item(ledger, "LT ottawa").computed_effect is None


def test_the_bar_on_notice_counts_from_the_last_possible_day(ledger_of: LedgerOf) -> None:
    """A State bound since some day of a year counts as bound from the year's last day."""
    ledger = ledger_of(event("LT paris in-force 2016"))
    assert item(ledger, "LT paris").earliest_notice == date(2019, 12, 31)
