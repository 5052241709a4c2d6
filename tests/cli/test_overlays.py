"""A user's own ledger over the shipped one, from the file to every answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.samples import SOURCES, event, events

FINLAND = "data/conventions/ottawa.toml"
MINE = (
    'format = 1\ntitle = "Mine"\n[conventions.mine]\nname = "Convention of Mine"\n'
    f'withdrawal = {{ article = "9", period = "3 months" }}\n{SOURCES}\n'
    + events("SE mine notified 2026-10-01", "NO ottawa announced 2026-09-11")
    + event("FI ottawa promulgated 2025-07-05", replaces="2025-07-04")
)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A new convention with a notice, a new event and a corrected one, in a file of the user's."""
    path = tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def items(run: Run, *call: str) -> Any:
    """The records of an answer."""
    return json.loads(run(*call, "--json").stdout)["items"]


def test_it_has_nothing_amiss(mine: str, run: Run) -> None:  # noqa: ARG001 - it is there
    """Shipped and own ledgers are checked as one."""
    assert run("check").output == ""


def test_status_says_which_file_told(mine: str, run: Run) -> None:
    """New events and conventions are answered with the user's file, everything else as before."""
    told = {
        (item["country"], item["convention"]): (item["stage"], item["effect"], item["file"])
        for item in items(run, "status")
    }
    assert told["SE", "mine"] == ("notified", "2027-01-01", mine)
    assert told["NO", "ottawa"] == ("announced", None, mine)
    assert told["FI", "ottawa"] == ("effective", "2026-01-10", FINLAND)


def test_timeline_and_explain_tell_the_corrected_date(mine: str, run: Run) -> None:
    """The step stands once, on the new day and in its place, and its file is the user's."""
    asked = ("timeline", "Finland", "-t", "ottawa", "--step", "promulgated")
    (step,) = items(run, *asked)
    assert (step["date"], step["file"]) == ("2025-07-05", mine)
    (item,) = items(run, "explain", "Finland", "ottawa")
    files = {step["step"]: step["file"] for step in item["steps"]}
    assert (files["promulgated"], files["effective"]) == (mine, FINLAND)


def test_diff_tells_what_it_changes(mine: str, run: Run) -> None:
    """Against the shipped ledger alone: new steps are news, the corrected date a correction."""
    found = {(item["country"], item["convention"]): item for item in items(run, "diff", "shipped")}
    assert found.keys() == {("SE", "mine"), ("NO", "ottawa"), ("FI", "ottawa")}
    assert [step["file"] for step in found["SE", "mine"]["steps"]] == [mine]
    corrected = found["FI", "ottawa"]
    assert (corrected["change"], corrected["steps"]) == ("corrected", [])
    facts = {fact["key"]: fact for fact in corrected["corrections"]}
    assert "replaces" not in facts
    date = facts["date"]
    assert (date["before"], date["after"]) == ("2025-07-04", "2025-07-05")
    assert (date["before_file"], date["file"]) == (FINLAND, mine)


def test_files_counts_what_it_replaced(mine: str, run: Run) -> None:
    """Three events, one of which took the place of another."""
    last = items(run, "files")[-1]
    assert [last[key] for key in ("file", "conventions", "events", "replaced")] == [mine, 1, 3, 1]


@pytest.mark.parametrize(
    ("call", "column"),
    [
        (("status", "Norway", "Finland", "-t", "ottawa"), {"mine.toml", "shipped"}),
        (("timeline", "Finland", "-t", "ottawa"), {"mine.toml", "shipped"}),
        (("diff", "shipped", "-c", "FI"), {"shipped → mine.toml"}),
    ],
    ids=["status", "timeline", "diff"],
)
def test_tables_have_a_column_for_it(
    call: tuple[str, ...],
    column: set[str],
    mine: str,  # noqa: ARG001 - it is there
    run: Run,
) -> None:
    """The last column names the ledger of each row."""
    head, *rows = run(*call, "-f", "plain").stdout.splitlines()
    assert head.endswith("  Ledger")
    assert {row.rpartition("  ")[2] for row in rows} == column


def test_the_shipped_ledger_alone_has_no_such_column(run: Run) -> None:
    """Of however many files it is one ledger."""
    for call in (("status", "Finland"), ("timeline", "Finland"), ("diff", "2025-01-01", "today")):
        assert "Ledger" not in run(*call, "-f", "plain").stdout.splitlines()[0]


def test_a_mistake_in_it_is_named_with_its_file(mine: str, run: Run) -> None:
    """No question is answered, and the place is in the user's file."""
    Path(mine).write_text(MINE.replace("2025-07-04", "2025-07-03"), encoding="utf-8")
    result = run("status")
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{mine}:" in result.stderr
    assert "the lower ledger has it on 2025-07-04" in result.stderr


def test_the_version_names_it(mine: str, run: Run) -> None:
    """Who reports what the program said, says what it had read."""
    shipped, own = run("--version").stdout.splitlines()[1:]
    assert shipped.startswith("ledger: Treaty exits, current to ")
    assert own == f"ledger: Mine, over it from {mine}"


def test_ledgers_that_are_named_take_its_place(mine: str, run: Run, tmp_path: Path) -> None:
    """Where the command says what to read, the user's own ledgers are not."""
    other = tmp_path / "other.toml"
    other.write_text("format = 1\n" + events("SE ottawa announced 2026-09-11"), encoding="utf-8")
    found = items(run, "files", "-l", "shipped", "-l", str(other))
    assert {item["file"] for item in found if item["layer"] > 1} == {str(other)}
    assert mine not in {item["file"] for item in found}


def test_what_is_added_goes_into_the_topmost_ledger(run: Run, tmp_path: Path) -> None:
    """After `init` a step can be added at once, and is answered from the user's file."""
    step = (
        *("--country", "NO", "--treaty", "ottawa", "--step", "announced", "--date", "2026-09-11"),
        *("--summary", "Norway announced it.", "--source-title", "T", "--source-publisher", "P"),
    )
    refused = run("add", *step)
    assert refused.exit_code == 2
    assert "treatywatch init" in refused.stderr
    assert run("add", *step, "-l", "shipped").exit_code == 2
    run("init")
    assert run("add", *step).exit_code == 0
    (item,) = items(run, "status", "Norway", "-t", "ottawa")
    own = tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"
    assert (item["stage"], item["file"]) == ("announced", str(own))
