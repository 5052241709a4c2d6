"""The law of telling all at once: a broken entry hides no other's mistakes, and makes none."""

import copy
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from treatywatch.ledger.read.files import resolve_path
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import KeyPath as Way

_FILE: Final = Path("some.toml")
_COUNTRIES: Final = ("LT", "LV", "lx", "XX")
_CONVENTIONS: Final = ("ottawa", "Oslo", "dublin")
_HISTORIES: Final = {"step-order", "contradiction", "effective-before-notified", "duplicate-event"}
_SOURCES: Final = [{"title": "t", "publisher": "p"}]
_STEPS: Final = ("announced", "notified", "effective", "rejected", "consented")


def _event(told: tuple[str, str, str, int]) -> dict[str, Any]:
    country, convention, step, year = told
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


def _entries(document: dict[str, Any]) -> list[Way]:
    """The ways to all entries of a document that can be broken by themselves."""
    rows = [("rolls", "dublin", "parties", code) for code in document["rolls"]["dublin"]["parties"]]
    tables = [(t, key) for t in ("countries", "conventions", "rolls") for key in document[t]]
    return [*rows, *tables, *(("events", number) for number in range(len(document["events"])))]


def _at(document: Any, way: Way) -> Any:
    for key in way:
        document = document[key]
    return document


Found = set[tuple[str, Way, str]]


def _found(document: dict[str, Any]) -> Found:
    """Check, place and message of all that is wrong with a document."""
    text = tomli_w.dumps(document).encode()
    problems = read_ledger([_FILE], overrides={resolve_path(_FILE): text}).problems
    return {(problem.check, problem.path, problem.message) for problem in problems}


def _unsure(document: dict[str, Any], way: Way, key: str, path: Way) -> bool:
    """Whether a history may lack what was told at a way, where a key of that was broken."""
    event: dict[str, str] = _at(document, path[:2])
    match way:
        case ("events", int()):
            lost = _at(document, way)
            names = ("country", "convention")
            return all(name == key or lost[name] == event[name] for name in names)
        case ("rolls", slug, _, code):
            return (event["country"], event["convention"]) == (code, slug)
        case ("rolls", slug):
            return event["convention"] == slug
        case _:
            return False


@given(_DOCUMENTS, st.data())
def test_a_broken_entry_bears_on_no_other(document: dict[str, Any], data: st.DataObject) -> None:
    """With any entry broken, exactly what is wrong elsewhere is told, but for histories it is in."""
    way = data.draw(st.sampled_from(_entries(document)))
    key = data.draw(st.sampled_from(["zzz", *_at(document, way)]))
    broken = copy.deepcopy(document)
    _at(broken, way)[key] = [3]

    def elsewhere(found: Found) -> Found:
        return {
            (check, path, message)
            for check, path, message in found
            if path[: len(way)] != way
            and not (check in _HISTORIES and _unsure(document, way, key, path))
        }

    assert elsewhere(_found(broken)) == elsewhere(_found(document))
    assert any(path[: len(way)] == way for _, path, _ in _found(broken))
