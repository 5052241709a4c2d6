"""Tests of the answer of `add`."""

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
    """Return the answer for adding the last event of the later ledger."""
    return add_answer(
        before,
        after,
        after.events[-1],
        AsOf(as_of=as_of),
        file="my.toml",
        entry="[[events]]\n",
        written=written,
    )


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The envelope and the record have these keys in this order."""
    before, after = ledger_of(ANNOUNCED), ledger_of(ANNOUNCED + NOTIFIED)
    values = json.loads(to_json(answer(before, after, date(2025, 7, 1))))
    assert list(values) == ["schema", "tool", "ledger", "as_of", "items"]
    assert (values["schema"], values["as_of"]) == ("treatywatch/add/1", "2025-07-01")
    assert list(values["items"][0]) == [
        *("country", "country_name", "convention", "convention_name"),
        *("step", "date", "file", "written", "entry", "before", "after"),
    ]


def test_before_and_after_are_the_records_of_status(ledger_of: LedgerOf) -> None:
    """Each side equals the record of `status` for the ledger without and with the event."""
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


def test_a_notice_past_its_effect_makes_the_state_withdrawn(ledger_of: LedgerOf) -> None:
    """The standing is that of the query's day, not of the event's day."""
    before, after = ledger_of(""), ledger_of(NOTIFIED)
    (item,) = answer(before, after, date(2026, 1, 1)).items
    assert (item.before.stage, item.after.standing) == (None, Standing.WITHDRAWN)


def test_a_future_event_changes_nothing_yet(ledger_of: LedgerOf) -> None:
    """Before the day of the event both sides are equal."""
    before = ledger_of(ANNOUNCED)
    after = ledger_of(ANNOUNCED + NOTIFIED)
    (item,) = answer(before, after, date(2025, 4, 1)).items
    assert item.before == item.after


def test_only_the_pair_of_the_event_is_listed(ledger_of: LedgerOf) -> None:
    """The answer has no record of other States or conventions."""
    before = ledger_of(events("PL ottawa announced 2025-03-18"))
    after = ledger_of(events("PL ottawa announced 2025-03-18") + NOTIFIED)
    (item,) = answer(before, after, date(2025, 7, 1)).items
    assert (item.country, item.convention) == ("LT", "ottawa")


def test_the_stamp_is_that_of_the_ledger_before(ledger_of: LedgerOf) -> None:
    """The answer has the hash of the ledger before, and says whether the event was written."""
    before, after = ledger_of(ANNOUNCED), ledger_of(ANNOUNCED + NOTIFIED)
    for written in (True, False):
        result = answer(before, after, date(2025, 7, 1), written=written)
        assert result.ledger.sha256 == before.sha256 != after.sha256
        assert result.items[0].written is written
