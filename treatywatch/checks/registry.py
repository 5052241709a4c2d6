"""Every rule by its name, and what a ledger of sound structure says amiss by them."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from treatywatch.checks import date_limits, effects, naming, rolls, sources, stale, votes
from treatywatch.checks.context import CheckContext
from treatywatch.checks.reading import READ_CHECKS
from treatywatch.checks.rule import Rule, Tier
from treatywatch.checks.structure import STRUCTURE
from treatywatch.model.errors import Problem

_RULES: Final = (
    *STRUCTURE,
    Rule("effect-computed", Tier.DEFAULT, effects.effect_computed),
    Rule("notice-too-early", Tier.DEFAULT, effects.notice_too_early),
    Rule("event-before-convention", Tier.DEFAULT, date_limits.event_before_convention),
    Rule("event-before-joining", Tier.DEFAULT, date_limits.event_before_joining),
    Rule("event-after-current", Tier.STRICT, date_limits.event_after_current),
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
    Rule("source-far", Tier.NAMED, sources.no_official_source),
    Rule("stale", Tier.NAMED, stale.stale),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.name: rule for rule in _RULES})
"""Every rule, in the order in which they are listed and applied."""


def curation_problems(examined: CheckContext, names: Iterable[str] = ()) -> Iterator[Problem]:
    """What a ledger of sound structure says amiss, by the rules named, else by those of the default.

    A check that every reading makes may be named, too: such a ledger has passed it.
    """
    named = tuple(names)
    rules = [RULES[name] for name in named if name not in READ_CHECKS]
    for rule in rules if named else _of_tier(Tier.DEFAULT):
        if rule.tier is not Tier.STRUCTURE:
            yield from rule.problems(examined)


def strict_names() -> tuple[str, ...]:
    """The rules that `check --strict` applies: the default ones and the stricter."""
    return tuple(rule.name for rule in (*_of_tier(Tier.DEFAULT), *_of_tier(Tier.STRICT)))


def _of_tier(tier: Tier) -> list[Rule]:
    return [rule for rule in _RULES if rule.tier is tier]
