"""Remedies are TOML: they can be pasted."""

import pytest

from treatywatch.checks.remedies import other_date, written
from treatywatch.ledger.read.decode import parse, scalar
from treatywatch.model.dates import When, on, parse_when

DATES = [
    on(parse_when("2025").first),
    parse_when("2025-03"),
    parse_when("2025"),
    parse_when("0001"),
]


@pytest.mark.parametrize("when", DATES, ids=str)
def test_a_written_date_is_read_as_it_was(when: When) -> None:
    """A day, a month and a year come back from TOML as they were."""
    assert scalar(When, parse(f"date = {written(when)}")["date"]) == when


@pytest.mark.parametrize("when", DATES, ids=str)
def test_the_other_date_is_a_key_of_an_event(when: When) -> None:
    """It is a list of one table with one date."""
    (table,) = parse(other_date(when))["other_dates"]
    assert {key: scalar(When, value) for key, value in table.items()} == {"date": when}
