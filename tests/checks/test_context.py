"""The locations of problems in ledgers of several files."""

from pathlib import Path

import pytest

from tests.samples import events, roll
from treatywatch.ledger.read.load import all_problems, read_ledger

HEAD = 'format = 1\n[countries.LT]\nname = "A"\n[countries.PL]\nname = "B"\n'
OWN = '[conventions.own]\nname = "Own"\n'
ROW = "{} = {{ signed = 2003-05-12, ratified = 1999-02-26 }}"


def locations(*paths: Path) -> list[tuple[str, int | None]]:
    """Return the file and line of every problem of layered files."""
    found = all_problems(read_ledger(paths))
    return [(Path(problem.file).name, problem.line) for problem in found]


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A ledger with a wrong roll row."""
    path = tmp_path / "below.toml"
    path.write_text(HEAD + OWN + roll("own", ROW.format("LT")))
    return path


def test_a_row_is_located_in_its_own_file(below: Path, tmp_path: Path) -> None:
    """A roll over another does not move the rows it does not replace."""
    above = tmp_path / "above.toml"
    above.write_text("format = 1\n" + roll("own", ROW.format("PL")))
    assert locations(below) == [("below.toml", 12)]
    assert locations(below, above) == [("below.toml", 12), ("above.toml", 6)]


def test_a_row_replaces_the_row_below_it(below: Path, tmp_path: Path) -> None:
    """A replaced row has no problems; its replacement is located in its own file."""
    above = tmp_path / "above.toml"
    above.write_text("format = 1\n" + roll("own", "LT = { ratified = 2003-05-12 }"))
    assert locations(below, above) == []
    above.write_text("format = 1\n\n" + roll("own", ROW.format("LT")))
    assert locations(below, above) == [("above.toml", 7)]


def test_an_event_is_located_in_the_included_file(tmp_path: Path) -> None:
    """Events are counted in each file."""
    (tmp_path / "more.toml").write_text(
        events("LT own remark 2025-01-01", "LT own remark 2025-01-02")
        + events("LT own notified 2025-06-27").replace("]]", "]] # the third", 1)
        + "contested = true\n"
    )
    root = tmp_path / "root.toml"
    root.write_text(HEAD.replace("\n", '\ninclude = ["more.toml"]\n', 1) + OWN)
    assert locations(root) == [("more.toml", 22)]
