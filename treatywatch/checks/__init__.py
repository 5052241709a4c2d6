"""Named checks over a ledger: one function per rule, under the name that users type.

A rule takes what is examined and yields a Problem for each thing it finds wrong. The rules of
structure see to it that a ledger can be read at all: one that breaks them answers no question. The
others are for its curators: `check` applies them, and a question does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from treatywatch.checks import (
    clauses,
    effects,
    entries,
    naming,
    order,
    rolls,
    sources,
    span,
    stale,
    votes,
)
from treatywatch.checks.examined import Examined
from treatywatch.checks.rule import Rule, Tier
from treatywatch.model import Ledger
from treatywatch.problems import Problem

_RULES: Final = (
    Rule("country-code", Tier.STRUCTURE, entries.country_code),
    Rule("treaty-slug", Tier.STRUCTURE, entries.treaty_slug),
    Rule("unknown-country", Tier.STRUCTURE, entries.unknown_country),
    Rule("unknown-treaty", Tier.STRUCTURE, entries.unknown_treaty),
    Rule("duplicate-event", Tier.STRUCTURE, entries.duplicate_event),
    Rule("clause-shape", Tier.STRUCTURE, clauses.clause_shape),
    Rule("step-order", Tier.STRUCTURE, order.step_order),
    Rule("effective-before-notified", Tier.STRUCTURE, effects.effective_before_notified),
    Rule("contradiction", Tier.STRUCTURE, order.contradiction),
    Rule("effect-computed", Tier.DEFAULT, effects.effect_computed),
    Rule("notice-too-early", Tier.DEFAULT, effects.notice_too_early),
    Rule("event-before-convention", Tier.DEFAULT, span.event_before_convention),
    Rule("event-before-joining", Tier.DEFAULT, span.event_before_joining),
    Rule("event-after-current", Tier.STRICT, span.event_after_current),
    Rule("roll-date", Tier.DEFAULT, rolls.roll_date),
    Rule("exit-without-joining", Tier.DEFAULT, rolls.exit_without_joining),
    Rule("party-before-signature", Tier.DEFAULT, rolls.party_before_signature),
    Rule("accession-by-signatory", Tier.DEFAULT, rolls.accession_by_signatory),
    Rule("source-weak", Tier.DEFAULT, sources.source_weak),
    Rule("source-early", Tier.DEFAULT, sources.source_early),
    Rule("url-malformed", Tier.DEFAULT, sources.url_malformed),
    Rule("url-duplicate", Tier.DEFAULT, sources.url_duplicate),
    Rule("contested-unexplained", Tier.DEFAULT, sources.contested_unexplained),
    Rule("shared-name", Tier.DEFAULT, naming.shared_name),
    Rule("unknown-group", Tier.DEFAULT, naming.unknown_group),
    Rule("votes-sum", Tier.DEFAULT, votes.votes_sum),
    Rule("unverified", Tier.STRICT, sources.unverified),
    Rule("source-far", Tier.NAMED, sources.source_far),
    Rule("stale", Tier.NAMED, stale.stale),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.name: rule for rule in _RULES})
"""Every rule, in the order in which they are listed and applied."""


def structure_problems(ledger: Ledger) -> Iterator[Problem]:
    """Everything by which a well-shaped ledger breaks the rules of its own structure."""
    return _problems(Examined(ledger), _of_tier(Tier.STRUCTURE))


def record_problems(examined: Examined, names: Iterable[str] = ()) -> Iterator[Problem]:
    """What a ledger of sound structure says amiss, by the rules named, else by those of the default."""
    rules = [RULES[name] for name in names] or _of_tier(Tier.DEFAULT)
    return _problems(examined, (rule for rule in rules if rule.tier is not Tier.STRUCTURE))


def strict_names() -> tuple[str, ...]:
    """The rules that `check --strict` applies: the default ones and the stricter."""
    return tuple(rule.name for rule in (*_of_tier(Tier.DEFAULT), *_of_tier(Tier.STRICT)))


def _of_tier(tier: Tier) -> list[Rule]:
    return [rule for rule in _RULES if rule.tier is tier]


def _problems(examined: Examined, rules: Iterable[Rule]) -> Iterator[Problem]:
    for rule in rules:
        yield from rule.problems(examined)
