"""The exits of a State: their steps, notice, end and party period."""

import pytest

from tests.samples import LedgerOf, events
from tests.standing.acts import act
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.collect import acts_of
from treatywatch.standing.exits import Exit, exits_of


def exits(ledger: Ledger, country: str = "LT", convention: str = "op1") -> list[Exit]:
    """Return the exits of a State."""
    acts = acts_of(ledger, (country, convention))
    return exits_of(acts, acts)


def exit_line(leaving: Exit) -> str:
    """Write an exit in a line: its steps, notice, outcome and party period."""
    steps = ", ".join(f"{act.step} {act.date}" for act in leaving.acts)
    days = [act and str(act.date) for act in (leaving.notice, leaving.outcome, leaving.party_since)]
    return f"{steps} | {' | '.join(day or '-' for day in days)}"


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["LT op1 in-force 1992-02-20", "LT op1 remark 1998-01-01"], [], id="a stay"),
        pytest.param(
            ["LT op1 in-force 1992-02-20", "LT op1 considered 1998"],
            ["considered 1998 | - | - | 1992-02-20"],
            id="begun",
        ),
        pytest.param(
            [
                "LT op1 in-force 1992-02-20",
                "LT op1 announced 1998-01-01",
                "LT op1 notified 1998-05-26",
            ],
            ["announced 1998-01-01, notified 1998-05-26 | 1998-05-26 | - | 1992-02-20"],
            id="under way",
        ),
        pytest.param(
            ["LT op1 notified 1998-05-26", "LT op1 effective 1998-08-26"],
            ["notified 1998-05-26, effective 1998-08-26 | 1998-05-26 | 1998-08-26 | -"],
            id="out, joining unknown",
        ),
        pytest.param(
            ["LT op1 expelled 2022-09-16"],
            ["expelled 2022-09-16 | - | 2022-09-16 | -"],
            id="expelled",
        ),
        pytest.param(
            ["LT op1 rejected 2025-04-02"],
            ["rejected 2025-04-02 | - | 2025-04-02 | -"],
            id="decided against, nothing begun",
        ),
        pytest.param(
            [
                "LT op1 announced 1998-01-01",
                "LT op1 rejected 1998-02-01",
                "LT op1 notified 1999-05-26",
                "LT op1 rescinded 1999-06-01",
                "LT op1 announced 2001-01-01",
            ],
            [
                "announced 1998-01-01, rejected 1998-02-01 | - | 1998-02-01 | -",
                "notified 1999-05-26, rescinded 1999-06-01 | 1999-05-26 | 1999-06-01 | -",
                "announced 2001-01-01 | - | - | -",
            ],
            id="twice given up, then begun again",
        ),
        pytest.param(
            [
                "LT op1 in-force 1981-02-14",
                "LT op1 notified 1998-05-26",
                "LT op1 effective 1998-08-26",
                "LT op1 consented 1998-08-26",
                "LT op1 in-force 1998-08-26",
                "LT op1 notified 2000-03-27",
                "LT op1 effective 2000-06-27",
            ],
            [
                "notified 1998-05-26, effective 1998-08-26 | 1998-05-26 | 1998-08-26 | 1981-02-14",
                "notified 2000-03-27, effective 2000-06-27 | 2000-03-27 | 2000-06-27 | 1998-08-26",
            ],
            id="out, in and out again",
        ),
        pytest.param(
            [
                "LT op1 announced 1998-01-01",
                "LT op1 suspended 1998-02-01",
                "LT op1 parliamentary-vote 1998-03-01",
                "LT op1 objected 1998-04-01",
                "LT op1 notified 1998-05-26",
            ],
            ["announced 1998-01-01, notified 1998-05-26 | 1998-05-26 | - | -"],
            id="what stands beside is left out",
        ),
    ],
)
def test_acts_are_grouped_by_exit(
    acts: list[str], expected: list[str], ledger_of: LedgerOf
) -> None:
    """Each exit has its own steps, its end and the party period before it."""
    assert [exit_line(leaving) for leaving in exits(ledger_of(events(*acts)))] == expected


def test_a_new_party_period_begins_a_new_exit(ledger_of: LedgerOf) -> None:
    """An entry into force ends an exit that has no recorded end."""
    ledger = ledger_of(
        events(
            "LT who notified 2000-01-01",
            "LT who in-force 2010-01-01",
            "LT who notified 2020-01-01",
            "LT who effective 2021-01-01",
        )
    )
    assert [exit_line(leaving) for leaving in exits(ledger, convention="who")] == [
        "notified 2000-01-01 | 2000-01-01 | - | -",
        "notified 2020-01-01, effective 2021-01-01 | 2020-01-01 | 2021-01-01 | 2010-01-01",
    ]


def test_a_withdrawn_consent_ends_an_exit(ledger_of: LedgerOf) -> None:
    """An exit under way ends when the State withdraws its consent."""
    ledger = ledger_of(
        events(
            "US ctbt consented 2000-06-30",
            "US ctbt announced 2023-10-05",
            "US ctbt consent-withdrawn 2023-11-03",
            "US ctbt announced 2024-01-01",
        )
    )
    assert [exit_line(leaving) for leaving in exits(ledger, "US", "ctbt")] == [
        "announced 2023-10-05 | - | - | -",
        "announced 2024-01-01 | - | - | -",
    ]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.ANNOUNCED, "announced 2000-01-01 | - | - | 1990-01-01"),
        (Step.NOTIFIED, "notified 2000-01-01 | 2000-01-01 | - | 1990-01-01"),
    ],
)
def test_an_exit_before_a_return_keeps_its_party_period(step: Step, expected: str) -> None:
    """An exit between two entries into force belongs to the first."""
    begin, back = act(Step.IN_FORCE, "1990-01-01"), act(Step.IN_FORCE, "2010-01-01")
    acts = [begin, act(step, "2000-01-01"), back]
    (leaving,) = exits_of(acts, acts)
    assert exit_line(leaving) == expected


def test_the_last_of_two_notices_of_one_day_is_the_notice_of_an_exit() -> None:
    """The notice of an exit is that of the position."""
    notices = (act(Step.NOTIFIED, "2000-01-01", actor="A"), act(Step.NOTIFIED, "2000-01-01"))
    assert Exit(acts=notices).notice is notices[1]
