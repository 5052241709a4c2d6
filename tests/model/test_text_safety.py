"""Characters that ledger text may not hold, and how they are shown."""

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
    "\u200c",
    "\u200d",
    "中",
    "🇱🇹",
    "\ufffd",
]


@pytest.mark.parametrize("character", UNSAFE_ONES, ids=ascii)
def test_an_unsafe_character(character: str) -> None:
    """Controls, direction marks and invisible characters are found wherever they stand."""
    assert UNSAFE.search(f"Lithuania {character} left")
    assert may_contain_unsafe(f'name = "Lith{character}uania"\n')


@pytest.mark.parametrize("text", SAFE_ONES, ids=ascii)
def test_a_safe_character(text: str) -> None:
    """Tabs, line ends, accents, joiners of scripts and symbols are ordinary text."""
    assert not UNSAFE.search(text)
    assert not may_contain_unsafe(f'name = "Lith{text}uania"\n')


def test_every_unsafe_character_makes_a_text_suspect() -> None:
    """No unsafe character of all that there are slips past the quick look."""
    missed = [
        code
        for code in range(0x110000)
        if UNSAFE.match(chr(code)) and not may_contain_unsafe(chr(code))
    ]
    assert missed == []


@pytest.mark.parametrize(
    "escape", [r"\u001b", r"\U0000001B", r"\b", r"\f", r"\e", r"\x1b"], ids=ascii
)
def test_an_escape_makes_a_text_suspect(escape: str) -> None:
    """A TOML text whose escapes could write an unsafe character is looked at more closely."""
    assert may_contain_unsafe(f'name = "Lith{escape}uania"\n')


@pytest.mark.parametrize("escape", [r"\"", r"\\", r"\t", r"\n", r"\r"], ids=ascii)
def test_an_escape_that_writes_plain_text(escape: str) -> None:
    """Escapes that can only write plain characters arouse no suspicion."""
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
def test_the_escape_of_a_character(character: str, escape: str) -> None:
    """A character's escape is TOML's, with four digits or eight."""
    assert escape_character(character) == escape


def test_unsafe_characters_are_made_visible() -> None:
    """Every unsafe character is written as its escape, and nothing else is changed."""
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
def test_text_on_one_line(text: str, line: str) -> None:
    """Spaces and line ends become single spaces, and none stand at the ends."""
    assert one_line(text) == line
