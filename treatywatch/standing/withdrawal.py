"""Compute the earliest notice of a State, and the effect of its notification.

Every answer and check takes these days from here.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from treatywatch.law.clauses import clause_for, compute_effect, earliest_notice, map_date_range
from treatywatch.law.computation import ComputedRange
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import CANCELLING_STEPS, LEAVING_STEPS, Step
from treatywatch.standing.acts import Act, later_acts

ENDS_OF_NOTICE: Final = LEAVING_STEPS | CANCELLING_STEPS | {Step.NOTIFIED}
"""The steps after which an earlier notification no longer runs."""


class WithdrawalTerms(msgspec.Struct, frozen=True, kw_only=True):
    """The clause for the withdrawal of a State, and its earliest notice.

    `earliest` is a range if the day in force is imprecise; None if the clause bars no day.
    """

    clause: Clause | None
    earliest: PartialDate | None

    def compute(self, notice: Act) -> ComputedRange:
        """Compute the effect of a notification from its first and its last possible day."""
        event = notice.event
        return map_date_range(
            notice.date,
            lambda day: compute_effect(
                self.clause,
                day,
                names_effect=event.names_effect if event else None,
                postponed=event.postponed if event else None,
                earliest=self.earliest.last if self.earliest else None,
            ),
        )


def withdrawal_terms(
    convention: Convention, country: str, party_since: Act | None
) -> WithdrawalTerms:
    """Return the terms for a State that became a party by an act, if known."""
    clause = clause_for(convention.withdrawal, country)
    if clause is None or clause.earliest is None:
        return WithdrawalTerms(clause=clause, earliest=None)
    since = party_since.date if party_since else None
    first, last = (
        earliest_notice(clause, in_force=convention.in_force, party_since=day)
        for day in ((since.first, since.last) if since else (None, None))
    )
    earliest = None if first is None or last is None else PartialDate(first, last)
    return WithdrawalTerms(clause=clause, earliest=earliest)


def effect_of_notice(
    acts: Sequence[Act], number: int, convention: Convention, country: str
) -> PartialDate | None:
    """Return the effect of the notification at an index, if it can be computed."""
    notice = acts[number]
    if notice.event is None or convention.withdrawal is None:
        return None
    terms = withdrawal_terms(convention, country, party_since(acts, number))
    return terms.compute(notice).date


def last_notice(acts: Sequence[Act]) -> Act | None:
    """Return the last notification among acts, if any."""
    return next((act for act in reversed(acts) if act.step is Step.NOTIFIED), None)


def next_end_of_notice(acts: Sequence[Act], number: int) -> Act | None:
    """Return the next exit, cancellation or notification after an index."""
    return next((act for act in later_acts(acts, number) if act.step in ENDS_OF_NOTICE), None)


def party_since(acts: Sequence[Act], number: int) -> Act | None:
    """Return the entry into force for the State that a notification at an index follows.

    An entry into force that is read after an imprecise notification, but may precede it, counts if
    the State was not bound before.
    """
    bound, since = _bound_before(acts, number)
    return since if bound else _possibly_before(acts, number) or since


def _bound_before(acts: Sequence[Act], number: int) -> tuple[bool, Act | None]:
    """Return whether the State was bound before an index, and its last entry into force."""
    bound = True
    for index in range(number - 1, -1, -1):
        act = acts[index]
        if act.step is Step.IN_FORCE:
            return bound, act
        if act.step is Step.CONSENT_WITHDRAWN:
            break
        bound = bound and act.step not in LEAVING_STEPS
    return False, None


def _possibly_before(acts: Sequence[Act], number: int) -> Act | None:
    """Return the next entry into force that may precede an imprecise notification."""
    notice = acts[number]
    for act in later_acts(acts, number):
        if act.date.is_after(notice.date) or (act.event and act.step in ENDS_OF_NOTICE):
            return None
        if act.step is Step.IN_FORCE:
            return act
    return None
