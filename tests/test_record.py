"""The shipped ledger held to the record: every computed day of effect against the one recorded."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from treatywatch.answers.explain import ExplainItem, explain_answer
from treatywatch.checks.registry import strict_names
from treatywatch.law.clauses import clause_for, compute_effect
from treatywatch.ledger.read.load import all_problems, read_ledger
from treatywatch.model.conventions import Effect
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_by_pair

README: Final = Path(__file__).parent.parent / "README.md"
EXPECTED: Final = Path(__file__).parent / "expected.toml"
END: Final = date(2030, 1, 1)
NAMED: Final = tomllib.loads(EXPECTED.read_text())["expected"]


def _pairs(ledger: Ledger) -> list[tuple[str, str, ExplainItem]]:
    """Every exit that was notified and took effect, by country and convention."""
    found = []
    for country, convention in sorted(acts_by_pair(ledger)):
        answer = explain_answer(ledger, (country, convention), AsOf(as_of=END))
        found += [
            (country, convention, item)
            for item in answer.items
            if item.notified and item.recorded_effect
        ]
    return found


def _has_reason(ledger: Ledger, item: ExplainItem) -> bool:
    """Whether the ledger says why a computed day is not the recorded one."""
    if item.clause is None or item.clause.effect is Effect.NEGOTIATED:
        return True
    steps = [step for step in item.steps if step.step in {Step.NOTIFIED, Step.EFFECTIVE}]
    noted = [e for e in ledger.events for step in steps if e.summary == step.summary]
    return any(e.contested or not e.verified or e.other_dates for e in noted)


def test_computed_days_are_the_recorded_ones_or_the_ledger_says_why(shipped: Ledger) -> None:
    """Each notified and effective pair agrees, or its events carry the doubt that explains it."""
    differing = [found for found in _pairs(shipped) if not found[2].agrees]
    assert differing
    for country, convention, item in differing:
        assert _has_reason(shipped, item), (country, convention)


def test_the_readme_counts_the_pairs(shipped: Ledger) -> None:
    """The README says how many pairs agree and names each that does not, with both days."""
    pairs = _pairs(shipped)
    agreeing = sum(bool(item.agrees) for _, _, item in pairs)
    text = README.read_text()
    assert f"{agreeing} of {len(pairs)} agree" in text
    listed = re.findall(r"^\| ([^|]+) \| `([a-z-]+)` \| (\S+) \| (\S+) \|", text, re.MULTILINE)
    expected = [
        (
            shipped.countries[country].name,
            convention,
            str(item.computed_effect or "none"),
            str(item.recorded_effect),
        )
        for country, convention, item in pairs
        if not item.agrees
    ]
    assert listed == expected


def test_the_readme_explains_all_that_strict_checks_find(shipped: Ledger) -> None:
    """What `check --strict` says of the shipped ledger stands in the README, act by act."""
    reading = read_ledger()
    found = all_problems(reading, strict_names())
    acts = [
        (shipped.event_locations[n].file, shipped.event_locations[n].index)
        for n in range(len(shipped.events))
    ]
    places = {(shipped.files[file].name, index): n for n, (file, index) in enumerate(acts)}
    events = [shipped.events[places[p.file, int(p.path[1])]] for p in found]
    told = [(shipped.countries[e.country].name, e.convention, f"{e.step} {e.date}") for e in events]
    row = r"^\| ([^|`]+) \| `([a-z0-9-]+)` \| ([a-z-]+ [\d-]+) \| [^|]+ \|$"
    assert re.findall(row, README.read_text(), re.MULTILINE) == told


@pytest.mark.parametrize(
    "case", NAMED, ids=lambda case: f"{case['convention']}-{case['country']}-{case['notified']}"
)
def test_the_clauses_give_the_day_that_was_named_at_the_time(
    case: dict[str, Any], shipped: Ledger
) -> None:
    """The day of effect that depositaries or States named with a notice follows from the clause."""
    clause = clause_for(shipped.conventions[case["convention"]].withdrawal, case["country"])
    computed = compute_effect(clause, case["notified"]).day
    assert (computed == case["expected"]) is ("differs" not in case)
