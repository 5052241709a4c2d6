"""Countries, and the groups that they belong to."""

from enum import StrEnum

from treatywatch.model.dates import PartialDate
from treatywatch.model.record import Record, Text


class Membership(Record):
    """A stay in a group: in from `joined`, out on `left`; without a day, for as long as matters."""

    name: Text
    joined: PartialDate | None = None
    left: PartialDate | None = None


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
