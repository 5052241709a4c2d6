"""The result of computing with a clause, its steps and the reason for it."""

from datetime import date
from enum import StrEnum

import msgspec

from treatywatch.model.conventions import Clause
from treatywatch.model.dates import PartialDate


class Reason(StrEnum):
    """The rule behind a computed day, or the reason why there is no day."""

    CLAUSE = "clause"
    NAMED = "named-later"
    ENTRY = "entry-into-force"
    NO_CLAUSE = "no-clause"
    NOT_OPERABLE = "not-operable"
    POSTPONED = "postponed"
    TOO_EARLY = "too-early"
    SUCCESSION = "succession"
    NOT_IN_FORCE = "not-in-force"
    WAIVER = "waiver"
    BEYOND_CALENDAR = "beyond-calendar"


class Computation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A day computed from a clause and an act, or why there is none.

    `rule_day` is the day by the clause's rule alone. `expiry` is the end of the bare period;
    `month_end_adjusted` means that its month lacks the day, so that its last day counts. A calendar
    gives `deadline`, `calendar_day` (before `rule_day` is moved to the end of a term), and
    `missed_deadline` if the act came after the deadline of its own year.
    """

    day: date | None
    reason: Reason
    clause: Clause | None = None
    act: date | None = None
    rule_day: date | None = None
    expiry: date | None = None
    month_end_adjusted: bool = False
    missed_deadline: date | None = None
    deadline: date | None = None
    calendar_day: date | None = None


class ComputedRange(msgspec.Struct, frozen=True, gc=False):
    """Computations from the first and the last possible day of an act."""

    first: Computation
    last: Computation

    @property
    def date(self) -> PartialDate | None:
        """The range of computed days; None if either computation has no day."""
        first, last = self.first.day, self.last.day
        return None if first is None or last is None else PartialDate(first, last)
