"""Spoiling a ledger's text: bytes, letters, lines and values out of place."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from fuzz.documents import change_facts, change_types
from fuzz.scraps import BYTES, LETTERS, LINES, LITERALS

_LONGEST: Final = 40
_BITS: Final = (1, 2, 4, 8, 16, 32, 64, 128)
_VALUE: Final = re.compile(rb"(?<== ).+")


def mutated(chance: Random, content: bytes, other: bytes) -> bytes:
    """The ledger spoilt in one way or a few; `other` is one to take pieces from.

    Half of them only say something else: a command still answers those, and goes furthest.
    """
    if chance.random() < 0.5:
        return change_facts(chance, content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        content = chance.choice(MUTATORS)(chance, content, other)
    return content


def _span(chance: Random, content: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(0, _LONGEST))


def _flip_a_bit(chance: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(chance, content)
    changed = bytes(byte ^ chance.choice(_BITS) for byte in content[start : start + 1])
    return content[:start] + changed + content[start + 1 :]


def _put_bytes(chance: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(chance, content)
    return content[:start] + chance.choice(BYTES) + content[start:]


def _put_letters(chance: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(chance, content)
    return content[:start] + chance.choice(LETTERS).encode() + content[start:]


def _delete(chance: Random, content: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: Random, content: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, content)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _cut_short(chance: Random, content: bytes, _other: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def _splice(chance: Random, content: bytes, other: bytes) -> bytes:
    """The beginning of one ledger and the end of another, both cut at any byte."""
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _change_lines(chance: Random, content: bytes, other: bytes) -> bytes:
    """One line dropped, told twice, moved, or another put before it."""
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    strange = chance.choice((chance.choice(LINES).encode(), chance.choice(other.split(b"\n"))))
    line = lines[place]
    lines[place : place + 1] = chance.choice(([], [line, line], [strange, line], [strange]))
    if chance.random() < 0.2:
        lines.insert(chance.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _change_value(chance: Random, content: bytes, _other: bytes) -> bytes:
    values = list(_VALUE.finditer(content))
    if not values:
        return content
    value = chance.choice(values)
    return content[: value.start()] + chance.choice(LITERALS).encode() + content[value.end() :]


def _end_lines_otherwise(chance: Random, content: bytes, _other: bytes) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))


def _encode_otherwise(chance: Random, content: bytes, _other: bytes) -> bytes:
    text = content.decode(errors="replace")
    encoding = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp500"))
    return text.encode(encoding, errors="replace")


def _change_types(chance: Random, content: bytes, _other: bytes) -> bytes:
    return change_types(chance, content)


def _change_facts(chance: Random, content: bytes, _other: bytes) -> bytes:
    return change_facts(chance, content)


Mutator = Callable[[Random, bytes, bytes], bytes]
MUTATORS: Final[tuple[Mutator, ...]] = (
    *(_flip_a_bit, _put_bytes, _put_letters, _delete, _repeat, _cut_short, _splice),
    *(_change_lines, _change_lines, _change_value, _change_value),
    *(_end_lines_otherwise, _encode_otherwise),
    *(_change_types, _change_types, _change_facts, _change_facts),
)
"""The ways of spoiling a ledger's text and what it says."""
