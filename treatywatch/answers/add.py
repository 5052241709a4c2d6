"""What one more step changes: the answer of `treatywatch add`."""

from datetime import date

from treatywatch.answers.base import TOOL, Answer, LedgerStamp, schema_name, stamp
from treatywatch.answers.status import StatusItem, status_item
from treatywatch.model.dates import When
from treatywatch.model.events import Event, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Pair
from treatywatch.standing.as_of import View
from treatywatch.standing.position import position


class AdditionItem(Answer):
    """A step that was added, or would be, and where its State stands before and after it.

    `entry` is the text as it stands, or would stand, in `file`; `written` whether it does.
    """

    country: str
    country_name: str
    convention: str
    convention_name: str
    step: Step
    date: When
    file: str
    written: bool
    entry: str
    before: StatusItem
    after: StatusItem


class AdditionAnswer(Answer):
    """The answer to `add`; the ledger's mark is that of the one before the step was added."""

    schema: str
    tool: str
    ledger: LedgerStamp
    as_of: date
    items: tuple[AdditionItem, ...]


def addition_answer(
    before: Ledger, after: Ledger, event: Event, view: View, *, file: str, entry: str, written: bool
) -> AdditionAnswer:
    """Where the State of an event stands as a ledger without it says, and as one with it does."""
    pair = (event.country, event.convention)
    item = AdditionItem(
        country=event.country,
        country_name=before.countries[event.country].name,
        convention=event.convention,
        convention_name=before.conventions[event.convention].name,
        step=event.step,
        date=event.date,
        file=file,
        written=written,
        entry=entry,
        before=_standing(before, pair, view),
        after=_standing(after, pair, view),
    )
    return AdditionAnswer(
        schema=schema_name("add"),
        tool=TOOL,
        ledger=stamp(before),
        as_of=view.as_of,
        items=(item,),
    )


def _standing(ledger: Ledger, pair: Pair, view: View) -> StatusItem:
    return status_item(ledger, position(ledger, pair, view), view.as_of)
