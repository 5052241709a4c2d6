"""Computed days of effect against the recorded ones, in the shipped ledger and the README."""

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
    """Return each exit with a notice and a recorded effect, by country and convention."""
    exits = []
    for country, convention in sorted(acts_by_pair(ledger)):
        answer = explain_answer(ledger, (country, convention), AsOf(as_of=END))
        exits += [
            (country, convention, item)
            for item in answer.items
            if item.notified and item.recorded_effect
        ]
    return exits


def _has_reason(ledger: Ledger, item: ExplainItem) -> bool:
    """Return whether the ledger explains why the two days of an exit differ."""
    if item.clause is None or item.clause.effect is Effect.NEGOTIATED:
        return True
    steps = [step for step in item.steps if step.step in {Step.NOTIFIED, Step.EFFECTIVE}]
    noted = [e for e in ledger.events for step in steps if e.summary == step.summary]
    return any(e.contested or not e.verified or e.other_dates for e in noted)


def test_a_computed_day_differs_only_for_a_reason_on_record(shipped: Ledger) -> None:
    """The two days of an exit agree, or its events are contested, unverified or have other dates."""
    differing = [pair for pair in _pairs(shipped) if not pair[2].agrees]
    assert differing
    for country, convention, item in differing:
        assert _has_reason(shipped, item), (country, convention)


def test_the_readme_counts_the_exits(shipped: Ledger) -> None:
    """The README counts the exits that agree and lists the others with both days."""
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


def test_the_readme_lists_the_findings_of_strict_checks(shipped: Ledger) -> None:
    """The README lists each event that `check --strict` reports in the shipped ledger."""
    reading = read_ledger()
    problems = all_problems(reading, strict_names())
    locations = [
        (shipped.event_locations[n].file, shipped.event_locations[n].index)
        for n in range(len(shipped.events))
    ]
    numbers = {(shipped.files[file].name, index): n for n, (file, index) in enumerate(locations)}
    events = [shipped.events[numbers[p.file, int(p.path[1])]] for p in problems]
    reported = [
        (shipped.countries[e.country].name, e.convention, f"{e.step} {e.date}") for e in events
    ]
    row = r"^\| ([^|`]+) \| `([a-z0-9-]+)` \| ([a-z-]+ [\d-]+) \| [^|]+ \|$"
    assert re.findall(row, README.read_text(), re.MULTILINE) == reported


@pytest.mark.parametrize(
    "case", NAMED, ids=lambda case: f"{case['convention']}-{case['country']}-{case['notified']}"
)
def test_the_clauses_give_the_announced_day(case: dict[str, Any], shipped: Ledger) -> None:
    """The clause gives the day that the depositary or the State announced with the notice."""
    clause = clause_for(shipped.conventions[case["convention"]].withdrawal, case["country"])
    computed = compute_effect(clause, case["notified"]).day
    assert (computed == case["expected"]) is ("differs" not in case)
