"""Remedies are TOML: they can be pasted."""

import pytest

from treatywatch.checks.remedies import other_dates_entry
from treatywatch.ledger.read.decode import decode_scalar, parse
from treatywatch.model.dates import PartialDate, exact_date, parse_partial_date, toml_date

DATES = [
    exact_date(parse_partial_date("2025").first),
    parse_partial_date("2025-03"),
    parse_partial_date("2025"),
    parse_partial_date("0001"),
]


@pytest.mark.parametrize("when", DATES, ids=str)
def test_a_written_date_is_read_as_it_was(when: PartialDate) -> None:
    """A day, a month and a year come back from TOML as they were."""
    assert decode_scalar(PartialDate, parse(f"date = {toml_date(when)}")["date"]) == when


@pytest.mark.parametrize("when", DATES, ids=str)
def test_the_other_date_is_a_key_of_an_event(when: PartialDate) -> None:
    """It is a list of one table with one date."""
    (table,) = parse(other_dates_entry(when))["other_dates"]
    assert {key: decode_scalar(PartialDate, value) for key, value in table.items()} == {
        "date": when
    }
