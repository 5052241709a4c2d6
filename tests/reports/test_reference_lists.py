"""How `countries` and `treaties` look: what each goes by, and clauses in a few words."""

from datetime import date

import msgspec
import pytest

from tests.samples import LedgerOf, event, missing, roll, rows_of
from treatywatch.answers.query import Query
from treatywatch.answers.reference_lists import countries_answer, treaties_answer
from treatywatch.law.wording import clause_in_words
from treatywatch.model.conventions import Calendar, Clause, Clock, Effect
from treatywatch.model.dates import MonthDay, Period
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
    """The report on some countries."""
    return countries_report(countries_answer(ledger_of(MORE), Query(as_of=as_of, countries=codes)))


@pytest.mark.parametrize(
    ("day", "groups"),
    [(date(2020, 2, 28), "AU, Club"), (date(2020, 2, 29), "AU"), (date(2001, 4, 30), "AU")],
    ids=str,
)
def test_a_country_is_shown_with_its_groups_of_the_day(
    day: date, groups: str, ledger_of: LedgerOf
) -> None:
    """Code, name, the first other names and how many more, and the groups on that day."""
    found = countries(ledger_of, "CI", as_of=day)
    assert rows_of(found) == [
        f" CI | Côte d'Ivoire | Republic of Côte d'Ivoire, Ivory Coast, CIV and 2 more | {groups}"
    ]
    assert found.subtitle == f"groups as of {day}"


def test_three_other_names_are_all_shown(ledger_of: LedgerOf) -> None:
    """Where there are few, none is held back."""
    assert rows_of(countries(ledger_of, "LT")) == [
        " LT | Lithuania | Lietuva, LTU | EU, Baltic States"
    ]


def test_countries_are_counted(ledger_of: LedgerOf) -> None:
    """One is a country, several are countries."""
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
    """The report on some conventions."""
    query = Query(as_of=date(2026, 3, 1), conventions=slugs)
    return treaties_report(treaties_answer(ledger, query), ledger)


def test_a_treaty_is_shown_with_its_exit(ledger_of: LedgerOf) -> None:
    """Slug, name, when in force, how one leaves, parties, events, and other names."""
    rows = roll("ottawa", "LT = { acceded = 2003-05-12 }", "PL = { acceded = 2025-12-27 }")
    ledger = ledger_of(ENDED + rows + event("LT ottawa announced 2025-03-18"))
    found = treaties(ledger, "inf2", "open", "ottawa")
    assert rows_of(found) == [
        " inf2 | Second Treaty | 1988-06-01 to 2019-08-02 | article XV: 6 months from notice |  | 0 | ",
        " open | Open Treaty | - | no exit clause |  | 0 | ",
        (
            " ottawa | Anti-Personnel Mine Ban Convention | 1999-03-01"
            " | article 20: 6 months from notice | 1 (and 1 joining) | 1 | apmbc, Mine Ban Treaty"
        ),
    ]
    assert (found.title, found.subtitle) == ("3 conventions", "as of 2026-03-01")
    assert found.notes == ("Parties are counted only for conventions with a roll.",)


def test_where_every_treaty_has_a_roll_nothing_is_said_of_rolls(ledger_of: LedgerOf) -> None:
    """A remark on what is missing shows only where something is."""
    assert treaties(ledger_of(roll("ottawa", "LT = {}")), "ottawa").notes == ()


def test_treaties_are_counted_and_the_ledger_dated(ledger_of: LedgerOf) -> None:
    """The day that the ledger is current to stands below, where it is before the day asked for."""
    ledger = msgspec.structs.replace(ledger_of(ENDED), current_to=date(2026, 2, 20))
    found = treaties(ledger, "open")
    assert found.title == "1 convention"
    assert "The record is current to 2026-02-20; later acts may be missing." in found.notes


HALF_YEAR = Period(6, "month")


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        pytest.param(None, "no exit clause", id="none"),
        pytest.param(Clause(article="9"), "no exit clause", id="no period"),
        pytest.param(
            Clause(exceptions={"US": Clause(period=HALF_YEAR)}),
            "no exit clause; its own for US",
            id="an exception",
        ),
        pytest.param(
            Clause(article="20", period=HALF_YEAR, clock=Clock.RECEIPT),
            "article 20: 6 months from receipt",
            id="anniversary",
        ),
        pytest.param(
            Clause(article="47", period=Period(1, "year"), effect=Effect.DAY_AFTER),
            "article 47: 1 year from notice, out the day after",
            id="day-after",
        ),
        pytest.param(
            Clause(article="1", period=HALF_YEAR, effect=Effect.FIRST_OF_NEXT_MONTH),
            "article 1: 6 months from notice, out on the 1st of the next month",
            id="first-of-next-month",
        ),
        pytest.param(
            Clause(article="50", period=HALF_YEAR, effect=Effect.NEGOTIATED),
            "article 50: 6 months from notice unless agreed otherwise",
            id="negotiated",
        ),
        *(
            pytest.param(
                Clause(
                    article="XI",
                    effect=Effect.CALENDAR,
                    calendar=Calendar(by=MonthDay(1, 1), on=MonthDay(6, 30), years=years),
                ),
                f"article XI: notice by 01-01, out on 06-30 {when}",
                id=f"calendar, {years} years",
            )
            for years, when in enumerate(("of that year", "of the next year", "2 years on"))
        ),
        pytest.param(
            Clause(article="20", period=HALF_YEAR, operable=False),
            "article 20: 6 months from notice (not operable)",
            id="not operable",
        ),
    ],
)
def test_a_clause_is_put_in_words(clause: Clause | None, words: str) -> None:
    """Article, period and clock, and what moves the day of effect."""
    assert clause_in_words(clause) == words


def test_a_clause_without_article_names_none() -> None:
    """A clause with exceptions may lack an article; nothing is made up for it."""
    clause = Clause(period=HALF_YEAR, exceptions={"US": Clause(period=Period(1, "year"))})
    assert "None" not in clause_in_words(clause)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_cut_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every word and date of every row stands whole, however narrow the screen."""
    for found in (countries(ledger_of), treaties(ledger_of(ENDED))):
        assert missing(found, table.draw(found, width=width, color=False, unicode=True)) == []
