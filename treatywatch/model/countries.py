"""Countries, and the groups that they belong to."""

from enum import StrEnum

from treatywatch.model.dates import PartialDate
from treatywatch.model.record import Record, Text


class Membership(Record):
    """Membership of a group from `joined` until `left`; a missing day sets no limit."""

    name: Text
    joined: PartialDate | None = None
    left: PartialDate | None = None


class Group(Record):
    """A group of countries, under the key that countries use for it."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None


class CountryKind(StrEnum):
    """The kind of a treaty party: State, territory or organization."""

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
