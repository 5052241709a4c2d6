"""What of a ledger could not be read: what rules must know, so as to take no gap for a mistake."""

from collections.abc import Iterable
from typing import Final

import msgspec

from treatywatch.model.errors import KeyPath


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A country's or convention's key, as an entry that could not be read names it."""

    file: str
    table: str
    key: str
    path: KeyPath
    at_key: bool


class UnreadParts(msgspec.Struct, frozen=True, kw_only=True):
    """What is missing from a ledger.

    `invalid` are the table and key of each entry that is at fault itself: it is defined all the same.
    `possible` are entries that may be defined where nothing could be read, and `acts` the country and
    convention of acts that may be told there; None in either stands for any.
    """

    invalid: frozenset[tuple[str, str]] = frozenset()
    possible: frozenset[tuple[str, str | None]] = frozenset()
    acts: frozenset[tuple[str | None, str | None]] = frozenset()
    references: tuple[Reference, ...] = ()

    def may_define(self, table: str, key: str) -> bool:
        """Whether an entry of that key is, or may be, among what could not be read."""
        return (table, key) in self.invalid or not self.possible.isdisjoint(
            {(table, key), (table, None)}
        )

    def may_have_act(self, country: str, convention: str) -> bool:
        """Whether a history of that country and convention may lack an act."""
        either = ((one, other) for one in (country, None) for other in (convention, None))
        return not self.acts.isdisjoint(either)


NOTHING_UNREAD: Final = UnreadParts()
UNREAD_FILE: Final = UnreadParts(
    possible=frozenset({("countries", None), ("conventions", None)}),
    acts=frozenset({(None, None)}),
)
"""The gaps that a file leaves of which nothing could be read."""


def combine_unread(several: Iterable[UnreadParts]) -> UnreadParts:
    """All the gaps that several files leave."""
    gaps = tuple(several)
    return UnreadParts(
        invalid=frozenset().union(*(one.invalid for one in gaps)),
        possible=frozenset().union(*(one.possible for one in gaps)),
        acts=frozenset().union(*(one.acts for one in gaps)),
        references=tuple(mention for one in gaps for mention in one.references),
    )
