"""Tests of the answer of `verify`: claims before and after the deciding day, and reasons."""

import json
from datetime import date

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.verify import CLAIMS, VerifyAnswer, VerifyItem, verify_answer
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing

DAY = date(2025, 9, 1)


def answer(
    ledger: Ledger, claim: str, as_of: date = DAY, pair: str = "LT op1", known: date | None = None
) -> VerifyAnswer:
    """Return the answer about a claim."""
    country, slug = pair.split()
    return verify_answer(ledger, (country, slug), AsOf(as_of=as_of, known_on=known), claim)


def verified(
    ledger: Ledger, claim: str, as_of: date = DAY, pair: str = "LT op1", known: date | None = None
) -> VerifyItem:
    """Return the only record of an answer."""
    (item,) = answer(ledger, claim, as_of, pair, known).items
    return item


def test_the_json_of_an_answer(ledger_of: LedgerOf) -> None:
    """The envelope and the record have these keys and values."""
    values = json.loads(to_json(answer(ledger_of(event("LT op1 notified 2025-06-27")), "party")))
    assert list(values) == ["schema", "tool", "ledger", "as_of", "known_on", "items"]
    (item,) = values["items"]
    assert item.pop("sources")[0]["title"] == "Letter"
    assert list(item.items()) == [
        ("country", "LT"),
        ("country_name", "Lithuania"),
        ("convention", "op1"),
        ("convention_name", "Optional Protocol to the Covenant on Civil and Political Rights"),
        ("claim", "party"),
        ("holds", True),
        (
            "reason",
            (
                "On 2025-09-01 Lithuania was a party to the Optional Protocol to the Covenant on Civil "
                "and Political Rights: notified 2025-06-27; later: effective 2025-09-27 (computed)."
            ),
        ),
        ("standing", "party"),
        ("stage", "notified"),
        ("stage_date", "2025-06-27"),
        ("contested", False),
    ]


def test_the_possible_claims() -> None:
    """Claims are every standing but `unknown`, every step but `remark`, and `leaving`."""
    standings = {standing.value for standing in Standing} - {"unknown"}
    assert set(CLAIMS) == standings | {step.value for step in Step} - {"remark"} | {"leaving"}
    assert len(CLAIMS) == len(set(CLAIMS))


EXIT = events(
    "LT op1 announced 2025-03-18",
    "LT op1 parliamentary-approval 2025-05-08",
    "LT op1 notified 2025-06-27",
)


@pytest.mark.parametrize(
    ("claim", "day", "holds"),
    [
        ("party", date(2025, 9, 26), True),
        ("party", date(2025, 9, 27), False),
        ("withdrawn", date(2025, 9, 26), False),
        ("withdrawn", date(2025, 9, 27), True),
        ("withdrawn", date.max, True),
        ("leaving", date(2025, 3, 17), False),
        ("leaving", date(2025, 3, 18), True),
        ("leaving", date(2025, 9, 26), True),
        ("leaving", date(2025, 9, 27), False),
        ("announced", date(2025, 3, 17), False),
        ("announced", date(2025, 3, 18), True),
        ("announced", date(2025, 12, 31), True),
        ("government-approval", date(2025, 12, 31), False),
        ("parliamentary-approval", date(2025, 5, 7), False),
        ("parliamentary-approval", date(2025, 5, 8), True),
        ("notified", date(2025, 6, 26), False),
        ("notified", date(2025, 6, 27), True),
        ("notified", date(2025, 9, 27), True),
        ("effective", date(2025, 9, 26), False),
        ("effective", date(2025, 9, 27), True),
        ("expelled", date(2025, 9, 27), False),
        ("rescinded", date(2025, 9, 27), False),
    ],
)
def test_claims_about_an_exit(claim: str, day: date, holds: bool, ledger_of: LedgerOf) -> None:
    """A claim of a step is true from its day on, a claim of a standing while it lasts."""
    assert verified(ledger_of(EXIT), claim, day).holds is holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("party", True),
        ("leaving", False),
        ("announced", False),
        ("notified", False),
        ("effective", False),
        ("rescinded", True),
        ("rejected", False),
    ],
)
def test_steps_of_a_cancelled_exit_do_not_count(
    claim: str, holds: bool, ledger_of: LedgerOf
) -> None:
    """Claims of steps of a rescinded exit are false."""
    ledger = ledger_of(EXIT + event("LT op1 rescinded 2025-08-31"))
    assert verified(ledger, claim).holds is holds
    assert verified(ledger, "notified", date(2025, 8, 30)).holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [("party", True), ("withdrawn", False), ("notified", False), ("effective", False)],
)
def test_an_exit_before_rejoining_does_not_count(
    claim: str, holds: bool, ledger_of: LedgerOf
) -> None:
    """Claims of steps of an earlier party period are false."""
    ledger = ledger_of(EXIT + event("LT op1 in-force 2026-01-01"))
    assert verified(ledger, claim, date(2026, 1, 1)).holds is holds


