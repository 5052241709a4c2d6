"""`treatywatch add` with options: written, refused and printed steps."""

import json
import os
import shlex
import tempfile
import tomllib
from pathlib import Path
from stat import S_IMODE
from typing import Any, Final

import pytest

import treatywatch
from tests.cli.conftest import Run
from tests.cli.test_usage import complete
from tests.conftest import PREAMBLE
from tests.samples import event, roll
from treatywatch.ledger.write import atomic

PARTY: Final = roll("ottawa", "LT = { signed = 1999-02-26, ratified = 2003-05-12 }")
STEP: Final = ("--country", "Lithuania", "--treaty", "mine ban treaty", "--step", "notified")
WHAT: Final = ("--date", "2026-06-27", "--summary", "Lithuania gave notice.")
SOURCE: Final = ("--source-title", "C.N.1.2026", "--source-publisher", "UN")
NOTICE: Final = (*STEP, *WHAT, *SOURCE)
ENTRY: Final = """\
[[events]]
country = "LT"
convention = "ottawa"
step = "notified"
date = 2026-06-27
summary = "Lithuania gave notice."
sources = [
    { title = "C.N.1.2026", publisher = "UN" },
]
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A user's ledger."""
    path = tmp_path / "my.toml"
    path.write_text(f"# kept by hand\n{PREAMBLE}{PARTY}", newline="")
    return path


def entry_of(path: Path) -> dict[str, Any]:
    """Return the last event of a TOML file."""
    entry: dict[str, Any] = tomllib.loads(path.read_text())["events"][-1]
    return entry


def test_a_step_is_added(run: Run, ledger: Path) -> None:
    """The entry is appended to the file, and check finds no mistake."""
    old = ledger.read_text()
    result = run("add", "-l", str(ledger), *NOTICE)
    assert result.exit_code == 0
    assert ledger.read_text() == f"{old}\n{ENTRY}"
    line = old.count("\n") + 2
    assert f"Added to {ledger}, line {line}." in result.stderr
    assert ledger.read_text().splitlines()[line - 1] == "[[events]]"
    assert run("check", "-l", str(ledger)).exit_code == 0
    assert "notified" in run("status", "Lithuania", "-l", str(ledger)).stdout


def test_every_option_sets_its_key(run: Run, ledger: Path) -> None:
    """Each option is written under its key of the ledger format."""
    result = run(
        *(
            "add",
            "-l",
            str(ledger),
            "-c",
            "US",
            "-t",
            "paris",
            "-s",
            "notified",
            "-d",
            "2025-01-27",
        ),
        *("--actor", "President", "--chamber", "Senate", "--votes", "51-49-0"),
        *("--consent", "acceptance", "--by", "Finland", "--names-effect", "2026-03-01"),
        *("--postponed", "an armed conflict", "--reference", "C.N.71.2025", "--summary", "Out."),
        *("--source-title", "A", "--source-publisher", "P", "--source-url", "https://a.example/"),
        *("--source-published", "2025-01-28", "--source-kind", "depositary"),
        *("--other-date", "2025-01-20=the order", "--contested", "--unverified", "--note", "N."),
    )
    assert result.exit_code == 0
    entry = entry_of(ledger)
    assert {key: entry[key].isoformat() for key in ("date", "names_effect")} == {
        "date": "2025-01-27",
        "names_effect": "2026-03-01",
    }
    assert {key: value for key, value in entry.items() if key not in {"date", "names_effect"}} == {
        "country": "US",
        "convention": "paris",
        "step": "notified",
        "actor": "President",
        "chamber": "Senate",
        "votes": {"for": 51, "against": 49, "abstain": 0},
        "consent": "acceptance",
        "by": "FI",
        "postponed": "an armed conflict",
        "reference": "C.N.71.2025",
        "summary": "Out.",
        "sources": [
            {
                "title": "A",
                "publisher": "P",
                "url": "https://a.example/",
                "published": tomllib.loads("d = 2025-01-28")["d"],
                "kind": "depositary",
            }
        ],
        "other_dates": [{"date": tomllib.loads("d = 2025-01-20")["d"], "note": "the order"}],
        "contested": True,
        "verified": False,
        "note": "N.",
    }


def test_repeated_options_give_several_sources(run: Run, ledger: Path) -> None:
    """Repeated source options give one source after another, in order."""
    more = ("--source-title", "B", "--source-publisher", "Q")
    urls = ("--source-url", "", "--source-url", "https://b.example/")
    assert run("add", "-l", str(ledger), *NOTICE, *more, *urls).exit_code == 0
    assert entry_of(ledger)["sources"] == [
        {"title": "C.N.1.2026", "publisher": "UN"},
        {"title": "B", "publisher": "Q", "url": "https://b.example/"},
    ]


