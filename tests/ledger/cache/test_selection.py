"""Cut a cached ledger to what a question needs."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.ledger.cache.conftest import CachedLedger
from tests.samples import event, roll
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.ledger.cache.encoding import CacheCorruptError, CacheHeader
from treatywatch.ledger.cache.selection import Request, Selection
from treatywatch.ledger.cache.store import CacheReader
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import find_convention, find_country

DAY: Final = date(2026, 11, 23)


@pytest.fixture
def database(cached: CachedLedger) -> Iterator[sqlite3.Connection]:
    """The cache database, whose changes are not saved."""
    with closing(sqlite3.connect(cached.cache.path)) as connection:
        yield connection


@pytest.fixture
def select(database: sqlite3.Connection) -> Callable[..., Ledger]:
    """Cut the ledger to a request, whose names must be known."""

    def cut(
        countries: tuple[str, ...] = (),
        conventions: tuple[str, ...] = (),
        *,
        all_parties: bool = False,
    ) -> Ledger:
        reader = CacheReader(database)
        selection = Selection(reader, reader.entry("header", "", CacheHeader))
        ledger = selection.ledger(Request(countries, conventions, all_parties))
        assert ledger is not None
        return ledger

    return cut


def acts(ledger: Ledger) -> list[str]:
    """The country, convention and step of each event."""
    return [f"{event.country} {event.convention} {event.step}" for event in ledger.events]


LITHUANIA, POLAND, FINLAND = "LT ottawa notified", "PL paris announced", "FI ottawa announced"


@pytest.mark.parametrize(
    ("request_", "events", "countries", "conventions", "rows"),
    [
        pytest.param((("LT",), ()), [LITHUANIA], ["LT"], ["ottawa"], ["LT"], id="country"),
        pytest.param(
            (("LT", "LT"), ()), [LITHUANIA], ["LT"], ["ottawa"], ["LT"], id="country twice"
        ),
        pytest.param(
            ((), ("ottawa",)),
            [LITHUANIA, FINLAND],
            ["LT", "PL", "FI"],
            ["ottawa"],
            ["LT", "PL"],
            id="convention",
        ),
        pytest.param(
            (("PL",), ()), [POLAND], ["PL"], ["ottawa", "paris"], ["PL"], id="two conventions"
        ),
        pytest.param(
            (("PL",), ("paris",)), [POLAND], ["PL"], ["paris"], [], id="country and convention"
        ),
        pytest.param(
            (("PL", "US"), ("paris", "ctbt")),
            [POLAND],
            ["PL", "US"],
            ["paris", "ctbt"],
            [],
            id="pairs without events",
        ),
        pytest.param((("US",), ()), [], ["US"], [], [], id="country without events"),
        pytest.param(((), ("ctbt",)), [], [], ["ctbt"], [], id="convention without events"),
    ],
)
def test_a_part_has_what_concerns_the_request_and_nothing_else(
    request_: tuple[tuple[str, ...], tuple[str, ...]],
    events: list[str],
    countries: list[str],
    conventions: list[str],
    rows: list[str],
    select: Callable[..., Ledger],
) -> None:
    """Events and rows of the request, and the countries and conventions that they name."""
    part = select(*request_)
    assert acts(part) == events
    assert list(part.countries) == countries
    assert list(part.conventions) == conventions
    assert [code for roll in part.rolls.values() for code in roll.parties] == rows
    assert sorted(part.file_by_key) == sorted(f"rolls.ottawa.{code}" for code in rows)
    assert part.groups == {}


def test_a_part_has_the_objecting_country_and_rows_of_the_first_file(tmp_path: Path) -> None:
    """A country that only objects is needed for its name; file number 0 is a file too."""
    root = roll("ctbt", "US = { signed = 1996-09-24 }")
    root += event("US ctbt objected 2025-01-01", by='"FI"')
    part = CachedLedger(tmp_path, root).cache.ledger(Request(["US"]))
    assert part is not None
    assert list(part.countries) == ["FI", "US"]
    assert part.file_by_key == {"rolls.ctbt.US": 0}


def test_an_event_keeps_its_location(cached: CachedLedger, select: Callable[..., Ledger]) -> None:
    """The files, and the location of an event in them, are those of the whole ledger."""
    whole, part = cached.reading.ledger, select(("FI",))
    number = acts(whole).index(FINLAND)
    assert part.event_locations == (whole.event_locations[number],)
    assert (part.files, part.sha256, part.title) == (whole.files, whole.sha256, whole.title)


def test_all_parties_of_a_convention_are_included_on_request(
    select: Callable[..., Ledger],
) -> None:
    """The events of other countries come with a country that has none."""
    part = select(("US",), ("ottawa",), all_parties=True)
    assert acts(part) == [LITHUANIA, FINLAND]
    assert set(part.rolls["ottawa"].parties) == {"LT", "PL"}
    assert "US" in part.countries


def test_a_request_for_nothing_in_particular_is_the_whole_ledger(
    cached: CachedLedger, select: Callable[..., Ledger]
) -> None:
    """Groups and the file of every key are included."""
    assert select() == cached.reading.ledger


@pytest.mark.parametrize(
    "request_",
    [
        Request(["Lithuania"]),
        Request(["lietuva", "PL"]),
        Request((), ["apmbc"]),
        Request(["Poland"], ["ottawa", "paris"]),
        Request(["US"], ["ctbt"]),
        Request(["US"]),
    ],
    ids=str,
)
def test_a_part_answers_like_the_whole_ledger(cached: CachedLedger, request_: Request) -> None:
    """A question about some countries and conventions gets the same answer."""
    part = cached.cache.ledger(request_)
    whole = cached.reading.ledger
    assert part is not None
    assert len(part.countries) < len(whole.countries)
    query = Query(
        as_of=DAY,
        countries=tuple(find_country(whole, name) for name in request_.countries),
        conventions=tuple(find_convention(whole, name) for name in request_.conventions),
    )
    assert status_answer(part, query) == status_answer(whole, query)


@pytest.mark.parametrize(
    "request_", [Request(["LT", "Litua"]), Request((), ["ottawa", "otawa"])], ids=str
)
def test_an_unknown_name_needs_the_whole_ledger(cached: CachedLedger, request_: Request) -> None:
    """The message about an unknown name suggests names of the whole ledger."""
    assert cached.cache.ledger(request_) is None


@pytest.mark.parametrize(
    "request_", [(("LT",),), ((), ("ottawa",)), (("LT",), ("ottawa",))], ids=str
)
def test_a_missing_pair_is_noticed(
    request_: tuple[tuple[str, ...], ...],
    database: sqlite3.Connection,
    select: Callable[..., Ledger],
) -> None:
    """A part with fewer pairs than the header says is no answer."""
    database.execute("DELETE FROM pairs WHERE country = 'LT'")
    with pytest.raises(CacheCorruptError):
        select(*request_)


def test_a_large_ledger_is_read_pair_by_pair(
    cached: CachedLedger, database: sqlite3.Connection, select: Callable[..., Ledger]
) -> None:
    """The whole ledger can be read, and a missing pair noticed, without the entry of all pairs."""
    database.execute("DELETE FROM entries WHERE kind = 'all pairs'")
    assert select() == cached.reading.ledger
    database.execute("DELETE FROM pairs WHERE country = 'LT'")
    with pytest.raises(CacheCorruptError):
        select()
