"""Tests of the report of `timeline`."""

from datetime import date
from typing import Any

import msgspec
import pytest

from tests.samples import Layered, LedgerOf, event, events, missing, roll, rows_of
from treatywatch.answers.query import Query
from treatywatch.answers.timeline import timeline_answer
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source, SourceKind
from treatywatch.output import table
from treatywatch.reports.report import Report
from treatywatch.reports.timeline import best_source, timeline_report

DAY = date(2025, 9, 1)
MINE_BAN = "Anti-Personnel Mine Ban Convention"
ACT = "LT ottawa parliamentary-approval 2025-05-08"


def report(ledger: Ledger, **query: Any) -> Report:
    """Return the report on all steps of a query."""
    return timeline_report(timeline_answer(ledger, Query(as_of=DAY, **query)), ledger)


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        pytest.param({}, "It so happened. ([Gazette])", id="plain"),
        pytest.param(
            {"actor": '"Seimas"'}, "Seimas: It so happened. ([Gazette])", id="an actor unnamed"
        ),
        pytest.param(
            {"actor": '"Seimas (parliament)"', "summary": '"The SEIMAS voted."'},
            "The SEIMAS voted. ([Gazette])",
            id="an actor named in the summary",
        ),
        pytest.param(
            {"actor": '"Lithuania"'}, "It so happened. ([Gazette])", id="the State itself"
        ),
        pytest.param(
            {"votes": "{ for = 107, against = 0, abstain = 3 }"},
            "It so happened. (107–0, 3 abstaining [Gazette])",
            id="votes",
        ),
        pytest.param(
            {"verified": "false", "reference": '"C.N.1"'},
            "It so happened. (unverified, C.N.1) ([Gazette])",
            id="unverified, with its reference",
        ),
        pytest.param(
            {"summary": '"[red]It[/red]\\n:flag_lt: happened."'},
            "[red]It[/red] :flag_lt: happened. ([Gazette])",
            id="markup and line ends",
        ),
    ],
)
def test_the_row_of_a_step(keys: dict[str, str], what: str, ledger_of: LedgerOf) -> None:
    """A row has the summary, an actor it does not name, doubts, votes and the best source."""
    (row,) = rows_of(report(ledger_of(event(ACT, **keys))))
    assert row == f" 2025-05-08 | Lithuania | {MINE_BAN} | parliamentary approval | {what}"


@pytest.mark.parametrize(
    ("act", "keys", "mark"),
    [
        ("announced", {}, ""),
        ("notified", {}, "◐"),
        ("effective", {}, "✕"),
        ("expelled", {}, "✕"),
        ("rejected", {}, "○"),
        ("rescinded", {}, "○"),
        ("in-force", {}, "●"),
        ("suspended", {}, "!"),
        ("announced", {"contested": "true"}, "!"),
    ],
)
def test_the_marks_of_steps(act: str, keys: dict[str, str], mark: str, ledger_of: LedgerOf) -> None:
    """Leaving, exit, cancelling, joining and doubt have marks; other steps have none."""
    result = report(ledger_of(event(f"LT inf {act} 2019-05-08", **keys)))
    assert result.rows[0].mark == mark


def test_a_contested_step_is_marked_in_words(ledger_of: LedgerOf) -> None:
    """A doubt is given in the text as well as by a mark."""
    (row,) = rows_of(report(ledger_of(event(ACT, contested="true"))))
    assert row.startswith("! ")
    assert row.endswith("It so happened. (contested) ([Gazette])")


