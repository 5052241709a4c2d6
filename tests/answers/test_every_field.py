"""Every field of `explain` and `parties` in one JSON answer each."""

import json
from datetime import date
from typing import Any

from tests.samples import LedgerOf, event, roll
from treatywatch.answers.explain import explain_answer
from treatywatch.answers.parties import parties_answer
from treatywatch.answers.query import Query
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf

SOURCE = {"title": "Letter", "publisher": "Gazette", "kind": "press"}
ROLL = roll("ottawa", "LT = { ratified = 2003-05-12 }", 'PL = { ratified = "2012" }')
NOTICE = event("LT ottawa notified 2025-06-27", reference='"C.N.1.2025"')


def _without_empty(value: Any) -> Any:
    """Return JSON without the keys whose value is null, false, or empty."""
    match value:
        case dict():
            return {key: _without_empty(member) for key, member in value.items() if member}
        case list():
            return [_without_empty(member) for member in value]
        case _:
            return value


def test_every_field_of_explain(ledger_of: LedgerOf) -> None:
    """An exit after a notice fills the fields of the answer, its clause and its steps."""
    view = AsOf(as_of=date(2025, 9, 1), known_on=date(2026, 11, 1))
    answer = explain_answer(ledger_of(ROLL + NOTICE), ("LT", "ottawa"), view)
    found = _without_empty(json.loads(to_json(answer)))
    (item,) = found.pop("items")
    del found["ledger"], found["tool"]
    assert found == {
        "schema": "treatywatch/explain/1",
        "as_of": "2025-09-01",
        "known_on": "2026-11-01",
        "country": "LT",
        "country_name": "Lithuania",
        "convention": "ottawa",
        "convention_name": "Anti-Personnel Mine Ban Convention",
        "standing": "party",
        "headline": answer.headline,
    }
    steps = item.pop("steps")
    caveats = item.pop("caveats")
    assert item == {
        "clause": {
            "article": "20",
            "period": "6 months",
            "effect": "anniversary",
            "operable": True,
            "armed_conflict": True,
            "armed_conflict_test": "at-expiry",
        },
        "notified": "2025-06-27",
        "computed_effect": "2025-12-27",
        "arithmetic": ["2025-06-27 + 6 months = 2025-12-27"],
        "sources": [SOURCE],
        "outcome": "effective",
        "party_since": "2003-11-01",
    }
    assert "armed conflict" in caveats[0]
    pair = {key: found[key] for key in ("country", "country_name", "convention", "convention_name")}
    assert {key: steps[0][key] for key in steps[0] if key != "file"} == pair | {
        "date": "2025-06-27",
        "step": "notified",
        "summary": "It so happened.",
        "basis": "recorded",
        "reference": "C.N.1.2025",
        "sources": [SOURCE],
        "verified": True,
    }
    assert steps[1] == pair | {
        "date": "2025-12-27",
        "step": "effective",
        "summary": "Day of effect computed from article 20.",
        "basis": "computed",
        "verified": True,
    }


def test_every_field_of_parties(ledger_of: LedgerOf) -> None:
    """A convention with a roll fills the fields of the answer and of each party."""
    query = Query(as_of=date(2025, 9, 1), known_on=date(2026, 11, 1), conventions=("ottawa",))
    found = json.loads(to_json(parties_answer(ledger_of(ROLL + NOTICE), query)))
    del found["ledger"], found["tool"]
    assert found == {
        "schema": "treatywatch/parties/1",
        "as_of": "2025-09-01",
        "known_on": "2026-11-01",
        "convention": "ottawa",
        "convention_name": "Anti-Personnel Mine Ban Convention",
        "count": 2,
        "joining": 0,
        "depositary_count": 2,
        "arithmetic": [
            "2 consented − 0 out = 2, as depositaries count",
            "2 − 0 not bound yet = 2 bound",
        ],
        "doubts": [],
        "items": [
            {
                "country": "LT",
                "country_name": "Lithuania",
                "standing": "party",
                "party_since": "2003-11-01",
                "until": "2025-12-27",
            },
            {
                "country": "PL",
                "country_name": "Poland",
                "standing": "party",
                "party_since": "2012-07-01/2013-06-01",
                "until": None,
            },
        ],
    }
