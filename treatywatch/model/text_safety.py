"""Characters that a terminal or a reader could be deceived by; ledger text may not hold them."""

import re
from typing import Final

_CLASS: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # direction, invisible, separators
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
UNSAFE: Final = re.compile(f"[{_CLASS}]")
"""One character that is a control, changes the direction of text, or cannot be seen."""

_UNSAFE_ASCII: Final = bytes(code for code in range(128) if UNSAFE.match(chr(code)))
_PIECE: Final = 64_000
_ESCAPE: Final = re.compile(r"\\[bfuUex]")


def may_contain_unsafe(text: str) -> bool:
    """Whether a string in this TOML text may hold an unsafe character; False is certain.

    Bytes are counted, or Python asked whether every character can be printed, first: both are many
    times faster than a search. It goes by pieces, which stay in the processor's cache.
    """
    if "\\" in text and _ESCAPE.search(text):
        return True
    return any(_piece_suspect(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))


def _piece_suspect(text: str) -> bool:
    if text.isascii():
        content = text.encode()
        return len(content.translate(None, _UNSAFE_ASCII)) < len(content)
    letters = text.replace("\n", "").replace("\r", "").replace("\t", "")
    return not letters.isprintable() and UNSAFE.search(text) is not None


def escape_unsafe(text: str) -> str:
    """The text with each unsafe character written as its escape."""
    return UNSAFE.sub(lambda match: escape_character(match[0]), text)


def escape_character(character: str) -> str:
    """The escape by which TOML writes a character."""
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004


def one_line(text: str) -> str:
    """The text on one line: every run of spaces and line ends is one space."""
    return " ".join(text.split())
