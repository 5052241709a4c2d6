"""Register every check under the name that users type, and apply them to a ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

import msgspec

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.checks.unread import NOTHING_UNREAD, UnreadParts
from treatywatch.model.errors import Problem, Severity
from treatywatch.model.ledger import Ledger

_FindFunction = Callable[[CheckContext], Iterable[Finding]]


class Tier(StrEnum):
    """The tiers of rules, by the occasion on which they are applied.

    Every reading applies the rules of `structure`; `check` adds the default ones, `check --strict`
    the strict ones too. The named ones are applied only if the user names them.
    """

    STRUCTURE = "structure"
    DEFAULT = "default"
    STRICT = "strict"
    NAMED = "named"


class Rule(msgspec.Struct, frozen=True):
    """A rule: its name, its tier and the function that finds what breaks it.

    `function` is "module.function" in this package. The module is imported on first use, because
    reading a ledger needs only the rules of its structure.
    """

    name: str
    tier: Tier
    function: str

    @property
    def find(self) -> _FindFunction:
        """The function that yields a finding for each place that breaks the rule."""
        module, _, name = self.function.partition(".")
        return cast("_FindFunction", getattr(import_module(f"{__package__}.{module}"), name))

    @property
    def severity(self) -> Severity:
        """Return ERROR if a ledger that breaks the rule cannot be used, else WARNING."""
        return Severity.ERROR if self.tier is Tier.STRUCTURE else Severity.WARNING

    @property
    def description(self) -> str:
        """The sentence that says what the rule asks: the first line of its function's docstring."""
        return (self.find.__doc__ or "").partition("\n")[0]

    def problems(self, context: CheckContext) -> Iterator[Problem]:
        """Yield a problem for each finding of the rule."""
        name, severity = self.name, self.severity
        for found in self.find(context):
            yield Problem(
                file=found.file,
                check=name,
                message=found.message,
                hint=found.hint,
                severity=severity,
                path=found.path,
                at_key=found.at_key,
            )


READ_CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unreadable": "Every file named or included can be read.",
        "not-utf-8": "A ledger is UTF-8 text.",
        "empty": "No ledger is empty.",
        "not-toml": "A ledger is TOML.",
        "toml-version": "A ledger is TOML 1.0, without what TOML 1.1 adds.",
        "format": "The first file of a ledger states a format that this version reads.",
        "include": "Every included file exists in the ledger's folder, and none includes itself.",
        "duplicate": "No country, convention, roll or group is defined twice in one ledger.",
        "replaces-nothing": "Every event with replaces corrects an event of a lower ledger.",
        "unknown-key": "Every key is a key of the format.",
        "missing-key": "Every required key is present.",
        "source-missing": "Every event names at least one source.",
        "empty-text": "No required text is empty.",
        "wrong-type": "Every value has the type that its key requires.",
        "wrong-value": "Every value is one that its key accepts.",
        "wrong-date": "Every date is an existing day, month or year.",
        "wrong-number": "Every number is in the range of its key.",
        "control-character": "No text contains control or invisible characters or five marks in a row.",
        "unknown-step": "Every step is a step of the format.",
        "unknown-kind": "Every kind of country or source is a kind of the format.",
        "unknown-consent": "Every consent is one of the five kinds of instrument.",
        "unknown-clock": "Every clock is receipt, notification or deposit.",
        "unknown-effect": "Every effect of a clause is an effect of the format.",
        "unknown-after": "Every after of a bar or of late deposits is a word of the format.",
        "unknown-start": "Every joining clause starts from the consent or from a waiver.",
        "unknown-armed-conflict-test": "Armed conflict counts at expiry or at notification.",
    }
)
"""The checks made while files are read, before any rule; each name with its description."""

