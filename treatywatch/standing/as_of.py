"""The day of a position, and the day of knowledge behind it."""

from datetime import date

import msgspec


class AsOf(msgspec.Struct, frozen=True, kw_only=True):
    """A position at the end of `as_of`, from sources published by `known_on`."""

    as_of: date
    known_on: date | None = None
