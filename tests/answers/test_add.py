"""What one more step changes: the event, and its State's standing without it and with it."""

import json
from datetime import date

from tests.samples import LedgerOf, event, events
from treatywatch.answers.add import AddAnswer, add_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing

ANNOUNCED = event("LT ottawa announced 2025-03-18")
NOTIFIED = event("LT ottawa notified 2025-06-27")


def answer(before: Ledger, after: Ledger, as_of: date, *, written: bool = True) -> AddAnswer:
    """The answer to adding what the later ledger tells last."""
    return add_answer(
        before,
        after,
        after.events[-1],
        AsOf(as_of=as_of),
        file="my.toml",
        entry="[[events]]\n",
        written=written,
    )


def test_the_keys_are_those_of_the_contract(ledger_of: LedgerOf) -> None:
    """Envelope and record have these keys in this order."""
    before, after = ledger_of(ANNOUNCED), ledger_of(ANNOUNCED + NOTIFIED)
    told = json.loads(to_json(answer(before, after, date(2025, 7, 1))))
    assert list(told) == ["schema", "tool", "ledger", "as_of", "items"]
    assert (told["schema"], told["as_of"]) == ("treatywatch/add/1", "2025-07-01")
    assert list(told["items"][0]) == [
        *("country", "country_name", "convention", "convention_name"),
        *("step", "date", "file", "written", "entry", "before", "after"),
    ]


def test_a_step_is_told_with_the_standing_before_and_after_it(ledger_of: LedgerOf) -> None:
    """Each side is what `status` says of the State on that day, without the step and with it."""
    before, after = ledger_of(ANNOUNCED), ledger_of(ANNOUNCED + NOTIFIED)
    day = date(2025, 7, 1)
    (item,) = answer(before, after, day).items
    assert (item.country_name, item.step, item.date) == (
        "Lithuania",
        Step.NOTIFIED,
        PartialDate(date(2025, 6, 27)),
    )
    query = Query(as_of=day, countries=("LT",), conventions=("ottawa",))
    assert (item.before,) == status_answer(before, query).items
    assert (item.after,) == status_answer(after, query).items
    assert (item.before.stage, item.after.stage) == (Step.ANNOUNCED, Step.NOTIFIED)
    assert item.after.effect == PartialDate(date(2025, 12, 27))


def test_a_notice_whose_time_is_up_puts_the_state_out(ledger_of: LedgerOf) -> None:
    """The day asked for decides, not the day of the step."""
    before, after = ledger_of(""), ledger_of(NOTIFIED)
    (item,) = answer(before, after, date(2026, 1, 1)).items
    assert (item.before.stage, item.after.standing) == (None, Standing.WITHDRAWN)


def test_a_step_that_is_still_to_come_changes_nothing_yet(ledger_of: LedgerOf) -> None:
    """Before the day of the step the State stands as it did."""
    before = ledger_of(ANNOUNCED)
    after = ledger_of(ANNOUNCED + NOTIFIED)
    (item,) = answer(before, after, date(2025, 4, 1)).items
    assert item.before == item.after


def test_only_the_pair_of_the_step_is_told(ledger_of: LedgerOf) -> None:
    """What others do, or the State does elsewhere, is beside the point."""
    before = ledger_of(events("PL ottawa announced 2025-03-18"))
    after = ledger_of(events("PL ottawa announced 2025-03-18") + NOTIFIED)
    (item,) = answer(before, after, date(2025, 7, 1)).items
    assert (item.country, item.convention) == ("LT", "ottawa")


def test_the_mark_is_that_of_the_ledger_before(ledger_of: LedgerOf) -> None:
    """Who compares marks sees which ledger was added to; whether it was is said."""
    before, after = ledger_of(ANNOUNCED), ledger_of(ANNOUNCED + NOTIFIED)
    for written in (True, False):
        told = answer(before, after, date(2025, 7, 1), written=written)
        assert told.ledger.sha256 == before.sha256 != after.sha256
        assert told.items[0].written is written
