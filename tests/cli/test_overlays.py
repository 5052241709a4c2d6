"""A user's own ledger over the shipped one, in every command."""

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
    """A user's ledger with a new convention, a new event and a corrected event."""
    path = tmp_path / "home" / "treatywatch" / "ledgers" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def items(run: Run, *call: str) -> Any:
    """The records of an answer."""
    return json.loads(run(*call, "--json").stdout)["items"]


def test_a_users_ledger_passes_check(mine: str, run: Run) -> None:  # noqa: ARG001 - it is there
    """It is checked together with the shipped ledger."""
    assert run("check").output == ""


def test_status_names_the_file_of_each_item(mine: str, run: Run) -> None:
    """Items that the user's ledger does not touch are the same as before."""
    answers = {
        (item["country"], item["convention"]): (item["stage"], item["effect"], item["file"])
        for item in items(run, "status")
    }
    assert answers["SE", "mine"] == ("notified", "2027-01-01", mine)
    assert answers["NO", "ottawa"] == ("announced", None, mine)
    assert answers["FI", "ottawa"] == ("effective", "2026-01-10", FINLAND)


def test_a_corrected_event_appears_once(mine: str, run: Run) -> None:
    """It has the new date, its old position and the user's file."""
    asked = ("timeline", "Finland", "-t", "ottawa", "--step", "promulgated")
    (step,) = items(run, *asked)
    assert (step["date"], step["file"]) == ("2025-07-05", mine)
    (item,) = items(run, "explain", "Finland", "ottawa")
    files = {step["step"]: step["file"] for step in item["steps"]}
    assert (files["promulgated"], files["effective"]) == (mine, FINLAND)


def test_diff_shows_the_changes_of_a_users_ledger(mine: str, run: Run) -> None:
    """New events are steps, and the corrected date is a correction."""
    changes = {
        (item["country"], item["convention"]): item for item in items(run, "diff", "shipped")
    }
    assert changes.keys() == {("SE", "mine"), ("NO", "ottawa"), ("FI", "ottawa")}
    assert [step["file"] for step in changes["SE", "mine"]["steps"]] == [mine]
    corrected = changes["FI", "ottawa"]
    assert (corrected["change"], corrected["steps"]) == ("corrected", [])
    facts = {fact["key"]: fact for fact in corrected["corrections"]}
    assert "replaces" not in facts
    date = facts["date"]
    assert (date["before"], date["after"]) == ("2025-07-04", "2025-07-05")
    assert (date["before_file"], date["file"]) == (FINLAND, mine)


def test_files_counts_replaced_events(mine: str, run: Run) -> None:
    """One of the three events replaced another."""
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
def test_tables_name_the_ledger_of_each_row(
    call: tuple[str, ...],
    column: set[str],
    mine: str,  # noqa: ARG001 - it is there
    run: Run,
) -> None:
    """The last column has it."""
    head, *rows = run(*call, "-f", "plain").stdout.splitlines()
    assert head.endswith("  Ledger")
    assert {row.rpartition("  ")[2] for row in rows} == column


def test_tables_of_one_ledger_do_not_name_it(run: Run) -> None:
    """The number of its files does not matter."""
    for call in (("status", "Finland"), ("timeline", "Finland"), ("diff", "2025-01-01", "today")):
        assert "Ledger" not in run(*call, "-f", "plain").stdout.splitlines()[0]


def test_a_problem_in_a_users_ledger_names_its_file(mine: str, run: Run) -> None:
    """No question is answered."""
    Path(mine).write_text(MINE.replace("2025-07-04", "2025-07-03"), encoding="utf-8")
    result = run("status")
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{mine}:" in result.stderr
    assert "the lower ledger has it on 2025-07-04" in result.stderr


def test_version_names_the_users_ledger(mine: str, run: Run) -> None:
    """A bug report can quote it."""
    shipped, own = run("--version").stdout.splitlines()[1:]
    assert shipped.startswith("ledger: Treaty exits, current to ")
    assert own == f"ledger: Mine, over it from {mine}"


def test_named_ledgers_replace_the_users_ledgers(mine: str, run: Run, tmp_path: Path) -> None:
    """Only the ledgers of the options are read."""
    other = tmp_path / "other.toml"
    other.write_text("format = 1\n" + events("SE ottawa announced 2026-09-11"), encoding="utf-8")
    files = items(run, "files", "-l", "shipped", "-l", str(other))
    assert {item["file"] for item in files if item["layer"] > 1} == {str(other)}
    assert mine not in {item["file"] for item in files}


def test_add_writes_to_the_users_ledger(run: Run, tmp_path: Path) -> None:
    """It works right after `init`."""
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
