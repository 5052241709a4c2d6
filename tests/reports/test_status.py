"""Tests of the report of `status`."""

from datetime import date
from typing import Any

import msgspec
import pytest

from tests.samples import Layered, LedgerOf, event, events, missing, roll, rows_of
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.model.ledger import Ledger
from treatywatch.output import table
from treatywatch.reports.report import Report
from treatywatch.reports.status import status_report

DAY = date(2026, 1, 5)
MINE_BAN = "Anti-Personnel Mine Ban Convention"


def report(ledger: Ledger, *, as_of: date = DAY, include_all: bool = True, **query: Any) -> Report:
    """Return the report on a query."""
    answer = status_answer(ledger, Query(as_of=as_of, **query), include_all=include_all)
    return status_report(answer, ledger)


OBJECTIONS = event("US ottawa objected 2025-08-01", by='"FI"') + event(
    "US ottawa objected 2025-08-02", by='"PL"'
)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            event("FI ottawa notified 2025-07-10"),
            "◐ Finland | party | notified | 2025-07-10 | 2026-01-10* (in 5 days)",
            id="notified",
        ),
        pytest.param(
            events("FI ottawa notified 2025-07-10", "FI ottawa effective 2026-01-11"),
            "◐ Finland | party | notified | 2025-07-10 | 2026-01-11 (in 6 days)",
            id="a recorded future effect",
        ),
        pytest.param(
            event("LT ottawa notified 2025-06-27"),
            "✕ Lithuania | withdrawn | effective | 2025-12-27 | 2025-12-27* (9 days ago)",
            id="out",
        ),
        pytest.param(
            event("LT ottawa effective 2025-12"),
            "✕ Lithuania | withdrawn | effective | 2025-12 | 2025-12",
            id="out, known to the month",
        ),
        pytest.param(
            event("PL ottawa announced 2025-03"),
            "◐ Poland | party | announced | 2025-03 | ",
            id="announced",
        ),
        pytest.param(
            event("PL ottawa rejected 2025-04-02"),
            "○ Poland | party | decided against leaving | 2025-04-02 | ",
            id="rejected",
        ),
        pytest.param(
            events("PL ottawa notified 2025-04-02", "PL ottawa rescinded 2025-05-02"),
            "○ Poland | party | notice taken back | 2025-05-02 | ",
            id="rescinded",
        ),
        pytest.param(
            event("US ottawa suspended 2025-07-18", contested="true") + OBJECTIONS,
            "! United States | party |  |  | "
            "claims suspension since 2025-07-18; 2 objections; contested",
            id="suspended",
        ),
        pytest.param(
            event("FI ottawa notified 2025-07-10", contested="true")
            + event("FI ottawa objected 2025-08-01", by='"US"'),
            "! Finland | party | notified | 2025-07-10 | "
            "2026-01-10* (in 5 days; 1 objection; contested)",
            id="a contested notice",
        ),
        pytest.param(
            roll("ottawa", "LT = { ratified = 2003-05-12 }"),
            "● Lithuania | party |  | 2003-11-01* | ",
            id="party since a computed day",
        ),
        pytest.param(
            roll("ottawa", "LT = { ratified = 2003-05-12, in_force = 2003-11-01 }"),
            "● Lithuania | party |  | 2003-11-01 | ",
            id="party since a recorded day",
        ),
        pytest.param(
            roll("ottawa", "LT = { ratified = 2025-12-12 }"),
            "◌ Lithuania | joining |  |  | ",
            id="joining",
        ),
        pytest.param(
            roll("ottawa", "US = { signed = 1999-01-01 }"),
            "◌ United States | signatory |  |  | ",
            id="signatory",
        ),
        pytest.param(
            roll("ottawa", "US = {}"), " United States | non-party |  |  | ", id="non-party"
        ),
    ],
)
def test_the_row_of_a_state(text: str, row: str, ledger_of: LedgerOf) -> None:
    """A row has mark, standing, stage, date and effect, with a star for a computed day."""
    (result,) = rows_of(report(ledger_of(text)))
    assert result.replace(f" | {MINE_BAN}", "", 1) == row


@pytest.mark.parametrize(
    ("pairs", "query", "title"),
    [
        (["LT ottawa"], {}, f"Lithuania · {MINE_BAN} (ottawa)"),
        (["LT ottawa", "LT paris"], {}, "Lithuania"),
        (["LT ottawa", "PL ottawa"], {}, f"{MINE_BAN} (ottawa)"),
        (["LT ottawa", "PL paris"], {}, "Standing of States"),
        (["LT ottawa"], {"conventions": ("paris",)}, "Standing of States"),
    ],
    ids=["a pair", "a country", "a convention", "several", "nothing"],
)
def test_the_title_names_what_all_rows_share(
    pairs: list[str], query: dict[str, Any], title: str, ledger_of: LedgerOf
) -> None:
    """The title names a single country or convention."""
    ledger = ledger_of(events(*(f"{pair} announced 2025-03-18" for pair in pairs)))
    result = report(ledger, **query)
    assert (result.title, result.subtitle) == (title, "as of 2026-01-05")


