"""Named checks over a ledger: one function per rule, under the name that users type.

A rule takes what is examined and yields a Problem for each thing it finds wrong. The rules here see
to it that a ledger can be read at all; a ledger with errors answers no question.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from treatywatch.checks import clauses, entries, order
from treatywatch.checks.examined import Examined
from treatywatch.model import Ledger
from treatywatch.problems import Problem

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


def structure_problems(ledger: Ledger) -> Iterator[Problem]:
    """Everything by which a well-shaped ledger breaks the rules of its own structure."""
    examined = Examined(ledger)
    for rule in STRUCTURE.values():
        yield from rule(examined)
