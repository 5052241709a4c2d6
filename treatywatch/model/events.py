"""Events, which are dated and sourced steps, and the kinds of steps."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from treatywatch.model.dates import PartialDate
from treatywatch.model.provenance import OtherDate, Source
from treatywatch.model.record import Count, Record, Text


class Step(StrEnum):
    """The kinds of acts, in the order in which acts of one day are read.

    Leaving is read before joining, because a State that rejoins on the day of its exit has no gap.
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
        """The step in prose: "parliamentary approval"."""
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
"""The rank of each stage of an exit; a higher rank goes further."""


JOINING_STEPS = frozenset({Step.CONSENTED, Step.IN_FORCE})
"""The steps by which a State becomes a party."""


LEAVING_STEPS = frozenset({Step.EFFECTIVE, Step.EXPELLED})
"""The steps by which a State ceases to be a party."""


CANCELLING_STEPS = frozenset({Step.REJECTED, Step.RESCINDED})
"""The steps that cancel an exit."""


EXIT_RELATED_STEPS = (
    frozenset(EXIT_STAGE_RANK) | CANCELLING_STEPS | {Step.SUSPENDED, Step.CONSENT_WITHDRAWN}
)
"""The steps of exits and suspensions, and those that cancel them."""


class Votes(Record, rename={"yes": "for"}):
    """The votes of a chamber; `of` counts its members, `absent` those who did not vote."""

    yes: Count
    against: Count | None = None
    abstain: Count | None = None
    absent: Count | None = None
    of: Count | None = None

    def __str__(self) -> str:
        """Return the votes in the usual form: "66–14, 2 abstaining"."""
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
    """A recorded step of a State concerning a convention, with its sources.

    `replaces` is the date of the same act in a lower layer, if this event corrects it.
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


PairKey = tuple[str, str]
"""A country's code and a convention's slug."""


EventIdentity = tuple[object, ...]
"""The key that two events share if they record the same act."""


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
