"""JSON and JSON Lines of an answer."""

from collections.abc import Iterable

import msgspec

from treatywatch.answers.base import encode_value


def to_json(answer: object) -> bytes:
    """Return indented JSON in UTF-8: keys in the record's order, dates in ISO 8601."""
    encoded = msgspec.json.encode(answer, enc_hook=encode_value)
    return msgspec.json.format(encoded, indent=2) + b"\n"


def to_json_lines(records: Iterable[object], _record_type: type | None = None) -> bytes:
    """Return one line of JSON for each record."""
    return b"".join(msgspec.json.encode(item, enc_hook=encode_value) + b"\n" for item in records)
