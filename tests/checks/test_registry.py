"""The registry: every rule by name, with its tier, severity and function."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from typing import Final

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.checks.context import CheckContext
from treatywatch.checks.registry import (
    READ_CHECKS,
    RULES,
    Rule,
    Tier,
    curation_problems,
    strict_names,
    structure_problems,
)
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger

TODAY: Final = date(2026, 11, 23)
UNVERIFIED: Final = event("LT ottawa notified 2025-06-27", verified="false", contested="true")
"""An event that breaks a default rule, a strict rule and a named rule."""


def checks(problems: Iterable[Problem]) -> list[str]:
    """Return the names of the rules that problems break."""
    return [problem.check for problem in problems]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_a_function_and_a_description(rule: Rule) -> None:
    """Every dotted name leads to a function whose docstring starts with one sentence."""
    assert rule.find.__module__.startswith("treatywatch.checks.")
    assert rule.description[0].isupper()
    assert rule.description.endswith(".")
    assert rule.description.count(". ") == 0


def test_no_two_checks_share_a_name_or_a_function() -> None:
    """A name means one check, and a function serves one rule."""
    assert not READ_CHECKS.keys() & RULES.keys()
    assert len({rule.function for rule in RULES.values()}) == len(RULES)


def test_reading_a_ledger_loads_only_the_rules_of_structure() -> None:
    """The other rule modules are imported once `check` applies them."""
    program = (
        "import sys; from treatywatch.ledger.read.load import load; load();"
        "print(*(name for name in sys.modules if name.startswith('treatywatch.checks.')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    structure = {r.function.split(".")[0] for r in RULES.values() if r.tier is Tier.STRUCTURE}
    others = {r.function.split(".")[0] for r in RULES.values()} - structure
    assert others >= {"sources", "stale"}
    assert not {f"treatywatch.checks.{module}" for module in others} & set(loaded)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_empty_ledger_breaks_no_rule(rule: Rule) -> None:
    """A ledger without entries has no problems."""
    assert list(rule.problems(CheckContext(Ledger(), TODAY, 0))) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_ledger_without_acts_breaks_no_rule(rule: Rule, ledger_of: LedgerOf) -> None:
    """Countries and conventions without events and rolls have no problems."""
    assert list(rule.problems(CheckContext(ledger_of(""), TODAY, 0))) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0001", "9999-12"])
@pytest.mark.parametrize("step", Step)
def test_no_rule_fails_at_the_ends_of_the_calendar(
    day: str, step: Step, ledger_of: LedgerOf
) -> None:
    """Every rule gives an answer for acts on the first and the last possible days."""
    row = day if len(day) == len("9999-12-31") else f'"{day}"'
    ledger = ledger_of(
        events(*(f"LT {slug} {step} {day}" for slug in ("ottawa", "paris", "inf")))
        + roll("ottawa", f"PL = {{ signed = {row}, ratified = {row}, in_force = {row} }}")
    )
    for as_of in (date.min, date.max):
        context = CheckContext(ledger, as_of, 10**9)
        for rule in RULES.values():
            assert all(problem.check == rule.name for problem in rule.problems(context))


def test_only_rules_of_structure_find_errors() -> None:
    """The findings of every other rule are warnings."""
    severities = {rule.tier: rule.severity for rule in RULES.values()}
    assert severities == {
        Tier.STRUCTURE: Severity.ERROR,
        Tier.DEFAULT: Severity.WARNING,
        Tier.STRICT: Severity.WARNING,
        Tier.NAMED: Severity.WARNING,
    }


@pytest.mark.parametrize("name", ["contested-unexplained", "unverified"])
def test_a_problem_has_the_name_and_severity_of_its_rule(name: str, ledger_of: LedgerOf) -> None:
    """The rule's function repeats neither."""
    (problem,) = RULES[name].problems(CheckContext(ledger_of(UNVERIFIED)))
    assert (problem.check, problem.severity) == (name, Severity.WARNING)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        pytest.param((), ["contested-unexplained"], id="default"),
        pytest.param(("unverified",), ["unverified"], id="strict, named"),
        pytest.param(("source-far",), ["source-far"], id="named only"),
        pytest.param(
            ("source-far", "unverified"), ["source-far", "unverified"], id="in the order given"
        ),
        pytest.param(("votes-sum",), [], id="nothing found"),
        pytest.param(("step-order",), [], id="a rule of structure"),
        pytest.param(("not-toml",), [], id="a check made while reading"),
        pytest.param(strict_names(), ["contested-unexplained", "unverified"], id="strict"),
    ],
)
def test_rules_are_applied_by_name(
    names: tuple[str, ...], found: list[str], ledger_of: LedgerOf
) -> None:
    """Without names the default rules are applied, with names only those."""
    context = CheckContext(ledger_of(UNVERIFIED))
    assert checks(curation_problems(context, names)) == found


def test_strict_excludes_the_named_rules() -> None:
    """The strict names are the default and the strict rules, each once."""
    tiers = {Tier.DEFAULT, Tier.STRICT}
    expected = sorted(name for name, rule in RULES.items() if rule.tier in tiers)
    assert sorted(strict_names()) == expected


def test_reading_does_not_apply_the_curation_rules(ledger_of: LedgerOf) -> None:
    """An unverified, contested event is no problem of structure."""
    assert list(structure_problems(ledger_of(UNVERIFIED))) == []
