"""What a ledger is: countries, conventions, clauses, events, rolls and the sources they rest on.

Each record has the keys of `LEDGER.md` (format 1) and nothing else, so that the same definition
decodes a file, names its mistakes, and is what the rest of the program reads. Absent text is None,
absent lists are empty.
"""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, dataclass_transform

import msgspec
from msgspec import Meta

from treatywatch.model.dates import MonthDay, Period, When

Text = Annotated[str, Meta(min_length=1)]
Count = Annotated[int, Meta(ge=0)]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A frozen value as a ledger writes it.

    No record refers back to another, so none needs the cyclic collector, which would otherwise walk
    every event again and again while a ledger loads. Those that there are most of are packed without
    what they leave out, in two thirds of the space.
    """


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


RANKS = {
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

JOINS = frozenset({Step.CONSENTED, Step.IN_FORCE})
"""The steps by which a State becomes a party."""

OUT = frozenset({Step.EFFECTIVE, Step.EXPELLED})
"""The steps by which a State ceases to be a party."""

ENDS = frozenset({Step.REJECTED, Step.RESCINDED})
"""The steps by which an exit comes to nothing."""

EXIT_RECORD = frozenset(RANKS) | ENDS | {Step.SUSPENDED, Step.CONSENT_WITHDRAWN}
"""The steps that put a State's way out on record."""


class SourceKind(StrEnum):
    """How near to the act a source stands, nearest first."""

    DEPOSITARY = "depositary"
    OFFICIAL = "official"
    MONITOR = "monitor"
    PRESS = "press"
    WEAK = "weak"


class Source(Record):
    """Where a fact was read."""

    title: Text
    publisher: Text
    url: str | None = None
    published: When | None = None
    kind: SourceKind = SourceKind.PRESS


class Membership(Record):
    """A stay in a group: in from `joined`, out on `left`; without a day, for as long as matters."""

    name: Text
    joined: When | None = None
    left: When | None = None


class Group(Record):
    """A group of countries, under the key that countries name it by."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None


class CountryKind(StrEnum):
    """What kind of subject of treaties an entry is."""

    STATE = "state"
    TERRITORY = "territory"
    ORGANIZATION = "organization"


class Country(Record):
    """A State, or an organisation that can be party to a treaty."""

    name: Text
    un_name: str | None = None
    official: str | None = None
    aliases: tuple[str, ...] = ()
    groups: tuple[str | Membership, ...] = ()
    kind: CountryKind = CountryKind.STATE
    note: str | None = None


class Clock(StrEnum):
    """What starts the period of a clause."""

    RECEIPT = "receipt"
    NOTIFICATION = "notification"
    DEPOSIT = "deposit"


class Effect(StrEnum):
    """How a clause turns the day of the act into the day of effect."""

    ANNIVERSARY = "anniversary"
    DAY_AFTER = "day-after"
    FIRST_OF_NEXT_MONTH = "first-of-next-month"
    CALENDAR = "calendar"
    NEGOTIATED = "negotiated"


class Calendar(Record):
    """Notice on or before `by` of a year takes effect on `on`, so many `years` later."""

    by: MonthDay
    on: MonthDay
    years: Count = 0


class Cycle(Record):
    """Terms of so many `years` that end on `first` and every term after."""

    first: Day
    years: Annotated[int, Meta(ge=1)]


class Late(Record):
    """Which deposits a joining clause covers: those once in force, or after the threshold's."""

    after: Literal["in-force", "deposit"]
    number: int | None = None
    date: Day | None = None


class Earliest(Record):
    """How long after which entry into force notice may first be given."""

    period: Period
    after: Literal["in-force-for-party", "in-force"]


class Survival(Record):
    """Duties that outlive the exit, and for how long where the clause says."""

    period: Period | None = None
    note: str | None = None


class Clause(Record):
    """The article on withdrawal or on joining, as data. See `clauses` for what it computes."""

    article: str | None = None
    period: Period | None = None
    clock: Clock | None = None
    effect: Effect = Effect.ANNIVERSARY
    calendar: Calendar | None = None
    cycle: Cycle | None = None
    late: Late | None = None
    start: Literal["waiver"] | None = None
    operable: bool = True
    earliest: Earliest | None = None
    later_date_allowed: bool = False
    armed_conflict: bool = False
    armed_conflict_test: Literal["at-expiry", "at-notification"] = "at-expiry"
    survival: Survival | None = None
    exceptions: "dict[str, Clause]" = {}
    receiver: str | None = None
    conditions: str | None = None
    practice: str | None = None
    note: str | None = None
    text_seen: bool | None = None
    sources: tuple[Source, ...] = ()


