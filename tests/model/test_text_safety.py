"""Finding unsafe characters in ledger text, and escaping them."""

import pytest

from treatywatch.model.text_safety import (
    UNSAFE,
    escape_character,
    escape_unsafe,
    may_contain_unsafe,
    one_line,
)

UNSAFE_ONES = [
    "\x00",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x1b",
    "\x1f",
    "\x7f",
    "\x85",
    "\x9b",
    "\x9f",
    "\u061c",
    "\u200b",
    "\u200e",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u202a",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\ufff9",
    "\ufffb",
    "\U000e0001",
    "\U000e007f",
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u1160",
    "\u17b4",
    "\u180e",
    "\u200c",
    "\u200d",
    "\u2800",
    "\u3164",
    "\ufe0f",
    "\uffa0",
    "\U000e0101",
    "\u0301" * 5,
    "\u0e49" * 5,
    "\u20dd" * 5,
]

SAFE_ONES = [
    "\t",
    "\n",
    "\r",
    " ",
    "~",
    "\xa0",
    "ü",
    "\u0301",
    "ş",
    "’",
    "–",
    "a\u0301\u0302\u0303\u0304",
    "می\u200cخواهم",
    "नेपाल\u200d",
    "မြန်မာ",
    "—————",
    "•••••",
    "。。。。。",
    "中",
    "🇱🇹",
    "\ufffd",
]


@pytest.mark.parametrize("character", UNSAFE_ONES, ids=ascii)
def test_unsafe_characters_are_found(character: str) -> None:
    """Controls, direction marks and invisible characters are found anywhere in a text."""
    assert UNSAFE.search(f"Lithuania {character} left")
    assert may_contain_unsafe(f'name = "Lith{character}uania"\n')


@pytest.mark.parametrize("text", SAFE_ONES, ids=ascii)
def test_ordinary_characters_are_safe(text: str) -> None:
    """Tabs, line ends, accents, joiners in scripts that need them, and symbols are plain text."""
    assert not UNSAFE.search(text)
    assert not may_contain_unsafe(f'name = "Lith{text}uania"\n')


def test_the_quick_check_finds_every_unsafe_character() -> None:
    """The quick check misses no unsafe character."""
    missed = [
        code
        for code in range(0x110000)
        if UNSAFE.match(chr(code)) and not may_contain_unsafe(chr(code))
    ]
    assert missed == []


@pytest.mark.parametrize(
    "escape", [r"\u001b", r"\U0000001B", r"\b", r"\f", r"\e", r"\x1b"], ids=ascii
)
def test_an_escape_may_contain_an_unsafe_character(escape: str) -> None:
    """An escape that could write an unsafe character fails the quick check."""
    assert may_contain_unsafe(f'name = "Lith{escape}uania"\n')


@pytest.mark.parametrize("escape", [r"\"", r"\\", r"\t", r"\n", r"\r"], ids=ascii)
def test_an_escape_of_plain_text_is_safe(escape: str) -> None:
    """Escapes that only write plain characters pass the quick check."""
    assert not may_contain_unsafe(f'name = "Lithuania {escape} left"\n')


@pytest.mark.parametrize(
    ("character", "escape"),
    [
        ("\x00", r"\u0000"),
        ("\x1b", r"\u001B"),
        ("\u202e", r"\u202E"),
        ("\uffff", r"\uFFFF"),
        ("\U00010000", r"\U00010000"),
        ("\U000e0041", r"\U000E0041"),
    ],
)
def test_a_character_has_the_escape_of_toml(character: str, escape: str) -> None:
    """A character's TOML escape has four digits or eight."""
    assert escape_character(character) == escape


def test_unsafe_characters_are_escaped() -> None:
    """Each unsafe character becomes its escape, and the rest is unchanged."""
    assert escape_unsafe("\x1b[31mKıbrıs\u202e\tend\n") == "\\u001B[31mKıbrıs\\u202E\tend\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("one", "one"),
        ("  one \t two\n\n three\r\nfour ", "one two three four"),
        ("one\u00a0two", "one two"),
    ],
)
def test_spaces_and_line_ends_become_single_spaces(text: str, line: str) -> None:
    """The result has no spaces at its ends."""
    assert one_line(text) == line
