"""The day, and the day of knowledge, as of which a position is asked for."""

from datetime import date

import msgspec


class AsOf(msgspec.Struct, frozen=True, kw_only=True):
    """From when to look: the world at the end of `as_of`, by what sources had told by `known_on`."""

    as_of: date
    known_on: date | None = None