@pytest.mark.parametrize(
    ("acts", "claim", "holds"),
    [
        (["LT op1 rejected 2025-08-31"], "rejected", True),
        (["LT op1 rejected 2025-08-31", "LT op1 announced 2025-09-01"], "rejected", False),
        (["LT op1 suspended 2025-07-18"], "suspended", True),
        (["LT op1 suspended 2025-07-18", "LT op1 resumed 2025-08-01"], "suspended", False),
        (["LT op1 suspended 2025-07-18", "LT op1 resumed 2025-08-01"], "resumed", True),
        (["LT op1 suspended 2025-07-18", "LT op1 effective 2025-08-01"], "suspended", False),
        (["LT op1 objected 2025-07-18"], "objected", True),
        (["LT op1 parliamentary-vote 2025-07-18"], "parliamentary-vote", True),
        (["LT op1 signed 1991-01-01", "LT op1 in-force 1992-02-20"], "signed", True),
        (["LT op1 signed 1991-01-01", "LT op1 in-force 1992-02-20"], "signatory", False),
        (["LT op1 signed 1991-01-01"], "signatory", True),
        (["LT op1 consented 2025-08-01"], "joining", True),
        (["LT op1 consented 2025-06-01"], "in-force", True),
        (["LT op1 consented 2025-06-02"], "in-force", False),
        (["LT op1 consented 2025-09-02"], "consented", False),
        (["LT op1 expelled 2025-08-31"], "expelled", True),
        (["LT op1 expelled 2025-08-31"], "effective", False),
        ([], "non-party", False),
        ([], "party", False),
    ],
)
def test_claims_about_other_steps(
    acts: list[str], claim: str, holds: bool, ledger_of: LedgerOf
) -> None:
    """Suspensions and cancellations are true while they last, other steps once taken."""
    assert verified(ledger_of(events(*acts)), claim).holds is holds


def test_an_ended_convention_has_no_parties(ledger_of: LedgerOf) -> None:
    """Parties to an ended convention are not parties and did not withdraw."""
    ledger = ledger_of(event("US inf announced 2018-10-20"))
    for day, claim in [(date(2019, 8, 1), "party"), (date(2019, 8, 2), "ended")]:
        assert verified(ledger, claim, day, "US inf").holds
    assert not verified(ledger, "withdrawn", date(2019, 8, 2), "US inf").holds


def test_withdrawn_consent_makes_a_signatory(ledger_of: LedgerOf) -> None:
    """A State that withdraws its consent before it is bound is a signatory."""
    ledger = ledger_of(
        events("US ctbt consented 2000-06-30", "US ctbt consent-withdrawn 2023-11-03")
    )
    for claim in ("signatory", "consent-withdrawn"):
        assert not verified(ledger, claim, date(2023, 11, 2), "US ctbt").holds
        assert verified(ledger, claim, date(2023, 11, 3), "US ctbt").holds


