"""The answer of `treatywatch verify`: the truth of a claim, with a reason."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from treatywatch.answers.base import DatedAnswer, PairItem, dated_envelope, pair_names
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import CANCELLING_STEPS, EXIT_STAGE_RANK, LEAVING_STEPS, PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.exits import exits_of
from treatywatch.standing.position import Position, Standing, position_from_acts

CLAIMS: Final = tuple(
    dict.fromkeys(
        [
            *(standing.value for standing in Standing if standing is not Standing.UNKNOWN),
            "leaving",
            *(step.value for step in Step if step is not Step.REMARK),
        ]
    )
)
"""The possible claims: a standing, an exit under way, or a step taken."""


class VerifyItem(PairItem):
    """A claim, its truth, and the reason in a sentence."""

    claim: str
    holds: bool
    reason: str
    standing: Standing
    stage: Step | None
    stage_date: PartialDate | None
    contested: bool
    sources: tuple[Source, ...]


class VerifyAnswer(DatedAnswer):
    """The answer to `verify`."""

    items: tuple[VerifyItem, ...]


def verify_answer(ledger: Ledger, pair: PairKey, view: AsOf, claim: str) -> VerifyAnswer:
    """Judge a claim about a State and a convention at the end of a day.

    The claim must be one of CLAIMS. A claim that names a step of an exit is true if the exit under
    way, or the exit by which the State left, includes that step. Steps of a cancelled exit do not
    count.
    """
    position = position_from_acts(ledger, pair, acts_of(ledger, pair), view)
    item = VerifyItem(
        **pair_names(ledger, pair),
        claim=claim,
        holds=_claim_holds(position, claim),
        reason=_reason(ledger, position, view.as_of),
        standing=position.standing,
        stage=position.stage.step if position.stage else None,
        stage_date=position.stage.date if position.stage else None,
        contested=position.contested,
        sources=position.sources,
    )
    return VerifyAnswer(**dated_envelope("verify", ledger, view), items=(item,))


def _claim_holds(position: Position, claim: str) -> bool:
    if claim in set(Standing):
        return position.standing == claim
    if claim == "leaving":
        return position.leaving
    step = Step(claim)
    if step is Step.IN_FORCE:
        return position.standing is Standing.PARTY
    if step in EXIT_STAGE_RANK:
        return any(act.step is step for act in position.exit_acts)
    if step in CANCELLING_STEPS:
        return position.cancelled_by is not None and position.cancelled_by.step is step
    if step is Step.SUSPENDED:
        return position.suspension is not None
    return any(act.step is step for act in position.past_acts)


def _reason(ledger: Ledger, position: Position, day: date) -> str:
    """Describe the State's standing, then the deciding steps, including later ones."""
    country = ledger.countries[position.country].name
    convention = ledger.conventions[position.convention].name
    if position.standing not in _STANDING_PHRASES:
        return f"Nothing on record says whether {country} was a party to the {convention} on {day}."
    predicate = _STANDING_PHRASES[position.standing](f"the {convention}")
    steps = "; ".join(_reason_steps(position))
    return f"On {day} {country} {predicate}" + (f": {steps}." if steps else ".")


_STANDING_PHRASES: Final[dict[Standing, Callable[[str], str]]] = {
    Standing.PARTY: lambda name: f"was a party to {name}",
    Standing.WITHDRAWN: lambda name: f"was out of {name}",
    Standing.NON_PARTY: lambda name: f"was not a party to {name}",
    Standing.SIGNATORY: lambda name: f"had signed {name} and was not bound by it",
    Standing.JOINING: lambda name: f"had consented to {name} and was not yet bound",
    Standing.ENDED: lambda name: f"was no longer bound, because {name} had ended",
}


def _reason_steps(position: Position) -> Iterator[str]:
    """Yield the furthest or cancelling step, any suspension, and the outcome after the day."""
    if position.cancelled_by is not None:
        yield from map(_step_text, _cancelled_steps(position.past_acts, position.cancelled_by))
    elif position.stage is not None:
        if position.notice is not None and position.notice is not position.stage:
            yield _step_text(position.notice)
        yield _step_text(_latest_act(position.exit_acts, position.stage.step) or position.stage)
        if position.leaving and position.notice is None:
            yield "not yet notified"
    if position.suspension is not None:
        yield f"claims suspension since {position.suspension.date}"
    later = ", ".join(_step_text(act) for act in _later_steps(position))
    if later:
        yield f"later: {later}"


def _cancelled_steps(acts: Sequence[Act], cancelled_by: Act) -> Iterator[Act]:
    """Yield the last notice of the cancelled exit, if any, then the cancelling act."""
    cancelled = next(exit_ for exit_ in exits_of(acts, acts) if exit_.outcome is cancelled_by)
    notice = _latest_act(cancelled.acts, Step.NOTIFIED)
    if notice is not None:
        yield notice
    yield cancelled_by


def _latest_act(acts: Sequence[Act], step: Step) -> Act | None:
    return next((act for act in reversed(acts) if act.step is step), None)


def _later_steps(position: Position) -> Iterator[Act]:
    """Yield the later notices of the exit under way, and the act that ended it."""
    if not position.leaving:
        return
    for act in position.future_acts:
        if act.step is Step.NOTIFIED or act.step in LEAVING_STEPS | CANCELLING_STEPS:
            yield act
        if act.step in LEAVING_STEPS | CANCELLING_STEPS:
            return


def _step_text(act: Act) -> str:
    reference = act.event.reference if act.event else None
    detail = " (computed)" if act.event is None else f" ({reference})" if reference else ""
    return f"{_STEP_PHRASES.get(act.step, act.step.words)} {act.date}{detail}"


_STEP_PHRASES: Final = {
    Step.RESCINDED: "notice taken back",
    Step.REJECTED: "decided against leaving",
    Step.PARLIAMENT: "approved by parliament",
    Step.PROMULGATED: "signed into law",
    Step.GOVERNMENT: "approved by the government",
    Step.ENDORSED: "endorsed by ministers",
}