def test_all_missing_options_are_named_at_once(run: Run, ledger: Path) -> None:
    """Without a terminal every missing option is named and nothing is written."""
    old = ledger.read_bytes()
    result = run("add", "-l", str(ledger), *STEP, "--source-title", "T")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "missing: --date, --summary, --source-publisher." in result.stderr
    assert ledger.read_bytes() == old


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--country", "Lituania"), 'did you mean "Lithuania"'),
        (("--date", "soon"), "'soon' is not a date"),
        (("--source-title", "B"), "--source-publisher: 1 given for 2 sources"),
        (("--other-date", "=x"), "--other-date"),
        (("--json", "--format", "csv"), "contradict each other"),
        (("--format", "pdf"), "pdf"),
        (("--to", "nowhere.toml"), "nowhere.toml cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_invalid_options_are_refused(
    options: tuple[str, ...], message: str, run: Run, ledger: Path
) -> None:
    """A wrong option ends with status 2 and a reason, and nothing is written."""
    old = ledger.read_bytes()
    result = run("add", "-l", str(ledger), *NOTICE, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert ledger.read_bytes() == old


@pytest.mark.parametrize(
    ("recorded", "options", "check"),
    [
        pytest.param("LT ottawa notified 2026-05-27", (), "contradiction", id="another day"),
        pytest.param("LT ottawa effective 2025-12-27", (), "effective-before-notified", id="order"),
        pytest.param(
            "PL ottawa remark 2025-12-27", ("--source-url", "here"), "url-malformed", id="address"
        ),
        pytest.param(
            "PL ottawa remark 2025-12-27",
            ("--source-published", "2020-01-01"),
            "source-early",
            id="a source older than the act",
        ),
    ],
)
def test_a_step_with_check_problems_is_refused(
    recorded: str, options: tuple[str, ...], check: str, run: Run, ledger: Path
) -> None:
    """The problem is printed as by check, with the entry, so that nothing is lost."""
    ledger.write_text(ledger.read_text() + event(recorded))
    old = ledger.read_bytes()
    result = run("add", "-l", str(ledger), *NOTICE, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"[{check}]" in result.stderr
    assert "Nothing was written." in result.stderr
    assert 'summary = "Lithuania gave notice."' in result.stderr
    assert ledger.read_bytes() == old


def test_a_dry_run_writes_nothing(run: Run, ledger: Path) -> None:
    """--dry-run prints the entry, its line and its effect."""
    old = ledger.read_bytes()
    result = run("add", "-l", str(ledger), *NOTICE, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, ENTRY)
    assert f"Nothing was written. To be added to {ledger}, line" in result.stderr
    assert ledger.read_bytes() == old
    assert list(ledger.parent.iterdir()) == [ledger]


def test_a_pipe_gets_the_entry_alone(run: Run, ledger: Path) -> None:
    """Standard output can be pasted into a ledger; the standing goes to standard error."""
    result = run("add", "-l", str(ledger), *NOTICE)
    assert result.stdout == ENTRY
    rows = [line.split() for line in result.stderr.splitlines()[1:]]
    assert rows[0] == ["Status", "Standing", "Stage", "Since", "Effect"]
    assert rows[1] == ["before", "party", "-", "2003-11-01*", "-"]
    assert rows[2][:4] == ["after", "party", "notified", "2026-06-27"]


def test_a_table_shows_the_entry_and_both_standings(run: Run, ledger: Path) -> None:
    """A table shows the entry and the standing before and after it."""
    shown = run("add", "-l", str(ledger), *NOTICE, "--format", "table").stdout
    assert shown.startswith(f"{ENTRY}\nLithuania · Anti-Personnel Mine Ban Convention (ottawa)")
    assert "before  party" in shown
    assert "after   party     notified  2026-06-27   2026-12-27*" in shown
    assert "* computed from the convention's clause" in shown


def test_json_has_the_entry_and_both_standings(run: Run, ledger: Path) -> None:
    """JSON has one record, and it says whether the entry was written."""
    for option, written in (("--dry-run", False), ("--color=never", True)):
        result = run("add", "-l", str(ledger), *NOTICE, "--json", option)
        (item,) = json.loads(result.stdout)["items"]
        assert (item["file"], item["entry"], item["written"]) == (str(ledger), ENTRY, written)
        assert (item["before"]["stage"], item["after"]["stage"]) == (None, "notified")
        assert item["after"]["effect"] == "2026-12-27"


@pytest.mark.parametrize(
    "options", [(), ("--to", str(Path(treatywatch.__file__).parent / "x.toml"))]
)
def test_the_ledger_in_the_package_is_never_written_to(
    options: tuple[str, ...], run: Run, ledger: Path
) -> None:
    """The shipped ledger is refused by default and by name, with a hint."""
    old = ledger.read_bytes()
    given = ("-l", str(ledger)) if options else ()
    result = run("add", *given, *NOTICE, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the ledger in the package is never written to" in result.stderr
    assert "treatywatch init" in result.stderr
    assert ledger.read_bytes() == old


def test_a_link_into_the_package_is_refused(run: Run, tmp_path: Path) -> None:
    """A link to a file of the package is refused like the file."""
    link = tmp_path / "my.toml"
    link.symlink_to(Path(treatywatch.__file__).parent / "data" / "events.toml")
    result = run("add", "-l", str(link), *NOTICE)
    assert result.exit_code == 2
    assert "never written to" in result.stderr


def test_an_included_file_can_be_added_to(run: Run, ledger: Path) -> None:
    """--to names an included file; the first file stays unchanged."""
    ledger.write_text(ledger.read_text().replace("format = 1", 'format = 1\ninclude = ["*/*"]'))
    steps = ledger.parent / "steps" / "2026.toml"
    steps.parent.mkdir()
    steps.write_text("# 2026\n")
    old = ledger.read_bytes()
    result = run("add", "-l", str(ledger), *NOTICE, "--to", str(steps))
    assert (result.exit_code, result.stdout) == (0, ENTRY)
    assert f"Added to {steps}, line 3." in result.stderr
    assert (ledger.read_bytes(), steps.read_text()) == (old, f"# 2026\n\n{ENTRY}")


def test_the_last_of_several_ledgers_is_added_to(run: Run, ledger: Path) -> None:
    """The top layer is written by default; --to picks another."""
    over = ledger.with_name("over.toml")
    over.write_text("format = 1\n")
    old = ledger.read_bytes()
    both = ("-l", str(ledger), "-l", str(over))
    assert run("add", *both, *NOTICE).exit_code == 0
    assert (ledger.read_bytes(), over.read_text()) == (old, f"format = 1\n\n{ENTRY}")
    over.write_text("format = 1\n")
    assert run("add", *both, *NOTICE, "--to", str(ledger)).exit_code == 0
    assert (ledger.read_bytes(), over.read_text()) == (old + b"\n" + ENTRY.encode(), "format = 1\n")


def test_the_environment_names_the_ledger(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of TREATYWATCH_LEDGER is added to."""
    monkeypatch.setenv("TREATYWATCH_LEDGER", str(ledger))
    assert run("add", *NOTICE).exit_code == 0
    assert ledger.read_text().endswith(ENTRY)


def test_an_overlay_of_the_shipped_ledger_is_added_to(run: Run) -> None:
    """After `treatywatch init`, the example in the help adds to the user's ledger."""
    overlay = Path(run("init").stderr.splitlines()[0].removeprefix("Written: "))
    example = run("add", "--help").stdout.split("Examples:\n")[1].splitlines()[1]
    old = overlay.read_bytes()
    result = run(*shlex.split(example)[1:])
    assert result.exit_code == 0
    assert f"Added to {overlay}, line" in result.stderr
    assert overlay.read_bytes().startswith(old)
    assert entry_of(overlay)["country"] == "LT"
    assert run("check").exit_code == 0
    assert "2026-11-20" in run("timeline", "Lithuania", "-t", "ottawa").stdout


def test_a_file_of_another_ledger_is_refused(run: Run, ledger: Path) -> None:
    """A file that the ledger does not include is not written to."""
    other = ledger.with_name("other.toml")
    other.write_text("format = 1\n")
    result = run("add", "-l", str(ledger), *NOTICE, "--to", str(other))
    assert result.exit_code == 2
    assert "other.toml is not a file of this ledger" in result.stderr
    assert other.read_text() == "format = 1\n"


@pytest.mark.parametrize("order", [("-", "my.toml"), ("my.toml", "-"), ("-",)], ids=" ".join)
def test_standard_input_is_refused(order: tuple[str, ...], run: Run, ledger: Path) -> None:
    """A ledger on standard input cannot be added to."""
    paths = [name if name == "-" else str(ledger) for name in order]
    named = [word for path in paths for word in ("-l", path)]
    result = run("add", *named, *NOTICE, input=PREAMBLE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard input cannot be added to" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("", "is empty"),
        ("format = 1\ntitel = 'x'\n", "[unknown-key]"),
        ("format = \n", "[not-toml]"),
    ],
    ids=["missing", "empty", "mistaken", "not TOML"],
)
def test_a_ledger_with_mistakes_is_not_added_to(
    content: str | None, message: str, run: Run, tmp_path: Path
) -> None:
    """The mistakes are printed with the exit status of every command."""
    path = tmp_path / "bad.toml"
    if content is not None:
        path.write_text(content)
    result = run("add", "-l", str(path), *NOTICE)
    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr
    assert (path.read_text() if path.exists() else None) == content


def test_an_inline_list_of_events_is_refused(run: Run, ledger: Path) -> None:
    """No entry can follow an inline list; the message gives the reason and the remedy."""
    ledger.write_text(f"events = []\n{ledger.read_text()}")
    result = run("add", "-l", str(ledger), *NOTICE)
    assert result.exit_code == 1
    assert f"{ledger}:1:1: error: has its events in one list" in result.stderr
    assert "put each event under [[events]]" in result.stderr
    assert ENTRY.rstrip() in result.stderr


def test_permissions_and_a_link_stay(run: Run, ledger: Path, tmp_path: Path) -> None:
    """The file keeps its permissions, and a link to it stays a link."""
    ledger.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(ledger.name)
    assert run("add", "-l", str(link), *NOTICE).exit_code == 0
    assert (link.is_symlink(), S_IMODE(ledger.stat().st_mode)) == (True, 0o640)
    assert ledger.read_text().endswith(ENTRY)


def test_line_ends_stay(run: Run, ledger: Path) -> None:
    """The entry has the line ends of the file; a byte-order mark stays."""
    old = b"\xef\xbb\xbf" + ledger.read_bytes().replace(b"\n", b"\r\n")
    ledger.write_bytes(old)
    assert run("add", "-l", str(ledger), *NOTICE).exit_code == 0
    new = ledger.read_bytes()
    assert new.startswith(old)
    assert new[len(old) :].decode() == f"\n{ENTRY}".replace("\n", "\r\n")


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("call", ["mkstemp", "fsync", "_exchange"])
def test_an_entry_that_cannot_be_written_is_printed(
    call: str, run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write error gives the reason, exit status 4 and the entry."""
    old = ledger.read_bytes()
    module = {"mkstemp": tempfile, "_exchange": atomic}.get(call, os)
    monkeypatch.setattr(module, call, _refuse)
    result = run("add", "-l", str(ledger), *NOTICE)
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"Error: cannot write {ledger}: Permission denied." in result.stderr
    assert ENTRY.rstrip() in result.stderr
    monkeypatch.undo()
    assert ledger.read_bytes() == old
    assert list(ledger.parent.iterdir()) == [ledger]


def test_a_concurrent_change_is_not_overwritten(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that an editor saved while the entry was checked is not overwritten."""
    from treatywatch.cli.add import workflow

    checked = workflow._check

    def edited(*args: Any) -> Any:
        addition = checked(*args)
        ledger.write_text(f"{ledger.read_text()}# edited\n")
        return addition

    monkeypatch.setattr(workflow, "_check", edited)
    result = run("add", "-l", str(ledger), *NOTICE)
    assert result.exit_code == 4
    assert f"{ledger} has changed since it was read; nothing was written." in result.stderr
    assert ENTRY.rstrip() in result.stderr
    assert ledger.read_text().endswith("# edited\n")


def test_text_is_written_literally(run: Run, ledger: Path) -> None:
    """Quotes, brackets, markup and TOML syntax are written as text."""
    summary = '"[bold]" \\u0041 = [[events]] # {x} Türkiye 🇱🇹'
    result = run("add", "-l", str(ledger), *STEP, *SOURCE, "--date", "2026", "--summary", summary)
    assert result.exit_code == 0
    assert entry_of(ledger)["summary"] == summary


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("treatywatch add --step noti", "notified"),
        ("treatywatch add --country Lith", "Lithuania"),
        ("treatywatch add -t ott", "ottawa"),
        ("treatywatch add --by Lith", "Lithuania"),
        ("treatywatch ad", "add"),
    ],
)
def test_tab_completes_values(line: str, offered: str) -> None:
    """Steps, countries and treaties are completed."""
    assert offered in complete(line)


def test_help_lists_every_option(run: Run) -> None:
    """Each option has a line, and an example shows a whole call."""
    text = run("add", "--help").stdout
    options = ("--country", "--treaty", "--step", "--date", "--summary", "--source-title", "--to")
    assert all(f" {option} " in text for option in (*options, "--dry-run", "--other-date"))
    assert "treatywatch add -l my.toml --dry-run" in text
