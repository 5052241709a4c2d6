"""Find and escape characters that could deceive a terminal or a reader."""

import re
from typing import Final

_CLASS: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u2028\u2029\ufff9-\ufffb\u2800"  # separators, annotations, the empty Braille cell
    # Unicode's Default_Ignorable_Code_Point, without the two joiners
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_MARK: Final = (
    r"[^\w\s\x00-\u02ff\u2000-\u20cf\u2100-\u2bff\u2e00-\u3029\u3030-\u303f\ufe30-\uffff"
    r"\U0001f000-\U0001faff]"
)
"""A mark, such as an accent.

It is neither letter, digit nor space, and outside the blocks of punctuation and symbols.
"""

_JOINED_SCRIPTS: Final = r"\u0600-\u0dff\u1000-\u109f\u1780-\u18af"
"""The scripts from Arabic to Mongolian, whose spelling needs joiners."""

UNSAFE: Final = re.compile(
    rf"[{_CLASS}]|[\u200c\u200d](?<![{_JOINED_SCRIPTS}].)|(?P<mark>{_MARK}(?<={_MARK}{{5}}))"
)
"""A control or invisible character, one that turns text, or a fifth mark.

Matches are single characters. Four marks in a row are the most that a spelling needs.
"""

_NO_UNSAFE_ASCII: Final = re.compile(r"[\t\n\r\x20-\x7e]*")
_SAFE_ASCII: Final = bytes(code for code in range(128) if _NO_UNSAFE_ASCII.fullmatch(chr(code)))
_PART_LENGTH: Final = 64_000
_ESCAPE: Final = re.compile(r"\\[bfuUex]")


def may_contain_unsafe(text: str) -> bool:
    """Return whether a string in TOML text may contain an unsafe character; False is certain.

    Safe ASCII bytes are deleted first, because that is many times faster than a search.
    The text is split, because short parts stay in the processor's cache.
    """
    if "\\" in text and _ESCAPE.search(text):
        return True
    return any(
        _part_may_contain_unsafe(text[at : at + _PART_LENGTH])
        for at in range(0, len(text), _PART_LENGTH)
    )


def _part_may_contain_unsafe(text: str) -> bool:
    rest = text.encode(errors="surrogatepass").translate(None, _SAFE_ASCII)
    return bool(rest) and UNSAFE.search(rest.decode(errors="surrogatepass")) is not None


def escape_unsafe(text: str) -> str:
    """Return the text with each unsafe character escaped."""
    if text.isascii() and _NO_UNSAFE_ASCII.fullmatch(text):
        return text
    return UNSAFE.sub(lambda match: escape_character(match[0]), text)


def escape_character(character: str) -> str:
    """Return the TOML escape of a character."""
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004


LINE_ESCAPES: Final = str.maketrans(
    {character: escape_character(character) for character in "\t\n\r"}
)
"""The escapes of tabs and line ends, for names on one line."""


def begins_as_formula(text: str) -> bool:
    """Return whether a spreadsheet could run a text as a formula."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(text.split())
