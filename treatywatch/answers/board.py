"""The answer of `treatywatch board`: a table of countries against conventions."""

from enum import StrEnum

from treatywatch.answers.base import DatedAnswer, PairItem, dated_envelope, pair_names
from treatywatch.answers.query import Query, country_order, selected_countries
from treatywatch.answers.status import positions_for_query
from treatywatch.model.ledger import Ledger
from treatywatch.standing.position import Position, Standing


class BoardStatus(StrEnum):
    """The status of a country towards a convention.

    A party is `leaving` once it has notified. Before that, any step of an exit makes it
    `under-way`, even if the exit was only considered.
    """

    PARTY = "party"
    SIGNED = "signed"
    UNDER_WAY = "under-way"
    LEAVING = "leaving"
    LEFT = "left"
    OVER = "over"
    NEVER = "never"
    UNKNOWN = "unknown"


class BoardItem(PairItem, rename={"status": "place"}):
    """A cell of the board."""

    status: BoardStatus
    standing: Standing
    contested: bool


class BoardAnswer(DatedAnswer):
    """The answer to `board`: a cell for each country and convention, country by country."""

    items: tuple[BoardItem, ...]


def board_answer(ledger: Ledger, query: Query, *, topic: str | None = None) -> BoardAnswer:
    """Return the status of each country towards each convention.

    A query without countries or a group selects the countries that have an exit on record. A query
    without conventions selects those with an act of a selected country. `topic` keeps the
    conventions of one topic.
    """
    slugs = {s for s, c in ledger.conventions.items() if topic is None or c.topic == topic}
    positions = [
        position for position in positions_for_query(ledger, query) if position.convention in slugs
    ]
    if not query.countries and query.group is None:
        leavers = {position.country for position in positions if position.has_exit_history}
        positions = [position for position in positions if position.country in leavers]
        countries = leavers
    else:
        countries = set(selected_countries(ledger, query))
    known_slugs = query.conventions or sorted({position.convention for position in positions})
    columns = [slug for slug in known_slugs if slug in slugs]
    by_pair = {(position.country, position.convention): position for position in positions}
    return BoardAnswer(
        **dated_envelope("board", ledger, query),
        items=tuple(
            _board_item(
                ledger, by_pair.get((code, slug)) or _position_without_acts(ledger, code, slug)
            )
            for code in sorted(countries, key=lambda code: country_order(ledger, code))
            for slug in columns
        ),
    )


def _position_without_acts(ledger: Ledger, code: str, slug: str) -> Position:
    standing = Standing.NON_PARTY if slug in ledger.rolls else Standing.UNKNOWN
    return Position(country=code, convention=slug, standing=standing)


def _board_item(ledger: Ledger, position: Position) -> BoardItem:
    return BoardItem(
        **pair_names(ledger, (position.country, position.convention)),
        status=_board_status(position),
        standing=position.standing,
        contested=position.contested,
    )


def _board_status(position: Position) -> BoardStatus:
    match position.standing:
        case Standing.PARTY:
            return _party_status(position)
        case Standing.WITHDRAWN:
            return BoardStatus.LEFT
        case Standing.ENDED:
            return BoardStatus.OVER
        case Standing.SIGNATORY | Standing.JOINING:
            return BoardStatus.SIGNED
        case Standing.NON_PARTY:
            return BoardStatus.NEVER
        case Standing.UNKNOWN:
            return BoardStatus.UNKNOWN


def _party_status(position: Position) -> BoardStatus:
    if not position.leaving:
        return BoardStatus.PARTY
    return BoardStatus.LEAVING if position.notice else BoardStatus.UNDER_WAY
