"""Tests of the tables of `export`."""

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
ACTS = roll("ottawa", "LT = { ratified = 2003-05-12 }", "FI = { acceded = 2012-01-09 }") + events(
    "LT ottawa notified 2025-06-27",
    "LT ottawa effective 2025-12-27",
    "PL op1 announced 2025-03",
    "PL ottawa objected 2030-01-01",
)


class Tables:
    """The exported tables that the tests use."""

    def __init__(self, ledger: Ledger, query: Query) -> None:
        self.countries = list(export.country_rows(ledger, query))
        self.acts = list(export.act_rows(ledger, query))
        self.sources = list(export.source_rows(ledger, query))
        self.stays = list(export.party_period_rows(ledger, query))
        self.standings = list(export.standing_rows(ledger, query))


@pytest.fixture(scope="module")
def shipped() -> Tables:
    """Return the tables of the shipped ledger."""
    return Tables(load(), Query(as_of=TODAY))


def _stays(tables: Tables) -> list[tuple[object, ...]]:
    return [(s.country, s.convention, str(s.since), str(s.until)) for s in tables.stays]


def test_a_party_period_runs_from_entry_into_force_to_effect(ledger_of: LedgerOf) -> None:
    """Computed and recorded days bound a party period; a running one has no end."""
    tables = Tables(ledger_of(ACTS), Query(as_of=TODAY))
    assert ("LT", "ottawa", "2003-11-01", "2025-12-27") in _stays(tables)
    assert ("FI", "ottawa", "2012-07-01", "None") in _stays(tables)
    (gone,) = (stay for stay in tables.stays if stay.until)
    assert (gone.since_basis, gone.until_basis) == ("computed", "recorded")


def test_party_periods_are_as_of_a_day(ledger_of: LedgerOf) -> None:
    """Later exits do not end a period, and later joinings do not begin one."""
    tables = Tables(ledger_of(ACTS), Query(as_of=date(2010, 1, 1)))
    assert [stay for stay in _stays(tables) if stay[1] == "ottawa"] == [
        ("LT", "ottawa", "2003-11-01", "None")
    ]


def test_a_party_period_without_a_joining_has_no_beginning(ledger_of: LedgerOf) -> None:
    """A State that announces its exit was a party since an unknown day."""
    tables = Tables(ledger_of(ACTS), Query(as_of=TODAY))
    assert ("PL", "op1", "None", "None") in _stays(tables)


def test_acts_are_those_of_events_and_rolls(ledger_of: LedgerOf) -> None:
    """Events and rows of rolls are acts, including future ones, with their possible days."""
    tables = Tables(ledger_of(ACTS), Query(as_of=date(2025, 1, 1)))
    assert [act.number for act in tables.acts] == list(range(1, 7))
    assert sum(act.from_roll for act in tables.acts) == 2
    (vague,) = (act for act in tables.acts if act.country == "PL" and act.convention == "op1")
    assert (str(vague.date), str(vague.date_first), str(vague.date_last)) == (
        "2025-03",
        "2025-03-01",
        "2025-03-31",
    )
    assert {source.act for source in tables.sources} == {act.number for act in tables.acts}


def test_doubts_are_exported(ledger_of: LedgerOf) -> None:
    """Other dates are exported, and a period that rests on a contested act is contested."""
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


def test_acts_not_yet_known_are_left_out(ledger_of: LedgerOf) -> None:
    """Acts, sources, periods and standings are limited to the day of knowledge."""
    query = Query(as_of=TODAY, known_on=date(2025, 6, 1))
    tables = Tables(ledger_of(ACTS), query)
    assert {act.step for act in tables.acts} == {"announced", "consented"}
    assert all(stay.until is None for stay in tables.stays)


def test_a_query_narrows_acts_but_not_countries(ledger_of: LedgerOf) -> None:
    """A query for one country narrows acts and periods, not the tables they refer to."""
    ledger = ledger_of(ACTS)
    tables = Tables(ledger, Query(as_of=TODAY, countries=("LT",)))
    assert {act.country for act in tables.acts} == {"LT"}
    assert {stay.country for stay in tables.stays} == {"LT"}
    assert {country.code for country in tables.countries} == set(ledger.countries)


@pytest.mark.parametrize("slug", ["ottawa", "ccm", "bwc", "npt", "rome-statute", "paris-agreement"])
@pytest.mark.parametrize("day", [date(1999, 3, 1), date(2013, 7, 1), date(2025, 12, 27), TODAY])
def test_party_periods_add_up_to_the_count_of_parties(
    shipped: Tables, slug: str, day: date
) -> None:
    """The periods that include a day are as many as the parties of that day."""
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
    """There is a row for each pair with an act, with the standing of `status`."""
    ledger = load()
    expected = [
        (p.country, p.convention, p.standing)
        for p in positions_for_query(ledger, Query(as_of=TODAY))
    ]
    assert [(s.country, s.convention, s.standing) for s in shipped.standings] == expected
    event_count = len(ledger.events)
    assert sum(not act.from_roll for act in shipped.acts) == event_count
