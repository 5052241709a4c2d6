"""Tests of the report of `diff`."""

from datetime import date

import pytest

from tests.samples import Layered, LedgerOf, event, events, missing, roll, rows_of
from treatywatch.answers.diff import diff_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger
from treatywatch.output import table
from treatywatch.reports.diff import diff_report
from treatywatch.reports.report import Report
from treatywatch.standing.as_of import AsOf

FROM, TO = date(2025, 1, 1), date(2026, 1, 1)
MINE_BAN = "Anti-Personnel Mine Ban Convention"


def report(before: Ledger, after: Ledger, *, start: date = FROM) -> Report:
    """Return the report on the changes of 2025 from one ledger to another."""
    answer = diff_answer(before, after, AsOf(as_of=start), Query(as_of=TO))
    return diff_report(answer, before, after)


@pytest.mark.parametrize(
    ("acts", "rows"),
    [
        pytest.param(
            ["LT ottawa notified 2025-06-27"],
            [
                "✕ Lithuania | left: party → withdrawn | 2025-06-27 | notified",
                "✕ Lithuania | left: party → withdrawn | 2025-12-27* | effective",
            ],
            id="left",
        ),
        pytest.param(
            ["LT ottawa announced 2025-03-18"],
            ["◐ Lithuania | began to leave: party → party, announced | 2025-03-18 | announced"],
            id="began",
        ),
        pytest.param(
            ["LT ottawa announced 2024-03-18", "LT ottawa parliamentary-approval 2025-05-08"],
            [
                (
                    "◐ Lithuania | advanced: party, announced → party, parliamentary approval"
                    " | 2025-05-08 | parliamentary approval"
                )
            ],
            id="advanced",
        ),
        pytest.param(
            ["LT ottawa announced 2024-03-18", "LT ottawa rejected 2025-05-08"],
            ["○ Lithuania | stays: party, announced → party | 2025-05-08 | rejected"],
            id="ended",
        ),
        pytest.param(
            ["LT ottawa in-force 2025-05-01"],
            ["● Lithuania | joined: non-party → party | 2025-05-01 | in-force"],
            id="joined",
        ),
        pytest.param(
            ["LT ottawa suspended 2025-05-01"],
            [" Lithuania | noted: party | 2025-05-01 | suspended"],
            id="noted",
        ),
    ],
)
def test_the_rows_of_a_change(acts: list[str], rows: list[str], ledger_of: LedgerOf) -> None:
    """A change has a mark, a description with both standings, and a row for each step."""
    ledger = ledger_of(events(*acts))
    result = [row.replace(f"{MINE_BAN} | ", "") for row in rows_of(report(ledger, ledger))]
    assert [row.rpartition(" | ")[0] for row in result] == rows


def test_a_step_has_its_votes_and_source(ledger_of: LedgerOf) -> None:
    """The summary is followed by votes and source."""
    act = "LT ottawa parliamentary-approval 2025-05-08"
    ledger = ledger_of(event(act, votes="{ for = 107, against = 0 }"))
    (row,) = rows_of(report(ledger, ledger))
    assert row.endswith("| It so happened. (107–0 [Gazette])")


def test_corrections_and_removals_are_marked(ledger_of: LedgerOf) -> None:
    """A correction shows both values, a removal its step."""
    before = ledger_of(events("LT ottawa announced 2024-03-18", "PL ottawa signed 1997-12-04"))
    after = ledger_of(event("LT ottawa announced 2024-03-19", actor='"Seimas"'))
    assert [row.replace(f"{MINE_BAN} | ", "") for row in rows_of(report(before, after))] == [
        (
            "≠ Lithuania | corrected: party, announced | 2024-03-19 | announced"
            " | date: 2024-03-18 → 2024-03-19"
        ),
        (
            "≠ Lithuania | corrected: party, announced | 2024-03-19 | announced"
            " | actor: (no value) → Seimas"
        ),
        (
            "≠ Poland | no longer on record: signatory → unknown | 1997-12-04 | signed"
            " | It so happened. ([Gazette])"
        ),
    ]


