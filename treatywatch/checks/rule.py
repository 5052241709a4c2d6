"""What a rule is: a name that users type, how grave its findings are, and when it is applied."""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from treatywatch.checks.context import CheckContext
from treatywatch.model.errors import Problem, Severity


class Tier(StrEnum):
    """When a rule is applied: at every reading, by `check`, by `check --strict`, or when named."""

    STRUCTURE = "structure"
    DEFAULT = "default"
    STRICT = "strict"
    NAMED = "named"


class Rule(msgspec.Struct, frozen=True):
    """A rule. `find` yields what breaks it; the first line of its documentation says what it asks."""

    name: str
    tier: Tier
    find: Callable[[CheckContext], Iterable[Problem]]

    @property
    def severity(self) -> Severity:
        """An error where a ledger that breaks the rule answers no question, else a warning."""
        return Severity.ERROR if self.tier is Tier.STRUCTURE else Severity.WARNING

    @property
    def description(self) -> str:
        """What the rule asks of a ledger."""
        return (self.find.__doc__ or "").partition("\n")[0]

    def problems(self, examined: CheckContext) -> Iterable[Problem]:
        """What breaks the rule, as grave as the rule is."""
        for problem in self.find(examined):
            yield msgspec.structs.replace(problem, severity=self.severity)