def test_acts_not_yet_known_do_not_count(ledger_of: LedgerOf) -> None:
    """A claim is judged by the sources published by the day of knowledge."""
    later = '[{ title = "Note", publisher = "UN", published = 2025-10-01 }]'
    ledger = ledger_of(event("LT op1 notified 2025-06-27", sources=later))
    assert not verified(ledger, "notified", known=date(2025, 9, 30)).holds
    assert verified(ledger, "notified", known=date(2025, 10, 1)).holds


OP1 = "the Optional Protocol to the Covenant on Civil and Political Rights"


@pytest.mark.parametrize(
    ("acts", "reason"),
    [
        pytest.param(
            ["LT op1 signed 1991-01-01"], "had signed {} and was not bound by it.", id="signatory"
        ),
        pytest.param(
            ["LT op1 consented 2025-08-01"],
            "had consented to {} and was not yet bound.",
            id="joining",
        ),
        pytest.param(["LT op1 in-force 1992-02-20"], "was a party to {}.", id="party"),
        pytest.param(
            ["LT op1 announced 2025-03-18", "LT op1 parliamentary-approval 2025-05-08"],
            "was a party to {}: approved by parliament 2025-05-08; not yet notified.",
            id="furthest step",
        ),
        pytest.param(
            ["LT op1 government-approval 2025-08-18", "LT op1 notified 2025-09-10"],
            "was a party to {}: approved by the government 2025-08-18; not yet notified; "
            "later: notified 2025-09-10, effective 2025-12-10 (computed).",
            id="later steps",
        ),
        pytest.param(
            [
                "LT op1 promulgated 2025-08-18",
                "LT op1 rejected 2025-09-10",
                "LT op1 notified 2025-10-01",
            ],
            "was a party to {}: signed into law 2025-08-18; not yet notified; "
            "later: decided against leaving 2025-09-10.",
            id="rejected, then notified again",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 rescinded 2025-09-02"],
            "was a party to {}: notified 2025-06-27; later: notice taken back 2025-09-02.",
            id="rescinded after",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 rescinded 2025-09-01"],
            "was a party to {}: notified 2025-06-27; notice taken back 2025-09-01.",
            id="rescinded before",
        ),
        pytest.param(
            ["LT op1 rescinded 2025-09-01"],
            "was a party to {}: notice taken back 2025-09-01.",
            id="rescinded without a notice",
        ),
        pytest.param(
            ["LT op1 ministerial-endorsement 2025-01-01", "LT op1 rejected 2025-09-01"],
            "was a party to {}: decided against leaving 2025-09-01.",
            id="rejected",
        ),
        pytest.param(
            [
                "LT op1 notified 2024-01-02",
                "LT op1 rescinded 2024-02-03",
                "LT op1 announced 2025-03-18",
                "LT op1 rejected 2025-09-01",
            ],
            "was a party to {}: decided against leaving 2025-09-01.",
            id="rejected after another exit with a notice",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-27", "LT op1 rejected 2025-09-01"],
            "was a party to {}: notified 2025-06-27; decided against leaving 2025-09-01.",
            id="rejected after its notice",
        ),
        pytest.param(
            ["LT op1 rejected 2025-09-01", "LT op1 notified 2030-01-01"],
            "was a party to {}: decided against leaving 2025-09-01.",
            id="rejected, another exit years later",
        ),
        pytest.param(
            ["LT op1 notified 2025-06-01"],
            "was out of {}: notified 2025-06-01; effective 2025-09-01 (computed).",
            id="out, computed",
        ),
        pytest.param(
            ["LT op1 notified 2025-05-31", "LT op1 effective 2025-09-01"],
            "was out of {}: notified 2025-05-31; effective 2025-09-01.",
            id="out, recorded",
        ),
        pytest.param(
            ["LT op1 expelled 2025-09-01"], "was out of {}: expelled 2025-09-01.", id="expelled"
        ),
        pytest.param(
            ["LT op1 suspended 2025-07-18"],
            "was a party to {}: claims suspension since 2025-07-18.",
            id="suspended",
        ),
        pytest.param(
            ["LT op1 ministerial-endorsement 2025-08", "LT op1 suspended 2025-07-18"],
            "was a party to {}: endorsed by ministers 2025-08; not yet notified; "
            "claims suspension since 2025-07-18.",
            id="suspended and leaving",
        ),
    ],
)
def test_the_reason(acts: list[str], reason: str, ledger_of: LedgerOf) -> None:
    """The reason gives the standing and the deciding steps, including later ones."""
    result = verified(ledger_of(events(*acts)), "party")
    assert result.reason == f"On 2025-09-01 Lithuania {reason.format(OP1)}"


