"""CSV and TSV of an answer's records, under the keys that its JSON has."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from treatywatch.answers.base import Answer, plain_values
from treatywatch.model.text_safety import one_line


def to_csv(items: Iterable[Answer], kind: type[Answer]) -> str:
    """One record under another below a line of keys; lists and tables are JSON within their field.

    Line ends within a text are line feeds, whatever the ledger has.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_keys(kind))
    writer.writerows(_fields(item) for item in items)
    return text.getvalue()


def to_tsv(items: Iterable[Answer], kind: type[Answer]) -> str:
    """The same between tabs, without quotes: line ends and tabs in a text become spaces."""
    lines = [_keys(kind), *(map(one_line, _fields(item)) for item in items)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _keys(kind: type[Answer]) -> tuple[str, ...]:
    return kind.__struct_encode_fields__


def _fields(item: Answer) -> list[str]:
    return [_field(value) for value in plain_values(item).values()]


def _field(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple() | dict():
            return msgspec.json.encode(value).decode() if value else ""
        case _:
            return "\n".join(str(value).splitlines())
