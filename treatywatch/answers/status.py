"""The answer of `treatywatch status`: the standing of each State."""

from collections.abc import Set
from datetime import date

from treatywatch.answers.base import Answer, DatedAnswer, PairItem, dated_envelope, pair_names
from treatywatch.answers.query import Query, selected_pairs
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import EXIT_STAGE_RANK, LEAVING_STEPS, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.position import Position, Standing, position_from_acts


class OtherAct(Answer):
    """An act that changes neither standing nor stage: a suspension, an objection, a remark."""

    date: PartialDate
    step: Step
    by: str | None
    summary: str


class StatusItem(PairItem):
    """The standing of one State towards one convention.

    `sources` and `file` are those of the position's key act.
    """

    standing: Standing
    party_since: PartialDate | None
    stage: Step | None
    stage_date: PartialDate | None
    next_stage: Step | None
    effect: PartialDate | None
    effect_basis: Basis | None
    days_to_effect: int | None
    ended: Step | None
    contested: bool
    remarks: tuple[OtherAct, ...]
    sources: tuple[Source, ...]
    party_since_basis: Basis | None
    ended_date: PartialDate | None
    notified: PartialDate | None
    suspended_since: PartialDate | None
    reference: str | None
    file: str | None


class StatusAnswer(DatedAnswer):
    """The answer to `status`."""

    items: tuple[StatusItem, ...]


def status_answer(
    ledger: Ledger, query: Query, *, include_all: bool = False, stages: Set[Step] = frozenset()
) -> StatusAnswer:
    """Return the standing of the query's States.

    Named countries are listed with all their conventions. Without named countries, only pairs with
    an exit on record by the day are listed, or all pairs with `include_all`. `stages` keeps the
    exits that are at one of these stages.
    """
    positions = positions_for_query(ledger, query)
    if stages:
        positions = [p for p in positions if p.stage is not None and p.stage.step in stages]
    if not include_all and not query.countries:
        positions = [position for position in positions if position.has_exit_history]
    return StatusAnswer(
        **dated_envelope("status", ledger, query),
        items=tuple(status_item(ledger, position, query.as_of) for position in positions),
    )


def positions_for_query(ledger: Ledger, query: Query) -> list[Position]:
    """Return the positions of a query's pairs, the exits closest to their effect first."""
    pairs = selected_pairs(ledger, query)
    acts = acts_by_pair(ledger, set(pairs))
    positions = [position_from_acts(ledger, pair, acts.get(pair, ()), query) for pair in pairs]
    return sorted(positions, key=_urgency)


def _urgency(position: Position) -> tuple[int, date]:
    """Sort exits under way by stage and effect, then States that left, then all others."""
    effect = position.effect.date.last if position.effect else date.max
    if position.leaving and position.stage is not None:
        return -EXIT_STAGE_RANK[position.stage.step], effect
    if position.stage is not None and position.stage.step in LEAVING_STEPS:
        return 1, effect
    if position.suspension is not None:
        return 2, date.max
    return (3 if position.has_exit_history else 4), date.max


def status_item(ledger: Ledger, position: Position, as_of: date) -> StatusItem:
    """Return a position as a record of an answer."""
    effect, since, stage = position.effect, position.party_since, position.stage
    suspension, key_act = position.suspension, position.key_act
    return StatusItem(
        **pair_names(ledger, (position.country, position.convention)),
        standing=position.standing,
        party_since=since.date if since else None,
        stage=stage.step if stage else None,
        stage_date=stage.date if stage else None,
        next_stage=position.next_stage,
        effect=effect.date if effect else None,
        effect_basis=effect.basis if effect else None,
        days_to_effect=_days_until(effect.date, as_of) if effect else None,
        ended=position.cancelled_by.step if position.cancelled_by else None,
        contested=position.contested,
        remarks=tuple(_other_act(act) for act in position.other_acts),
        sources=key_act.sources if key_act else (),
        party_since_basis=since.basis if since else None,
        ended_date=position.cancelled_by.date if position.cancelled_by else None,
        notified=position.notice.date if position.notice else None,
        suspended_since=suspension.date if suspension else None,
        reference=_reference(position.cancelled_by or stage),
        file=key_act.source_file if key_act else None,
    )


def _reference(act: Act | None) -> str | None:
    """Return the reference of the depositary notification about an act."""
    return act.event.reference if act and act.event else None


def _days_until(effect: PartialDate, as_of: date) -> int | None:
    return (effect.first - as_of).days if effect.is_exact else None


def _other_act(act: Act) -> OtherAct:
    event = act.event
    assert event is not None, "only a recorded act can be another act"
    return OtherAct(date=act.date, step=act.step, by=event.by, summary=event.summary)
