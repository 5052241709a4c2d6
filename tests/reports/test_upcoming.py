"""Tests of the report of `upcoming`."""

from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, missing, rows_of
from treatywatch.answers.query import Query
from treatywatch.answers.upcoming import upcoming_answer
from treatywatch.model.ledger import Ledger
from treatywatch.output import table
from treatywatch.reports.report import Report
from treatywatch.reports.upcoming import upcoming_report

DAY = date(2025, 9, 1)
OP1 = "Optional Protocol to the Covenant on Civil and Political Rights"


def report(ledger: Ledger, as_of: date = DAY, **query: Any) -> Report:
    """Return the report on all upcoming days."""
    return upcoming_report(upcoming_answer(ledger, Query(as_of=as_of, **query)), ledger)


@pytest.mark.parametrize(
    ("text", "day", "row"),
    [
        pytest.param(
            event("LT op1 notified 2025-06-27"),
            DAY,
            f"◐ 2025-09-27* | 26 days, 3 weeks | Lithuania | {OP1} | out | 2025-06-27 | computed",
            id="computed",
        ),
        pytest.param(
            events("LT op1 notified 2025-06-27", "LT op1 effective 2025-09-15"),
            DAY,
            f"◐ 2025-09-15 | 14 days | Lithuania | {OP1} | out | 2025-06-27 | recorded",
            id="recorded, in two weeks",
        ),
        pytest.param(
            event("LT op1 notified 2025-06-27", contested="true"),
            date(2025, 9, 26),
            f"◐ 2025-09-27* | 1 day | Lithuania | {OP1} | out | 2025-06-27 | computed (contested)",
            id="contested, tomorrow",
        ),
        pytest.param(
            event("LT op1 notified 2025-08"),
            DAY,
            f"◐ 2025-11* |  | Lithuania | {OP1} | out | 2025-08 | computed",
            id="a month",
        ),
        pytest.param(
            event("LT paris in-force 2024-09-01"),
            DAY,
            " 2027-09-01* | 730 days, 2 years | Lithuania | Paris Agreement | "
            "may notify from this day |  | computed",
            id="earliest notice",
        ),
    ],
)
def test_the_row_of_an_upcoming_day(text: str, day: date, row: str, ledger_of: LedgerOf) -> None:
    """A row has the days left, a rounded time, and a star if it is computed."""
    assert rows_of(report(ledger_of(text), day)) == [row]


@pytest.mark.parametrize(
    ("acts", "title"),
    [
        (
            ["LT op1 notified 2025-06-27", "FI op1 notified 2025-06-27"],
            f"Future exits: {OP1} (op1)",
        ),
        (["LT op1 notified 2025-06-27", "FI ottawa notified 2025-06-27"], "Future exits"),
        (["LT op1 notified 2025-06-27", "FI paris in-force 2024-09-01"], "Upcoming days"),
        (["FI paris in-force 2024-09-01"], "Earliest days for notice: Paris Agreement (paris)"),
        ([], "Upcoming days"),
    ],
    ids=["one treaty", "two", "exits and more", "no exit", "none"],
)
def test_the_title(acts: list[str], title: str, ledger_of: LedgerOf) -> None:
    """The title names a single convention and the kind of days."""
    result = report(ledger_of(events(*acts)))
    assert (result.title, result.subtitle) == (title, "as of 2025-09-01")


def test_a_report_without_days(ledger_of: LedgerOf) -> None:
    """An empty report has a sentence."""
    drawn = table.draw(report(ledger_of("")), width=80, color=False, unicode=True)
    assert "Nothing is upcoming." in drawn


@pytest.mark.parametrize(
    ("acts", "starred"),
    [
        (["LT op1 notified 2025-06-27"], True),
        (["LT op1 notified 2025-06-27", "LT op1 effective 2025-09-27"], False),
    ],
    ids=["computed", "recorded"],
)
def test_the_star_is_explained(acts: list[str], starred: bool, ledger_of: LedgerOf) -> None:
    """A note explains the star, only if there is one."""
    result = report(ledger_of(events(*acts)))
    note = "* computed from the convention's clause, not recorded"
    assert (note in result.notes) is starred


CURRENT = """
[conventions.own]
name = "Own"
current_to = {day}
withdrawal.article = "9"
withdrawal.period = "1 year"
"""


@pytest.mark.parametrize(
    ("day", "said"), [("2025-08-31", True), ("2025-09-01", False)], ids=["past", "today"]
)
def test_a_day_after_the_end_of_the_record_has_a_warning(
    day: str, said: bool, ledger_of: LedgerOf
) -> None:
    """A note warns if the convention's record ends before the day."""
    ledger = ledger_of(CURRENT.format(day=day) + event("LT own notified 2025-06-27"))
    assert any(f"complete to {day}" in note for note in report(ledger).notes) is said


@pytest.mark.parametrize("width", [50, 80, 120])
def test_nothing_is_lost_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every width shows every word of every row."""
    acts = ("LT op1 notified 2025-06-27", "FI ottawa notified 2025-07-10", "LT paris in-force 2025")
    result = report(ledger_of(events(*acts)), date(2026, 1, 1))
    assert missing(result, table.draw(result, width=width, color=False, unicode=True)) == []


@pytest.mark.parametrize(
    ("act", "title"),
    [
        ("LT op1 notified 2025-06-27", "Future exits"),
        ("LT paris in-force 2024-09-01", "Earliest days for notice"),
    ],
    ids=["out", "may notify"],
)
def test_the_title_names_the_kind_of_days(act: str, title: str, ledger_of: LedgerOf) -> None:
    """If all rows are of one kind, their column is dropped and the title names it."""
    drawn = table.draw(report(ledger_of(event(act))), width=120, color=False, unicode=True)
    assert drawn.startswith(title)
