"""The record as tables: everything told, and who was bound when."""

from datetime import date

import pytest

from tests.samples import LedgerOf, events, roll
from treatywatch.answers import export
from treatywatch.answers.parties import parties_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import positions_for_query
from treatywatch.ledger.read.load import load
from treatywatch.model.ledger import Ledger

TODAY = date(2026, 11, 23)
TOLD = roll("ottawa", "LT = { ratified = 2003-05-12 }", "FI = { acceded = 2012-01-09 }") + events(
    "LT ottawa notified 2025-06-27",
    "LT ottawa effective 2025-12-27",
    "PL op1 announced 2025-03",
    "PL ottawa objected 2030-01-01",
)


class Tables:
    """The tables of an export that tests look at."""

    def __init__(self, ledger: Ledger, query: Query) -> None:
        self.countries = list(export.country_rows(ledger, query))
        self.acts = list(export.act_rows(ledger, query))
        self.sources = list(export.source_rows(ledger, query))
        self.stays = list(export.party_period_rows(ledger, query))
        self.standings = list(export.standing_rows(ledger, query))


@pytest.fixture(scope="module")
def shipped() -> Tables:
    """The tables of the shipped ledger."""
    return Tables(load(), Query(as_of=TODAY))


def _stays(tables: Tables) -> list[tuple[object, ...]]:
    return [(s.country, s.convention, str(s.since), str(s.until)) for s in tables.stays]


def test_a_stay_runs_from_the_day_in_force_to_the_day_out(ledger_of: LedgerOf) -> None:
    """Computed days in force and recorded exits bound a stay; one that goes on has no end."""
    tables = Tables(ledger_of(TOLD), Query(as_of=TODAY))
    assert ("LT", "ottawa", "2003-11-01", "2025-12-27") in _stays(tables)
    assert ("FI", "ottawa", "2012-07-01", "None") in _stays(tables)
    (gone,) = (stay for stay in tables.stays if stay.until)
    assert (gone.since_basis, gone.until_basis) == ("computed", "recorded")


def test_stays_are_as_of_a_day(ledger_of: LedgerOf) -> None:
    """What ends later had not ended then; who joined later had not joined."""
    tables = Tables(ledger_of(TOLD), Query(as_of=date(2010, 1, 1)))
    assert [stay for stay in _stays(tables) if stay[1] == "ottawa"] == [
        ("LT", "ottawa", "2003-11-01", "None")
    ]


def test_of_whose_joining_nothing_is_told_the_stay_has_no_beginning(ledger_of: LedgerOf) -> None:
    """A State that announces its exit was bound, since nobody says when."""
    tables = Tables(ledger_of(TOLD), Query(as_of=TODAY))
    assert ("PL", "op1", "None", "None") in _stays(tables)


def test_acts_are_all_that_is_told(ledger_of: LedgerOf) -> None:
    """Events and lines of rolls alike, of later days too, each with the days that it may mean."""
    tables = Tables(ledger_of(TOLD), Query(as_of=date(2025, 1, 1)))
    assert [act.number for act in tables.acts] == list(range(1, 7))
    assert sum(act.from_roll for act in tables.acts) == 2
    (vague,) = (act for act in tables.acts if act.country == "PL" and act.convention == "op1")
    assert (str(vague.date), str(vague.date_first), str(vague.date_last)) == (
        "2025-03",
        "2025-03-01",
        "2025-03-31",
    )
    assert {source.act for source in tables.sources} == {act.number for act in tables.acts}


def test_doubt_goes_with_what_is_doubted(ledger_of: LedgerOf) -> None:
    """Other dates of an act, and that an stay rests on something contested, are in the tables."""
    row = (
        'LT = { ratified = 2003-05-12, contested = true, note = "Lists differ.", '
        "other_dates = [ { date = 2003-05, note = 'A list.' } ] }"
    ).replace("date = 2003-05,", 'date = "2003-05",')
    ledger = ledger_of(roll("ottawa", row, "FI = { acceded = 2012-01-09 }"))
    query = Query(as_of=TODAY)
    (other,) = export.other_date_rows(ledger, query)
    (act,) = (act for act in export.act_rows(ledger, query) if act.number == other.act)
    assert (act.country, act.contested, act.note) == ("LT", True, "Lists differ.")
    assert (str(other.date), str(other.date_last)) == ("2003-05", "2003-05-31")
    assert {e.country: e.contested for e in export.party_period_rows(ledger, query)} == {
        "FI": False,
        "LT": True,
    }


def test_what_no_source_had_told_is_left_out(ledger_of: LedgerOf) -> None:
    """Acts, their sources, stays and standings are those that were known."""
    query = Query(as_of=TODAY, known_on=date(2025, 6, 1))
    tables = Tables(ledger_of(TOLD), query)
    assert {act.step for act in tables.acts} == {"announced", "consented"}
    assert all(stay.until is None for stay in tables.stays)


def test_a_query_narrows_what_is_told_but_not_the_names(ledger_of: LedgerOf) -> None:
    """Rows of one country still find every country and convention that they name."""
    ledger = ledger_of(TOLD)
    tables = Tables(ledger, Query(as_of=TODAY, countries=("LT",)))
    assert {act.country for act in tables.acts} == {"LT"}
    assert {stay.country for stay in tables.stays} == {"LT"}
    assert {country.code for country in tables.countries} == set(ledger.countries)


@pytest.mark.parametrize("slug", ["ottawa", "ccm", "bwc", "npt", "rome-statute", "paris-agreement"])
@pytest.mark.parametrize("day", [date(1999, 3, 1), date(2013, 7, 1), date(2025, 12, 27), TODAY])
def test_stays_count_the_parties(shipped: Tables, slug: str, day: date) -> None:
    """Those who stay over a day are the parties of that day."""
    bound = [
        stay
        for stay in shipped.stays
        if stay.convention == slug
        and (stay.since is None or stay.since <= day)
        and (stay.until is None or stay.until > day)
    ]
    answer = parties_answer(load(), Query(as_of=day, conventions=(slug,)))
    assert len(bound) == answer.count


def test_standings_are_those_of_status(shipped: Tables) -> None:
    """One row for every pair of which anything is told, as status gives it."""
    ledger = load()
    expected = [
        (p.country, p.convention, p.standing)
        for p in positions_for_query(ledger, Query(as_of=TODAY))
    ]
    assert [(s.country, s.convention, s.standing) for s in shipped.standings] == expected
    told = len(ledger.events)
    assert sum(not act.from_roll for act in shipped.acts) == told
