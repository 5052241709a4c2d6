"""The rows of an export's tables. Their columns keep clear of SQL's own words, such as `by`."""

from datetime import date

from treatywatch.answers.base import Answer
from treatywatch.model.countries import CountryKind
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Consent, Step
from treatywatch.model.provenance import SourceKind
from treatywatch.standing.acts import Basis
from treatywatch.standing.position import Standing

Day = date
"""A day, where a field of that name is in the way."""


class LedgerRow(Answer):
    """What was exported: one row."""

    schema: str
    tool: str
    sha256: str
    current_to: date | None
    as_of: date
    known_on: date | None


class CountryRow(Answer):
    """A country of the ledger, by its code."""

    code: str
    name: str
    official: str | None
    kind: CountryKind
    note: str | None


class NameRow(Answer, rename={"normalized": "folded"}):
    """A name that a country goes by, and the same as names are compared: `folded`."""

    country: str
    name: str
    normalized: str


class MembershipRow(Answer):
    """A country's stay in a group; null days are not told."""

    country: str
    group_name: str
    joined: PartialDate | None
    left_on: PartialDate | None


class ConventionRow(Answer):
    """A convention of the ledger, by its slug.

    `current_to` is the day up to which its record is vouched for, where that is not the ledger's.
    """

    slug: str
    name: str
    official: str | None
    topic: str | None
    adopted: PartialDate | None
    in_force: date | None
    ended: date | None
    depositary: str | None
    reference: str | None
    current_to: date | None
    note: str | None


class ActRow(Answer):
    """Something that an event or a line of a roll tells, numbered by convention and State.

    `date` is as the ledger writes it, `date_first` and `date_last` the days it may mean.
    """

    number: int
    country: str
    convention: str
    step: Step
    date: PartialDate
    date_first: Day
    date_last: Day
    actor: str | None
    chamber: str | None
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    votes_absent: int | None
    votes_of: int | None
    consent: Consent | None
    reference: str | None
    gazette: str | None
    by_country: str | None
    names_effect: Day | None
    postponed: str | None
    claim: str | None
    contested: bool
    verified: bool
    from_roll: bool
    summary: str
    note: str | None
    file: str | None


class SourceRow(Answer):
    """What an act rests on."""

    act: int
    title: str
    publisher: str
    url: str | None
    published: PartialDate | None
    kind: SourceKind


class OtherDateRow(Answer):
    """A date that another text gives for an act."""

    act: int
    date: PartialDate
    date_first: Day
    date_last: Day
    note: str | None


class PartyPeriodRow(Answer):
    """A State's stay in a convention: bound from `since`, and no longer on `until`.

    These are the days that counts go by: an act known to the month counts from its end. `since` is
    null where nobody tells of the joining, `until` where the stay had not ended by the day asked for.
    The bases say whether the day was recorded or computed from a clause; neither, where a State counts
    as bound from its deposit because no day in force is to be had. `contested` is whether anything
    is that the stay's beginning, its end or where the State then stood rests on.
    """

    country: str
    convention: str
    since: date | None
    since_basis: Basis | None
    until: date | None
    until_basis: Basis | None
    contested: bool


class StandingRow(Answer):
    """Where a State stood at the end of the day asked for."""

    country: str
    convention: str
    standing: Standing
    party_since: PartialDate | None
    party_since_basis: Basis | None
    stage: Step | None
    stage_date: PartialDate | None
    next_stage: Step | None
    effect: PartialDate | None
    effect_basis: Basis | None
    contested: bool
