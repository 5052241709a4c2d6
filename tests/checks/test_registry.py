"""What rules have in common: when they are applied, how grave they are, and that none ever fails."""

from collections.abc import Iterable
from datetime import date

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.checks.context import CheckContext
from treatywatch.checks.registry import RULES, curation_problems, strict_names
from treatywatch.checks.rule import Rule, Tier
from treatywatch.checks.structure import structure_problems
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger

TODAY = date(2026, 11, 23)
UNVERIFIED = event("LT ottawa notified 2025-06-27", verified="false", contested="true")
"""Breaks one rule of the default, one of the stricter and one that must be named."""


def checks(problems: Iterable[Problem]) -> list[str]:
    """The names of the rules that problems break."""
    return [problem.check for problem in problems]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_empty_ledger_breaks_no_rule(rule: Rule) -> None:
    """Where nothing is said, nothing is wrong."""
    assert list(rule.problems(CheckContext(Ledger(), TODAY, 0))) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_ledger_without_acts_breaks_no_rule(rule: Rule, ledger_of: LedgerOf) -> None:
    """Countries and conventions of which nothing is told are nothing to find fault with."""
    assert list(rule.problems(CheckContext(ledger_of(""), TODAY, 0))) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0001", "9999-12"])
@pytest.mark.parametrize("step", Step)
def test_the_ends_of_the_calendar(day: str, step: Step, ledger_of: LedgerOf) -> None:
    """Whatever happens on the first and the last days there are, every rule gives an answer."""
    row = day if len(day) == len("9999-12-31") else f'"{day}"'
    ledger = ledger_of(
        events(*(f"LT {slug} {step} {day}" for slug in ("ottawa", "paris", "inf")))
        + roll("ottawa", f"PL = {{ signed = {row}, ratified = {row}, in_force = {row} }}")
    )
    for as_of in (date.min, date.max):
        examined = CheckContext(ledger, as_of, 10**9)
        for rule in RULES.values():
            assert all(problem.check == rule.name for problem in rule.problems(examined))


def test_a_ledger_is_refused_for_its_structure_alone() -> None:
    """What breaks a rule of structure is an error, all else a warning."""
    graveness = {rule.tier: rule.severity for rule in RULES.values()}
    assert graveness == {
        Tier.STRUCTURE: Severity.ERROR,
        Tier.DEFAULT: Severity.WARNING,
        Tier.STRICT: Severity.WARNING,
        Tier.NAMED: Severity.WARNING,
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_s_findings_bear_its_name(rule: Rule) -> None:
    """A rule is registered under its own name, and its sentence is one."""
    assert RULES[rule.name] is rule
    assert rule.description[0].isupper()
    assert rule.description.count(". ") == 0


def test_a_finding_is_as_grave_as_its_rule(ledger_of: LedgerOf) -> None:
    """The rule says so, not its finder."""
    examined = CheckContext(ledger_of(UNVERIFIED))
    (problem,) = RULES["contested-unexplained"].problems(examined)
    (found,) = RULES["contested-unexplained"].find(examined)
    assert (found.severity, problem.severity) == (Severity.ERROR, Severity.WARNING)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        pytest.param((), ["contested-unexplained"], id="default"),
        pytest.param(("unverified",), ["unverified"], id="stricter, named"),
        pytest.param(("source-far",), ["source-far"], id="named only"),
        pytest.param(
            ("source-far", "unverified"), ["source-far", "unverified"], id="in the order given"
        ),
        pytest.param(("votes-sum",), [], id="nothing of that name"),
        pytest.param(("step-order",), [], id="structure has been seen to"),
        pytest.param(strict_names(), ["contested-unexplained", "unverified"], id="strict"),
    ],
)
def test_rules_are_applied_by_name(
    names: tuple[str, ...], found: list[str], ledger_of: LedgerOf
) -> None:
    """Without names those of the default are applied, with names only these."""
    examined = CheckContext(ledger_of(UNVERIFIED))
    assert checks(curation_problems(examined, names)) == found


def test_strict_leaves_out_what_must_be_named() -> None:
    """The default rules and the stricter, each once."""
    tiers = {Tier.DEFAULT, Tier.STRICT}
    named = sorted(name for name, rule in RULES.items() if rule.tier in tiers)
    assert sorted(strict_names()) == named


def test_structure_is_not_the_record(ledger_of: LedgerOf) -> None:
    """What a ledger says amiss does not keep it from being read."""
    assert list(structure_problems(ledger_of(UNVERIFIED))) == []
