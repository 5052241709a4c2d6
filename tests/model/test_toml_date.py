"""Hints write dates as TOML, to be pasted."""

import pytest

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
