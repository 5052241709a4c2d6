"""The answer of `treatywatch explain`: the reasoning behind a day of effect."""

from collections.abc import Iterator, Sequence
from datetime import date

from treatywatch.answers.base import Answer, DatedAnswer, dated_envelope, pair_names
from treatywatch.answers.timeline import TimelineItem, timeline_item
from treatywatch.law.clauses import survival_end
from treatywatch.law.computation import ComputedRange
from treatywatch.law.explanation import explain_computation
from treatywatch.law.wording import clause_caveats
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import LEAVING_STEPS, PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, reading_order
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.exits import Exit, exits_of
from treatywatch.standing.position import Position, Standing, position_from_acts
from treatywatch.standing.withdrawal import withdrawal_terms


class ExplainItem(Answer):
    """The reasoning about one exit, or about the clause alone if there is no exit.

    `agrees` says whether the recorded and the computed day of effect agree; it is null unless both
    are known. `survives_until` is the day on which surviving duties end, null if the clause sets no
    end or no duties survive.
    """

    clause: Clause | None
    notified: PartialDate | None
    earliest_notice: date | None
    computed_effect: PartialDate | None
    recorded_effect: PartialDate | None
    agrees: bool | None
    arithmetic: tuple[str, ...]
    caveats: tuple[str, ...]
    steps: tuple[TimelineItem, ...]
    sources: tuple[Source, ...]
    outcome: Step | None
    party_since: PartialDate | None
    survives: str | None
    survives_until: date | None


class ExplainAnswer(DatedAnswer, rename={"other_acts": "beside"}):
    """The answer to `explain`: an item for each exit, in order."""

    country: str
    country_name: str
    convention: str
    convention_name: str
    depositary: str | None
    standing: Standing
    headline: str
    other_acts: tuple[TimelineItem, ...]
    items: tuple[ExplainItem, ...]


def explain_answer(ledger: Ledger, pair: PairKey, view: AsOf) -> ExplainAnswer:
    """Explain a State's exits from a convention up to a day."""
    position = position_from_acts(ledger, pair, acts_of(ledger, pair), view)
    future_effect = [position.effect] if position.leaving and position.effect else []
    all_acts = sorted([*position.past_acts, *position.future_acts], key=reading_order)
    exits = exits_of([*position.past_acts, *future_effect], all_acts)
    convention = ledger.conventions[pair[1]]
    items = [_exit_item(ledger, pair, e) for e in exits] or [
        _clause_item(convention, pair[0], position)
    ]
    return ExplainAnswer(
        **dated_envelope("explain", ledger, view),
        **pair_names(ledger, pair),
        depositary=convention.depositary,
        standing=position.standing,
        headline=headline(ledger, position),
        other_acts=tuple(timeline_item(ledger, pair, act) for act in position.other_acts),
        items=tuple(items),
    )


def headline(ledger: Ledger, position: Position) -> str:
    """Return the State's standing in a sentence, with the day since or until it lasts."""
    country = ledger.countries[position.country].name
    convention = f"the {ledger.conventions[position.convention].name}"
    if position.standing is Standing.WITHDRAWN and position.effect:
        day = _effect_text(position.effect)
        if position.effect.step is Step.EXPELLED:
            return f"{country} was expelled from {convention} on {day}."
        return f"{country} has been out of {convention} since {day}."
    if position.leaving and position.effect:
        return f"{country} is a party to {convention} until {_effect_text(position.effect)}."
    since = position.party_since
    predicates = {
        Standing.PARTY: (
            f"has been a party to {convention} since {since.date}"
            if since
            else f"is a party to {convention}"
        ),
        Standing.SIGNATORY: f"has signed {convention} and is not bound by it",
        Standing.JOINING: f"has consented to {convention} and is not yet bound",
        Standing.ENDED: f"was a party to {convention} until it ended",
        Standing.NON_PARTY: f"is not a party to {convention}",
    }
    if position.standing not in predicates:
        return f"Nothing on record says whether {country} is a party to {convention}."
    return f"{country} {predicates[position.standing]}."


def _effect_text(effect: Act) -> str:
    """Return the day of effect, marked as computed if no text records it."""
    return f"{effect.date}{'' if effect.event else ', as computed from the clause'}"


