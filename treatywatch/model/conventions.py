"""Conventions, and their clauses on joining and withdrawal as data."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.provenance import Source
from treatywatch.model.record import Count, Record, Text, Years


class Clock(StrEnum):
    """The act that starts the period of a clause."""

    RECEIPT = "receipt"
    NOTIFICATION = "notification"
    DEPOSIT = "deposit"


class Effect(StrEnum):
    """The rule that turns the day of the act into the day of effect."""

    ANNIVERSARY = "anniversary"
    DAY_AFTER = "day-after"
    FIRST_OF_NEXT_MONTH = "first-of-next-month"
    CALENDAR = "calendar"
    NEGOTIATED = "negotiated"


class Calendar(Record):
    """A rule by which notice until `by` takes effect on `on`, some `years` later."""

    by: MonthDay
    on: MonthDay
    years: Years = 0


class TermCycle(Record):
    """Terms of a number of `years`, the first of which ends on `first`."""

    first: Day
    years: Annotated[int, Meta(ge=1, le=9999)]


class LateDeposits(Record):
    """The deposits that a joining clause covers: after entry into force, or after a threshold."""

    after: Literal["in-force", "deposit"]
    number: Count | None = None
    date: Day | None = None


class NoticeBar(Record):
    """The time after an entry into force in which no notice may be given."""

    period: Period
    after: Literal["in-force-for-party", "in-force"]


class Survival(Record):
    """Duties that outlive the exit, and for how long if the clause sets a time."""

    period: Period | None = None
    note: str | None = None


class Clause(Record):
    """The article on withdrawal or on joining, as data. `law.clauses` computes with it."""

    article: str | None = None
    period: Period | None = None
    clock: Clock | None = None
    effect: Effect = Effect.ANNIVERSARY
    calendar: Calendar | None = None
    cycle: TermCycle | None = None
    late: LateDeposits | None = None
    start: Literal["waiver"] | None = None
    operable: bool = True
    earliest: NoticeBar | None = None
    later_date_allowed: bool = False
    armed_conflict: bool = False
    armed_conflict_test: Literal["at-expiry", "at-notification"] = "at-expiry"
    survival: Survival | None = None
    exceptions: "dict[str, Clause]" = {}
    receiver: str | None = None
    conditions: str | None = None
    practice: str | None = None
    note: str | None = None
    text_seen: bool | None = None
    sources: tuple[Source, ...] = ()


class Convention(Record):
    """A treaty, its depositary and its clauses.

    `current_to` is the day up to which its record is complete, if it differs from the ledger's.
    """

    name: Text
    official: str | None = None
    aliases: tuple[str, ...] = ()
    topic: str | None = None
    adopted: PartialDate | None = None
    opened: PartialDate | None = None
    in_force: Day | None = None
    ended: Day | None = None
    depositary: str | None = None
    reference: str | None = None
    current_to: Day | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()
    joining: Clause | None = None
    withdrawal: Clause | None = None
