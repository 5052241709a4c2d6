"""Where each State stands: the answer of `treatywatch status`."""

from collections.abc import Set
from datetime import date

from treatywatch.answers.base import TOOL, Answer, LedgerStamp, schema_name, stamp
from treatywatch.answers.query import Query, wanted_pairs
from treatywatch.model.dates import When
from treatywatch.model.events import OUT, RANKS, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.position import Position, Standing, position_of


class Remark(Answer):
    """An act beside the way in or out: a suspension, an objection, a remark."""

    date: When
    step: Step
    by: str | None
    summary: str


class StatusItem(Answer):
    """Where one State stands towards one convention.

    `sources` and `file` are those of the act that says most about it.
    """

    country: str
    country_name: str
    convention: str
    convention_name: str
    standing: Standing
    party_since: When | None
    stage: Step | None
    stage_date: When | None
    next_stage: Step | None
    effect: When | None
    effect_basis: Basis | None
    days_to_effect: int | None
    ended: Step | None
    contested: bool
    remarks: tuple[Remark, ...]
    sources: tuple[Source, ...]
    party_since_basis: Basis | None
    ended_date: When | None
    notified: When | None
    suspended_since: When | None
    reference: str | None
    file: str | None


class StatusAnswer(Answer):
    """The answer to `status`."""

    schema: str
    tool: str
    ledger: LedgerStamp
    as_of: date
    known_on: date | None
    items: tuple[StatusItem, ...]


def status_answer(
    ledger: Ledger, query: Query, *, every: bool = False, stages: Set[Step] = frozenset()
) -> StatusAnswer:
    """Where the States of a query stand.

    For named countries all their conventions; else every pair with something of a way out on
    record by the day, or with `every` all that the ledger tells of. `stages` keeps the exits that
    are at one of them.
    """
    found = positions(ledger, query)
    if stages:
        found = [p for p in found if p.stage is not None and p.stage.step in stages]
    if not every and not query.countries:
        found = [position for position in found if position.on_record]
    return StatusAnswer(
        schema=schema_name("status"),
        tool=TOOL,
        ledger=stamp(ledger),
        as_of=query.as_of,
        known_on=query.known_on,
        items=tuple(status_item(ledger, position, query.as_of) for position in found),
    )


def positions(ledger: Ledger, query: Query) -> list[Position]:
    """The positions of a query's pairs: exits first, those nearest to their end before all."""
    pairs = wanted_pairs(ledger, query)
    told = acts_by_pair(ledger, set(pairs))
    found = [position_of(ledger, pair, told.get(pair, ()), query) for pair in pairs]
    return sorted(found, key=_urgency)


def _urgency(position: Position) -> tuple[int, date]:
    """Running clocks by their end, exits under way by stage, those out, the rest."""
    effect = position.effect.date.last if position.effect else date.max
    if position.leaving and position.stage is not None:
        return -RANKS[position.stage.step], effect
    if position.stage is not None and position.stage.step in OUT:
        return 1, effect
    if position.suspension is not None:
        return 2, date.max
    return (3 if position.on_record else 4), date.max


def status_item(ledger: Ledger, position: Position, as_of: date) -> StatusItem:
    """A position as the answer gives it."""
    effect, since, stage = position.effect, position.party_since, position.stage
    suspension, telling = position.suspension, position.telling
    return StatusItem(
        country=position.country,
        country_name=ledger.countries[position.country].name,
        convention=position.convention,
        convention_name=ledger.conventions[position.convention].name,
        standing=position.standing,
        party_since=since.date if since else None,
        stage=stage.step if stage else None,
        stage_date=stage.date if stage else None,
        next_stage=position.next_stage,
        effect=effect.date if effect else None,
        effect_basis=effect.basis if effect else None,
        days_to_effect=_days(effect.date, as_of) if effect else None,
        ended=position.ended.step if position.ended else None,
        contested=position.contested,
        remarks=tuple(_remark(act) for act in position.beside),
        sources=telling.sources if telling else (),
        party_since_basis=since.basis if since else None,
        ended_date=position.ended.date if position.ended else None,
        notified=position.notice.date if position.notice else None,
        suspended_since=suspension.date if suspension else None,
        reference=_reference(position.ended or stage),
        file=telling.told_in if telling else None,
    )


def _reference(act: Act | None) -> str | None:
    """The depositary notification that told of an act."""
    return act.event.reference if act and act.event else None


def _days(effect: When, as_of: date) -> int | None:
    return (effect.first - as_of).days if effect.exact else None


def _remark(act: Act) -> Remark:
    event = act.event
    assert event is not None, "only recorded acts stand beside the axes"
    return Remark(date=act.date, step=act.step, by=event.by, summary=event.summary)