def test_the_title_counts_the_changes(ledger_of: LedgerOf) -> None:
    """The title names a single convention and counts the changes by kind."""
    one = ledger_of(
        events(
            "LT ottawa notified 2025-06-27",
            "PL ottawa effective 2025-06-27",
            "FI ottawa announced 2025-06-27",
        )
    )
    two = ledger_of(events("LT ottawa announced 2025-06-27", "FI paris announced 2025-06-27"))
    assert report(one, one).title == f"{MINE_BAN}: 2 left, 1 began to leave"
    assert report(two, two).title == "2 began to leave"


def test_a_report_without_changes(ledger_of: LedgerOf) -> None:
    """An empty report has a sentence."""
    ledger = ledger_of("")
    result = report(ledger, ledger)
    assert (result.rows, result.title, result.empty) == ((), "No change", "Nothing changed.")


def test_the_subtitle_names_the_sides(ledger_of: LedgerOf) -> None:
    """One ledger is named by its days alone, two ledgers by days and files."""
    before, after = ledger_of(""), ledger_of(event("LT ottawa announced 2024-03-18"))
    assert report(before, before).subtitle == "2025-01-01 → 2026-01-01"
    name = before.files[0].name
    assert report(before, after).subtitle == f"2025-01-01 ({name}) → 2026-01-01 ({name})"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_cut_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every word of every row is shown, and shared headings are shown once."""
    ledger = ledger_of(
        roll("paris", "FI = { ratified = 2025-12-27 }")
        + events("LT ottawa parliamentary-approval 2025-05-08", "LT ottawa notified 2025-06-27")
    )
    result = report(ledger, ledger)
    drawn = table.draw(result, width=width, color=False, unicode=True)
    assert missing(result, drawn) == []
    assert drawn.count("Lithuania") == 1


def test_a_screen_without_unicode_gets_ascii(ledger_of: LedgerOf) -> None:
    """Without Unicode the report adds only ASCII characters."""
    before = ledger_of(event("LT ottawa notified 2025-06-27"))
    after = ledger_of(event("LT ottawa notified 2025-06-28"))
    result = report(before, after)
    assert table.draw(result, width=80, color=False, unicode=False).isascii()


def test_each_row_names_its_ledger(layered: Layered, ledger_of: LedgerOf) -> None:
    """A new step has the later file, a removed step the earlier one, a correction both."""
    before = ledger_of(
        events("LT ottawa announced 2025-03-18", "PL ottawa announced 2025-03-07")
        + event("FI ottawa announced 2025-04-01")
    )
    after = layered(
        event("PL ottawa announced 2025-03-07"),
        event("FI ottawa announced 2025-04-02") + event("PL ottawa notified 2025-08-20"),
    )
    result = report(before, after, start=TO)
    assert result.columns[-1].heading == "Ledger"
    assert [(row.cells[1].text, row.cells[-1].text) for row in result.rows] == [
        ("Poland", "2.toml"),
        ("Finland", "ledger.toml → 2.toml"),
        ("Lithuania", "ledger.toml"),
    ]
    assert result.subtitle == "2026-01-01 (ledger.toml) → 2026-01-01 (1.toml + 2.toml)"


def test_one_ledger_on_two_days_has_no_column_of_ledgers(ledger_of: LedgerOf) -> None:
    """Without several files there is no ledger column."""
    ledger = ledger_of(event("LT ottawa announced 2025-03-18"))
    assert "Ledger" not in [column.heading for column in report(ledger, ledger).columns]


def test_the_end_of_a_convention_has_no_ledger(layered: Layered, ledger_of: LedgerOf) -> None:
    """A change without a step has an empty ledger cell."""
    joined = roll("inf", "US = { ratified = 1988-06-01 }")
    result = report(ledger_of(joined), layered(joined, ""), start=date(2019, 1, 1))
    (row,) = (row for row in result.rows if row.cells[2].text.startswith("over"))
    assert (len(row.cells), row.cells[-1].text) == (len(result.columns), "")
