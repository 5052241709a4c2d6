"""Parts of a ledger that could not be read; checks raise no errors about them."""

from collections.abc import Iterable
from typing import Final

import msgspec

from treatywatch.model.errors import KeyPath


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The key of a country or convention in an entry that could not be read."""

    file: str
    table: str
    key: str
    path: KeyPath
    at_key: bool


class UnreadParts(msgspec.Struct, frozen=True, kw_only=True):
    """The entries and acts that a ledger may lack because of unread parts.

    `invalid` are the table and key of each entry that has a mistake; it counts as defined. `possible`
    are entries that an unread part may define, and `acts` the country and convention of acts that it
    may record; None in either stands for any.
    """

    invalid: frozenset[tuple[str, str]] = frozenset()
    possible: frozenset[tuple[str, str | None]] = frozenset()
    acts: frozenset[tuple[str | None, str | None]] = frozenset()
    references: tuple[Reference, ...] = ()

    def may_define(self, table: str, key: str) -> bool:
        """Return whether an unread part defines, or may define, an entry of that key."""
        return (table, key) in self.invalid or not self.possible.isdisjoint(
            {(table, key), (table, None)}
        )

    def may_have_act(self, country: str, convention: str) -> bool:
        """Return whether the history of a country and convention may lack an act."""
        pairs = ((code, slug) for code in (country, None) for slug in (convention, None))
        return not self.acts.isdisjoint(pairs)


NOTHING_UNREAD: Final = UnreadParts()
UNREAD_FILE: Final = UnreadParts(
    possible=frozenset({("countries", None), ("conventions", None)}),
    acts=frozenset({(None, None)}),
)
"""The unread parts of a file that could not be read at all."""


def combine_unread(parts: Iterable[UnreadParts]) -> UnreadParts:
    """Return the unread parts of several files as one record."""
    unread = tuple(parts)
    return UnreadParts(
        invalid=frozenset().union(*(one.invalid for one in unread)),
        possible=frozenset().union(*(one.possible for one in unread)),
        acts=frozenset().union(*(one.acts for one in unread)),
        references=tuple(reference for one in unread for reference in one.references),
    )
