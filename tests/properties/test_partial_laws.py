"""Law of partial reading: an invalid entry neither hides nor causes other problems."""

import copy
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from treatywatch.ledger.read.files import resolve_path
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import KeyPath

_FILE: Final = Path("some.toml")
_COUNTRIES: Final = ("LT", "LV", "lx", "XX")
_CONVENTIONS: Final = ("ottawa", "Oslo", "dublin")
_HISTORY_CHECKS: Final = {
    "step-order",
    "contradiction",
    "effective-before-notified",
    "duplicate-event",
}
_SOURCES: Final = [{"title": "t", "publisher": "p"}]
_STEPS: Final = ("announced", "notified", "effective", "rejected", "consented")


def _event(act: tuple[str, str, str, int]) -> dict[str, Any]:
    country, convention, step, year = act
    return {
        "country": country,
        "convention": convention,
        "step": step,
        "date": str(year),
        "summary": "s",
        "sources": _SOURCES,
    }


def _document(
    events: list[dict[str, Any]], countries: set[str], conventions: set[str], rows: set[str]
) -> dict[str, Any]:
    clause = {"period": "6 months", "exceptions": {"XX": {"article": "1"}}}
    roll = {
        "as_of": date(2025, 1, 1),
        "sources": _SOURCES,
        "parties": {c: {"signed": "1999"} for c in rows},
    }
    return {
        "format": 1,
        "countries": {code: {"name": code} for code in sorted(countries)},
        "conventions": {s: {"name": s, "withdrawal": clause} for s in sorted(conventions)},
        "rolls": {"dublin": roll},
        "events": events,
    }


_EVENTS: Final = st.builds(
    _event,
    st.tuples(
        st.sampled_from(_COUNTRIES),
        st.sampled_from(_CONVENTIONS),
        st.sampled_from(_STEPS),
        st.integers(2010, 2016),
    ),
)
_DOCUMENTS: Final = st.builds(
    _document,
    st.lists(_EVENTS, max_size=8),
    st.sets(st.sampled_from(_COUNTRIES)),
    st.sets(st.sampled_from(_CONVENTIONS)),
    st.sets(st.sampled_from(_COUNTRIES)),
)


def _entries(document: dict[str, Any]) -> list[KeyPath]:
    """The paths of all entries of a document that can be made invalid alone."""
    rows = [("rolls", "dublin", "parties", code) for code in document["rolls"]["dublin"]["parties"]]
    tables = [(t, key) for t in ("countries", "conventions", "rolls") for key in document[t]]
    return [*rows, *tables, *(("events", number) for number in range(len(document["events"])))]


def _at(document: Any, path: KeyPath) -> Any:
    for key in path:
        document = document[key]
    return document


Problems = set[tuple[str, KeyPath, str]]


def _problems(document: dict[str, Any]) -> Problems:
    """The check, path and message of every problem of a document."""
    text = tomli_w.dumps(document).encode()
    problems = read_ledger([_FILE], overrides={resolve_path(_FILE): text}).problems
    return {(problem.check, problem.path, problem.message) for problem in problems}


def _may_be_explained(document: dict[str, Any], invalid: KeyPath, key: str, path: KeyPath) -> bool:
    """Return whether a problem at `path` may come from a history with an invalid entry."""
    event: dict[str, str] = _at(document, path[:2])
    match invalid:
        case ("events", int()):
            entry = _at(document, invalid)
            names = ("country", "convention")
            return all(name == key or entry[name] == event[name] for name in names)
        case ("rolls", slug, _, code):
            return (event["country"], event["convention"]) == (code, slug)
        case ("rolls", slug):
            return event["convention"] == slug
        case _:
            return False


@given(_DOCUMENTS, st.data())
def test_an_invalid_entry_does_not_change_other_problems(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """Only the histories that it belongs to are checked less."""
    invalid = data.draw(st.sampled_from(_entries(document)))
    key = data.draw(st.sampled_from(["zzz", *_at(document, invalid)]))
    broken = copy.deepcopy(document)
    _at(broken, invalid)[key] = [3]

    def elsewhere(problems: Problems) -> Problems:
        return {
            (check, path, message)
            for check, path, message in problems
            if path[: len(invalid)] != invalid
            and not (check in _HISTORY_CHECKS and _may_be_explained(document, invalid, key, path))
        }

    assert elsewhere(_problems(broken)) == elsewhere(_problems(document))
    assert any(path[: len(invalid)] == invalid for _, path, _ in _problems(broken))
