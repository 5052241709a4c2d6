"""Where in a file a value stands: line and column of any key or value, by its path.

TOML readers for Python keep no places; tree-sitter's grammar does. It is loaded only to point at a
mistake, never for a clean ledger.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from treatywatch.model.errors import KeyPath, Problem

if TYPE_CHECKING:
    from tree_sitter import Node

_CLOSING: Final = {"table": "]", "table_array_element": "]]"}
"""The kinds of header, and how each is closed."""


class Span(NamedTuple):
    """A line and a column, from 1, and the column behind the last character on that line."""

    line: int
    column: int
    end: int


class KeyLocation(NamedTuple):
    """Where a key stands, and its value."""

    key: Span
    value: Span


def add_locations(problems: Iterable[Problem], texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems with line and column, in the order in which the files' texts were read.

    A problem about something that is missing is placed at what should hold it.
    """
    found = tuple(problems)
    wanting = {problem.file for problem in found if problem.line is None and problem.path}
    known = {file: key_locations(texts[file]) for file in wanting if file in texts}
    located = (_located(problem, known.get(problem.file, {})) for problem in found)
    order = {name: number for number, name in enumerate(texts)}
    return tuple(sorted(located, key=lambda p: (order.get(p.file, -1), p.line or 0, p.column or 0)))


def _located(problem: Problem, locations: Mapping[KeyPath, KeyLocation]) -> Problem:
    path = problem.path
    while path and path not in locations:
        path = path[:-1]
    if problem.line is not None or not path:
        return problem
    at_key = problem.at_key or path != problem.path
    line, column, end = locations[path].key if at_key else locations[path].value
    return msgspec.structs.replace(problem, line=line, column=column, end=end)


def key_locations(text: str) -> dict[KeyPath, KeyLocation]:
    """The place of every key and list member of a TOML text, under its path in the document."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    source = text.encode()
    tree = Parser(Language(tree_sitter_toml.language())).parse(source)
    found: dict[KeyPath, KeyLocation] = {}
    for path, place in _Walk(source).document(tree.root_node):
        found[path] = place
        for length in range(1, len(path)):  # a table that is only named on the way to another
            found.setdefault(path[:length], KeyLocation(place.key, place.key))
    return found


class _Walk:
    """One walk over a syntax tree. TOML's `[[x]]` headers make it depend on what came before."""

    def __init__(self, source: bytes) -> None:
        self._lines = source.split(b"\n")
        self._sizes: dict[KeyPath, int] = {}
        self._columns_by_row: dict[int, Sequence[int]] = {}

    def document(self, root: "Node") -> Iterator[tuple[KeyPath, KeyLocation]]:
        for node in root.named_children:
            if node.type in _CLOSING:
                yield from self._header(node)
            elif node.type == "pair":
                yield from self._pair(node, ())

    def _header(self, node: "Node") -> Iterator[tuple[KeyPath, KeyLocation]]:
        key, *rest = node.named_children
        path: KeyPath = ()
        keys = self._keys(key)
        for number, part in enumerate(keys, 1):
            path = (*path, part)
            if number == len(keys) and node.type == "table_array_element":
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        head = self._spot(node)
        head = head._replace(end=self._spot(key).end + len(_CLOSING[node.type]))
        yield path, KeyLocation(head, head)
        for pair in rest:
            if pair.type == "pair":
                yield from self._pair(pair, path)

    def _pair(self, node: "Node", above: KeyPath) -> Iterator[tuple[KeyPath, KeyLocation]]:
        key, *values = node.named_children
        path = (*above, *self._keys(key))
        value = values[0] if values else key
        yield path, KeyLocation(self._spot(key), self._spot(value))
        yield from self._inside(value, path)

    def _inside(self, value: "Node", path: KeyPath) -> Iterator[tuple[KeyPath, KeyLocation]]:
        if value.type == "inline_table":
            for pair in value.named_children:
                if pair.type == "pair":
                    yield from self._pair(pair, path)
        elif value.type == "array":
            members = (node for node in value.named_children if node.type != "comment")
            for number, member in enumerate(members):
                spot = self._spot(member)
                yield (*path, number), KeyLocation(spot, spot)
                yield from self._inside(member, (*path, number))

    def _keys(self, node: "Node") -> list[str]:
        if node.type == "dotted_key":
            return [key for child in node.named_children for key in self._keys(child)]
        text = (node.text or b"").decode()
        return [text if node.type == "bare_key" else _unquoted(text)]

    def _spot(self, node: "Node") -> Span:
        row, column = node.start_point
        last, end = node.end_point
        end = end if last == row else len(self._lines[row].rstrip())
        columns = self._columns(row)
        return Span(row + 1, columns[column], columns[end])

    def _columns(self, row: int) -> Sequence[int]:
        """Return the column of each byte of a line; built once, because lines can be long."""
        if row not in self._columns_by_row:
            line = self._lines[row]
            self._columns_by_row[row] = (
                range(1, len(line) + 2)
                if line.isascii()
                else list(accumulate((byte & 0xC0 != 0x80 for byte in line), initial=1))  # noqa: PLR2004 - UTF-8's mark of a byte that continues a character
            )
        return self._columns_by_row[row]


def _unquoted(text: str) -> str:
    import rtoml  # quoted keys are rare: only they need the reader's own rules for escapes

    (key,) = rtoml.loads(f"{text} = 0")
    return key
