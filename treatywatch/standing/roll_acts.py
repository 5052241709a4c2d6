"""Turn the rows of a roll into acts."""

from collections.abc import Iterator
from typing import Final

from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Consent, Event, Step
from treatywatch.model.ledger import LoadedFile
from treatywatch.model.rolls import Roll, RollRow
from treatywatch.standing.acts import Act

_CONSENTS: Final = {
    "ratified": Consent.RATIFICATION,
    "accepted": Consent.ACCEPTANCE,
    "approved": Consent.APPROVAL,
    "acceded": Consent.ACCESSION,
    "succeeded": Consent.SUCCESSION,
}


def roll_acts(slug: str, code: str, roll: Roll, file: LoadedFile | None = None) -> Iterator[Act]:
    """Yield the acts of a row in a roll.

    Their events cite the sources of the row, or else of the roll. `file` is the file of the row.
    """
    row = roll.parties[code]
    consents = ((Step.CONSENTED, getattr(row, key), kind) for key, kind in _CONSENTS.items())
    dates: tuple[tuple[Step, PartialDate | None, Consent | None], ...] = (
        (Step.SIGNED, row.signed, None),
        *consents,
        (Step.IN_FORCE, row.in_force, None),
    )
    for step, day, consent in dates:
        if day is not None:
            event = _roll_event(slug, code, roll, step, day, consent)
            yield Act(step=step, date=day, event=event, from_roll=True, file=file)


def roll_key(act: Act) -> str:
    """Return the key of an act in its row of a roll."""
    consent = act.event.consent if act.event else None
    consents = {kind: key for key, kind in _CONSENTS.items()}
    return consents[consent] if consent else act.step.replace("-", "_")


def _roll_event(
    slug: str, code: str, roll: Roll, step: Step, day: PartialDate, consent: Consent | None
) -> Event:
    row: RollRow = roll.parties[code]
    return Event(
        country=code,
        convention=slug,
        step=step,
        date=day,
        consent=consent,
        summary=_ROLL_SUMMARY[step].format(consent or ""),
        sources=row.sources or roll.sources,
        contested=row.contested,
        other_dates=row.other_dates,
        note=row.note,
    )


_ROLL_SUMMARY: Final = {
    Step.SIGNED: "Signed.",
    Step.CONSENTED: "Instrument of {} deposited.",
    Step.IN_FORCE: "The convention became binding.",
}
