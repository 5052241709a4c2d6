"""Decode TOML text into records, in one piece or several."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest

from treatywatch.ledger.read import decode as module
from treatywatch.ledger.read.decode import TomlSyntaxError, decode, decode_scalar, parse, to_records
from treatywatch.model.dates import MonthDay, PartialDate, Period
from treatywatch.model.events import Event, Step
from treatywatch.model.ledger import LedgerFile

_HEAD = """\
format = 1
title = "Exits"

[countries.LT]
name = "Lithuania"

[conventions.ottawa]
name = "Mine Ban Convention"
"""
_EVENT = """
[[events]]
country = "LT"
convention = "ottawa"
step = "announced"
date = 2025-03-{day:02}
summary = "Said again."
sources = [{{ title = "t", publisher = "p" }}]
"""


def _events(number: int) -> str:
    return "".join(_EVENT.format(day=day) for day in range(1, number + 1))


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the parser gets while a piece is a hundred characters long."""
    seen: list[str] = []

    def listening(text: str) -> module.Document:
        seen.append(text)
        return parse(text)

    monkeypatch.setattr(module, "_PIECE_LENGTH", 100)
    monkeypatch.setattr(module, "parse", listening)
    return seen


def test_text_is_decoded_into_records() -> None:
    """Dates become `PartialDate`, and words become members of their enum."""
    ledger = decode(_HEAD + _events(1))
    event = ledger.events[0]
    assert ledger.title == "Exits"
    assert ledger.countries["LT"].name == "Lithuania"
    assert (event.step, event.date) == (Step.ANNOUNCED, PartialDate(date(2025, 3, 1)))


