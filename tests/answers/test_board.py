"""Tests of the answer of `board`."""

from datetime import date

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.board import BoardItem, BoardStatus, board_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger

DAY = date(2026, 1, 1)


def cells(
    ledger: Ledger, *, countries: tuple[str, ...] = (), slugs: tuple[str, ...] = ()
) -> tuple[BoardItem, ...]:
    """Return the cells for these countries and conventions, or for all."""
    return board_answer(ledger, Query(as_of=DAY, countries=countries, conventions=slugs)).items


@pytest.mark.parametrize(
    ("text", "slug", "status"),
    [
        (roll("ottawa", "LT = { in_force = 2003-11-01 }"), "ottawa", BoardStatus.PARTY),
        (roll("ottawa", "LT = { signed = 1999-02-26 }"), "ottawa", BoardStatus.SIGNED),
        (roll("ottawa", "LT = { acceded = 2025-12-01 }"), "ottawa", BoardStatus.SIGNED),
        (event("LT ottawa considered 2025-03-18"), "ottawa", BoardStatus.UNDER_WAY),
        (event("LT ottawa parliamentary-approval 2025-03-18"), "ottawa", BoardStatus.UNDER_WAY),
        (event("LT ottawa rejected 2025-03-18"), "ottawa", BoardStatus.PARTY),
        (event("LT ottawa notified 2025-07-02"), "ottawa", BoardStatus.LEAVING),
        (event("LT ottawa effective 2025-12-27"), "ottawa", BoardStatus.LEFT),
        (event("LT ottawa expelled 2025-12-27"), "ottawa", BoardStatus.LEFT),
        (roll("inf", "LT = { in_force = 1988-06-01 }"), "inf", BoardStatus.OVER),
        (roll("ottawa", "FI = { in_force = 2012-07-01 }"), "ottawa", BoardStatus.NEVER),
        ("", "ottawa", BoardStatus.UNKNOWN),
    ],
)
def test_the_status_of_a_cell(
    text: str, slug: str, status: BoardStatus, ledger_of: LedgerOf
) -> None:
    """Each standing has its status; a party in an exit has one of its own."""
    (item,) = cells(ledger_of(text), countries=("LT",), slugs=(slug,))
    assert item.status is status


def test_without_named_countries_only_those_with_an_exit_are_listed(ledger_of: LedgerOf) -> None:
    """A country without an exit on record is left out, even if it has other acts."""
    ledger = ledger_of(
        roll("ottawa", "FI = { in_force = 2012-07-01 }")
        + events("PL op1 announced 2025-01-01", "LT ottawa remark 2025-01-01")
    )
    assert [(item.country, item.convention) for item in cells(ledger)] == [("PL", "op1")]


def test_the_conventions_are_those_with_an_act_of_a_listed_country(ledger_of: LedgerOf) -> None:
    """Every listed country gets a cell for each convention with an act of any of them."""
    ledger = ledger_of(events("PL op1 announced 2025-01-01", "LT ottawa announced 2025-01-01"))
    result = cells(ledger, countries=("PL", "LT"))
    assert [(item.country, item.convention, item.status) for item in result] == [
        ("LT", "op1", BoardStatus.UNKNOWN),
        ("LT", "ottawa", BoardStatus.UNDER_WAY),
        ("PL", "op1", BoardStatus.UNDER_WAY),
        ("PL", "ottawa", BoardStatus.UNKNOWN),
    ]


def test_a_topic_selects_conventions(ledger_of: LedgerOf) -> None:
    """Only conventions of the topic are listed, and only those with an act unless named."""
    zones = "".join(
        f'[conventions.{slug}]\nname = "{slug}"\ntopic = "disarmament"\n'
        for slug in ("zone", "void")
    )
    acts = events("LT zone announced 2025-01-01", "PL ottawa announced 2025-01-01")
    ledger = ledger_of(zones + acts)

    def shown(*slugs: str) -> list[tuple[str, str]]:
        asked = Query(as_of=DAY, conventions=slugs)
        result = board_answer(ledger, asked, topic="disarmament").items
        return [(item.country, item.convention) for item in result]

    assert shown() == [("LT", "zone")]
    assert shown("zone", "void", "ottawa") == [("LT", "zone"), ("LT", "void")]
    assert shown("ottawa") == []
