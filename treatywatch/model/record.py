"""The base of the records that a ledger writes."""

from typing import Annotated, dataclass_transform

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]


Count = Annotated[int, Meta(ge=0)]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A frozen value as a ledger writes it.

    No record refers back to another, so none needs the cyclic collector, which would otherwise walk
    every event again and again while a ledger loads. Those that there are most of are packed without
    what they leave out, in two thirds of the space.
    """
