"""CSV and TSV: one record a line under the keys of the JSON, and nothing lost on the way."""

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
WHOLE = _Item(
    from_="LT",
    what='He said "no", twice',
    sure=False,
    days=-5,
    on=PartialDate(date(2025, 3, 1), date(2025, 3, 31)),
    sources=(_Source(title="Žinia, 1"), _Source(title="2")),
)
HARD = ["a,b", 'a "b"', "a\nb", "a\r\nb", "a\rb", "a\tb", "", " a ", "日本 Türkiye", "[red] |"]


def test_csv_has_keys_then_records() -> None:
    """Quotes are doubled, lists are JSON in their cell, what is absent is empty."""
    assert to_csv([WHOLE, _Item(from_="PL")], _Item) == (
        "from,what,sure,days,on,sources\n"
        'LT,"He said ""no"", twice",false,-5,2025-03,'
        '"[{""title"":""Žinia, 1""},{""title"":""2""}]"\n'
        "PL,,true,,,\n"
    )


@pytest.mark.parametrize("text", HARD)
def test_csv_gives_every_text_back(text: str) -> None:
    """A reader of CSV finds one record with the ledger's text; line ends are line feeds."""
    drawn = io.StringIO(to_csv([_Item(from_="LT", what=text)], _Item), newline="")
    keys, *records = csv.reader(drawn)
    assert keys == KEYS
    assert records == [["LT", "\n".join(text.splitlines()), "true", "", "", ""]]


def test_tsv_has_no_quotes() -> None:
    """The fields stand bare between tabs."""
    head, record = to_tsv([WHOLE], _Item).splitlines()
    assert head.split("\t") == KEYS
    *fields, sources = record.split("\t")
    assert fields == ["LT", 'He said "no", twice', "false", "-5", "2025-03"]
    assert json.loads(sources) == [{"title": "Žinia, 1"}, {"title": "2"}]


@pytest.mark.parametrize("text", [*HARD, "a\u2028b", "a\x0bb", "a\x85b"])
def test_tsv_has_one_line_for_each_record(text: str) -> None:
    """Tabs and line ends of all kinds, in a text or deep in a list, become spaces."""
    item = _Item(from_="LT", what=text, sources=(_Source(title=text),))
    lines = to_tsv([item, item], _Item).splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {len(KEYS) - 1}
    assert lines[1].split("\t")[1] == " ".join(text.split())


@pytest.mark.parametrize(("draw", "head"), [(to_csv, ","), (to_tsv, "\t")])
def test_no_record_leaves_the_keys(draw: object, head: str) -> None:
    """An empty answer still says which columns there are."""
    assert callable(draw)
    assert draw([], _Item) == head.join(KEYS) + "\n"
