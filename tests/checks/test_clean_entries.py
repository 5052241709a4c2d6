"""A clean entry does not hide the mistakes after it from any rule."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.samples import SOURCES, event, roll
from treatywatch.checks.registry import RULES
from treatywatch.ledger.read.load import all_problems, read_ledger

BAD: Final = Path(__file__).parent.parent / "bad"
DEPOSITARY: Final = '[{ title = "Notice", publisher = "UN", kind = "depositary" }]'
CLEAN: Final = (
    """
[groups.Clean]
[countries.ZZ]
name = "Clean country"
groups = ["Clean"]
[conventions.clean-joined]
name = "Joined"
adopted = 1990-01-01
[conventions.clean-negotiated]
name = "Negotiated"
withdrawal = { article = "1", effect = "negotiated", operable = false }
[conventions.clean-barred]
name = "With a bar on notice"
withdrawal.article = "1"
withdrawal.period = "6 months"
withdrawal.earliest = { period = "3 years", after = "in-force-for-party" }
[conventions.clean-left]
name = "Left"
withdrawal = { article = "1", period = "6 months" }
[conventions.clean-returned]
name = "Left and returned"
[conventions.clean-listed]
name = "On a roll without dates"
"""
    + roll("clean-joined", "ZZ = { signed = 1991-01-01, ratified = 1992-01-01 }")
    + roll("clean-listed", "ZZ = {}")
    + "".join(
        event(f"ZZ clean-{act}", sources=DEPOSITARY)
        for act in (
            "joined in-force 1993-01-01",
            "joined remark 1994-01-01",
            "negotiated consented 1993-01-01",
            "negotiated notified 1995-01-01",
            "negotiated effective 1995-01-02",
            "listed effective 1995-01-02",
            "barred in-force 1993-01-01",
            "barred announced 2000-01-01",
            "barred rejected 2001-01-01",
            "returned effective 1992-01-01",
            "returned consented 1993-01-01",
            "left consented 1993-01-01",
            "left notified 1995-01-01",
            "left effective 1995-07-01",
        )
    )
    + event("ZZ clean-joined parliamentary-vote 1995-01-01", votes="{ for = 5 }")
    + event("ZZ clean-joined parliamentary-vote 1996-01-01", votes="{ for = 5, of = 9 }")
)
"""Entries of each table that break no rule, for one reason or another."""


@pytest.mark.parametrize("rule", RULES)
def test_a_mistake_after_clean_entries_is_found(rule: str, tmp_path: Path) -> None:
    """Clean entries before those of a broken ledger change nothing that the rule finds."""
    broken = (BAD / f"{rule}.toml").read_text("utf-8")
    head, bracket, entries = broken.partition("\n[")

    def messages(text: str) -> list[str]:
        path = tmp_path / "ledger.toml"
        path.write_text(text, "utf-8")
        problems = all_problems(read_ledger((path,)), (rule,), today=date(2026, 11, 23), days=180)
        return [problem.message for problem in problems if problem.check == rule]

    found = messages(broken)
    assert found
    assert messages(f"{head}{CLEAN}{bracket}{entries}") == found
    assert messages(f"format = 1\n{CLEAN}") == []


WITHIN: Final[dict[str, tuple[str, str, str]]] = {
    "an exit without notice before a wrong effect": (
        "effect-computed",
        event("LT ottawa announced 2005-01-01")
        + event("LT ottawa rejected 2005-02-01")
        + event("LT ottawa notified 2025-06-27")
        + event("LT ottawa effective 2025-12-28"),
        "2025-12-28",
    ),
    "an explained effect before a wrong effect": (
        "effect-computed",
        event("LT ottawa notified 2015-06-27")
        + event("LT ottawa effective 2015-12-28", note='"As notified."')
        + event("LT ottawa consented 2016-01-01")
        + event("LT ottawa notified 2025-06-27")
        + event("LT ottawa effective 2025-12-28"),
        "2025-12-28",
    ),
    "an exit without notice before an early notice": (
        "notice-too-early",
        event("LT paris in-force 2016-11-04")
        + event("LT paris announced 2017-01-01")
        + event("LT paris rejected 2017-02-01")
        + event("LT paris notified 2019-11-03"),
        "2019-11-03",
    ),
    "a row with one consent before a row with two": (
        "consent-twice",
        roll(
            "ottawa",
            "PL = { ratified = 2012-12-27 }",
            "LT = { ratified = 2003-05-12, acceded = 2004-05-12 }",
        ),
        "2004-05-12",
    ),
    "a roll row before a duplicate event": (
        "duplicate-event",
        roll("ottawa", "LT = { signed = 1999-02-26 }")
        + event("LT ottawa announced 2025-03-18") * 2,
        '"announced"',
    ),
    "a source without address before a duplicate address": (
        "url-duplicate",
        event(
            "LT ottawa announced 2025-03-18",
            sources=SOURCES.removeprefix("sources = ").replace("]", ", ")
            + ", ".join(['{ title = "T", publisher = "P", url = "https://a" }'] * 2)
            + "]",
        ),
        '"https://a"',
    ),
}


@pytest.mark.parametrize(("rule", "text", "found"), WITHIN.values(), ids=WITHIN)
def test_a_mistake_after_a_clean_part_of_the_same_entry_is_found(
    rule: str, text: str, found: str, found_by: Callable[[str, str], list[str]]
) -> None:
    """A clean exit, act or source does not end the search in its history or event."""
    assert found_by(rule, text) == [found]
