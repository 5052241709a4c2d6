"""The joining clauses held to the record: days in force against 137 that texts give."""

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
"""The sourced days in force on the rolls that the clause does not give, and why."""


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda pair: f"{pair['convention']}-{pair['country']}-{pair['deposited']}"
)
def test_the_clause_gives_the_day_that_texts_give(pair: dict[str, Any], shipped: Ledger) -> None:
    """A deposit binds on the day on record; where a waiver starts the clock, nothing is computed."""
    reckoning = compute_in_force(
        shipped.conventions[pair["convention"]], pair["deposited"], None, country=pair["country"]
    )
    if reckoning.reason is Reason.WAIVER:
        assert reckoning.day is None
    else:
        assert reckoning.day == pair["in_force"]


def test_every_sourced_day_on_the_rolls_is_the_computed_one(shipped: Ledger) -> None:
    """A row's day in force follows from its consent by the joining clause, but for the listed."""
    differing = set()
    for slug, roll in shipped.rolls.items():
        for code, row in roll.parties.items():
            consents = [a for a in roll_acts(slug, code, roll) if a.step is Step.CONSENTED]
            computed = [in_force_date(act, shipped.conventions[slug]) for act in consents]
            if row.in_force and consents and row.in_force not in computed:
                differing.add((slug, code))
    waivers = {(s, c) for s, c in differing if s == "tlatelolco"}
    assert differing - waivers == set(EXCEPTIONS)
