"""Days in force by the joining clauses against 137 days on record."""

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
"""Recorded days in force that differ from the clause, each with its reason."""


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda pair: f"{pair['convention']}-{pair['country']}-{pair['deposited']}"
)
def test_the_clause_gives_the_recorded_day(pair: dict[str, Any], shipped: Ledger) -> None:
    """A deposit takes effect on the day on record; a waiver leaves the day open."""
    computation = compute_in_force(
        shipped.conventions[pair["convention"]], pair["deposited"], None, country=pair["country"]
    )
    if computation.reason is Reason.WAIVER:
        assert computation.day is None
    else:
        assert computation.day == pair["in_force"]


def test_the_rolls_agree_with_the_joining_clauses(shipped: Ledger) -> None:
    """A recorded day in force follows from the consent, except those listed above."""
    differing = set()
    for slug, roll in shipped.rolls.items():
        for code, row in roll.parties.items():
            consents = [a for a in roll_acts(slug, code, roll) if a.step is Step.CONSENTED]
            computed = [in_force_date(act, shipped.conventions[slug]) for act in consents]
            if row.in_force and consents and row.in_force not in computed:
                differing.add((slug, code))
    waivers = {(s, c) for s, c in differing if s == "tlatelolco"}
    assert differing - waivers == set(EXCEPTIONS)
