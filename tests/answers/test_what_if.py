"""Tests of the answer of `what-if`."""

import json
from datetime import date

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.what_if import WhatIfAnswer, WhatIfItem, what_if_answer
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf

TODAY = date(2026, 11, 23)
ROLL = roll(
    "ottawa",
    "LT = { in_force = 2003-11-01 }",
    "FI = { in_force = 2012-07-01 }",
    "PL = { in_force = 2013-06-01 }",
)


def answer(ledger: Ledger, pair: str, notify: date, known_on: date | None = None) -> WhatIfAnswer:
    """Return the answer about a supposed notice."""
    country, slug = pair.split()
    view = AsOf(as_of=TODAY, known_on=known_on)
    return what_if_answer(ledger, (country, slug), view, notify=notify)


def supposed(ledger: Ledger, pair: str, notify: date, known_on: date | None = None) -> WhatIfItem:
    """Return the only record of an answer."""
    (item,) = answer(ledger, pair, notify, known_on).items
    return item


def test_the_json_of_an_answer(ledger_of: LedgerOf) -> None:
    """The envelope and the record have these keys and values."""
    values = json.loads(to_json(answer(ledger_of(ROLL), "LT ottawa", date(2027, 8, 31))))
    assert list(values) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    (item,) = values["items"]
    assert item.pop("clause")["article"] == "20"
    assert item == {
        "country": "LT",
        "country_name": "Lithuania",
        "convention": "ottawa",
        "convention_name": "Anti-Personnel Mine Ban Convention",
        "notified": "2027-08-31",
        "effect": "2028-02-29",
        "days": 182,
        "earliest_notice": None,
        "arithmetic": [
            "2027-08-31 + 6 months = 2028-02-29",
            "that month has no day 31, so its last day, the 29th, is used",
        ],
        "caveats": [
            (
                "If the State is engaged in an armed conflict when the period ends, the exit takes "
                "effect only after the conflict ends."
            )
        ],
        "parties_before": 3,
        "parties_after": 2,
        "survives": None,
        "survives_until": None,
    }


@pytest.mark.parametrize(
    ("pair", "notify", "effect"),
    [
        ("LT op1", date(2027, 1, 31), date(2027, 4, 30)),
        ("LT op1", date(2027, 11, 29), date(2028, 2, 29)),
        ("US who", date(2024, 2, 29), date(2025, 2, 28)),
        ("LT who", date(2027, 1, 31), None),
        ("LT ctbt", date(2027, 1, 31), None),
        ("LT op1", date.max, None),
    ],
    ids=str,
)
def test_the_day_of_effect(
    pair: str, notify: date, effect: date | None, ledger_of: LedgerOf
) -> None:
    """The State's clause gives the day; without a clause, or past 9999, there is none."""
    result = supposed(ledger_of(""), pair, notify)
    assert (result.effect, result.days) == (effect, (effect - notify).days if effect else None)
    assert (result.parties_before, result.parties_after) == (None, None)
    assert result.arithmetic


@pytest.mark.parametrize(
    ("notify", "effect"),
    [(date(2020, 1, 30), None), (date(2020, 1, 31), date(2021, 1, 31))],
    ids=["the day before", "the day"],
)
def test_a_notice_before_the_earliest_day_has_no_effect(
    notify: date, effect: date | None, ledger_of: LedgerOf
) -> None:
    """An effect is computed only for a notice from the earliest day on."""
    result = supposed(ledger_of(event("LT paris in-force 2017-01-31")), "LT paris", notify)
    assert (result.earliest_notice, result.effect) == (date(2020, 1, 31), effect)


@pytest.mark.parametrize(
    ("acts", "notify", "first"),
    [
        (["LT paris effective 2020-12-01"], date(2020, 11, 30), "2020-01-31"),
        (
            ["LT paris effective 2020-12-01", "LT paris in-force 2022-05-01"],
            date(2022, 5, 1),
            "2025-05-01",
        ),
    ],
    ids=["the first party period", "the second"],
)
def test_the_bar_counts_from_the_party_period_of_the_notice(
    acts: list[str], notify: date, first: str, ledger_of: LedgerOf
) -> None:
    """The bar on notice counts from the party period in which notice is given."""
    ledger = ledger_of(events("LT paris in-force 2017-01-31", *acts))
    assert str(supposed(ledger, "LT paris", notify).earliest_notice) == first


