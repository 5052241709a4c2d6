"""What one more step changes: the answer of `treatywatch add`."""

from datetime import date

from treatywatch.answers.base import VERSION, Answer, LedgerStamp, ledger_stamp, schema_name
from treatywatch.answers.status import StatusItem, status_item
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Event, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import PairKey
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import position_on


class AddItem(Answer):
    """A step that was added, or would be, and where its State stands before and after it.

    `entry` is the text as it stands, or would stand, in `file`; `written` whether it does.
    """

    country: str
    country_name: str
    convention: str
    convention_name: str
    step: Step
    date: PartialDate
    file: str
    written: bool
    entry: str
    before: StatusItem
    after: StatusItem


class AddAnswer(Answer):
    """The answer to `add`; the ledger's mark is that of the one before the step was added."""

    schema: str
    tool: str
    ledger: LedgerStamp
    as_of: date
    items: tuple[AddItem, ...]


def add_answer(
    before: Ledger, after: Ledger, event: Event, view: AsOf, *, file: str, entry: str, written: bool
) -> AddAnswer:
    """Where the State of an event stands as a ledger without it says, and as one with it does."""
    pair = (event.country, event.convention)
    item = AddItem(
        country=event.country,
        country_name=before.countries[event.country].name,
        convention=event.convention,
        convention_name=before.conventions[event.convention].name,
        step=event.step,
        date=event.date,
        file=file,
        written=written,
        entry=entry,
        before=_pair_status(before, pair, view),
        after=_pair_status(after, pair, view),
    )
    return AddAnswer(
        schema=schema_name("add"),
        tool=VERSION,
        ledger=ledger_stamp(before),
        as_of=view.as_of,
        items=(item,),
    )


def _pair_status(ledger: Ledger, pair: PairKey, view: AsOf) -> StatusItem:
    return status_item(ledger, position_on(ledger, pair, view), view.as_of)
