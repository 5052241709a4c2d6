"""Rules about joining: that rolls and events tell of one world, and in an order that treaties allow."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from treatywatch.checks.context import CheckContext
from treatywatch.checks.remedies import other_dates_entry
from treatywatch.model.dates import toml_date
from treatywatch.model.errors import Problem
from treatywatch.model.events import JOINING_STEPS, LEAVING_STEPS, Consent, Event, Step
from treatywatch.standing.acts import Act, PairKey, same_party_period
from treatywatch.standing.roll_acts import roll_acts

_LEAVES: Final = LEAVING_STEPS | {Step.NOTIFIED, Step.RESCINDED}


def roll_date(examined: CheckContext) -> Iterator[Problem]:
    """An act that an event and a roll both tell has one date, or the other is named beside it."""
    for pair, acts in examined.in_roll_and_events.items():
        exits = [act.date for act in acts if act.step in _LEAVES]
        told = [act for act in acts if act.event is not None and not act.from_roll]
        for row in _row_acts(examined, pair):
            for act in told:
                twins = act.step is row.step and same_party_period(act.date, row.date, exits)
                if twins and act.event is not None and not _agree(act.event, row):
                    message = (
                        f'"{act.step}" on {act.date}, but the roll of {pair[1]} says {row.date}'
                    )
                    hint = f"correct the wrong one, or add {other_dates_entry(row.date)}"
                    yield examined.in_event(act.event, "roll-date", message, hint=hint)


def _row_acts(examined: CheckContext, pair: PairKey) -> Iterator[Act]:
    code, slug = pair
    return roll_acts(slug, code, examined.ledger.rolls[slug])


def _agree(event: Event, row: Act) -> bool:
    """Whether two dates can be of one day, or one text names the other's."""
    assert row.event is not None
    mine = [event.date, *(other.date for other in event.other_dates)]
    theirs = [row.date, *(other.date for other in row.event.other_dates)]
    return any(a.overlaps(row.date) for a in mine) or any(event.date.overlaps(b) for b in theirs)


def exit_without_joining(examined: CheckContext) -> Iterator[Problem]:
    """Only a State that joined can leave: where a roll names who did, it names all that left."""
    for (code, slug), acts in examined.acts.items():
        roll = examined.ledger.rolls.get(slug)
        if roll is None or _unsourced(examined, code, slug):
            continue
        before = takewhile(lambda act: act.step not in JOINING_STEPS, acts)
        leaving = next((act for act in before if act.step in _LEAVES), None)
        if leaving is not None and leaving.event is not None:
            message = (
                f'"{leaving.step}" on {leaving.date}, but nothing tells that {code} had joined'
            )
            line = f"add {code} = {{ acceded = … }} to [rolls.{slug}.parties]"
            known = code in roll.parties
            hint = f"{'record the stay that it ended' if known else line}, or correct the date"
            yield examined.in_event(leaving.event, "exit-without-joining", message, hint=hint)


def _unsourced(examined: CheckContext, code: str, slug: str) -> bool:
    """Whether a State is on the roll without any day: then its consent is not sourced."""
    roll = examined.ledger.rolls[slug]
    return code in roll.parties and not any(roll_acts(slug, code, roll))


def party_before_signature(examined: CheckContext) -> Iterator[Problem]:
    """Nobody consents, or is bound, before signing what is then ratified."""
    for pair, acts in examined.acts.items():
        signed = next((act for act in acts if act.step is Step.SIGNED), None)
        joining = (act for act in acts if act.step in JOINING_STEPS)
        early = next((a for a in joining if signed and a.date.is_before(signed.date)), None)
        if signed is not None and early is not None:
            message = f'"{early.step}" on {early.date} comes before the signature on {signed.date}'
            hint = "correct one of the dates"
            yield examined.in_act(early, pair, "party-before-signature", message, hint)


def accession_by_signatory(examined: CheckContext) -> Iterator[Problem]:
    """A State that signed ratifies, accepts or approves; it accedes only to come back."""
    for pair, acts in examined.acts.items():
        signed = False
        for act in takewhile(lambda act: act.step not in LEAVING_STEPS, acts):
            signed = signed or act.step is Step.SIGNED
            event = act.event
            if signed and event is not None and event.consent is Consent.ACCESSION:
                message = f"{event.country} acceded on {act.date}, though it had signed"
                check, key = "accession-by-signatory", "consent"
                if act.from_roll:
                    hint = f"make it ratified = {toml_date(act.date)}, or take out the signature"
                    yield examined.in_act(act, pair, check, message, hint)
                else:
                    hint = 'make it consent = "ratification", or take out the signature'
                    yield examined.in_event(event, check, message, key=key, hint=hint)
