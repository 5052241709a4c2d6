"""Find the line and column of keys and values in TOML text.

TOML parsers for Python do not record positions, but tree-sitter does. It takes long to load and is
imported only if a ledger has a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from treatywatch.model.errors import KeyPath, Problem

if TYPE_CHECKING:
    from tree_sitter import Node

_CLOSING: Final = {"table": "]", "table_array_element": "]]"}
"""The node types of headers, and the brackets that close them."""


class Span(NamedTuple):
    """A line, its first column, and the column after the last; all count from 1."""

    line: int
    column: int
    end: int


class KeyLocation(NamedTuple):
    """The spans of a key and of its value."""

    key: Span
    value: Span


def add_locations(problems: Iterable[Problem], texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Add lines and columns to problems, and sort them by file and location.

    The location of a missing value is the table that should have it. Files are sorted in the order
    in which their texts were read.
    """
    problems = tuple(problems)
    files = {problem.file for problem in problems if problem.line is None and problem.path}
    locations = {file: key_locations(texts[file]) for file in files if file in texts}
    located = (_add_location(problem, locations.get(problem.file, {})) for problem in problems)
    order = {name: number for number, name in enumerate(texts)}
    return tuple(sorted(located, key=lambda p: (order.get(p.file, -1), p.line or 0, p.column or 0)))


def _add_location(problem: Problem, locations: Mapping[KeyPath, KeyLocation]) -> Problem:
    path = problem.path
    while path and path not in locations:
        path = path[:-1]
    if problem.line is not None or not path:
        return problem
    at_key = problem.at_key or path != problem.path
    line, column, end = locations[path].key if at_key else locations[path].value
    return msgspec.structs.replace(problem, line=line, column=column, end=end)


def key_locations(text: str) -> dict[KeyPath, KeyLocation]:
    """Return the location of every key and list member of a TOML text."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    source = text.encode()
    tree = Parser(Language(tree_sitter_toml.language())).parse(source)
    locations: dict[KeyPath, KeyLocation] = {}
    for path, location in _TreeWalk(source).document(tree.root_node):
        locations[path] = location
        for length in range(1, len(path)):  # [a.b] implies a table a without a header of its own
            locations.setdefault(path[:length], KeyLocation(location.key, location.key))
    return locations


class _TreeWalk:
    """A walk over a syntax tree, which counts the `[[x]]` headers that came before."""

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
        header = self._span(node)
        header = header._replace(end=self._span(key).end + len(_CLOSING[node.type]))
        yield path, KeyLocation(header, header)
        for pair in rest:
            if pair.type == "pair":
                yield from self._pair(pair, path)

    def _pair(self, node: "Node", parent: KeyPath) -> Iterator[tuple[KeyPath, KeyLocation]]:
        key, *values = node.named_children
        path = (*parent, *self._keys(key))
        value = values[0] if values else key
        yield path, KeyLocation(self._span(key), self._span(value))
        yield from self._inside(value, path)

    def _inside(self, value: "Node", path: KeyPath) -> Iterator[tuple[KeyPath, KeyLocation]]:
        if value.type == "inline_table":
            for pair in value.named_children:
                if pair.type == "pair":
                    yield from self._pair(pair, path)
        elif value.type == "array":
            members = (node for node in value.named_children if node.type != "comment")
            for number, member in enumerate(members):
                span = self._span(member)
                yield (*path, number), KeyLocation(span, span)
                yield from self._inside(member, (*path, number))

    def _keys(self, node: "Node") -> list[str]:
        if node.type == "dotted_key":
            return [key for child in node.named_children for key in self._keys(child)]
        text = (node.text or b"").decode()
        return [text if node.type == "bare_key" else _unquoted(text)]

    def _span(self, node: "Node") -> Span:
        row, column = node.start_point
        last, end = node.end_point
        end = end if last == row else len(self._lines[row].rstrip())
        columns = self._columns(row)
        return Span(row + 1, columns[column], columns[end])

    def _columns(self, row: int) -> Sequence[int]:
        """Return the column of each byte of a line, built once for each line."""
        if row not in self._columns_by_row:
            line = self._lines[row]
            self._columns_by_row[row] = (
                range(1, len(line) + 2)
                if line.isascii()
                else list(accumulate((byte & 0xC0 != 0x80 for byte in line), initial=1))  # noqa: PLR2004 - UTF-8's mark of a byte that continues a character
            )
        return self._columns_by_row[row]


def _unquoted(text: str) -> str:
    import rtoml  # has the rules for escapes, which only quoted keys need

    (key,) = rtoml.loads(f"{text} = 0")
    return key
