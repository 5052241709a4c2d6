"""Tests of the reports of `countries` and `treaties`."""

from datetime import date

import msgspec
import pytest

from tests.samples import LedgerOf, event, missing, roll, rows_of
from treatywatch.answers.query import Query
from treatywatch.answers.reference_lists import countries_answer, treaties_answer
from treatywatch.model.ledger import Ledger
from treatywatch.output import table
from treatywatch.reports.reference_lists import countries_report, treaties_report
from treatywatch.reports.report import Report

MORE = """
[countries.CI]
name = "Côte d'Ivoire"
un_name = "Republic of Côte d'Ivoire"
aliases = ["Ivory Coast", "CIV", "RCI", "Elfenbeinküste"]
groups = ["AU", { name = "Club", joined = 2001-05-01, left = 2020-02-29 }]
"""


def countries(ledger_of: LedgerOf, *codes: str, as_of: date = date(2025, 1, 1)) -> Report:
    """Return the report on these countries."""
    return countries_report(countries_answer(ledger_of(MORE), Query(as_of=as_of, countries=codes)))


@pytest.mark.parametrize(
    ("day", "groups"),
    [(date(2020, 2, 28), "AU, Club"), (date(2020, 2, 29), "AU"), (date(2001, 4, 30), "AU")],
    ids=str,
)
def test_a_country_has_its_groups_of_the_day(day: date, groups: str, ledger_of: LedgerOf) -> None:
    """A row has code, name, other names and the groups of the day."""
    result = countries(ledger_of, "CI", as_of=day)
    assert rows_of(result) == [
        f" CI | Côte d'Ivoire | Republic of Côte d'Ivoire, Ivory Coast, CIV and 2 more | {groups}"
    ]
    assert result.subtitle == f"groups as of {day}"


def test_few_other_names_are_all_shown(ledger_of: LedgerOf) -> None:
    """Up to three other names are all shown."""
    assert rows_of(countries(ledger_of, "LT")) == [
        " LT | Lithuania | Lietuva, LTU | EU, Baltic States"
    ]


def test_countries_are_counted(ledger_of: LedgerOf) -> None:
    """The title counts the countries."""
    assert countries(ledger_of, "LT").title == "1 country"
    assert countries(ledger_of).title == "5 countries"


ENDED = """
[conventions.inf2]
name = "Second Treaty"
in_force = 1988-06-01
ended = 2019-08-02
withdrawal.article = "XV"
withdrawal.period = "6 months"
[conventions.open]
name = "Open Treaty"
"""


def treaties(ledger: Ledger, *slugs: str) -> Report:
    """Return the report on these conventions."""
    query = Query(as_of=date(2026, 3, 1), conventions=slugs)
    return treaties_report(treaties_answer(ledger, query), ledger)


def test_the_row_of_a_convention(ledger_of: LedgerOf) -> None:
    """A row has slug, name, days in force, exit clause, parties, events and other names."""
    rows = roll("ottawa", "LT = { acceded = 2003-05-12 }", "PL = { acceded = 2025-12-27 }")
    ledger = ledger_of(ENDED + rows + event("LT ottawa announced 2025-03-18"))
    result = treaties(ledger, "inf2", "open", "ottawa")
    assert rows_of(result) == [
        " inf2 | Second Treaty | 1988-06-01 to 2019-08-02 | article XV: 6 months from notice |  | 0 | ",
        " open | Open Treaty | - | no exit clause |  | 0 | ",
        (
            " ottawa | Anti-Personnel Mine Ban Convention | 1999-03-01"
            " | article 20: 6 months from notice | 1 (and 1 joining) | 1 | apmbc, Mine Ban Treaty"
        ),
    ]
    assert (result.title, result.subtitle) == ("3 conventions", "as of 2026-03-01")
    assert result.notes == ("Parties are counted only for conventions with a roll.",)


def test_the_note_on_rolls_needs_a_convention_without_one(ledger_of: LedgerOf) -> None:
    """The note on rolls is left out if every convention has a roll."""
    assert treaties(ledger_of(roll("ottawa", "LT = {}")), "ottawa").notes == ()


def test_treaties_are_counted_and_the_ledger_dated(ledger_of: LedgerOf) -> None:
    """The title counts the conventions, and a note warns after the ledger's last day."""
    ledger = msgspec.structs.replace(ledger_of(ENDED), current_to=date(2026, 2, 20))
    result = treaties(ledger, "open")
    assert result.title == "1 convention"
    assert "The record is complete to 2026-02-20; acts after that may be missing." in result.notes


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_cut_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every width shows every word of every row."""
    for result in (countries(ledger_of), treaties(ledger_of(ENDED))):
        assert missing(result, table.draw(result, width=width, color=False, unicode=True)) == []
