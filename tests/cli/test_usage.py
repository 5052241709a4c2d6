"""Names, dates, formats, colours, help, completion and streams of all commands."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import treatywatch
from tests.cli.conftest import ANSWERLESS, Run
from treatywatch.cli.exit_codes import ExitCode
from treatywatch.commands import COMMANDS


@pytest.mark.parametrize(
    ("args", "suggested"),
    [
        (("status", "Lituania"), '"Lithuania"'),
        (("status", "--treaty", "otawa"), '"ottawa"'),
        (("status", "--stage", "notifed"), '"notified"'),
        (("status", "--group", "baltics state"), '"Baltic States"'),
        (("timeline", "--step", "remrk"), '"remark"'),
        (("treaties", "--topic", "disarmement"), '"disarmament"'),
        (("staus",), "'status'"),
        (("status", "--tready", "ottawa"), "--treaty"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_misspelling_is_answered_with_a_suggestion(
    args: tuple[str, ...], suggested: str, run: Run
) -> None:
    """A misspelt command, option or name suggests the right one."""
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert suggested in result.stderr


@pytest.mark.parametrize("command", ["status", "timeline", "diff"])
@pytest.mark.parametrize("day", ["2025-13-01", "2025-02-30", "20250318", "yesterday-ish", ""])
def test_an_invalid_date_is_refused(command: str, day: str, run: Run) -> None:
    """An impossible date is wrong usage."""
    sides = ("2025-01-01",) if command == "diff" else ()
    option = "--known-on" if command == "diff" else "--as-of"
    result = run(command, *sides, option, day)
    assert result.exit_code == 2
    assert "is not a date" in result.stderr


def test_a_month_means_its_end(run: Run) -> None:
    """`--as-of 2025-12` is the same as the 31st."""
    answer = json.loads(run("status", "Latvia", "--as-of", "2025-12", "--json").stdout)
    assert answer["as_of"] == "2025-12-31"


def test_today_can_be_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """TREATYWATCH_TODAY sets the default day and the word `today`."""
    monkeypatch.setenv("TREATYWATCH_TODAY", "2025-12-26")
    for args in (("status",), ("status", "--as-of", "today")):
        assert json.loads(run(*args, "--json").stdout)["as_of"] == "2025-12-26"


def test_a_wrong_today_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An invalid TREATYWATCH_TODAY is named in the error."""
    monkeypatch.setenv("TREATYWATCH_TODAY", "soon")
    result = run("status")
    assert result.exit_code == 2
    assert "TREATYWATCH_TODAY" in result.stderr


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        (".json", "{\n"),
        (".jsonl", '{"country":'),
        (".csv", "country,country_name,"),
        (".tsv", "country\tcountry_name\t"),
        (".md", "**Lithuania**"),
        (".txt", "Country"),
    ],
)
def test_the_file_extension_picks_the_format(
    ending: str, start: str, run: Run, tmp_path: Path
) -> None:
    """`--output` needs no `--format`, and prints nothing."""
    path = tmp_path / f"answer{ending}"
    result = run("status", "Lithuania", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_text().startswith(start)


def test_an_unknown_extension_asks_for_a_format(run: Run, tmp_path: Path) -> None:
    """The error of an unknown extension mentions --format."""
    result = run("status", "-o", str(tmp_path / "answer.xlsx"))
    assert result.exit_code == 2
    assert "--format" in result.stderr


def test_contradicting_formats_are_refused(run: Run) -> None:
    """`--json` contradicts another `--format`."""
    assert run("status", "--json", "--format", "csv").exit_code == 2


def test_a_pipe_gets_one_record_a_line(run: Run) -> None:
    """Plain output has a heading and uncut lines without colour."""
    lines = run("timeline", "-t", "ottawa").stdout.splitlines()
    items = json.loads(run("timeline", "-t", "ottawa", "--json").stdout)["items"]
    assert len(lines) == len(items) + 1
    assert not any("\x1b" in line or "…" in line for line in lines)
    assert max(map(len, lines)) > 200


def test_notes_go_to_standard_error(run: Run) -> None:
    """Standard output has only the records."""
    result = run("status", "Lithuania")
    assert "complete to 2018-05-17 at least" in result.stderr
    assert "current to" not in result.stdout


@pytest.mark.parametrize(
    ("option", "variables", "coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    option: tuple[str, ...],
    variables: dict[str, str],
    coloured: bool,
    on_terminal: Callable[..., str],
) -> None:
    """--color wins over FORCE_COLOR, then NO_COLOR; empty variables do not count."""
    shown = on_terminal("status", "Lithuania", *option, **variables)
    assert ("\x1b[" in shown) is coloured


def test_an_ascii_terminal_gets_ascii_symbols(on_terminal: Callable[..., str]) -> None:
    """An encoding without the symbols gets letters."""
    shown = on_terminal("status", "Lithuania", NO_COLOR="1", PYTHONIOENCODING="ascii")
    assert shown.isascii()
    assert "x  " in shown


def test_the_version_names_the_program_and_the_ledger(run: Run) -> None:
    """`--version` prints the versions of the program and of its ledger."""
    text = run("--version").stdout
    assert f"treatywatch {treatywatch.__version__}\n" in text
    assert f"current to {treatywatch.load().current_to}, sha256 " in text


def test_the_version_names_a_ledger_on_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line ends in a title become spaces in `--version`."""
    path = tmp_path / "ledger.toml"
    path.write_text('format = 1\ntitle = "Exits\\rof\\nmine"\n')
    monkeypatch.setenv("TREATYWATCH_LEDGER", str(path))
    _, ledger = run("--version").stdout.splitlines()
    assert ledger.startswith("ledger: Exits of mine, sha256 ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, run: Run) -> None:
    """Each command's help has examples and the options."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Examples:\n    treatywatch {command}" in result.stdout
    assert ("--ledger PATH" in result.stdout) is (command not in ANSWERLESS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_in_help_work(command: str, run: Run) -> None:
    """The examples in the help work, except those that need a user's file."""
    answered = {"check": {0, 1}, "add": {2}}.get(command, {0})
    text = run(command, "--help").stdout.split("Examples:\n")[1]
    calls = [line.strip().removeprefix("treatywatch ") for line in text.strip().splitlines()]
    for call in calls:
        if ".toml" not in call and " -o " not in call:
            args = [word.strip("\"'") for word in _words(call)]
            assert run(*args).exit_code in answered, call


def _words(call: str) -> list[str]:
    import shlex

    return shlex.split(call)


def test_help_lists_every_command(run: Run) -> None:
    """`--help` has a line for each command."""
    text = run("--help").stdout
    assert all(f"\n  {command} " in text for command in COMMANDS)


def test_no_arguments_show_help(run: Run) -> None:
    """`treatywatch` alone prints the help."""
    assert "Usage: treatywatch" in run().output


def test_a_treaty_off_the_topic_is_refused(run: Run) -> None:
    """A board of named treaties that are not on the topic is wrong usage."""
    result = run("board", "--topic", "investment", "--treaty", "ottawa")
    assert result.exit_code == 2
    assert "investment" in result.stderr


def test_a_plot_refuses_a_selection(run: Run) -> None:
    """--plot contradicts --left-since."""
    result = run("parties", "ottawa", "--plot", "--left-since", "2025-01-01")
    assert result.exit_code == 2
    assert "--plot" in result.stderr


def test_a_plot_as_csv_is_the_series(run: Run) -> None:
    """CSV has one record for each day on which a count changed."""
    lines = run("parties", "ottawa", "--plot", "-f", "csv", "--as-of", "2026-02-20").stdout
    assert lines.splitlines()[0] == "date,count,joining,depositary_count,joined,bound,left"
    assert lines.splitlines()[-1] == '2026-02-20,161,0,161,,,"[""PL""]"'


def test_diff_exit_code_is_one_after_a_change(run: Run) -> None:
    """--exit-code gives 1 for changes, else 0; --quiet prints nothing."""
    assert run("diff", "2025-03-01", "2025-03-01", "--exit-code").exit_code == 0
    assert run("diff", "2025-03-01", "2025-04-01", "--exit-code").exit_code == 1
    quiet = run("diff", "2025-03-01", "2025-04-01", "--quiet")
    assert (quiet.exit_code, quiet.output) == (1, "")
    assert run("diff", "2025-03-01", "2025-04-01").exit_code == 0


def test_diff_refuses_a_later_first_side(run: Run) -> None:
    """FROM may not be later than TO."""
    assert run("diff", "2025-04-01", "2025-03-01").exit_code == 2


def test_one_altered_date_is_one_correction(run: Run, tmp_path: Path) -> None:
    """A copy of the ledger with one altered date differs by one correction."""
    from treatywatch.ledger.read.files import shipped_ledger

    folder = tmp_path / "copy"
    source = shipped_ledger().parent
    for path in source.rglob("*.toml"):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    ottawa = folder / "conventions" / "ottawa.toml"
    text = ottawa.read_text()
    assert text.count("date = 2025-07-10") == 1
    ottawa.write_text(text.replace("date = 2025-07-10", "date = 2025-07-11"))
    result = run("diff", str(source / "events.toml"), str(folder / "events.toml"), "--json")
    (item,) = json.loads(result.stdout)["items"]
    assert (item["country"], item["change"], item["steps"]) == ("FI", "corrected", [])
    (fact,) = item["corrections"]
    assert (fact["step"], fact["key"], fact["before"], fact["after"]) == (
        "notified",
        "date",
        "2025-07-10",
        "2025-07-11",
    )


def test_a_side_may_be_a_file_as_of_a_day(run: Run) -> None:
    """PATH@DATE is that ledger on that day."""
    from treatywatch.ledger.read.files import shipped_ledger

    path = shipped_ledger()
    answer = json.loads(run("diff", f"{path}@2025-06-26", "2025-06-27", "--json").stdout)
    assert (answer["from"]["as_of"], answer["to"]["as_of"]) == ("2025-06-26", "2025-06-27")
    assert {item["country"] for item in answer["items"]} == {"EE", "LT", "LV"}


def test_the_environment_names_the_ledgers(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TREATYWATCH_LEDGER may name several files; --ledger replaces it."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('format = 1\n[countries.AA]\nname = "Aland"\n')
    second.write_text('format = 1\n[countries.BB]\nname = "Beland"\n')
    monkeypatch.setenv("TREATYWATCH_LEDGER", f"{first}{os.pathsep}{second}")
    both = json.loads(run("countries", "--json").stdout)["items"]
    assert [item["code"] for item in both] == ["AA", "BB"]
    one = json.loads(run("countries", "--json", "--ledger", str(second)).stdout)["items"]
    assert [item["code"] for item in one] == ["BB"]


def complete(line: str) -> list[str]:
    """Return the completions that bash gets for a line."""
    words = line.split(" ")
    environment = os.environ | {
        "_TREATYWATCH_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    script = (
        "import sys; sys.argv[0] = 'treatywatch'; from treatywatch.__main__ import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("treatywatch sta", "status"),
        ("treatywatch status Lit", "Lithuania"),
        ("treatywatch status united-st", "united-states"),
        ("treatywatch status United-St", "United-States"),
        ("treatywatch status turk", "turkiye"),
        ("treatywatch status -t ott", "ottawa"),
        ("treatywatch status --stage not", "notified"),
        ("treatywatch status --group Balt", "Baltic-States"),
        ("treatywatch timeline --step sus", "suspended"),
        ("treatywatch treaties --topic dis", "disarmament"),
        ("treatywatch schema led", "ledger"),
        ("treatywatch check vot", "votes-sum"),
        ("treatywatch check unknown-k", "unknown-key"),
    ],
)
def test_tab_completes_names(line: str, offered: str) -> None:
    """Commands and names of every kind complete to one word each."""
    words = complete(line)
    assert offered in words
    assert not any(" " in word for word in words)


def test_a_ledger_with_mistakes_completes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger with mistakes, such as a deceptive name, offers no names."""
    path = tmp_path / "ledger.toml"
    path.write_text('format = 1\n[countries.LT]\nname = "Lithuania"\n')
    monkeypatch.setenv("TREATYWATCH_LEDGER", str(path))
    assert complete("treatywatch status Lit") == ["Lithuania"]
    path.write_text('format = 1\n[countries.LT]\nname = "Lithuania\\u202e"\n')
    assert not any(complete("treatywatch status Lit"))


def test_tab_reads_a_ledger_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first completion writes the cache, and the next reads it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "tab"))
    first = complete("treatywatch status Lit")
    (cache_file,) = (tmp_path / "tab").rglob("*.sqlite")
    inode = cache_file.stat().st_ino
    assert complete("treatywatch status Lit") == first == ["Lithuania"]
    assert cache_file.stat().st_ino == inode


def test_completed_names_are_accepted(run: Run) -> None:
    """A name that completion joined with hyphens is found."""
    assert run("status", "United-States").exit_code == 0
    assert run("status", "--group", "Baltic-States").exit_code == 0


def test_buffered_output_is_written_at_the_end() -> None:
    """Output in the buffer of an aborted command is written before the process ends."""
    program = (
        "import sys, typer\n"
        "from treatywatch import __main__\n"
        "from treatywatch.cli import main as cli\n"
        "def app(**_):\n"
        "    sys.stdout.write('half an answer')\n"
        "    raise typer.Abort\n"
        "cli.app = app\n"
        "__main__.main()"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=False
    )
    assert (result.returncode, result.stdout) == (130, b"half an answer")


def _run_program(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("value", "printed"), [("1", "closed\n"), ("", "")])
def test_the_interpreter_shuts_down_only_on_request(value: str, printed: str) -> None:
    """TREATYWATCH_NO_FAST_EXIT runs the exit handlers of profilers and coverage."""
    program = (
        "import atexit; atexit.register(print, 'closed')\n"
        "from treatywatch.cli import main as cli; cli.app = lambda **_: 1\n"
        "from treatywatch.__main__ import main; main()"
    )
    result = _run_program(program, TREATYWATCH_NO_FAST_EXIT=value)
    assert (result.returncode, result.stdout) == (1, printed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_help_that_cannot_be_written_is_no_bug(unbuffered: str) -> None:
    """A full disk ends help with exit status 4, whether or not Python buffers its output."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            [sys.executable, "-m", "treatywatch", "--help"],
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    message = "Error: cannot write standard output: No space left on device\n"
    assert (result.returncode, result.stderr) == (4, message)


def test_help_is_printed_in_any_encoding() -> None:
    """A character that the encoding lacks is printed as an escape."""
    result = subprocess.run(
        [sys.executable, "-m", "treatywatch", "add", "--help"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert rb"\u2026" in result.stdout


def test_an_unexpected_os_error_is_a_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only an error of standard output itself is reported as such."""
    from treatywatch.cli import main as cli

    def broken(*, standalone_mode: bool) -> None:  # noqa: ARG001 - as Typer takes it
        raise PermissionError(13, "Permission denied", "clauses.toml")

    monkeypatch.setattr(cli, "app", broken)
    assert cli.main() == ExitCode.BUG
    assert "PermissionError" in capsys.readouterr().err


def test_a_bug_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug prints no traceback unless TREATYWATCH_DEBUG is set."""
    from treatywatch.cli import main as cli

    def broken(*, standalone_mode: bool) -> None:  # noqa: ARG001 - as Typer takes it
        raise RuntimeError("boom")

    monkeypatch.setattr(cli, "app", broken)
    assert cli.main() == ExitCode.BUG
    assert "RuntimeError: boom" in capsys.readouterr().err
    monkeypatch.setenv("TREATYWATCH_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main()
