"""Write records as TOML that is read as the same records."""

from datetime import date
from typing import Any

import msgspec
import pytest

from treatywatch.ledger.read.decode import decode, parse
from treatywatch.ledger.read.load import read_ledger
from treatywatch.ledger.write.toml_writer import event_text, file_text, unfinished_text
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.dates import PartialDate, Period
from treatywatch.model.events import Event, Step, Votes
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.provenance import OtherDate, Source

EVENT = Event(
    country="LT",
    convention="ottawa",
    step=Step.PARLIAMENT,
    date=PartialDate(date(2025, 5, 8)),
    summary='Said "yes" \\ and\nmore.',
    sources=(
        Source(
            title="Law",
            publisher="Seimas",
            published=PartialDate(date(2025, 5, 1), date(2025, 5, 31)),
        ),
    ),
    votes=Votes(yes=107, against=0, abstain=3),
    other_dates=(
        OtherDate(date=PartialDate(date(2025, 1, 1), date(2025, 12, 31)), note="per a list"),
    ),
)


def test_an_event_is_written_as_toml() -> None:
    """Days are TOML dates, months and years are text; defaults are left out."""
    assert (
        event_text(EVENT)
        == """\
[[events]]
country = "LT"
convention = "ottawa"
step = "parliamentary-approval"
date = 2025-05-08
summary = "Said \\"yes\\" \\\\ and\\nmore."
sources = [
    { title = "Law", publisher = "Seimas", published = "2025-05" },
]
other_dates = [
    { date = "2025", note = "per a list" },
]

[events.votes]
for = 107
against = 0
abstain = 3
"""
    )


def test_a_written_event_is_read_as_the_same_event() -> None:
    """Quotes and line ends are kept."""
    assert decode("format = 1\n" + event_text(EVENT)).events == (EVENT,)


@pytest.mark.parametrize("number", range(0, 120, 7))
def test_shipped_files_can_be_written_and_read(number: int) -> None:
    """Countries, clauses, events and rolls are the same."""
    texts = list(read_ledger().texts.values())
    content = decode(texts[number % len(texts)])
    assert isinstance(content, LedgerFile)
    assert decode(file_text(content)) == content


def test_an_exception_can_return_to_a_default() -> None:
    """A key that only the general clause sets is written out."""
    usual = Clause(article="20", period=Period(1, "year"))
    clause = msgspec.structs.replace(usual, later_date_allowed=True, exceptions={"US": usual})
    content = LedgerFile(
        format=1, conventions={"paris": Convention(name="Paris", withdrawal=clause)}
    )
    assert decode(file_text(content)) == content


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({}, "[[events]]\n"),
        ({"country": "LT", "note": None}, '[[events]]\ncountry = "LT"\n'),
        (
            {"sources": [{"title": "T"}], "date": date(2025, 5, 8), "country": "LT"},
            '[[events]]\ncountry = "LT"\ndate = 2025-05-08\nsources = [\n    { title = "T" },\n]\n',
        ),
        (
            {"country": "LT", "votes": {"for": 1}, "sources": [{"title": "T" * 100}]},
            (
                '[[events]]\ncountry = "LT"\n\n'
                f'[[events.sources]]\ntitle = "{"T" * 100}"\n\n[events.votes]\nfor = 1\n'
            ),
        ),
    ],
    ids=["nothing", "a country", "half a source", "a table"],
)
def test_an_unfinished_event_is_valid_toml(document: dict[str, Any], text: str) -> None:
    """Its keys are in the usual order, ready to be completed by hand."""
    assert unfinished_text(document) == text
    (event,) = parse(text)["events"]
    assert event == {key: value for key, value in document.items() if value is not None}
