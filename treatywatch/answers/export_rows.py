"""The rows of an export's tables.

No column name is an SQL keyword, such as `by`.
"""

from datetime import date

from treatywatch.answers.base import Answer
from treatywatch.model.countries import CountryKind
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Consent, Step
from treatywatch.model.provenance import SourceKind
from treatywatch.standing.acts import Basis
from treatywatch.standing.position import Standing

Day = date
"""The type `date`, for classes that have a field named `date`."""


class LedgerRow(Answer):
    """The ledger and the days of an export, in one row."""

    schema: str
    tool: str
    sha256: str
    current_to: date | None
    as_of: date
    known_on: date | None


class CountryRow(Answer):
    """A country of the ledger."""

    code: str
    name: str
    official: str | None
    kind: CountryKind
    note: str | None


class NameRow(Answer):
    """A name of a country; `folded` is the normalized form used to compare names."""

    country: str
    name: str
    folded: str


class MembershipRow(Answer):
    """A country's membership in a group. A null day is not on record."""

    country: str
    group_name: str
    joined: PartialDate | None
    left_on: PartialDate | None


class ConventionRow(Answer):
    """A convention of the ledger.

    `current_to` is the day up to which its record is current, if that differs from the ledger's.
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
    """An act recorded in an event or a row of a roll.

    `number` counts acts by convention and State. `date` is the ledger's date, `date_first` and
    `date_last` its first and last possible day.
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
    """A source of an act."""

    act: int
    title: str
    publisher: str
    url: str | None
    published: PartialDate | None
    kind: SourceKind


class OtherDateRow(Answer):
    """Another date that a text gives for an act."""

    act: int
    date: PartialDate
    date_first: Day
    date_last: Day
    note: str | None


class PartyPeriodRow(Answer):
    """A State's party period: bound from `since`, and no longer bound on `until`.

    An act known only to the month counts from the month's last day, as in all counts. `since` is
    null if the joining is unknown: the State then counts as bound from the convention's entry into
    force. `until` is null if the period had not ended by the query's day.
    The bases say whether the day was recorded or computed from a clause. `since_basis` is null if
    the State counts as bound from its deposit because its day in force is unknown. `contested` says
    whether an act behind the period's beginning, its end or the standing is contested.
    """

    country: str
    convention: str
    since: date | None
    since_basis: Basis | None
    until: date | None
    until_basis: Basis | None
    contested: bool


class StandingRow(Answer):
    """The standing of a State at the end of the query's day."""

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
