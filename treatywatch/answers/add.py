"""The answer of `treatywatch add`: the standing before and after a new event."""

from datetime import date

from treatywatch.answers.base import LedgerAnswer, PairItem, envelope, pair_names
from treatywatch.answers.status import StatusItem, status_item
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Event, PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import position_on


class AddItem(PairItem):
    """An event to add, with the State's standing before and after it.

    `entry` is the event's text for `file`; `written` says whether the file has it now.
    """

    step: Step
    date: PartialDate
    file: str
    written: bool
    entry: str
    before: StatusItem
    after: StatusItem


class AddAnswer(LedgerAnswer):
    """The answer to `add`. `ledger` identifies the ledger before the event was added."""

    as_of: date
    items: tuple[AddItem, ...]


def add_answer(
    before: Ledger, after: Ledger, event: Event, view: AsOf, *, file: str, entry: str, written: bool
) -> AddAnswer:
    """Compare the standing of an event's State in ledgers without and with the event."""
    pair = (event.country, event.convention)
    item = AddItem(
        **pair_names(before, pair),
        step=event.step,
        date=event.date,
        file=file,
        written=written,
        entry=entry,
        before=_pair_status(before, pair, view),
        after=_pair_status(after, pair, view),
    )
    return AddAnswer(
        **envelope("add", before),
        as_of=view.as_of,
        items=(item,),
    )


def _pair_status(ledger: Ledger, pair: PairKey, view: AsOf) -> StatusItem:
    return status_item(ledger, position_on(ledger, pair, view), view.as_of)
