"""The options of `add`, parsed into an event, or refused."""

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


def options_of(sources: Mapping[str, Sequence[str]] = _SOURCE, **options: Any) -> StepOptions:
    """Return the options of a remark with changes."""
    lists: dict[str, Any] = {f"source_{key}": texts for key, texts in sources.items()}
    return StepOptions(**(_EVENT | lists | options))


@pytest.fixture
def context(ledger_of: LedgerOf) -> ParseContext:
    """The context of the usual countries and conventions."""
    return ParseContext(ledger_of(""), date(2026, 11, 23))


def refused(options: StepOptions, context: ParseContext) -> tuple[object, str]:
    """Return the option and the reason of the refusal."""
    with pytest.raises(typer.BadParameter) as error:
        parse_arguments(options, context)
    return error.value.param_hint, error.value.message


def test_options_become_a_document(context: ParseContext) -> None:
    """Each given value is under its key, and no other key is present."""
    assert parse_arguments(options_of(), context) == {
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
def test_optional_values_are_parsed(
    options: dict[str, Any], key: str, value: object, context: ParseContext
) -> None:
    """Flags, votes and other dates have their form in a ledger."""
    assert parse_arguments(options_of(**options), context)[key] == value


def test_sources_are_put_together_in_order(context: ParseContext) -> None:
    """The first of each option belongs to the first source; "" leaves it out."""
    sources = {
        "title": ["A", "B"],
        "publisher": ["P", "Q"],
        "url": ["", "https://b.example/"],
        "published": ["2025-06-01", ""],
        "kind": ["official", ""],
    }
    assert parse_arguments(options_of(sources), context)["sources"] == [
        {"title": "A", "publisher": "P", "published": date(2025, 6, 1), "kind": "official"},
        {"title": "B", "publisher": "Q", "url": "https://b.example/"},
    ]


@pytest.mark.parametrize(
    ("sources", "option", "message"),
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
def test_unequal_source_options_are_refused(
    sources: dict[str, list[str]], option: str, message: str, context: ParseContext
) -> None:
    """The error names the option with too few values and the number expected."""
    assert refused(options_of(sources), context) == (option, message)


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
def test_an_invalid_value_is_refused_with_its_option(
    options: dict[str, Any], option: str, context: ParseContext
) -> None:
    """The error names the option and ends with a full stop or a question mark."""
    hint, message = refused(options_of(**options), context)
    assert hint == option
    assert message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        pytest.param(options_of(), [], id="nothing"),
        pytest.param(options_of(summary=None), ["--summary"], id="not options_of"),
        pytest.param(options_of(summary="", date=None), ["--date", "--summary"], id="empty"),
        pytest.param(options_of({"title": ["T"]}), ["--source-publisher"], id="half a source"),
        pytest.param(
            options_of({}, **dict.fromkeys(_EVENT)),
            [
                *("--country", "--treaty", "--step", "--date", "--summary"),
                *("--source-title", "--source-publisher"),
            ],
            id="everything",
        ),
    ],
)
def test_all_missing_options_are_named(options: StepOptions, missing: list[str]) -> None:
    """Missing options are listed in the order of the questions."""
    assert missing_options(options) == missing
