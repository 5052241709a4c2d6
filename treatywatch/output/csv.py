"""Records of answers as CSV and TSV, under the keys of their JSON."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from treatywatch.answers.base import Answer, plain_values
from treatywatch.model.text_safety import begins_as_formula, one_line


def _line_feeds(text: str) -> str:
    return "\n".join(text.splitlines())


def to_csv(items: Iterable[Answer], kind: type[Answer]) -> str:
    """Write a line of keys, then one line for each record.

    Lists and tables become JSON in their field, line ends within a text line feeds. A text that a
    spreadsheet could run as a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_key_names(kind))
    writer.writerows(_record_fields(item) for item in items)
    return text.getvalue()


def to_tsv(items: Iterable[Answer], kind: type[Answer]) -> str:
    """Write tab-separated records, without quotes, under a line of keys.

    Line ends and tabs within a text become spaces.
    """
    lines = [_key_names(kind), *(_record_fields(item, one_line) for item in items)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _key_names(kind: type[Answer]) -> tuple[str, ...]:
    return kind.__struct_encode_fields__


def _record_fields(item: Answer, on_lines: Callable[[str], str] = _line_feeds) -> list[str]:
    return [_field_text(value, on_lines) for value in plain_values(item).values()]


def _field_text(value: Any, on_lines: Callable[[str], str]) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple() | dict():
            return on_lines(msgspec.json.encode(value).decode()) if value else ""
        case str():
            return _without_formula(on_lines(value))
        case _:
            return str(value)


def _without_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run as a formula."""
    return f"'{text}" if begins_as_formula(text) else text
