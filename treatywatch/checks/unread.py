"""What of a ledger could not be read: what rules must know, so as to take no gap for a mistake."""

from collections.abc import Iterable
from typing import Final

import msgspec

from treatywatch.model.errors import Path


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A country's or convention's key, as an entry that could not be read names it."""

    file: str
    table: str
    key: str
    path: Path
    at_key: bool


class Gaps(msgspec.Struct, frozen=True, kw_only=True):
    """What is missing from a ledger.

    `dropped` are the table and key of each entry that is at fault itself: it is defined all the same.
    `hidden` are entries that may be defined where nothing could be read, and `acts` the country and
    convention of acts that may be told there; None in either stands for any.
    """

    dropped: frozenset[tuple[str, str]] = frozenset()
    hidden: frozenset[tuple[str, str | None]] = frozenset()
    acts: frozenset[tuple[str | None, str | None]] = frozenset()
    mentions: tuple[Mention, ...] = ()

    def may_define(self, table: str, key: str) -> bool:
        """Whether an entry of that key is, or may be, among what could not be read."""
        return (table, key) in self.dropped or not self.hidden.isdisjoint(
            {(table, key), (table, None)}
        )

    def may_tell(self, country: str, convention: str) -> bool:
        """Whether a history of that country and convention may lack an act."""
        either = ((one, other) for one in (country, None) for other in (convention, None))
        return not self.acts.isdisjoint(either)


NO_GAPS: Final = Gaps()
LOST: Final = Gaps(
    hidden=frozenset({("countries", None), ("conventions", None)}),
    acts=frozenset({(None, None)}),
)
"""The gaps that a file leaves of which nothing could be read."""


def together(several: Iterable[Gaps]) -> Gaps:
    """All the gaps that several files leave."""
    gaps = tuple(several)
    return Gaps(
        dropped=frozenset().union(*(one.dropped for one in gaps)),
        hidden=frozenset().union(*(one.hidden for one in gaps)),
        acts=frozenset().union(*(one.acts for one in gaps)),
        mentions=tuple(mention for one in gaps for mention in one.mentions),
    )
