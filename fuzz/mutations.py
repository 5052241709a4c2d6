"""Mutations of a ledger's text: its bytes, letters, lines and values."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from fuzz.document_mutations import change_facts, change_types
from fuzz.fragments import BYTES, LETTERS, LINES, LITERALS

_LONGEST_SPAN: Final = 40
_BITS: Final = (1, 2, 4, 8, 16, 32, 64, 128)
_VALUE_TEXT: Final = re.compile(rb"(?<== ).+")


def mutate(random: Random, content: bytes, other: bytes) -> bytes:
    """Apply one or a few mutations; `other` is a ledger to take pieces from.

    Half of the results have changed facts only, because commands get further on valid ledgers.
    """
    if random.random() < 0.5:
        return change_facts(random, content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        content = random.choice(MUTATIONS)(random, content, other)
    return content


def _span(random: Random, content: bytes) -> tuple[int, int]:
    start = random.randint(0, len(content))
    return start, min(len(content), start + random.randint(0, _LONGEST_SPAN))


def _flip_a_bit(random: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(random, content)
    changed = bytes(byte ^ random.choice(_BITS) for byte in content[start : start + 1])
    return content[:start] + changed + content[start + 1 :]


def _put_bytes(random: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(random, content)
    return content[:start] + random.choice(BYTES) + content[start:]


def _put_letters(random: Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _span(random, content)
    return content[:start] + random.choice(LETTERS).encode() + content[start:]


def _delete(random: Random, content: bytes, _other: bytes) -> bytes:
    start, end = _span(random, content)
    return content[:start] + content[end:]


def _repeat(random: Random, content: bytes, _other: bytes) -> bytes:
    start, end = _span(random, content)
    return content[:end] + content[start:end] * random.choice((1, 2, 50)) + content[end:]


def _cut_short(random: Random, content: bytes, _other: bytes) -> bytes:
    return content[: random.randint(0, len(content))]


def _splice(random: Random, content: bytes, other: bytes) -> bytes:
    """Join the beginning of one ledger and the end of another, cut at any byte."""
    return content[: random.randint(0, len(content))] + other[random.randint(0, len(other)) :]


def _change_lines(random: Random, content: bytes, other: bytes) -> bytes:
    """Drop, repeat, replace or move a line, or insert another before it."""
    lines = content.split(b"\n")
    number = random.randrange(len(lines))
    foreign = random.choice((random.choice(LINES).encode(), random.choice(other.split(b"\n"))))
    line = lines[number]
    lines[number : number + 1] = random.choice(([], [line, line], [foreign, line], [foreign]))
    if random.random() < 0.2:
        lines.insert(random.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _change_value(random: Random, content: bytes, _other: bytes) -> bytes:
    values = list(_VALUE_TEXT.finditer(content))
    if not values:
        return content
    value = random.choice(values)
    return content[: value.start()] + random.choice(LITERALS).encode() + content[value.end() :]


def _change_line_ends(random: Random, content: bytes, _other: bytes) -> bytes:
    return content.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))


def _change_encoding(random: Random, content: bytes, _other: bytes) -> bytes:
    text = content.decode(errors="replace")
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp500"))
    return text.encode(encoding, errors="replace")


def _change_types(random: Random, content: bytes, _other: bytes) -> bytes:
    return change_types(random, content)


def _change_facts(random: Random, content: bytes, _other: bytes) -> bytes:
    return change_facts(random, content)


Mutation = Callable[[Random, bytes, bytes], bytes]
MUTATIONS: Final[tuple[Mutation, ...]] = (
    *(_flip_a_bit, _put_bytes, _put_letters, _delete, _repeat, _cut_short, _splice),
    *(_change_lines, _change_lines, _change_value, _change_value),
    *(_change_line_ends, _change_encoding),
    *(_change_types, _change_types, _change_facts, _change_facts),
)
"""Mutations of text and of values; repeated ones are more likely."""
