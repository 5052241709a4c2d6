"""The work of a pair's history grows in proportion to its acts."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.standing.acts import when
from treatywatch.model.dates import PartialDate, exact_date
from treatywatch.standing.acts import same_party_period


class CountedDate(PartialDate):
    """A partial date that counts its comparisons."""

    comparisons = 0

    def __lt__(self, other: Any) -> bool:
        CountedDate.comparisons += 1
        return super().__lt__(other)


@pytest.mark.parametrize("count", [1000, 2000, 4000])
def test_an_act_is_compared_with_few_exits(count: int) -> None:
    """A search among sorted exits needs about as many comparisons as their number has bits."""
    exits = [CountedDate(date(1950, 1, 1) + timedelta(days=n)) for n in range(count)]
    CountedDate.comparisons = 0
    assert same_party_period(exact_date(exits[-1].first), when("2020-01-01"), exits)
    assert CountedDate.comparisons < 2 * count.bit_length()
