"""The base of the records that a ledger writes."""

from typing import Annotated, dataclass_transform

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]


Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
"""A number of people or deposits.

The limit fits every output: SQLite has 64 bits, JavaScript 53.
"""


Years = Annotated[int, Meta(ge=0, le=9999)]
"""A number of years; the calendar ends in 9999."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A frozen value of a ledger.

    Records are not tracked by the cyclic garbage collector, because they have no cycles and it would
    traverse every event repeatedly while a ledger loads. The most frequent records omit default values
    when encoded, which saves a third of the space.
    """
