"""Tests of the report of `files`."""

from hashlib import sha256
from typing import Any

import pytest

from tests.samples import missing, rows_of
from treatywatch.answers.files import files_answer
from treatywatch.model.ledger import EntryCounts, FileOrigin, Ledger, LoadedFile
from treatywatch.output import table
from treatywatch.reports.files import files_report

_DIGESTS = [sha256(bytes([number])).hexdigest() for number in range(3)]


def _file(number: int, name: str, came: FileOrigin, layer: int, **keys: Any) -> LoadedFile:
    return LoadedFile(
        name=name,
        path=None,
        sha256=_DIGESTS[number],
        origin=came,
        layer=layer,
        title=keys.pop("title", None),
        counts=EntryCounts(**keys),
    )


LEDGER = Ledger(
    files=(
        _file(
            0, "data/events.toml", FileOrigin.SHIPPED, 1, title="Exits", countries=1, events=1451
        ),
        _file(
            1, "data/rome.toml", FileOrigin.SHIPPED, 1, conventions=1, rolls=1, rows=125, events=2
        ),
        _file(2, "mine.toml", FileOrigin.USER, 2, events=1, replaced=1),
    ),
    sha256="0123456789abcdef",
)
OWN = f"  2 | mine.toml | user | 1 event | 1 | {_DIGESTS[2][:12]}"


@pytest.mark.parametrize(
    ("every", "rows"),
    [
        pytest.param(
            False,
            [
                "  1 | data/events.toml (Exits, and 1 file more) | shipped"
                " | 1 country, 1 convention, 1 roll, 125 rows, 1,453 events |  | "
                + sha256("".join(_DIGESTS[:2]).encode()).hexdigest()[:12],
                OWN,
            ],
            id="ledgers",
        ),
        pytest.param(
            True,
            [
                "  1 | data/events.toml (Exits) | shipped | 1 country, 1,451 events |  | "
                + _DIGESTS[0][:12],
                "  1 | data/rome.toml | shipped | 1 convention, 1 roll, 125 rows, 2 events |  | "
                + _DIGESTS[1][:12],
                OWN,
            ],
            id="files",
        ),
    ],
)
def test_the_rows_are_layers_or_files(every: bool, rows: list[str]) -> None:
    """A row has layer, name, origin, entries, replaced entries and digest."""
    result = files_report(files_answer(LEDGER, "/ledgers"), every=every)
    assert [row.strip() for row in rows_of(result)] == [row.strip() for row in rows]
    assert (result.title, result.subtitle) == ("2 ledgers, 3 files", "sha256 0123456789ab")


def test_a_note_names_the_folder_of_own_ledgers() -> None:
    """A note names the folder of the user's ledgers, if there is one."""
    (note,) = files_report(files_answer(LEDGER, "/ledgers"), every=False).notes
    assert " in /ledgers are layered over the shipped one" in note
    assert files_report(files_answer(LEDGER, None), every=False).notes == ()


def test_a_report_without_files() -> None:
    """An empty report has a sentence."""
    result = files_report(files_answer(Ledger(), None), every=False)
    assert (result.rows, result.empty) == ((), "No file could be read.")


@pytest.mark.parametrize("width", [80, 200])
def test_nothing_is_cut_on_a_screen(width: int) -> None:
    """Every word of every row is shown."""
    result = files_report(files_answer(LEDGER, "/ledgers"), every=True)
    assert missing(result, table.draw(result, width=width, color=False, unicode=True)) == []
