"""What options tell of a step: a ledger's document, or what is missing or wrong, by its option."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pytest
import typer

from tests.samples import LedgerOf
from treatywatch.cli.add.arguments import missing_options, parse_arguments
from treatywatch.cli.add.fields import ParseContext
from treatywatch.cli.add.options import StepOptions

_EVENT: Final = {
    "country": "Lithuania",
    "convention": "Mine Ban Treaty",
    "step": "remark",
    "date": "2025-06",
    "summary": "It so happened.",
}
_SOURCE: Final = {"title": ["T"], "publisher": ["P"]}


def given(sources: Mapping[str, Sequence[str]] = _SOURCE, **options: Any) -> StepOptions:
    """Options for a remark, and what else is given."""
    lists: dict[str, Any] = {f"source_{key}": texts for key, texts in sources.items()}
    return StepOptions(**(_EVENT | lists | options))


@pytest.fixture
def setting(ledger_of: LedgerOf) -> ParseContext:
    """Options are read against the usual countries and conventions."""
    return ParseContext(ledger_of(""), date(2026, 11, 23))


def refused(options: StepOptions, setting: ParseContext) -> tuple[object, str]:
    """Which option is at fault, and why."""
    with pytest.raises(typer.BadParameter) as found:
        parse_arguments(options, setting)
    return found.value.param_hint, found.value.message


def test_options_tell_a_document(setting: ParseContext) -> None:
    """Each value stands under its key as a ledger has it, and nothing that was not said."""
    assert parse_arguments(given(), setting) == {
        "country": "LT",
        "convention": "ottawa",
        "step": "remark",
        "date": "2025-06",
        "summary": "It so happened.",
        "sources": [{"title": "T", "publisher": "P"}],
    }


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        pytest.param({"contested": True}, "contested", True, id="contested"),
        pytest.param({"unverified": True}, "verified", False, id="unverified"),
        pytest.param({"votes": "1-2"}, "votes", {"for": 1, "against": 2}, id="votes"),
        pytest.param({"postponed": "war"}, "postponed", "war", id="postponed"),
        pytest.param({"note": "n"}, "note", "n", id="note"),
        pytest.param(
            {"other_dates": ["2025-06-01=per a list", "2025"]},
            "other_dates",
            [{"date": date(2025, 6, 1), "note": "per a list"}, {"date": "2025"}],
            id="other dates",
        ),
        pytest.param(
            {"other_dates": ["2025=a = b"]},
            "other_dates",
            [{"date": "2025", "note": "a = b"}],
            id="a note with a sign of equality",
        ),
    ],
)
def test_what_else_is_told(
    options: dict[str, Any], key: str, value: object, setting: ParseContext
) -> None:
    """Marks, tallies and other dates become what a ledger has for them."""
    assert parse_arguments(given(**options), setting)[key] == value


def test_sources_are_put_together_in_order(setting: ParseContext) -> None:
    """The first of each option is the first source's; "" is for a source without."""
    sources = {
        "title": ["A", "B"],
        "publisher": ["P", "Q"],
        "url": ["", "https://b.example/"],
        "published": ["2025-06-01", ""],
        "kind": ["official", ""],
    }
    assert parse_arguments(given(sources), setting)["sources"] == [
        {"title": "A", "publisher": "P", "published": date(2025, 6, 1), "kind": "official"},
        {"title": "B", "publisher": "Q", "url": "https://b.example/"},
    ]


@pytest.mark.parametrize(
    ("sources", "option", "said"),
    [
        (
            {"title": ["A", "B"], "publisher": ["P"]},
            "--source-publisher",
            "1 given for 2 sources: give each one.",
        ),
        (
            {"title": ["A", "B"], "publisher": ["P", "Q"], "url": ["u"]},
            "--source-url",
            '1 given for 2 sources: give it once for each, "" for none.',
        ),
        (
            {"title": ["A"], "publisher": ["P"], "kind": ["press", "press"]},
            "--source-title",
            "1 given for 2 sources: give each one.",
        ),
        ({"url": ["u"]}, "--source-title", "0 given for 1 source: give each one."),
        ({"title": ["A"]}, "--source-publisher", "0 given for 1 source: give each one."),
        ({"title": [""], "publisher": ["P"]}, "--source-title", "it is empty."),
        (
            {"title": ["A"], "publisher": ["P"], "published": ["soon"]},
            "--source-published",
            "'soon' is not a date: YYYY-MM-DD, YYYY-MM, YYYY or today.",
        ),
    ],
)
def test_sources_that_do_not_go_together_are_refused(
    sources: dict[str, list[str]], option: str, said: str, setting: ParseContext
) -> None:
    """The option of which there are too few is named, and how many are wanted."""
    assert refused(given(sources), setting) == (option, said)


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"country": "Atlantis"}, "--country"),
        ({"convention": "none such"}, "--treaty"),
        ({"step": "wedding"}, "--step"),
        ({"date": "soon"}, "--date"),
        ({"votes": "many"}, "--votes"),
        ({"by": "Atlantis"}, "--by"),
        ({"note": ""}, "--note"),
        ({"other_dates": ["soon=x"]}, "--other-date"),
        ({"other_dates": ["=x"]}, "--other-date"),
        ({"other_dates": [""]}, "--other-date"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_refused_by_its_option(
    options: dict[str, Any], option: str, setting: ParseContext
) -> None:
    """What cannot be read is said of the option that gave it, in a sentence that ends."""
    hint, message = refused(given(**options), setting)
    assert hint == option
    assert message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        pytest.param(given(), [], id="nothing"),
        pytest.param(given(summary=None), ["--summary"], id="not given"),
        pytest.param(given(summary="", date=None), ["--date", "--summary"], id="empty"),
        pytest.param(given({"title": ["T"]}), ["--source-publisher"], id="half a source"),
        pytest.param(
            given({}, **dict.fromkeys(_EVENT)),
            [
                *("--country", "--treaty", "--step", "--date", "--summary"),
                *("--source-title", "--source-publisher"),
            ],
            id="everything",
        ),
    ],
)
def test_all_that_is_missing_is_named(options: StepOptions, missing: list[str]) -> None:
    """In the order in which it is asked for."""
    assert missing_options(options) == missing
