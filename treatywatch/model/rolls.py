"""Rolls, which are party lists of a convention with a row for each State."""

from datetime import date as Day  # noqa: N812 - records have a key of that name
from typing import Annotated

from msgspec import Meta

from treatywatch.model.dates import PartialDate
from treatywatch.model.provenance import OtherDate, Source
from treatywatch.model.record import Record


class RollRow(Record, omit_defaults=True):
    """The row of a State in a roll."""

    signed: PartialDate | None = None
    ratified: PartialDate | None = None
    accepted: PartialDate | None = None
    approved: PartialDate | None = None
    acceded: PartialDate | None = None
    succeeded: PartialDate | None = None
    in_force: PartialDate | None = None
    contested: bool = False
    other_dates: tuple[OtherDate, ...] = ()
    note: str | None = None
    sources: tuple[Source, ...] = ()


class Roll(Record):
    """The signatories and parties of a convention, as of a day."""

    as_of: Day
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    parties: dict[str, RollRow]
    note: str | None = None
