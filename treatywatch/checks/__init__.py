"""Named checks over a ledger: one function per rule, under the name that users type.

A rule takes what is examined and yields a Problem for each thing it finds wrong. The rules of
structure see to it that a ledger can be read at all: one that breaks them answers no question. The
rules of record are for its curators: `check` applies them, and a question does not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from treatywatch.checks import clauses, entries, order, rolls
from treatywatch.checks.examined import Examined
from treatywatch.model import Ledger
from treatywatch.problems import Problem, Severity

Rule = Callable[[Examined], Iterable[Problem]]

STRUCTURE: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "country-code": entries.country_code,
        "treaty-slug": entries.treaty_slug,
        "unknown-country": entries.unknown_country,
        "unknown-treaty": entries.unknown_treaty,
        "duplicate-event": entries.duplicate_event,
        "clause-shape": clauses.clause_shape,
        "step-order": order.step_order,
        "contradiction": order.contradiction,
    }
)
"""The rules that every ledger must keep."""

RECORD: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "roll-date": rolls.roll_date,
        "exit-without-joining": rolls.exit_without_joining,
        "party-before-signature": rolls.party_before_signature,
        "accession-by-signatory": rolls.accession_by_signatory,
    }
)
"""The rules about what a well-shaped ledger says; what breaks them is a warning."""


def structure_problems(ledger: Ledger) -> Iterator[Problem]:
    """Everything by which a well-shaped ledger breaks the rules of its own structure."""
    examined = Examined(ledger)
    for rule in STRUCTURE.values():
        yield from rule(examined)


def record_problems(ledger: Ledger) -> Iterator[Problem]:
    """Everything that a ledger of sound structure says amiss. Each is a warning."""
    examined = Examined(ledger)
    for rule in RECORD.values():
        for problem in rule(examined):
            yield msgspec.structs.replace(problem, severity=Severity.WARNING)