class Convention(Record):
    """A treaty, its depositary and its clauses.

    `current_to` is the day up to which its record is vouched for, where that is not the ledger's.
    """

    name: Text
    official: str | None = None
    aliases: tuple[str, ...] = ()
    topic: str | None = None
    adopted: When | None = None
    opened: When | None = None
    in_force: Day | None = None
    ended: Day | None = None
    depositary: str | None = None
    reference: str | None = None
    current_to: Day | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()
    joining: Clause | None = None
    withdrawal: Clause | None = None


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


class OtherDate(Record):
    """A date that another text gives for the same act."""

    date: When
    note: str | None = None


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
    date: When
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
    replaces: When | None = None


class RollRow(Record, omit_defaults=True):
    """One State's line in a roll of parties."""

    signed: When | None = None
    ratified: When | None = None
    accepted: When | None = None
    approved: When | None = None
    acceded: When | None = None
    succeeded: When | None = None
    in_force: When | None = None
    contested: bool = False
    other_dates: tuple[OtherDate, ...] = ()
    note: str | None = None
    sources: tuple[Source, ...] = ()


class Roll(Record):
    """Who signed and who joined a convention, as of a day."""

    as_of: Day
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    parties: dict[str, RollRow]
    note: str | None = None


class LedgerFile(Record):
    """What one TOML file may hold."""

    format: int | None = None
    title: str | None = None
    current_to: Day | None = None
    include: tuple[str, ...] = ()
    groups: dict[str, Group] = {}
    countries: dict[str, Country] = {}
    conventions: dict[str, Convention] = {}
    rolls: dict[str, Roll] = {}
    events: tuple[Event, ...] = ()


class Came(StrEnum):
    """How a file came to be read: with the package, from the user's folder, or because asked for."""

    SHIPPED = "shipped"
    USER = "user"
    NAMED = "named"
    ENVIRONMENT = "environment"
    STANDARD_INPUT = "standard input"


class Holdings(Record):
    """How many entries a file has; `rows` are those of its rolls.

    `replaced` counts the entries, rows among them, that took the place of one in a ledger below.
    """

    groups: int = 0
    countries: int = 0
    conventions: int = 0
    rolls: int = 0
    rows: int = 0
    events: int = 0
    replaced: int = 0


class FileRead(Record):
    """A file that a ledger was read from: `name` is how outputs call it.

    `layer` counts from 1 the ledgers that lie over one another; a file and all it includes are one.
    `current_to` is the day up to which those vouch for it who keep the ledger that it belongs to.
    """

    name: str
    path: Path | None
    sha256: str
    title: str | None = None
    current_to: Day | None = None
    layer: int = 1
    came: Came = Came.NAMED
    holds: Holdings = Holdings()


class Origin(Record):
    """Where an event stands: which of the files, and its number in that file's list."""

    file: int
    index: int


class Ledger(Record):
    """Everything that the files given say, later files over earlier ones.

    `origins` runs parallel to `events`; `defined` gives the file of each table and of each row of a
    roll, under its dotted key ("conventions.ottawa", "rolls.ottawa.LT"). `sha256` covers the bytes of
    every file in order of reading.
    """

    title: str | None = None
    current_to: Day | None = None
    groups: dict[str, Group] = {}
    countries: dict[str, Country] = {}
    conventions: dict[str, Convention] = {}
    rolls: dict[str, Roll] = {}
    events: tuple[Event, ...] = ()
    origins: tuple[Origin, ...] = ()
    defined: dict[str, int] = {}
    files: tuple[FileRead, ...] = ()
    sha256: str = ""

    @property
    def roots(self) -> tuple[FileRead, ...]:
        """The first file of each of the ledgers that lie over one another, from the ground up."""
        first: dict[int, FileRead] = {}
        for file in self.files:
            first.setdefault(file.layer, file)
        return tuple(first.values())
