"""Rules on the order of steps."""

from datetime import date

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events, roll
from treatywatch.checks.order import other_dates_entry
from treatywatch.ledger.read.decode import decode_scalar, parse
from treatywatch.model.dates import PartialDate, exact_date, parse_partial_date


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(["announced 2025-03-18", "considered 2025-03-19"], ["2025-03-19"], id="back"),
        pytest.param(["announced 2025-03-18", "considered 2025-03-18"], [], id="same day"),
        pytest.param(["announced 2025-03-18", "considered 2025-03-17"], [], id="forward"),
        pytest.param(["announced 2025-03-18", "announced 2025-03-19"], [], id="again"),
        pytest.param(["considered 2025-01-01", "notified 2025-03-19"], [], id="skipped"),
        pytest.param(
            ["parliamentary-approval 2025-01-01", "considered 2025-02-01", "announced 2025-03-01"],
            ["2025-02-01", "2025-03-01"],
            id="twice behind the furthest",
        ),
        pytest.param(["announced 2025-03", "considered 2025-04-01"], ["2025-04-01"], id="month"),
        pytest.param(["announced 2025-03", "considered 2025-03-31"], [], id="of that month"),
        pytest.param(["announced 2025-03-18", "considered 2025-03"], [], id="may be before"),
        pytest.param(
            ["announced 2025-03-18", "considered 2025-04"], ['"2025-04"'], id="month back"
        ),
        pytest.param(["announced 2025", "considered 2025-06"], [], id="month in a year"),
        pytest.param(
            ["announced 2025-03-18", "rejected 2025-04-01", "considered 2025-05-01"],
            [],
            id="rejected between",
        ),
        pytest.param(
            ["notified 2025-03-18", "rescinded 2025-04-01", "considered 2025-05-01"],
            [],
            id="taken back between",
        ),
        pytest.param(
            ["effective 2025-03-18", "consented 2025-04-01", "considered 2025-05-01"],
            [],
            id="joined again",
        ),
        pytest.param(
            ["effective 2025-03-18", "considered 2025-05-01"], ["2025-05-01"], id="after the exit"
        ),
        pytest.param(
            ["effective 2025-03-18", "rescinded 2025-05-01"], [], id="an end is no step back"
        ),
        pytest.param(["effective 2025-03-18", "notified 2025-05-01"], [], id="another rule's"),
        pytest.param(["announced 2025-03-18", "remark 2025-03-19"], [], id="remark"),
        pytest.param(["announced 2025-03-18", "suspended 2025-03-19"], [], id="suspension"),
        pytest.param(
            ["announced 2025-03-18", "parliamentary-vote 2025-03-19"], [], id="a vote is no stage"
        ),
        pytest.param(["notified 0001-01-01", "considered 9999-12-31"], ["9999-12-31"], id="ends"),
    ],
)
def test_step_order(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A step is reported if it must have followed a later stage of the same exit."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("step-order", text) == found


@pytest.mark.parametrize(
    ("acts", "words", "remedy"),
    [
        (
            ["announced 2025-03-18", "considered 2025-03-19"],
            'comes after "announced" on 2025-03-18',
            '"rejected"',
        ),
        (
            ["effective 2025-03-18", "considered 2025-03-19"],
            "comes after the exit on 2025-03-18",
            '"consented"',
        ),
    ],
)
def test_the_message_has_the_earlier_step(
    acts: list[str], words: str, remedy: str, problems_by: ProblemsBy
) -> None:
    """The hint differs between a finished exit and one under way."""
    (problem,) = problems_by("step-order", events(*(f"LT ottawa {act}" for act in acts)))
    assert words in problem.message
    assert remedy in (problem.hint or "")


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(["notified 2025-06-27", "notified 2025-06-30"], ["2025-06-30"], id="notice"),
        pytest.param(
            ["notified 2025-06-30", "notified 2025-06-27"], ["2025-06-30"], id="later one"
        ),
        pytest.param(["notified 2025-06-27", "notified 2025-06"], ["2025-06-27"], id="month"),
        pytest.param(["signed 1999-02-26", "signed 1999-02-27"], ["1999-02-27"], id="signature"),
        pytest.param(["effective 2025-06-27", "effective 2025-06-28"], ["2025-06-28"], id="effect"),
        pytest.param(
            ["expelled 2025-06-27", "expelled 2025-06-28"], ["2025-06-28"], id="expulsion"
        ),
        pytest.param(
            ["consented 2003-05-12", "consented 2003-05-13"], ["2003-05-13"], id="consent"
        ),
        pytest.param(["in-force 2003-05-12", "in-force 2003-05-13"], ["2003-05-13"], id="force"),
        pytest.param(
            ["notified 2025-06-27", "notified 2025-06-28", "notified 2025-06-29"],
            ["2025-06-28", "2025-06-29"],
            id="thrice",
        ),
        pytest.param(["announced 2025-06-27", "announced 2025-06-30"], [], id="announcements"),
        pytest.param(["considered 2025-06-27", "considered 2025-06-30"], [], id="considerations"),
        pytest.param(["remark 2025-06-27", "remark 2025-06-30"], [], id="remarks"),
        pytest.param(
            ["notified 2025-06-27", "rescinded 2025-06-28", "notified 2025-06-30"],
            [],
            id="another exit",
        ),
        pytest.param(
            ["in-force 2003-05-12", "effective 2010-05-12", "in-force 2012-05-12"],
            [],
            id="another stay",
        ),
        pytest.param(
            ["signed 1999-02-26", "effective 2010-05-12", "signed 2012-05-12"],
            ["2012-05-12"],
            id="a treaty is signed once",
        ),
        pytest.param(["notified 0001-01-01", "notified 9999-12-31"], ["9999-12-31"], id="ends"),
    ],
)
def test_contradiction(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A second date is reported for an act that happens once."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("contradiction", text) == found


def test_the_hint_keeps_both_dates(problems_by: ProblemsBy) -> None:
    """The hint has the key for the other date."""
    text = events("LT ottawa notified 2025-05", "LT ottawa notified 2025-06-30")
    (problem,) = problems_by("contradiction", text)
    assert problem.message == '"notified" is dated both 2025-05 and 2025-06-30'
    assert 'other_dates = [{ date = "2025-05" }]' in (problem.hint or "")


def test_a_roll_date_is_no_contradiction(found_by: FoundBy) -> None:
    """`roll-date` reports another date in a roll; two States may object on two days."""
    text = roll("ottawa", "LT = { ratified = 2003-05-12 }") + events(
        "LT ottawa consented 2003-05-13"
    )
    text += event("PL ottawa objected 2025-06-27", by='"LT"')
    text += event("PL ottawa objected 2025-06-28", by='"FI"')
    assert found_by("contradiction", text) == []


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(["rescinded 2025-07-01"], 1, id="alone"),
        pytest.param(["announced 2025-01-01", "rescinded 2025-07-01"], 1, id="announced only"),
        pytest.param(["notified 2025-06-27", "rescinded 2025-07-01"], 0, id="notified"),
        pytest.param(["notified 2025-07-01", "rescinded 2025-07-01"], 0, id="same day"),
        pytest.param(["rescinded 2025-07-01", "notified 2025-07-02"], 1, id="notified later"),
        pytest.param(["notified 2025-06", "rescinded 2025"], 0, id="may be notified before"),
        pytest.param(["notified 2026-01-01", "rescinded 2025"], 1, id="notified the next year"),
        pytest.param(
            ["notified 2025-01-01", "rescinded 2025-02-01", "rescinded 2025-03-01"], 1, id="twice"
        ),
        pytest.param(
            ["notified 2025-01-01", "rejected 2025-02-01", "rescinded 2025-03-01"],
            1,
            id="the exit was rejected",
        ),
        pytest.param(
            ["notified 2020-01-01", "consented 2022-01-01", "rescinded 2025-03-01"],
            1,
            id="the notice of an earlier party period",
        ),
    ],
)
def test_rescinded_without_notice(acts: list[str], found: int, found_by: FoundBy) -> None:
    """A rescission is reported if no notification of the same exit can precede it."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("rescinded-without-notice", text) == ['"rescinded"'] * found


@pytest.mark.parametrize(
    "when",
    [parse_partial_date("2025-03"), parse_partial_date("2025"), exact_date(date(2025, 3, 18))],
    ids=str,
)
def test_the_hint_for_another_date_can_be_pasted(when: PartialDate) -> None:
    """The hint is TOML: a list of one table with the date."""
    (table,) = parse(other_dates_entry(when))["other_dates"]
    assert {key: decode_scalar(PartialDate, value) for key, value in table.items()} == {
        "date": when
    }
