"""Tests of the ledger column and its short file names."""

from collections.abc import Sequence

import pytest

from treatywatch.model.ledger import FileOrigin, Ledger, LoadedFile
from treatywatch.reports.provenance import ledger_cell, ledger_column, short_names


def _ledger(*layers: Sequence[str], came: FileOrigin = FileOrigin.NAMED) -> Ledger:
    """Return a ledger of these layers; `came` is the origin of the lowest."""
    return Ledger(
        files=tuple(
            LoadedFile(
                name=name,
                path=None,
                sha256="",
                layer=number,
                origin=came if number == 1 else FileOrigin.NAMED,
            )
            for number, names in enumerate(layers, 1)
            for name in names
        )
    )


SHIPPED = _ledger(["data/events.toml", "data/rome.toml"], ["x/mine.toml"], came=FileOrigin.SHIPPED)


@pytest.mark.parametrize(
    ("ledgers", "names"),
    [
        pytest.param([_ledger(["a.toml", "b.toml"])], {}, id="one ledger of two files"),
        pytest.param([_ledger(["a.toml"]), _ledger(["a.toml"])], {}, id="the same on both sides"),
        pytest.param([Ledger()], {}, id="no file"),
        pytest.param(
            [SHIPPED],
            {
                "data/events.toml": "shipped",
                "data/rome.toml": "shipped",
                "x/mine.toml": "mine.toml",
            },
            id="layered over the shipped one",
        ),
        pytest.param(
            [_ledger(["old/a.toml"]), _ledger(["new/b.toml"])],
            {"old/a.toml": "a.toml", "new/b.toml": "b.toml"},
            id="compared ledgers",
        ),
        pytest.param(
            [_ledger(["old/a.toml"], ["new/a.toml"])],
            {"old/a.toml": "old/a.toml", "new/a.toml": "new/a.toml"},
            id="the same last part",
        ),
        pytest.param(
            [_ledger(["a.toml"], ["./shipped"])],
            {"a.toml": "a.toml", "./shipped": "./shipped"},
            id="a file called shipped",
        ),
    ],
)
def test_files_have_short_names(ledgers: list[Ledger], names: dict[str, str]) -> None:
    """A file is named by the last part of its path if that is unique, a shipped one `shipped`."""
    assert short_names(*ledgers) == names


def test_a_row_names_each_ledger_once() -> None:
    """A cell has one name, two names with an arrow, or none for a computed act."""
    names = short_names(SHIPPED)
    assert [column.heading for column in ledger_column(names)] == ["Ledger"]
    for files, text in (
        (["x/mine.toml"], "mine.toml"),
        (["data/rome.toml", "x/mine.toml"], "shipped → mine.toml"),
        (["data/events.toml", "data/rome.toml"], "shipped"),
        ([None, "x/mine.toml"], "mine.toml"),
        ([None], ""),
    ):
        (result,) = ledger_cell(names, *files)
        assert result.text == text


def test_without_names_there_is_no_column() -> None:
    """Without names there are neither column nor cells."""
    assert (ledger_column({}), ledger_cell({}, "a.toml")) == ((), ())
