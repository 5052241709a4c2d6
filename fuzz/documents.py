"""Spoiling what a ledger says, so that it is still TOML and often still a ledger."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final, NamedTuple

import tomli_w

from fuzz.plausible import PLAUSIBLE
from fuzz.scraps import VALUES
from treatywatch.ledger.read.decode import TomlSyntaxError, parse


class _Node(NamedTuple):
    """A place in a document: what holds it, and its key or number there."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]


def change_types(chance: Random, content: bytes) -> bytes:
    """The ledger with any of its values another, of any kind; as it was where it is no TOML."""
    return _changed(chance, content, _CHANGES)


def change_facts(chance: Random, content: bytes) -> bytes:
    """The ledger saying something else, which mostly a ledger may say."""
    return _changed(chance, content, (_say, _say, _say, _tell_more, _echo))


def _changed(chance: Random, content: bytes, changes: "tuple[_Change, ...]") -> bytes:
    try:
        document = parse(content.decode())
    except (UnicodeDecodeError, TomlSyntaxError):
        return content
    for _ in range(chance.randint(1, 4)):
        nodes = list(_nodes(document))
        if nodes:
            chance.choice(changes)(chance, chance.choice(nodes), nodes)
    return tomli_w.dumps(document).encode()


def _nodes(value: Any) -> Iterator[_Node]:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield _Node(value, key)
        if isinstance(value[key], dict | list):
            yield from _nodes(value[key])


def _replace(chance: Random, node: _Node, _nodes: list[_Node]) -> None:
    node.holder[node.key] = _fresh(chance.choice(VALUES))


def _borrow(chance: Random, node: _Node, nodes: list[_Node]) -> None:
    """Let it say what any other key does."""
    node.holder[node.key] = _fresh(chance.choice(nodes).value)


def _say(chance: Random, _node: _Node, nodes: list[_Node]) -> None:
    """Let a record say what a record of its kind may, whether or not it said so before."""
    signs = sorted({node.key for node in nodes} & PLAUSIBLE.keys())
    if signs:
        sign = chance.choice(signs)
        key = chance.choice(sorted(PLAUSIBLE[sign]))
        record = chance.choice([node.holder for node in nodes if node.key == sign])
        record[key] = _fresh(chance.choice(PLAUSIBLE[sign][key]))


def _tell_more(chance: Random, _node: _Node, nodes: list[_Node]) -> None:
    """Let there be one more event, like another, of another step or day."""
    lists = [node.value for node in nodes if node.key == "events" and isinstance(node.value, list)]
    if lists and lists[0]:
        event = _fresh(chance.choice(lists[0]))
        if isinstance(event, dict):
            for key in ("step", "date"):
                event[key] = _fresh(chance.choice(PLAUSIBLE["step"][key]))
        lists[0].append(event)


def _echo(chance: Random, node: _Node, nodes: list[_Node]) -> None:
    """Let it say what the same key says elsewhere."""
    same = [other for other in nodes if other.key == node.key]
    node.holder[node.key] = _fresh(chance.choice(same).value)


def _drop(_chance: Random, node: _Node, _nodes: list[_Node]) -> None:
    del node.holder[node.key]


def _repeat(chance: Random, node: _Node, nodes: list[_Node]) -> None:
    """List it twice; in a table, put it under another key."""
    if isinstance(node.holder, list):
        node.holder.append(_fresh(node.value))
    else:
        keys = [other.key for other in nodes if isinstance(other.key, str)]
        node.holder[chance.choice(keys)] = _fresh(node.value)


def _rename(chance: Random, node: _Node, _nodes: list[_Node]) -> None:
    texts = [value for value in VALUES if isinstance(value, str)]
    if isinstance(node.holder, dict):
        node.holder[chance.choice(texts)] = node.holder.pop(node.key)


def _nest(_chance: Random, node: _Node, _nodes: list[_Node]) -> None:
    node.holder[node.key] = [_fresh(node.value)]


def _fresh(value: Any) -> Any:
    """A copy, so that no later change is made in two places, or to what is kept to be put in.

    `copy.deepcopy` cannot copy the time zones of the TOML reader.
    """
    if isinstance(value, dict):
        return {key: _fresh(member) for key, member in value.items()}
    return [_fresh(member) for member in value] if isinstance(value, list) else value


_Change = Callable[[Random, _Node, list[_Node]], None]
_CHANGES: Final[tuple[_Change, ...]] = (
    *(_replace, _replace, _borrow, _echo),
    *(_drop, _repeat, _rename, _nest),
)
