"""Rules on joining: rolls and events agree, and States join in a possible order."""

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.checks.order import other_dates_entry
from treatywatch.model.dates import toml_date
from treatywatch.model.events import JOINING_STEPS, LEAVING_STEPS, Consent, Event, PairKey, Step
from treatywatch.standing.acts import Act, reading_order, same_party_period
from treatywatch.standing.roll_acts import roll_acts

_LEAVES: Final = LEAVING_STEPS | {Step.NOTIFIED, Step.RESCINDED}


def roll_date(context: CheckContext) -> Iterator[Finding]:
    """Every act in an event and a roll has one date, or names the other."""
    for pair, acts in context.in_roll_and_events.items():
        exits = sorted(act.date for act in acts if act.step in _LEAVES)
        events = [act.event for act in acts if act.event is not None and not act.from_roll]
        for row in _row_acts(context, pair):
            for event in events:
                same = event.step is row.step and same_party_period(event.date, row.date, exits)
                if same and not _agree(event, row):
                    message = (
                        f'"{event.step}" on {event.date}, but the roll of {pair[1]} says {row.date}'
                    )
                    hint = f"correct the wrong one, or add {other_dates_entry(row.date)}"
                    yield context.event_finding(event, message, hint)


def _row_acts(context: CheckContext, pair: PairKey) -> Iterator[Act]:
    code, slug = pair
    return roll_acts(slug, code, context.ledger.rolls[slug])


def _agree(event: Event, row: Act) -> bool:
    """Return whether both dates may be one day, or one entry gives the other's date."""
    assert row.event is not None
    event_dates = [event.date, *(other.date for other in event.other_dates)]
    row_dates = [row.date, *(other.date for other in row.event.other_dates)]
    return any(day.overlaps(row.date) for day in event_dates) or any(
        event.date.overlaps(day) for day in row_dates
    )


def exit_without_joining(context: CheckContext) -> Iterator[Finding]:
    """No State leaves without a recorded joining, if the convention has a roll."""
    for (code, slug), acts in context.acts.items():
        roll = context.ledger.rolls.get(slug)
        if roll is None or _has_undated_row(context, code, slug):
            continue
        before = takewhile(lambda act: act.step not in JOINING_STEPS, acts)
        leaving = next((act for act in before if act.step in _LEAVES), None)
        if leaving is not None and leaving.event is not None:
            message = f'"{leaving.step}" on {leaving.date}, but no joining of {code} is recorded'
            row = f"add {code} = {{ acceded = … }} to [rolls.{slug}.parties]"
            listed = code in roll.parties
            hint = f"{'record the joining before it' if listed else row}, or correct the date"
            yield context.event_finding(leaving.event, message, hint)


def _has_undated_row(context: CheckContext, code: str, slug: str) -> bool:
    """Return whether the State's roll row has no date, because none was found."""
    roll = context.ledger.rolls[slug]
    return code in roll.parties and not any(roll_acts(slug, code, roll))


def party_before_signature(context: CheckContext) -> Iterator[Finding]:
    """No State consents or becomes bound before its signature."""
    for pair, acts in context.acts.items():
        signed = next((act for act in acts if act.step is Step.SIGNED), None)
        joining = (act for act in acts if act.step in JOINING_STEPS)
        early = next((a for a in joining if signed and a.date.is_before(signed.date)), None)
        if signed is not None and early is not None:
            message = f'"{early.step}" on {early.date} comes before the signature on {signed.date}'
            hint = "correct one of the dates"
            yield context.act_finding(early, pair, message, hint)


def consent_twice(context: CheckContext) -> Iterator[Finding]:
    """No roll row names two instruments of consent, unless the State left in between."""
    for slug, roll in context.ledger.rolls.items():
        for code in roll.parties:
            row = [act for act in roll_acts(slug, code, roll) if act.step is Step.CONSENTED]
            if len(row) < 2:  # noqa: PLR2004 - a pair of consents
                continue
            exits = sorted(a.date for a in context.acts[code, slug] if a.step in _LEAVES)
            for first, second in pairwise(sorted(row, key=reading_order)):
                if same_party_period(first.date, second.date, exits):
                    message = (
                        f"the roll names consents of {code} on {first.date} and on {second.date}"
                    )
                    hint = "keep one of the two, or record the exit between them"
                    yield context.act_finding(second, (code, slug), message, hint)


def accession_by_signatory(context: CheckContext) -> Iterator[Finding]:
    """No State that signed accedes, unless it left in between."""
    for pair, acts in context.acts.items():
        signed = False
        for act in takewhile(lambda act: act.step not in LEAVING_STEPS, acts):
            signed = signed or act.step is Step.SIGNED
            event = act.event
            if signed and event is not None and event.consent is Consent.ACCESSION:
                message = f"{event.country} acceded on {act.date}, though it had signed"
                if act.from_roll:
                    hint = f"make it ratified = {toml_date(act.date)}, or take out the signature"
                    yield context.act_finding(act, pair, message, hint)
                else:
                    hint = 'make it consent = "ratification", or take out the signature'
                    yield context.event_finding(event, message, hint, key="consent")
