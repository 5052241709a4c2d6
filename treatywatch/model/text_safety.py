"""Find and escape characters that could deceive a terminal or a reader."""

import re
from typing import Final

_CLASS: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # direction, invisible, separators
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
UNSAFE: Final = re.compile(f"[{_CLASS}]")
"""A control character, or one that is invisible or changes the direction of text."""

_UNSAFE_ASCII: Final = bytes(code for code in range(128) if UNSAFE.match(chr(code)))
_PART_LENGTH: Final = 64_000
_ESCAPE: Final = re.compile(r"\\[bfuUex]")


def may_contain_unsafe(text: str) -> bool:
    """Return whether a string in TOML text may contain an unsafe character; False is certain.

    Deleting bytes and `str.isprintable` come first, because both are many times faster than a search.
    The text is split, because short parts stay in the processor's cache.
    """
    if "\\" in text and _ESCAPE.search(text):
        return True
    return any(
        _part_may_contain_unsafe(text[at : at + _PART_LENGTH])
        for at in range(0, len(text), _PART_LENGTH)
    )


def _part_may_contain_unsafe(text: str) -> bool:
    if text.isascii():
        content = text.encode()
        return len(content.translate(None, _UNSAFE_ASCII)) < len(content)
    letters = text.replace("\n", "").replace("\r", "").replace("\t", "")
    return not letters.isprintable() and UNSAFE.search(text) is not None


def escape_unsafe(text: str) -> str:
    """Return the text with each unsafe character escaped."""
    return UNSAFE.sub(lambda match: escape_character(match[0]), text)


def escape_character(character: str) -> str:
    """Return the TOML escape of a character."""
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004


def begins_as_formula(text: str) -> bool:
    """Return whether a spreadsheet could run a text as a formula."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(text.split())
