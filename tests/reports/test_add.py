"""Tests of the report of `add`."""

from datetime import date

import pytest

from tests.samples import LedgerOf, event, missing, roll, rows_of
from treatywatch.answers.add import add_answer
from treatywatch.output import table
from treatywatch.reports.add import add_report
from treatywatch.reports.report import Report
from treatywatch.standing.as_of import AsOf

PARTY = roll("ottawa", "LT = { acceded = 2003-05-12, in_force = 2003-11-01 }")
STAR = "* computed from the convention's clause, not recorded"


@pytest.fixture
def report(ledger_of: LedgerOf, request: pytest.FixtureRequest) -> Report:
    """Return the report for an event added to a ledger that records a party."""
    before, after = ledger_of(PARTY), ledger_of(PARTY + event(request.param))
    return add_report(
        add_answer(
            before,
            after,
            after.events[-1],
            AsOf(as_of=date(2025, 9, 1)),
            file="my.toml",
            entry="",
            written=True,
        )
    )


BEFORE = "● before | party |  | 2003-11-01 | "


@pytest.mark.parametrize(
    ("report", "after", "notes"),
    [
        pytest.param(
            "LT ottawa notified 2025-06-27",
            "◐ after | party | notified | 2025-06-27 | 2025-12-27* (in 3 months)",
            (STAR,),
            id="notified",
        ),
        pytest.param(
            "LT ottawa announced 2025-03",
            "◐ after | party | announced | 2025-03 | ",
            (),
            id="announced",
        ),
        pytest.param(
            "LT ottawa effective 2025-08-31",
            "✕ after | withdrawn | effective | 2025-08-31 | 2025-08-31 (1 day ago)",
            (),
            id="effective",
        ),
        pytest.param(
            "LT ottawa remark 2025-03", "● after | party |  | 2003-11-01 | ", (), id="remark"
        ),
    ],
    indirect=["report"],
)
def test_the_rows_are_before_and_after(report: Report, after: str, notes: tuple[str, ...]) -> None:
    """The rows have the standing before and after; a computed day has a star and a note."""
    assert rows_of(report) == [BEFORE, after]
    assert report.notes == notes


@pytest.mark.parametrize("report", ["LT ottawa notified 2025-06-27"], indirect=True)
def test_the_title_names_the_pair(report: Report) -> None:
    """The title names the State and the convention, and a screen shows every word."""
    assert report.title == "Lithuania · Anti-Personnel Mine Ban Convention (ottawa)"
    assert report.subtitle == "as of 2025-09-01"
    drawn = table.draw(report, width=100, color=False, unicode=True)
    assert missing(report, drawn) == []