def test_missing_keys_have_their_defaults() -> None:
    """Nothing is guessed."""
    event = decode(_HEAD + _events(1)).events[0]
    assert (event.actor, event.votes, event.names_effect) == (None, None, None)
    assert (event.contested, event.verified, event.other_dates) == (False, True, ())


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("format = \n", 1, 10, id="no value"),
        pytest.param('format = 1\ntitle = "Exits\n', 2, 15, id="open quotes"),
        pytest.param("a = 1\na = 2\n", 2, 1, id="key told twice"),
        pytest.param("[a]\n[a]\n", 2, 2, id="table told twice"),
        pytest.param("day = 2025-06-31\n", 1, 7, id="31 June"),
        pytest.param("day = 2025-02-29\n", 1, 7, id="29 February of a common year"),
        pytest.param("day = 0000-01-01\n", 1, 7, id="year 0"),
    ],
)
def test_text_that_is_not_toml_is_refused(text: str, line: int, column: int) -> None:
    """The error has the line and column."""
    with pytest.raises(TomlSyntaxError) as caught:
        decode(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_syntax_error_has_the_parsers_reason() -> None:
    """The reason does not repeat the location."""
    with pytest.raises(TomlSyntaxError) as caught:
        parse("a = 1\na = 2\n")
    assert caught.value.reason == "duplicate key"


def test_a_syntax_error_names_no_python_class() -> None:
    """The reason is meant for users."""
    with pytest.raises(TomlSyntaxError) as caught:
        parse("day = 0000-01-01\n")
    assert caught.value.reason == "year 0 is out of range"


@pytest.mark.parametrize("text", ["x = " + "[" * 200_000, ".".join("a" * 100_000) + " = 1"])
def test_deeply_nested_text_is_refused(text: str) -> None:
    """Text nested thousands deep is a syntax error, not a crash."""
    with pytest.raises(TomlSyntaxError, match="recurs"):
        decode(text)


def test_a_value_of_a_wrong_type_is_refused() -> None:
    """The decoder itself refuses it."""
    with pytest.raises(msgspec.ValidationError):
        decode("format = 1\ntitle = 3\n")


def test_long_text_is_read_in_pieces(pieces: list[str]) -> None:
    """A long text is parsed piece by piece: first the text before the events."""
    text = _HEAD + _events(9)
    assert len(decode(text).events) == 9
    assert pieces == [_HEAD, *[_EVENT.format(day=day) for day in range(1, 10)]]


def test_short_text_is_read_in_one_piece(pieces: list[str]) -> None:
    """A text no longer than a piece is parsed once."""
    decode("format = 1\n")
    assert pieces == ["format = 1\n"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            _HEAD + _events(3) + '\n[countries.LV]\nname = "Latvia"\n', id="table at the end"
        ),
        pytest.param(
            _HEAD + _events(1) + '[countries.LV]\nname = "Latvia"\n' + _events(2),
            id="table between",
        ),
        pytest.param(_events(3), id="events alone"),
        pytest.param(_events(3).removeprefix("\n"), id="events from the first character"),
        pytest.param(_HEAD + "#" * 200, id="no event"),
        pytest.param(
            _HEAD + _events(2).replace('"Said again."', '"""Said\n[[events]]\nagain."""'),
            id="header inside a multi-line string",
        ),
        pytest.param(
            _HEAD + _events(2).replace('"Said again."', "'''Said\n[[events]]\nagain.'''"),
            id="header inside a multi-line literal",
        ),
        pytest.param((_HEAD + _events(3)).replace("\n", "\r\n"), id="CRLF"),
        pytest.param(
            _HEAD + _events(2) + "\n[events.votes]\nfor = 1\nagainst = 2\n" + _events(1),
            id="subtable of an event",
        ),
        pytest.param(
            _HEAD + _events(2) + "\n[[events.other_dates]]\ndate = 2025-01-01\n" + _events(1),
            id="list of subtables",
        ),
    ],
)
def test_pieces_give_the_same_records(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The position of the cuts does not matter."""
    whole = to_records(parse(text))
    for size in (1, 50, 300):
        monkeypatch.setattr(module, "_PIECE_LENGTH", size)
        assert decode(text) == whole


def test_an_error_in_a_piece_has_its_line_in_the_text(pieces: list[str]) -> None:
    """Lines are not counted from the start of the piece."""
    with pytest.raises(TomlSyntaxError) as caught:
        decode(_HEAD + _events(5) + "actor = \n")
    assert caught.value.line == (_HEAD + _events(5)).count("\n") + 1
    assert len(pieces) > 2


def test_events_in_a_list_and_in_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the pieces does not matter."""
    monkeypatch.setattr(module, "_PIECE_LENGTH", 50)
    with pytest.raises(TomlSyntaxError, match="duplicate key"):
        decode("format = 1\nevents = []\n" + _events(3))


def _exceptional(exception: str) -> LedgerFile:
    return decode(
        "format = 1\n"
        "[conventions.who]\n"
        'name = "Constitution of the WHO"\n'
        "[conventions.who.withdrawal]\n"
        'article = "1"\n'
        'period = "6 months"\n'
        "later_date_allowed = true\n"
        f"[conventions.who.withdrawal.exceptions.US]\n{exception}\n"
    )


def test_an_exception_takes_over_the_general_clause() -> None:
    """A State's exception has the keys of the clause that it does not replace."""
    clause = _exceptional('period = "1 year"').conventions["who"].withdrawal
    assert clause is not None
    exception = clause.exceptions["US"]
    assert (exception.article, exception.period) == ("1", Period(1, "year"))
    assert exception.later_date_allowed
    assert exception.exceptions == {}


def test_an_exception_does_not_change_the_general_clause() -> None:
    """The clause stays the same for every other State."""
    clause = _exceptional('period = "1 year"').conventions["who"].withdrawal
    assert clause is not None
    assert clause.period == Period(6, "month")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (PartialDate, date(2025, 3, 18), PartialDate(date(2025, 3, 18))),
        (PartialDate, "2025-03", PartialDate(date(2025, 3, 1), date(2025, 3, 31))),
        (PartialDate, "2024-02", PartialDate(date(2024, 2, 1), date(2024, 2, 29))),
        (PartialDate, "2025", PartialDate(date(2025, 1, 1), date(2025, 12, 31))),
        (PartialDate, date.max, PartialDate(date.max)),
        (PartialDate, "9999", PartialDate(date(9999, 1, 1), date.max)),
        (Period, "6 months", Period(6, "month")),
        (Period, "1 year", Period(1, "year")),
        (MonthDay, "02-29", MonthDay(2, 29)),
    ],
    ids=str,
)
def test_dates_and_periods_are_decoded(kind: type, value: object, expected: object) -> None:
    """Days, months, years, periods and days of the year."""
    assert decode_scalar(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (PartialDate, "2025-03-18"),
        (PartialDate, "2025-13"),
        (PartialDate, "2025-00"),
        (PartialDate, "0000"),
        (PartialDate, "25-03"),
        (PartialDate, " 2025"),
        (PartialDate, "2025\n"),
        (PartialDate, "spring 2025"),
        (PartialDate, ""),
        (PartialDate, "２０２５"),
        (PartialDate, datetime(2025, 3, 18, tzinfo=UTC)),
        (PartialDate, time(10, 0)),
        (PartialDate, 2025),
        (PartialDate, True),
        (Period, "6 weeks"),
        (Period, "06 months"),
        (Period, "-1 days"),
        (Period, "six months"),
        (Period, "1٣ months"),
        (Period, 6),
        (MonthDay, "02-30"),
        (MonthDay, "13-01"),
        (MonthDay, "2-3"),
        (MonthDay, "٠١-٠١"),
        (MonthDay, date(2025, 6, 30)),
    ],
    ids=repr,
)
def test_other_values_are_refused(kind: type, value: object) -> None:
    """A day in quotes and a date with a time are refused too."""
    with pytest.raises(ValueError, match=r"."):
        decode_scalar(kind, value)


def test_pieces_give_events_and_not_tables() -> None:
    """Every event is an `Event`."""
    assert all(type(event) is Event for event in decode(_HEAD + _events(2)).events)
