"""Compare the computed days of entry into force with 137 days from published texts."""

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from treatywatch.law.clauses import compute_in_force
from treatywatch.law.computation import Reason
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.derive import in_force_date
from treatywatch.standing.roll_acts import roll_acts

PAIRS: Final = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text())["pairs"]
EXCEPTIONS: Final = {
    ("ottawa", "SS"): "a succession, bound from independence",
}
"""Days in force on the rolls that differ from the computed day, with the reason."""


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda pair: f"{pair['convention']}-{pair['country']}-{pair['deposited']}"
)
def test_the_computed_day_equals_the_published_day(pair: dict[str, Any], shipped: Ledger) -> None:
    """A deposit binds on the published day; if a waiver starts the period, no day is computed."""
    computation = compute_in_force(
        shipped.conventions[pair["convention"]], pair["deposited"], None, country=pair["country"]
    )
    if computation.reason is Reason.WAIVER:
        assert computation.day is None
    else:
        assert computation.day == pair["in_force"]


def test_days_in_force_on_rolls_equal_the_computed_days(shipped: Ledger) -> None:
    """A row's day in force is computed from its consent, except for the listed rows."""
    differing = set()
    for slug, roll in shipped.rolls.items():
        for code, row in roll.parties.items():
            consents = [a for a in roll_acts(slug, code, roll) if a.step is Step.CONSENTED]
            computed = [in_force_date(act, shipped.conventions[slug]) for act in consents]
            if row.in_force and consents and row.in_force not in computed:
                differing.add((slug, code))
    waivers = {(s, c) for s, c in differing if s == "tlatelolco"}
    assert differing - waivers == set(EXCEPTIONS)
