"""The rules that every ledger must keep to be read at all. Reading applies them, so they load fast."""

from collections.abc import Iterator
from typing import Final

from treatywatch.checks import clauses, effects, entries, order
from treatywatch.checks.context import CheckContext
from treatywatch.checks.rule import Rule, Tier
from treatywatch.checks.unread import NOTHING_UNREAD, UnreadParts
from treatywatch.model.errors import Problem
from treatywatch.model.ledger import Ledger

STRUCTURE: Final = (
    Rule("country-code", Tier.STRUCTURE, entries.country_code),
    Rule("treaty-slug", Tier.STRUCTURE, entries.treaty_slug),
    Rule("unknown-country", Tier.STRUCTURE, entries.unknown_country),
    Rule("unknown-treaty", Tier.STRUCTURE, entries.unknown_treaty),
    Rule("duplicate-event", Tier.STRUCTURE, entries.duplicate_event),
    Rule("clause-shape", Tier.STRUCTURE, clauses.clause_shape),
    Rule("step-order", Tier.STRUCTURE, order.step_order),
    Rule("effective-before-notified", Tier.STRUCTURE, effects.effective_before_notified),
    Rule("contradiction", Tier.STRUCTURE, order.conflicting_dates),
)


def structure_problems(ledger: Ledger, gaps: UnreadParts = NOTHING_UNREAD) -> Iterator[Problem]:
    """Everything by which a ledger, as far as it could be read, breaks the rules of its structure."""
    examined = CheckContext(ledger, gaps=gaps)
    for rule in STRUCTURE:
        yield from rule.problems(examined)