def test_a_computed_step_has_a_star_and_a_note(ledger_of: LedgerOf) -> None:
    """A note explains the star, only if there is one."""
    notice = event("LT ottawa notified 2025-06-27")
    computed = report(ledger_of(notice))
    assert rows_of(computed)[-1] == (
        f"✕ 2025-12-27* | Lithuania | {MINE_BAN} | effective | Day of effect computed from article 20."
    )
    assert computed.notes == ("* computed from the convention's clause, not recorded",)
    assert report(ledger_of(notice + event("LT ottawa effective 2025-12-27"))).notes == ()


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        (["LT ottawa"], f"Lithuania · {MINE_BAN} (ottawa)"),
        (["LT ottawa", "LT paris"], "Lithuania"),
        (["LT ottawa", "PL ottawa"], f"{MINE_BAN} (ottawa)"),
        (["LT ottawa", "PL paris"], "Steps on record"),
        ([], "Steps on record"),
    ],
    ids=["a pair", "a country", "a convention", "several", "nothing"],
)
def test_the_title_names_what_all_rows_share(
    pairs: list[str], title: str, ledger_of: LedgerOf
) -> None:
    """The title names a single country or convention."""
    result = report(ledger_of(events(*(f"{pair} announced 2025-03-18" for pair in pairs))))
    assert (result.title, result.subtitle) == (title, "as of 2025-09-01")


def test_a_day_after_the_end_of_the_record_has_a_warning(ledger_of: LedgerOf) -> None:
    """A note warns if the ledger is current only to an earlier day."""
    ledger = msgspec.structs.replace(ledger_of(""), current_to=date(2025, 8, 31))
    assert report(ledger).notes == (
        "The record is complete to 2025-08-31; acts after that may be missing.",
    )


def _source(publisher: str, kind: SourceKind) -> Source:
    return Source(title="T", publisher=publisher, kind=kind)


PRESS = _source("BNS", SourceKind.PRESS)
WEAK = _source("Forum", SourceKind.WEAK)
NEAR = _source("UN", SourceKind.DEPOSITARY)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((), ""),
        ((PRESS,), "BNS"),
        ((WEAK, PRESS), "BNS +1"),
        ((PRESS, WEAK, NEAR), "UN +2"),
        ((PRESS, _source("ELTA", SourceKind.PRESS)), "BNS +1"),
    ],
    ids=["none", "one", "better second", "best last", "equals"],
)
def test_the_most_authoritative_source_is_named(sources: tuple[Source, ...], said: str) -> None:
    """The publisher is followed by the number of other sources."""
    assert best_source(sources) == said


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_cut_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every width shows every word of every row."""
    text = roll("ottawa", "PL = { ratified = 2012-12-27 }") + event(
        ACT, actor='"Seimas"', votes="{ for = 107, against = 0 }"
    )
    result = report(ledger_of(text + event("PL paris notified 2025-05-08")), countries=("LT", "PL"))
    assert missing(result, table.draw(result, width=width, color=False, unicode=True)) == []


def test_a_screen_without_unicode_gets_ascii(ledger_of: LedgerOf) -> None:
    """Without Unicode the report adds only ASCII characters."""
    result = report(ledger_of(event(ACT, votes="{ for = 107, against = 0 }")))
    assert table.draw(result, width=80, color=False, unicode=False).isascii()


def test_a_repeated_date_is_shown_once(ledger_of: LedgerOf) -> None:
    """Steps of one day share its date on a screen."""
    pairs = ("LT ottawa", "PL ottawa")
    result = report(ledger_of(events(*(f"{pair} announced 2025-03-18" for pair in pairs))))
    assert table.draw(result, width=80, color=False, unicode=True).count("2025-03-18") == 1


def test_a_report_without_steps(ledger_of: LedgerOf) -> None:
    """An empty report has a sentence."""
    result = report(ledger_of(""))
    assert (result.rows, result.empty) == ((), "No step is on record.")


def test_each_step_of_layered_ledgers_names_its_ledger(
    layered: Layered, ledger_of: LedgerOf
) -> None:
    """The last column names the ledger of a recorded step; a single ledger has no column."""
    notice = event("LT ottawa notified 2025-06-27")
    ledger = layered(event("LT ottawa announced 2025-03-18"), notice)
    result = report(ledger)
    assert result.columns[-1].heading == "Ledger"
    assert [row.cells[-1].text for row in result.rows] == ["1.toml", "2.toml", ""]
    assert report(ledger_of(notice)).columns == result.columns[:-1]