@pytest.mark.parametrize(
    ("acts", "summary"),
    [
        (
            ["LT ottawa effective", "PL ottawa announced", "FI ottawa notified"],
            ["2 on the way out, 1 out; exits under article 20"],
        ),
        (["LT ottawa remark", "PL ottawa announced"], ["1 on the way out; exits under article 20"]),
        (["LT ottawa remark", "PL ottawa rejected"], ["exits under article 20"]),
        (["LT inf announced", "PL inf announced"], ["2 on the way out"]),
        (["LT inf remark", "PL inf remark"], []),
        (["LT ottawa announced"], []),
        (["LT ottawa announced", "LT paris announced"], []),
    ],
    ids=["all", "one", "article", "no article", "nothing", "a single row", "two conventions"],
)
def test_the_exits_of_a_convention_are_summed_up(
    acts: list[str], summary: list[str], ledger_of: LedgerOf
) -> None:
    """The summary counts States leaving and out, and names the article."""
    ledger = ledger_of(events(*(f"{act} 2025-08-18" for act in acts)))
    assert list(report(ledger).summary) == summary


STAR = "* computed from the convention's clause, not recorded"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (event("LT ottawa notified 2025-06-27"), [STAR]),
        (events("LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-27"), []),
        (roll("ottawa", "LT = { ratified = 2003-05-12 }"), [STAR]),
        (
            roll("ottawa", "LT = { ratified = 2003-05-12 }")
            + event("LT ottawa rejected 2025-01-02"),
            [],
        ),
    ],
    ids=["effect", "recorded", "since", "a computed day not shown"],
)
def test_a_star_is_explained(text: str, notes: list[str], ledger_of: LedgerOf) -> None:
    """The note on computed days is there only if a row has a star."""
    result = report(ledger_of(text))
    assert list(result.notes) == notes
    assert bool(notes) is any("*" in row for row in rows_of(result))


@pytest.mark.parametrize(
    ("current_to", "said"),
    [(None, False), (date(2026, 1, 4), True), (DAY, False), (date(2026, 1, 6), False)],
    ids=str,
)
def test_a_day_after_the_end_of_the_record_has_a_warning(
    current_to: date | None, said: bool, ledger_of: LedgerOf
) -> None:
    """A note warns if the ledger is current only to an earlier day."""
    ledger = msgspec.structs.replace(ledger_of(""), current_to=current_to)
    notes = [f"The record is complete to {current_to}; acts after that may be missing."]
    assert list(report(ledger).notes) == notes * said


ALL = roll("ottawa", "PL = { ratified = 2012-12-27 }") + events(
    "LT ottawa notified 2025-06-27",
    "FI ottawa ministerial-endorsement 2025-03-18",
    "FI op1 rejected 2025",
    "US paris suspended 2025-07-18",
)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_cut_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every width shows every word of every row."""
    result = report(ledger_of(ALL))
    assert missing(result, table.draw(result, width=width, color=False, unicode=True)) == []


@pytest.mark.parametrize("countries", [(), ("LT",)], ids=["several", "a single row"])
def test_a_screen_without_unicode_gets_ascii(
    countries: tuple[str, ...], ledger_of: LedgerOf
) -> None:
    """Without Unicode the report adds only ASCII characters."""
    result = report(ledger_of(ALL), countries=countries)
    assert table.draw(result, width=80, color=False, unicode=False).isascii()


def test_a_report_without_exits(ledger_of: LedgerOf) -> None:
    """An empty report has a sentence."""
    result = report(ledger_of(""), include_all=False)
    assert (result.rows, result.empty) == ((), "No exit is on record.")


def test_each_row_of_layered_ledgers_names_its_ledger(
    layered: Layered, ledger_of: LedgerOf
) -> None:
    """The last column names the ledger of the key act; a single ledger has no column."""
    ground = events("LT ottawa announced 2025-03-18", "PL ottawa announced 2025-03-18")
    result = report(layered(ground, event("LT ottawa notified 2025-06-27")))
    assert result.columns[-1].heading == "Ledger"
    assert {(row.cells[0].text, row.cells[-1].text) for row in result.rows} == {
        ("Lithuania", "2.toml"),
        ("Poland", "1.toml"),
    }
    assert report(ledger_of(ground)).columns == result.columns[:-1]
