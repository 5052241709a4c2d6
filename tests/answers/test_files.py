"""The files of a ledger as records."""

import json

from treatywatch.answers.files import files_answer
from treatywatch.model.ledger import EntryCounts, FileOrigin, Ledger, LoadedFile
from treatywatch.output.json import to_json


def test_a_file_has_the_keys_of_the_contract() -> None:
    """Name, layer, how it came, what is in it, what that replaced, and the hash of its bytes."""
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


def test_a_title_holds_no_character_that_deceives() -> None:
    """A ledger with mistakes is told of, too: what it may not hold is not passed on."""
    file = LoadedFile(name="m.toml", path=None, sha256="ab", title="a\u202eb\x1b[31m")
    (item,) = files_answer(Ledger(files=(file,)), None).items
    assert item.title == "a\\u202Eb\\u001B[31m"
