"""The answer of `treatywatch parties`: the parties to a convention and their number."""

from datetime import date

from treatywatch.answers.base import Answer, DatedAnswer, dated_envelope
from treatywatch.answers.query import Query, country_order
from treatywatch.answers.status import positions_for_query
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import JOINING_STEPS, LEAVING_STEPS, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act
from treatywatch.standing.position import Position, Standing


class PartyItem(Answer):
    """A State's party period. `until` is the day of its exit, null if unknown."""

    country: str
    country_name: str
    standing: Standing
    party_since: PartialDate | None
    until: PartialDate | None


class PartiesAnswer(DatedAnswer):
    """The answer to `parties`.

    `count` is the number of States bound on the day, `joining` the number whose deposited consent
    does not bind yet. `depositary_count` is their sum, because depositaries count from the day of
    deposit. All three are null if the convention has no roll. `arithmetic` explains the counts,
    `doubts` lists acts that may change them.
    """

    convention: str
    convention_name: str
    count: int | None
    joining: int | None
    depositary_count: int | None
    arithmetic: tuple[str, ...]
    doubts: tuple[str, ...]
    items: tuple[PartyItem, ...]


def parties_answer(
    ledger: Ledger,
    query: Query,
    *,
    joined_since: date | None = None,
    left_since: date | None = None,
) -> PartiesAnswer:
    """List the parties to the query's one convention and the States joining it, by name.

    With `joined_since` or `left_since`, only the States are listed that became bound or left
    between that day and the query's day. The counts are not affected.
    """
    (slug,) = query.conventions
    positions = sorted(
        positions_for_query(ledger, query),
        key=lambda p: country_order(ledger, p.country),
    )
    has_roll = slug in ledger.rolls
    bound = [p for p in positions if p.standing is Standing.PARTY]
    joining = [p for p in positions if p.standing is Standing.JOINING]
    listed = [p for p in positions if _is_listed(p, query.as_of, joined_since, left_since)]
    return PartiesAnswer(
        **dated_envelope("parties", ledger, query),
        convention=slug,
        convention_name=ledger.conventions[slug].name,
        count=len(bound) if has_roll else None,
        joining=len(joining) if has_roll else None,
        depositary_count=len(bound) + len(joining) if has_roll else None,
        arithmetic=_count_arithmetic(positions, len(bound), len(joining)) if has_roll else (),
        doubts=tuple(
            _doubt(ledger, p, act) for p in positions for act in _uncertain_acts(p, query.as_of)
        ),
        items=tuple(_party_item(ledger, position) for position in listed),
    )


def _is_listed(
    position: Position, as_of: date, joined_since: date | None, left_since: date | None
) -> bool:
    if joined_since is None and left_since is None:
        return position.standing in {Standing.PARTY, Standing.JOINING}
    joined = any(_falls_between(a, Step.IN_FORCE, joined_since, as_of) for a in position.past_acts)
    left = any(
        _falls_between(a, step, left_since, as_of)
        for a in position.past_acts
        for step in LEAVING_STEPS
    )
    return joined or left


def _falls_between(act: Act, step: Step, since: date | None, until: date) -> bool:
    return since is not None and act.step is step and since <= act.date.last <= until


def _count_arithmetic(positions: list[Position], bound: int, joining: int) -> tuple[str, ...]:
    left = sum(position.standing is Standing.WITHDRAWN for position in positions)
    returned = sum(_has_returned(position) for position in positions)
    returned_text = f", {returned} of them again after an exit" if returned else ""
    counted = bound + joining
    return (
        f"{counted + left} consented − {left} out = {counted}, as depositaries count{returned_text}",
        f"{counted} − {joining} not bound yet = {bound} bound",
    )


def _has_returned(position: Position) -> bool:
    """Return whether a State is a party or joining again after an exit."""
    bound = position.standing in {Standing.PARTY, Standing.JOINING}
    return bound and any(act.step in LEAVING_STEPS for act in position.past_acts)


def _uncertain_acts(position: Position, as_of: date) -> list[Act]:
    """Return recorded joinings and exits that may have happened but are not counted yet."""
    deciding = JOINING_STEPS | LEAVING_STEPS
    return [
        a for a in position.future_acts if a.step in deciding and a.event and a.date.first <= as_of
    ]


def _doubt(ledger: Ledger, position: Position, act: Act) -> str:
    name = ledger.countries[position.country].name
    return f"{name}: {act.step.words} in {act.date}, counted from its last day, {act.date.last}."


def _party_item(ledger: Ledger, position: Position) -> PartyItem:
    since, until = position.party_since, position.effect
    return PartyItem(
        country=position.country,
        country_name=ledger.countries[position.country].name,
        standing=position.standing,
        party_since=since.date if since else None,
        until=until.date if until else None,
    )
