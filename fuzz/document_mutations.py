"""Mutations of a ledger's values; the result is TOML, and often a valid ledger."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final, NamedTuple

import tomli_w

from fuzz.boundary_values import BOUNDARY_VALUES
from fuzz.fragments import VALUES
from treatywatch.ledger.read.decode import TomlSyntaxError, parse


class _Node(NamedTuple):
    """A value in a document: its table or list, and its key or index there."""

    parent: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.parent[self.key]


def change_types(random: Random, content: bytes) -> bytes:
    """Replace, remove or move values of any type.

    Content that is not TOML is returned unchanged.
    """
    return _mutate_document(random, content, _TYPE_MUTATIONS)


def change_facts(random: Random, content: bytes) -> bytes:
    """Change values, mostly to others that are valid."""
    mutations = (_set_valid_value,) * 3 + (_add_event, _copy_from_same_key)
    return _mutate_document(random, content, mutations)


def _mutate_document(
    random: Random, content: bytes, mutations: "tuple[_DocumentMutation, ...]"
) -> bytes:
    try:
        document = parse(content.decode())
    except (UnicodeDecodeError, TomlSyntaxError):
        return content
    for _ in range(random.randint(1, 4)):
        nodes = list(_nodes(document))
        if nodes:
            random.choice(mutations)(random, random.choice(nodes), nodes)
    return tomli_w.dumps(document).encode()


def _nodes(value: Any) -> Iterator[_Node]:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield _Node(value, key)
        if isinstance(value[key], dict | list):
            yield from _nodes(value[key])


def _replace(random: Random, node: _Node, _nodes: list[_Node]) -> None:
    node.parent[node.key] = _copy(random.choice(VALUES))


def _copy_from_any_key(random: Random, node: _Node, nodes: list[_Node]) -> None:
    """Set the value of another key."""
    node.parent[node.key] = _copy(random.choice(nodes).value)


def _set_valid_value(random: Random, _node: _Node, nodes: list[_Node]) -> None:
    """Set a valid value in a record, which may lack the key."""
    typical_keys = sorted({node.key for node in nodes} & BOUNDARY_VALUES.keys())
    if typical_keys:
        typical_key = random.choice(typical_keys)
        key = random.choice(sorted(BOUNDARY_VALUES[typical_key]))
        record = random.choice([node.parent for node in nodes if node.key == typical_key])
        record[key] = _copy(random.choice(BOUNDARY_VALUES[typical_key][key]))


def _add_event(random: Random, _node: _Node, nodes: list[_Node]) -> None:
    """Add a copy of an event with another step and date."""
    lists = [node.value for node in nodes if node.key == "events" and isinstance(node.value, list)]
    if lists and lists[0]:
        event = _copy(random.choice(lists[0]))
        if isinstance(event, dict):
            for key in ("step", "date"):
                event[key] = _copy(random.choice(BOUNDARY_VALUES["step"][key]))
        lists[0].append(event)


def _copy_from_same_key(random: Random, node: _Node, nodes: list[_Node]) -> None:
    """Set the value that the same key has elsewhere."""
    same_key = [other for other in nodes if other.key == node.key]
    node.parent[node.key] = _copy(random.choice(same_key).value)


def _drop(_random: Random, node: _Node, _nodes: list[_Node]) -> None:
    del node.parent[node.key]


def _repeat(random: Random, node: _Node, nodes: list[_Node]) -> None:
    """Repeat a member of a list, or copy a value to another key."""
    if isinstance(node.parent, list):
        node.parent.append(_copy(node.value))
    else:
        keys = [other.key for other in nodes if isinstance(other.key, str)]
        node.parent[random.choice(keys)] = _copy(node.value)


def _rename(random: Random, node: _Node, _nodes: list[_Node]) -> None:
    texts = [value for value in VALUES if isinstance(value, str)]
    if isinstance(node.parent, dict):
        node.parent[random.choice(texts)] = node.parent.pop(node.key)


def _nest(_random: Random, node: _Node, _nodes: list[_Node]) -> None:
    node.parent[node.key] = [_copy(node.value)]


def _copy(value: Any) -> Any:
    """Return a deep copy, so that a later mutation changes one place only.

    `copy.deepcopy` cannot copy the time zones of the TOML reader.
    """
    if isinstance(value, dict):
        return {key: _copy(member) for key, member in value.items()}
    return [_copy(member) for member in value] if isinstance(value, list) else value


_DocumentMutation = Callable[[Random, _Node, list[_Node]], None]
_TYPE_MUTATIONS: Final[tuple[_DocumentMutation, ...]] = (
    *(_replace, _replace, _copy_from_any_key, _copy_from_same_key),
    *(_drop, _repeat, _rename, _nest),
)
