"""Events: the dated, sourced steps of a ledger, and what each step does."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from treatywatch.model.dates import PartialDate
from treatywatch.model.provenance import OtherDate, Source
from treatywatch.model.record import Count, Record, Text


class Step(StrEnum):
    """One dated act on the way in or out, in the order in which acts of one day are read.

    Leaving is read before joining: a State that is out and in again on one day has no gap.
    """

    SIGNED = "signed"
    CONSIDERED = "considered"
    ANNOUNCED = "announced"
    ENDORSED = "ministerial-endorsement"
    GOVERNMENT = "government-approval"
    VOTE = "parliamentary-vote"
    PARLIAMENT = "parliamentary-approval"
    PROMULGATED = "promulgated"
    NOTIFIED = "notified"
    EFFECTIVE = "effective"
    EXPELLED = "expelled"
    REJECTED = "rejected"
    RESCINDED = "rescinded"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    CONSENTED = "consented"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    OBJECTED = "objected"
    REMARK = "remark"

    @property
    def words(self) -> str:
        """The step as prose has it: "parliamentary approval"."""
        return self.value if self is Step.IN_FORCE else self.value.replace("-", " ")


EXIT_STAGE_RANK = {
    Step.CONSIDERED: 1,
    Step.ANNOUNCED: 2,
    Step.ENDORSED: 3,
    Step.GOVERNMENT: 4,
    Step.PARLIAMENT: 5,
    Step.PROMULGATED: 6,
    Step.NOTIFIED: 7,
    Step.EFFECTIVE: 8,
    Step.EXPELLED: 8,
}
"""The stages of an exit, by how far they go."""


JOINING_STEPS = frozenset({Step.CONSENTED, Step.IN_FORCE})
"""The steps by which a State becomes a party."""


LEAVING_STEPS = frozenset({Step.EFFECTIVE, Step.EXPELLED})
"""The steps by which a State ceases to be a party."""


CANCELLING_STEPS = frozenset({Step.REJECTED, Step.RESCINDED})
"""The steps by which an exit comes to nothing."""


EXIT_RELATED_STEPS = (
    frozenset(EXIT_STAGE_RANK) | CANCELLING_STEPS | {Step.SUSPENDED, Step.CONSENT_WITHDRAWN}
)
"""The steps that put a State's way out on record."""


class Votes(Record, rename={"yes": "for"}):
    """How a chamber voted; `of` is how many members it has, `absent` how many cast no vote."""

    yes: Count
    against: Count | None = None
    abstain: Count | None = None
    absent: Count | None = None
    of: Count | None = None

    def __str__(self) -> str:
        """As parliaments are reported: "66–14, 2 abstaining"."""
        tally = f"{self.yes} for" if self.against is None else f"{self.yes}–{self.against}"
        return f"{tally}, {self.abstain} abstaining" if self.abstain else tally


class Consent(StrEnum):
    """The kinds of instrument by which a State consents to be bound (Vienna Convention, 11-16)."""

    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"


class Event(Record, omit_defaults=True):
    """One step of one State concerning one convention, with the sources that tell of it.

    `replaces` is the date under which a ledger below tells the same act, where that is corrected.
    """

    country: Text
    convention: Text
    step: Step
    date: PartialDate
    summary: Text
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    actor: str | None = None
    chamber: str | None = None
    votes: Votes | None = None
    consent: Consent | None = None
    reference: str | None = None
    gazette: str | None = None
    by: Text | None = None
    names_effect: Day | None = None
    postponed: str | None = None
    contested: bool = False
    verified: bool = True
    other_dates: tuple[OtherDate, ...] = ()
    note: str | None = None
    claim: str | None = None
    replaces: PartialDate | None = None


EventIdentity = tuple[object, ...]
"""The key under which two ledger entries record the same act."""


def event_identity(event: Event) -> EventIdentity:
    """Return the key that two events share when they record the same act."""
    return (
        event.country,
        event.convention,
        event.step,
        event.date,
        event.by,
        event.chamber,
        event.actor,
    )