@pytest.mark.parametrize(
    ("acts", "counts"),
    [
        pytest.param([], (3, 2), id="no other act"),
        pytest.param(["FI ottawa effective 2027-06-29"], (2, 1), id="another leaves before"),
        pytest.param(["FI ottawa effective 2027-06-30"], (2, 1), id="another leaves on the day"),
        pytest.param(["FI ottawa effective 2027-07-01"], (3, 2), id="another leaves after"),
        pytest.param(["US ottawa in-force 2027-06-30"], (4, 3), id="another joins on the day"),
        pytest.param(["FI ottawa notified 2026-12-29"], (2, 1), id="another notice runs out"),
        pytest.param(["LT ottawa effective 2027-05-01"], (2, 2), id="out before by another notice"),
        pytest.param(["LT ottawa effective 2026-05-01"], (2, 2), id="out already"),
    ],
)
def test_the_parties_before_and_after(
    acts: list[str], counts: tuple[int, int], ledger_of: LedgerOf
) -> None:
    """Parties are counted on the day of effect, with and without the State."""
    result = supposed(ledger_of(ROLL + events(*acts)), "LT ottawa", date(2026, 12, 30))
    assert result.effect == date(2027, 6, 30)
    assert (result.parties_before, result.parties_after) == counts


def test_exits_not_yet_known_do_not_lower_the_count(ledger_of: LedgerOf) -> None:
    """An exit without a source by the day of knowledge does not lower the count."""
    later = '[{ title = "Note", publisher = "UN", published = 2026-12-01 }]'
    ledger = ledger_of(ROLL + event("FI ottawa effective 2026-05-01", sources=later))
    items = [
        supposed(ledger, "LT ottawa", date(2026, 12, 30), known)
        for known in (date(2026, 11, 30), date(2026, 12, 1))
    ]
    assert [(item.parties_before, item.parties_after) for item in items] == [(3, 2), (2, 1)]


@pytest.mark.parametrize(
    ("acts", "pair", "caveat"),
    [
        pytest.param(
            ["LT op1 effective 2026-11-30"],
            "LT op1",
            "On 2026-11-30 the State is not a party (withdrawn): there is nothing to leave.",
            id="out",
        ),
        pytest.param(
            [],
            "LT op1",
            "Nothing on record says whether the State is a party.",
            id="unknown",
        ),
        pytest.param(
            ["LT op1 notified 2026-11-29"],
            "LT op1",
            "The State has notified already, on 2026-11-29.",
            id="notified",
        ),
    ],
)
def test_the_caveats_of_a_supposed_notice(
    acts: list[str], pair: str, caveat: str, ledger_of: LedgerOf
) -> None:
    """The first caveat says that the State is not a party or has notified already."""
    assert supposed(ledger_of(events(*acts)), pair, date(2026, 11, 30)).caveats == (caveat,)


def test_a_party_that_has_not_notified_has_no_caveat(ledger_of: LedgerOf) -> None:
    """A party that has only announced its exit has no caveat."""
    ledger = ledger_of(event("LT op1 announced 2026-11-29"))
    assert supposed(ledger, "LT op1", date(2026, 11, 30)).caveats == ()


SURVIVING = """
[conventions.own]
name = "Own"
withdrawal.article = "47"
withdrawal.period = "1 year"
withdrawal.survival = { period = "20 years", note = "Investments stay protected." }
"""


@pytest.mark.parametrize(
    ("notify", "until"),
    [
        (date(2027, 2, 28), date(2048, 2, 28)),
        (date(2023, 2, 28), date(2044, 2, 28)),
        (date(9980, 1, 1), None),
        (date.max, None),
    ],
    ids=str,
)
def test_the_end_of_surviving_duties(notify: date, until: date | None, ledger_of: LedgerOf) -> None:
    """Surviving duties run from the day of effect, up to the year 9999."""
    result = supposed(ledger_of(SURVIVING), "LT own", notify)
    assert (result.survives, result.survives_until) == ("Investments stay protected.", until)