def test_a_rescission_without_a_notice_quotes_none_of_an_earlier_exit(ledger_of: LedgerOf) -> None:
    """The reason quotes the notice of the exit that ended, not one from an earlier party period."""
    ledger = ledger_of(
        event("LT op1 in-force 1990-01-01")
        + event("LT op1 notified 1992-03-01", reference='"C.N.1.1992"')
        + events(
            "LT op1 effective 1992-06-01",
            "LT op1 in-force 1999-01-01",
            "LT op1 announced 2020-01-01",
            "LT op1 rescinded 2021-01-01",
        )
    )
    assert verified(ledger, "party").reason == (
        f"On 2025-09-01 Lithuania was a party to {OP1}: notice taken back 2021-01-01."
    )


@pytest.mark.parametrize(
    ("country", "reason"),
    [("FI", "Finland was a party to {}."), ("US", "United States was not a party to {}.")],
)
def test_the_reason_for_a_state_not_on_the_roll(
    country: str, reason: str, ledger_of: LedgerOf
) -> None:
    """A State that is missing from a roll is not a party."""
    ledger = ledger_of(roll("ottawa", "FI = { in_force = 2012-07-01 }"))
    result = verified(ledger, "non-party", pair=f"{country} ottawa")
    mine_ban = "the Anti-Personnel Mine Ban Convention"
    assert result.reason == f"On 2025-09-01 {reason.format(mine_ban)}"
    assert result.holds is (country == "US")


def test_the_reason_has_the_reference(ledger_of: LedgerOf) -> None:
    """A step with a depositary reference is given with it."""
    ledger = ledger_of(event("LT op1 notified 2025-06-27", reference='"C.N.1.2025"'))
    assert ": notified 2025-06-27 (C.N.1.2025); later:" in verified(ledger, "party").reason


def test_the_reason_for_an_ended_convention(ledger_of: LedgerOf) -> None:
    """The reason says that the convention itself ended."""
    ledger = ledger_of(event("US inf announced 2018-10-20"))
    assert verified(ledger, "party", pair="US inf").reason == (
        "On 2025-09-01 United States was no longer bound, because the Intermediate-Range Nuclear "
        "Forces Treaty had ended: announced 2018-10-20; not yet notified."
    )


def test_the_reason_does_not_depend_on_the_claim(ledger_of: LedgerOf) -> None:
    """True and false claims have the same reason."""
    ledger = ledger_of(EXIT)
    assert len({verified(ledger, claim).reason for claim in CLAIMS}) == 1


def test_doubts_and_sources_are_those_of_the_position(ledger_of: LedgerOf) -> None:
    """The record has the doubts and sources of the position."""
    ledger = ledger_of(
        roll("op1", "LT = { in_force = 1992-02-20 }")
        + event("LT op1 notified 2025-06-27", contested="true")
    )
    result = verified(ledger, "withdrawn")
    assert (result.holds, result.contested) == (False, True)
    assert [source.title for source in result.sources] == ["Letter"]


def test_the_reason_without_any_act(ledger_of: LedgerOf) -> None:
    """Without a joining or a roll the standing is unknown and no claim is true."""
    (item,) = verify_answer(
        ledger_of(""), ("LT", "op1"), AsOf(as_of=date(2025, 9, 1)), "party"
    ).items
    assert not item.holds
    assert item.reason.startswith("Nothing on record says whether Lithuania was a party to the ")
