"""Where what rules find stands, in ledgers of several files."""

from pathlib import Path

import pytest

from tests.samples import events, roll
from treatywatch.ledger.read.load import all_problems, read_ledger

HEAD = 'format = 1\n[countries.LT]\nname = "A"\n[countries.PL]\nname = "B"\n'
OWN = '[conventions.own]\nname = "Own"\n'
ROW = "{} = {{ signed = 2003-05-12, ratified = 1999-02-26 }}"


def places(*paths: Path) -> list[tuple[str, int | None]]:
    """The file and the line of everything that files, one laid over another, say amiss."""
    found = all_problems(read_ledger(paths))
    return [(Path(problem.file).name, problem.line) for problem in found]


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A ledger with a row that is wrong."""
    path = tmp_path / "below.toml"
    path.write_text(HEAD + OWN + roll("own", ROW.format("LT")))
    return path


def test_a_row_stands_in_the_file_that_tells_it(below: Path, tmp_path: Path) -> None:
    """A roll laid over another leaves that one's other rows where they are."""
    above = tmp_path / "above.toml"
    above.write_text("format = 1\n" + roll("own", ROW.format("PL")))
    assert places(below) == [("below.toml", 12)]
    assert places(below, above) == [("below.toml", 12), ("above.toml", 6)]


def test_a_row_laid_over_another_stands_for_it(below: Path, tmp_path: Path) -> None:
    """What is no longer told is no longer wrong, and what replaces it stands where it is told."""
    above = tmp_path / "above.toml"
    above.write_text("format = 1\n" + roll("own", "LT = { ratified = 2003-05-12 }"))
    assert places(below, above) == []
    above.write_text("format = 1\n\n" + roll("own", ROW.format("LT")))
    assert places(below, above) == [("above.toml", 7)]


def test_an_included_event_stands_in_its_own_file(tmp_path: Path) -> None:
    """Events are numbered file by file."""
    (tmp_path / "more.toml").write_text(
        events("LT own remark 2025-01-01", "LT own remark 2025-01-02")
        + events("LT own notified 2025-06-27").replace("]]", "]] # the third", 1)
        + "contested = true\n"
    )
    root = tmp_path / "root.toml"
    root.write_text(HEAD.replace("\n", '\ninclude = ["more.toml"]\n', 1) + OWN)
    assert places(root) == [("more.toml", 22)]
