"""Tests of CSV and TSV."""

import csv
import io
import json
from datetime import date

import pytest

from treatywatch.answers.base import Answer
from treatywatch.model.dates import PartialDate
from treatywatch.output.csv import to_csv, to_tsv


class _Source(Answer):
    title: str


class _Item(Answer, rename={"from_": "from"}):
    from_: str
    what: str | None = None
    sure: bool = True
    days: int | None = None
    on: PartialDate | None = None
    sources: tuple[_Source, ...] = ()


KEYS = ["from", "what", "sure", "days", "on", "sources"]
FULL_ITEM = _Item(
    from_="LT",
    what='He said "no", twice',
    sure=False,
    days=-5,
    on=PartialDate(date(2025, 3, 1), date(2025, 3, 31)),
    sources=(_Source(title="Žinia, 1"), _Source(title="2")),
)
DIFFICULT_TEXTS = [
    "a,b",
    'a "b"',
    "a\nb",
    "a\r\nb",
    "a\rb",
    "a\tb",
    "",
    " a ",
    "日本 Türkiye",
    "[red] |",
]


def test_csv_has_keys_then_records() -> None:
    """Quotes are doubled, lists are JSON, and missing values are empty."""
    assert to_csv([FULL_ITEM, _Item(from_="PL")], _Item) == (
        "from,what,sure,days,on,sources\n"
        'LT,"He said ""no"", twice",false,-5,2025-03,'
        '"[{""title"":""Žinia, 1""},{""title"":""2""}]"\n'
        "PL,,true,,,\n"
    )


@pytest.mark.parametrize("text", DIFFICULT_TEXTS)
def test_csv_keeps_every_text(text: str) -> None:
    """Reading the CSV returns the text, with line ends as line feeds."""
    drawn = io.StringIO(to_csv([_Item(from_="LT", what=text)], _Item), newline="")
    keys, *records = csv.reader(drawn)
    assert keys == KEYS
    assert records == [["LT", "\n".join(text.splitlines()), "true", "", "", ""]]


def test_tsv_has_no_quotes() -> None:
    """Fields are separated by tabs and have no quotes."""
    head, record = to_tsv([FULL_ITEM], _Item).splitlines()
    assert head.split("\t") == KEYS
    *fields, sources = record.split("\t")
    assert fields == ["LT", 'He said "no", twice', "false", "-5", "2025-03"]
    assert json.loads(sources) == [{"title": "Žinia, 1"}, {"title": "2"}]


@pytest.mark.parametrize("text", [*DIFFICULT_TEXTS, "a\u2028b", "a\x0bb", "a\x85b"])
def test_tsv_has_one_line_for_each_record(text: str) -> None:
    """Tabs and line ends within a text or list become spaces."""
    item = _Item(from_="LT", what=text, sources=(_Source(title=text),))
    lines = to_tsv([item, item], _Item).splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {len(KEYS) - 1}
    assert lines[1].split("\t")[1] == " ".join(text.split())


@pytest.mark.parametrize(("draw", "separator"), [(to_csv, ","), (to_tsv, "\t")])
def test_without_records_only_keys_are_printed(draw: object, separator: str) -> None:
    """An answer without records prints the line of keys."""
    assert callable(draw)
    assert draw([], _Item) == separator.join(KEYS) + "\n"
