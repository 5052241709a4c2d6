"""Tests of the keys that answers share, and of their JSON."""

import json
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

import treatywatch
from tests.samples import LedgerOf
from treatywatch.answers.base import (
    VERSION,
    Answer,
    ledger_stamp,
    plain_values,
    schema_name,
)
from treatywatch.answers.board import board_answer
from treatywatch.answers.diff import diff_answer
from treatywatch.answers.explain import explain_answer
from treatywatch.answers.parties import parties_answer
from treatywatch.answers.party_counts import party_counts_answer
from treatywatch.answers.query import Query
from treatywatch.answers.reference_lists import treaties_answer
from treatywatch.answers.status import status_answer
from treatywatch.answers.timeline import timeline_answer
from treatywatch.answers.upcoming import upcoming_answer
from treatywatch.answers.verify import verify_answer
from treatywatch.answers.what_if import what_if_answer
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.events import Step, Votes
from treatywatch.model.ledger import Ledger, LoadedFile
from treatywatch.output.json import to_json, to_json_lines


class _Item(Answer):
    name: str
    on: PartialDate | None = None
    notice: Period | None = None
    by: MonthDay | None = None
    votes: Votes | None = None
    day: date | None = None
    step: Step | None = None
    names: tuple[str, ...] = ()


FULL = _Item(
    name="Türkiye\n日本",
    on=PartialDate(date(2024, 2, 1), date(2024, 2, 29)),
    notice=Period(6, "month"),
    by=MonthDay(2, 29),
    votes=Votes(yes=66, against=14),
    day=date.max,
    step=Step.PARLIAMENT,
    names=("a", "b"),
)


def test_json_keeps_key_order_and_letters() -> None:
    """JSON keeps keys in order and letters unescaped, writes null, and ends with a newline."""
    assert to_json(_Item(name="Türkiye")).decode() == (
        '{\n  "name": "Türkiye",\n  "on": null,\n  "notice": null,\n  "by": null,\n'
        '  "votes": null,\n  "day": null,\n  "step": null,\n  "names": []\n}\n'
    )


VALUES = {
    "name": "Türkiye\n日本",
    "on": "2024-02",
    "notice": "6 months",
    "by": "02-29",
    "votes": {"for": 66, "against": 14, "abstain": None, "absent": None, "of": None},
    "day": "9999-12-31",
    "step": "parliamentary-approval",
    "names": ["a", "b"],
}


def test_values_are_encoded_as_a_ledger_writes_them() -> None:
    """Dates, periods, votes and steps are encoded as a ledger writes them."""
    assert json.loads(to_json(FULL)) == VALUES


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (PartialDate(date(2024, 2, 29)), "2024-02-29"),
        (PartialDate(date(2024, 2, 1), date(2024, 2, 29)), "2024-02"),
        (PartialDate(date(2024, 1, 1), date(2024, 12, 31)), "2024"),
        (PartialDate(date(2024, 8, 31), date(2024, 9, 30)), "2024-08-31/2024-09-30"),
    ],
    ids=str,
)
def test_dates_keep_their_precision(when: PartialDate, text: str) -> None:
    """A month is encoded as a month and a year as a year."""
    assert json.loads(to_json(_Item(name="", on=when)))["on"] == text


def test_json_lines_have_one_record_each() -> None:
    """Each record is a line of JSON; no records make no lines."""
    lines = to_json_lines([FULL, _Item(name="PL")]).decode().split("\n")
    assert json.loads(lines[0]) == VALUES
    assert json.loads(lines[1])["name"] == "PL"
    assert lines[2:] == [""]
    assert to_json_lines([]) == b""


def test_plain_values_equal_the_json_values() -> None:
    """CSV and SQLite get the values that JSON has."""
    assert json.loads(json.dumps(plain_values(FULL))) == VALUES


def test_an_unknown_type_is_not_encoded() -> None:
    """Encoding a value of an unknown type raises an error."""
    with pytest.raises(NotImplementedError, match="no JSON for object"):
        to_json(object())


def test_the_stamp_identifies_the_ledger() -> None:
    """The stamp has the files in order, their hash and the day the ledger is current to."""
    files = tuple(LoadedFile(name=name, path=None, sha256="") for name in ("b.toml", "a.toml"))
    ledger = Ledger(files=files, sha256="abc", current_to=date(2026, 2, 20))
    assert json.loads(to_json(ledger_stamp(ledger))) == {
        "files": ["b.toml", "a.toml"],
        "sha256": "abc",
        "current_to": "2026-02-20",
    }


def test_the_schema_name_and_the_version() -> None:
    """The schema name has a number; the version is that of the package."""
    assert schema_name("status") == "treatywatch/status/1"
    assert treatywatch.__version__ == VERSION


QUERY: Final = Query(
    as_of=date(2025, 9, 1),
    known_on=date(2025, 8, 1),
    countries=("LT",),
    conventions=("ottawa",),
)
PAIR: Final = ("LT", "ottawa")
ANSWERS: Final[dict[str, Callable[[Ledger], Answer]]] = {
    "board": lambda ledger: board_answer(ledger, QUERY),
    "diff": lambda ledger: diff_answer(ledger, ledger, QUERY, QUERY),
    "explain": lambda ledger: explain_answer(ledger, PAIR, QUERY),
    "parties": lambda ledger: parties_answer(ledger, QUERY),
    "parties-plot": lambda ledger: party_counts_answer(ledger, QUERY),
    "status": lambda ledger: status_answer(ledger, QUERY),
    "timeline": lambda ledger: timeline_answer(ledger, QUERY),
    "treaties": lambda ledger: treaties_answer(ledger, QUERY),
    "upcoming": lambda ledger: upcoming_answer(ledger, QUERY),
    "verify": lambda ledger: verify_answer(ledger, PAIR, QUERY, "party"),
    "what-if": lambda ledger: what_if_answer(ledger, PAIR, QUERY, notify=QUERY.as_of),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_an_answer_repeats_its_schema_ledger_and_days(question: str, ledger_of: LedgerOf) -> None:
    """Every answer names its schema and version, the ledger, the day and the day of knowledge."""
    ledger = ledger_of("")
    values = json.loads(to_json(ANSWERS[question](ledger)))
    assert values["schema"] == schema_name(question)
    assert values["tool"] == VERSION
    assert values["ledger"]["sha256"] == ledger.sha256
    assert values.get("to", values)["as_of"] == "2025-09-01"
    assert values["known_on"] == "2025-08-01"
