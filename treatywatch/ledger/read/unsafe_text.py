"""Find characters that could deceive a terminal or a reader."""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import category

from treatywatch.ledger.read.decode import Document
from treatywatch.model.errors import KeyPath, Problem, key_label
from treatywatch.model.text_safety import UNSAFE, escape_character


def unsafe_strings(file: str, document: Document) -> Iterator[Problem]:
    """Yield a problem for each key and text with an unsafe character, naming the first."""
    for path, text, at_key in _texts(document, ()):
        match = UNSAFE.search(text)
        if match is not None:
            thing = "the key" if at_key else key_label(path)
            yield Problem(
                file=file,
                check="control-character",
                message=f"{thing} contains {_kind(match)} {escape_character(match[0])}",
                hint="remove it: ledger text must be plain text",
                path=path,
                at_key=at_key,
            )


def _kind(match: re.Match[str]) -> str:
    if match["mark"]:
        return "five marks in a row, which end with"
    return "the control character" if category(match[0]) == "Cc" else "the invisible character"


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str, bool]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield (*path, key), key, True
            yield from _texts(member, (*path, key))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _texts(member, (*path, number))
    elif isinstance(value, str):
        yield path, value, False