def _clause_item(convention: Convention, country: str, position: Position) -> ExplainItem:
    since = position.party_since
    terms = withdrawal_terms(convention, country, since)
    clause = terms.clause
    return ExplainItem(
        clause=clause,
        notified=None,
        earliest_notice=terms.earliest.last if terms.earliest else None,
        computed_effect=None,
        recorded_effect=None,
        agrees=None,
        arithmetic=(),
        caveats=tuple(clause_caveats(clause)),
        steps=(),
        sources=clause.sources or convention.sources if clause else convention.sources,
        outcome=None,
        party_since=since.date if since else None,
        survives=clause.survival.note if clause and clause.survival else None,
        survives_until=None,
    )


def _exit_item(ledger: Ledger, pair: PairKey, leaving: Exit) -> ExplainItem:
    convention = ledger.conventions[pair[1]]
    terms = withdrawal_terms(convention, pair[0], leaving.party_since)
    clause, notice, outcome = terms.clause, leaving.notice, leaving.outcome
    effects = terms.compute(notice) if notice else None
    computed = effects.date if effects else None
    recorded = outcome.date if outcome and outcome.event and outcome.step in LEAVING_STEPS else None
    effect = recorded or computed
    return ExplainItem(
        clause=clause,
        notified=notice.date if notice else None,
        earliest_notice=terms.earliest.last if terms.earliest else None,
        computed_effect=computed,
        recorded_effect=recorded,
        agrees=_agrees(computed, recorded),
        arithmetic=_arithmetic(notice, effects) if notice and effects else (),
        caveats=tuple(_exit_caveats(clause, leaving, computed, recorded)),
        steps=tuple(timeline_item(ledger, pair, act) for act in leaving.acts),
        sources=tuple(dict.fromkeys(s for act in leaving.acts for s in act.sources)),
        outcome=outcome.step if outcome else None,
        party_since=leaving.party_since.date if leaving.party_since else None,
        survives=clause.survival.note if clause and clause.survival else None,
        survives_until=_survives_until(clause, effect) if _has_left(outcome) else None,
    )


def _agrees(computed: PartialDate | None, recorded: PartialDate | None) -> bool | None:
    """Return whether both dates may be the same day, or None if one is missing."""
    if computed is None or recorded is None:
        return None
    return computed.overlaps(recorded)


def _has_left(outcome: Act | None) -> bool:
    return outcome is not None and outcome.step in LEAVING_STEPS


def _survives_until(clause: Clause | None, effect: PartialDate | None) -> date | None:
    try:
        return survival_end(clause, effect.first) if clause and effect and effect.is_exact else None
    except OverflowError:
        return None


def _arithmetic(notice: Act, computed: ComputedRange) -> tuple[str, ...]:
    """Word the computation from the last possible day of a notification."""
    steps = explain_computation(computed.last)
    if notice.date.is_exact:
        return steps
    return (f"the notice is known only as {notice.date}, so its last day is used", *steps)


def _exit_caveats(
    clause: Clause | None, leaving: Exit, computed: PartialDate | None, recorded: PartialDate | None
) -> Iterator[str]:
    outcome = leaving.outcome
    if outcome is not None and outcome.step is Step.EXPELLED:
        yield "The State was expelled; it did not withdraw."
    if computed and recorded and not _agrees(computed, recorded):
        yield (
            f"The recorded day {recorded} differs from the computed day {computed}; "
            f"{recorded} is used."
        )
    yield from clause_caveats(clause)
    yield from _doubt_caveats(leaving.acts)


def _doubt_caveats(acts: Sequence[Act]) -> Iterator[str]:
    for act in acts:
        event = act.event
        if event is None:
            continue
        if event.postponed:
            yield f"Postponed: {event.postponed}"
        doubt = "contested" if event.contested else "" if event.verified else "not verified"
        if doubt:
            others = ", ".join(str(other.date) for other in event.other_dates)
            other_text = f"; other dates on record: {others}" if others else ""
            note = f": {event.note}" if event.note else ""
            yield f"{act.step.words.capitalize()} {act.date} is {doubt}{other_text}{note}"