_RULES: Final = (
    Rule("country-code", Tier.STRUCTURE, "entries.country_code"),
    Rule("treaty-slug", Tier.STRUCTURE, "entries.treaty_slug"),
    Rule("unknown-country", Tier.STRUCTURE, "entries.unknown_country"),
    Rule("unknown-treaty", Tier.STRUCTURE, "entries.unknown_treaty"),
    Rule("duplicate-event", Tier.STRUCTURE, "entries.duplicate_event"),
    Rule("clause-shape", Tier.STRUCTURE, "clauses.clause_shape"),
    Rule("step-order", Tier.STRUCTURE, "order.step_order"),
    Rule("effective-before-notified", Tier.STRUCTURE, "effects.effective_before_notified"),
    Rule("contradiction", Tier.STRUCTURE, "order.conflicting_dates"),
    Rule("effect-computed", Tier.DEFAULT, "effects.effect_computed"),
    Rule("notice-too-early", Tier.DEFAULT, "effects.notice_too_early"),
    Rule("event-before-convention", Tier.DEFAULT, "date_limits.event_before_convention"),
    Rule("event-before-joining", Tier.DEFAULT, "date_limits.event_before_joining"),
    Rule("event-after-current", Tier.STRICT, "date_limits.event_after_current"),
    Rule("roll-date", Tier.DEFAULT, "rolls.roll_date"),
    Rule("exit-without-joining", Tier.DEFAULT, "rolls.exit_without_joining"),
    Rule("party-before-signature", Tier.DEFAULT, "rolls.party_before_signature"),
    Rule("accession-by-signatory", Tier.DEFAULT, "rolls.accession_by_signatory"),
    Rule("consent-twice", Tier.DEFAULT, "rolls.consent_twice"),
    Rule("rescinded-without-notice", Tier.DEFAULT, "order.rescinded_without_notice"),
    Rule("source-weak", Tier.DEFAULT, "sources.source_weak"),
    Rule("source-early", Tier.DEFAULT, "sources.source_early"),
    Rule("url-malformed", Tier.DEFAULT, "sources.url_malformed"),
    Rule("url-duplicate", Tier.DEFAULT, "sources.url_duplicate"),
    Rule("contested-unexplained", Tier.DEFAULT, "sources.contested_unexplained"),
    Rule("shared-name", Tier.DEFAULT, "naming.shared_name"),
    Rule("mixed-script", Tier.DEFAULT, "naming.mixed_script"),
    Rule("unknown-group", Tier.DEFAULT, "naming.unknown_group"),
    Rule("votes-sum", Tier.DEFAULT, "entries.votes_sum"),
    Rule("unverified", Tier.STRICT, "sources.unverified"),
    Rule("formula-text", Tier.STRICT, "formulas.formula_text"),
    Rule("source-far", Tier.NAMED, "sources.no_official_source"),
    Rule("stale", Tier.NAMED, "stale.stale"),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.name: rule for rule in _RULES})
"""Every rule by its name, in the order of listing and application."""


def structure_problems(ledger: Ledger, unread: UnreadParts = NOTHING_UNREAD) -> Iterator[Problem]:
    """Yield everything that breaks a rule of structure in the parts that could be read."""
    context = CheckContext(ledger, unread=unread)
    for rule in _of_tier(Tier.STRUCTURE):
        yield from rule.problems(context)


def curation_problems(context: CheckContext, names: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield everything that breaks the rules named, or the default rules if none is named.

    The ledger has passed the checks of structure. Names of those are accepted and find nothing.
    """
    named = tuple(names)
    rules = [RULES[name] for name in named if name not in READ_CHECKS]
    for rule in rules if named else _of_tier(Tier.DEFAULT):
        if rule.tier is not Tier.STRUCTURE:
            yield from rule.problems(context)


def strict_names() -> tuple[str, ...]:
    """Return the names of the rules that `check --strict` applies: default, then strict."""
    return tuple(rule.name for rule in (*_of_tier(Tier.DEFAULT), *_of_tier(Tier.STRICT)))


def _of_tier(tier: Tier) -> list[Rule]:
    return [rule for rule in _RULES if rule.tier is tier]
