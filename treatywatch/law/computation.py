"""The result of computing with a clause, and the reason for it."""

from datetime import date
from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why a reckoning came out as it did."""

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
    """A day computed from a clause, or the reason why there is none.

    `expiry` is where the bare period ends, before the clause's rule moves it. `month_end_adjusted`
    says that the period ended on a day its month lacks and was cut to that month's last.
    """

    day: date | None
    reason: Reason
    expiry: date | None = None
    month_end_adjusted: bool = False
