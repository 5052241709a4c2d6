"""Tests of the answer of `files`."""

import json

from treatywatch.answers.files import files_answer
from treatywatch.model.ledger import EntryCounts, FileOrigin, Ledger, LoadedFile
from treatywatch.output.json import to_json


def test_the_json_keys_of_a_file() -> None:
    """A file has these keys and values in this order."""
    holds = EntryCounts(groups=1, countries=2, conventions=3, rolls=4, rows=5, events=6, replaced=7)
    file = LoadedFile(
        name="m.toml",
        path=None,
        sha256="ab",
        title="Mine",
        layer=2,
        origin=FileOrigin.USER,
        counts=holds,
    )
    answer = json.loads(to_json(files_answer(Ledger(files=(file,)), "/ledgers")))
    assert list(answer) == ["schema", "tool", "ledger", "folder", "cache", "compiled", "items"]
    assert answer["folder"] == "/ledgers"
    assert list(answer["items"][0].items()) == [
        ("file", "m.toml"),
        ("layer", 2),
        ("came", "user"),
        ("title", "Mine"),
        ("groups", 1),
        ("countries", 2),
        ("conventions", 3),
        ("rolls", 4),
        ("rows", 5),
        ("events", 6),
        ("replaced", 7),
        ("sha256", "ab"),
    ]


def test_unsafe_characters_in_a_title_are_escaped() -> None:
    """A title with unsafe characters is escaped."""
    file = LoadedFile(name="m.toml", path=None, sha256="ab", title="a\u202eb\x1b[31m")
    (item,) = files_answer(Ledger(files=(file,)), None).items
    assert item.title == "a\\u202Eb\\u001B[31m"
