"""Bad input ends in a clear message and an exit status, never in a traceback."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

import pytest
from typer.testing import CliRunner, Result

from treatywatch import status
from treatywatch.cli.main import app
from treatywatch.ledger.read import files
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import Problem

_COMMAND: Final = (sys.executable, "-m", "treatywatch")
_TODAY: Final = {"TREATYWATCH_TODAY": "2025-07-01", "PYTHONUNBUFFERED": ""}
_CRASH_WORDS: Final = {"Traceback", "bug"}
"""Words of a message about an error of the program itself."""
_FULL_DEVICE: Final = Path("/dev/full")
_HEAD: Final = """\
format = 1

[countries.LT]
name = "Lithuania"

[conventions.ottawa]
name = "Mine Ban Convention"
in_force = 1999-03-01

[conventions.ottawa.withdrawal]
article = "20"
period = "6 months"
"""
_EVENT: Final = """
[[events]]
country = "LT"
convention = "ottawa"
step = "notified"
date = 2025-06-27
summary = "Deposited."
sources = [{ title = "t", publisher = "p" }]
"""
_GOOD: Final = _HEAD + _EVENT
_BAD: Final = _GOOD.replace('"LT"', '"LX"')
_MANY: Final = _HEAD + "".join(
    _EVENT.replace("notified", "remark") + f'actor = "Minister {n}"\n' for n in range(1500)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the test in a folder with a good and a bad ledger."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.toml").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "bad.toml").write_text(_BAD, encoding="utf-8")
    return tmp_path


def _problems(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems of a ledger with this content."""
    path = Path("ledger.toml")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_ledger([path]).problems


def _checks(text: str | bytes) -> list[str]:
    return [problem.check for problem in _problems(text)]


def _run(
    *call: str | bytes,
    stdin: bytes = b"",
    stdout: str | None = None,
    stderr: str | None = None,
    **environment: str,
) -> tuple[int, str, str]:
    """Return the exit status, output and errors of a process.

    `stdout` and `stderr` are devices to which it writes.
    """
    out = os.open(stdout, os.O_WRONLY) if stdout else subprocess.PIPE
    err = os.open(stderr, os.O_WRONLY) if stderr else subprocess.PIPE
    try:
        done = subprocess.run(
            [*_COMMAND, *call],
            input=stdin,
            stdout=out,
            stderr=err,
            env={**os.environ, **_TODAY, **environment},
            check=False,
            timeout=60,
        )
    finally:
        for handle, device in ((out, stdout), (err, stderr)):
            if device:
                os.close(handle)
    errors = (done.stderr or b"").decode()
    assert not _CRASH_WORDS & set(errors.split())
    return done.returncode, (done.stdout or b"").decode(), errors


def _run_here(*call: str, **environment: str) -> Result:
    """Run a command in this process; fail on any exception but SystemExit."""
    result = CliRunner().invoke(app, call, env=_TODAY | environment)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def _shell(script: str, **environment: str) -> tuple[int, str]:
    """Return the exit status and errors of a shell script in which "$@" is the program."""
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *_COMMAND],
        capture_output=True,
        env={**os.environ, **_TODAY, **environment},
        check=False,
        timeout=60,
    )
    errors = done.stderr.decode()
    assert not _CRASH_WORDS & set(errors.split())
    return done.returncode, errors


# Files that cannot be read.


@pytest.mark.parametrize(
    ("name", "message", "checked"),
    [
        ("nothing.toml", "nothing.toml: error: no such file [unreadable]", 3),
        (".", ".: error: is a folder, not a ledger file [unreadable]", 3),
        ("good.toml/x", "good.toml/x: error: cannot be read: Not a directory [unreadable]", 3),
        ("empty.toml", "empty.toml: error: is empty [empty]", 3),
        ("latin.toml", "latin.toml:2: error: is not UTF-8: byte 0xFC in line 2 [not-utf-8]", 3),
        ("broken.toml", "broken.toml:1:10: error: is not TOML: ", 1),
        ("deep.toml", "deep.toml:1:88: error: is nested too deep to be read [not-toml]", 1),
        ("long.toml", "long.toml: error: is nested too deep to be read [not-toml]", 1),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_read_is_one_line(name: str, message: str, checked: int) -> None:
    """Every command prints one line about an unreadable ledger and ends with 3.

    For `check`, text that is not TOML is a finding: it ends with 1.
    """
    Path("empty.toml").touch()
    Path("latin.toml").write_bytes(b"format = 1\ntitle = 'Gr\xfcn'\n")
    Path("broken.toml").write_text("format = \n")
    Path("deep.toml").write_text("deep = " + "[" * 200_000)
    Path("long.toml").write_text(".".join("k" * 100_000) + " = 1")
    for command in (["status"], ["timeline"], ["diff", "2025-01-01"], ["countries"], ["treaties"]):
        result = _run_here(*command, "-l", name)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith(message)
    result = _run_here("check", "-l", name)
    assert (result.exit_code, result.stderr) == (checked, "")
    assert result.stdout.startswith(message)


def test_a_ledger_without_permission_is_unreadable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger that the user may not read is reported as unreadable."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_read_content", refuse)
    result = _run_here("status", "-l", str(folder / "good.toml"))
    assert result.exit_code == 3
    assert "may not be read: permission denied [unreadable]" in result.stderr


@pytest.mark.usefixtures("folder")
def test_a_file_name_that_is_not_utf_8_is_printed() -> None:
    """A file whose name is not UTF-8 is read, and named in every format."""
    name = b"l\xff.toml"
    Path(os.fsdecode(name)).write_text(_BAD)
    for form in ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown"):
        code, out, err = _run("check", "-l", name, "--format", form)
        assert (code, err) == (1, "")
        assert "LX" in out
    assert _run("status", "-l", name)[0] == 3


@pytest.mark.parametrize(
    "text",
    [b"\xef\xbb\xbf" + _GOOD.encode(), _GOOD.replace("\n", "\r\n").encode()],
    ids=["byte-order mark", "CRLF"],
)
@pytest.mark.usefixtures("folder")
def test_editors_may_add_a_mark_or_carriage_returns(text: bytes) -> None:
    """A byte-order mark and CRLF line ends are not errors."""
    assert _checks(text) == []


# Values that are wrong.


@pytest.mark.parametrize(
    ("old", "new", "check", "line", "hint"),
    [
        ("format = 1", "title = 'x'", "format", None, "start the file with format = 1"),
        ("format = 1", "format = 2", "format", 1, "a later version of treatywatch may read it"),
        ("summary", "sumary", "unknown-key", 19, 'did you mean "summary"?'),
        ('"LT"', '"LX"', "unknown-country", 15, "define it as [countries.LX]"),
        ('"ottawa"', '"otawa"', "unknown-treaty", 16, 'did you mean "ottawa"?'),
        ("notified", "notifed", "unknown-step", 17, 'did you mean "notified"?'),
        ("2025-06-27", "2025-06-31", "not-toml", 18, None),
        ("2025-06-27", "2025-06-27T10:00:00", "wrong-type", 18, None),
        ("2025-06-27", '"2025-06-27"', "wrong-date", 18, None),
        ("2025-06-27", '"2025-13"', "wrong-date", 18, None),
        ("2025-06-27", '"June 2025"', "wrong-date", 18, None),
        ("2025-06-27", '"２０２５"', "wrong-date", 18, None),
        ("6 months", "half a year", "wrong-value", 12, None),
        ("publisher", "by", "unknown-key", 20, None),
    ],
    ids=lambda value: str(value) if value is not None else "none",
)
@pytest.mark.usefixtures("folder")
def test_an_error_names_its_line_and_a_remedy(
    old: str, new: str, check: str, line: int | None, hint: str | None
) -> None:
    """Each error has the line of its key, and a hint if one is known."""
    problem = next(p for p in _problems(_GOOD.replace(old, new)) if p.check == check)
    assert problem.line == line
    assert hint is None or problem.hint == hint


@pytest.mark.parametrize(
    ("sources", "check"),
    [
        ("", "source-missing"),
        ("sources = []", "source-missing"),
        ("sources = [{}]", "missing-key"),
        ("sources = [{ title = '', publisher = 'p' }]", "empty-text"),
        ("sources = ['https://example.org']", "wrong-type"),
        ("sources = { title = 't', publisher = 'p' }", "wrong-type"),
    ],
    ids=["none", "empty list", "says nothing", "empty title", "address alone", "not a list"],
)
@pytest.mark.usefixtures("folder")
def test_an_event_needs_a_source(sources: str, check: str) -> None:
    """An event has at least one source with a title and a publisher."""
    text = _GOOD.replace('sources = [{ title = "t", publisher = "p" }]', sources)
    assert set(_checks(text)) == {check}


@pytest.mark.parametrize("when", ['"2025"', '"2025-02"', "2024-02-29", "0001-01-01", "9999-12-31"])
@pytest.mark.usefixtures("folder")
def test_partial_and_extreme_dates_are_valid(when: str) -> None:
    """A month, a year, a leap day and the ends of the calendar are dates."""
    assert _checks(_GOOD.replace("2025-06-27", when)) == []


def _step(step: str, when: str) -> str:
    return _EVENT.replace("notified", step).replace("2025-06-27", when)


@pytest.mark.parametrize(
    ("events", "check", "message"),
    [
        (
            _step("notified", "2025-06-27") + _step("effective", "2025-01-27"),
            "effective-before-notified",
            '"notified" on 2025-06-27 comes after "effective" on 2025-01-27',
        ),
        (
            _step("notified", "2025-06-27") + _step("notified", "2025-06-30"),
            "contradiction",
            '"notified" is dated both 2025-06-27 and 2025-06-30',
        ),
        (
            _step("effective", "2025-12-27") + _step("effective", '"2026"'),
            "contradiction",
            '"effective" is dated both 2025-12-27 and 2026',
        ),
        (_EVENT * 2, "duplicate-event", '"notified" on 2025-06-27 is recorded twice'),
    ],
    ids=["effect before notice", "two notices", "two effects", "told twice"],
)
@pytest.mark.usefixtures("folder")
def test_contradictory_events_are_reported(events: str, check: str, message: str) -> None:
    """Two events that contradict each other are reported with both dates."""
    (problem,) = _problems(_HEAD + events)
    assert (problem.check, problem.message) == (check, message)


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        (
            _step("effective", '"2025"') + _step("notified", "2025-06-27"),
            "may be later in the year",
        ),
        (_step("rescinded", "2025-07-01") + _step("notified", "2025-06-27"), "taken back"),
        (
            _step("notified", "2025-06-27")
            + _step("rescinded", "2025-07-01")
            + _step("notified", "2025-08-01"),
            "notified anew",
        ),
    ],
    ids=lambda value: value if "\n" not in value else "",
)
@pytest.mark.usefixtures("folder")
def test_reconcilable_events_pass(events: str, reason: str) -> None:
    """Events pass if some possible day, or an act between them, reconciles them."""
    assert _checks(_HEAD + events) == [], reason


@pytest.mark.usefixtures("folder")
def test_ten_thousand_schema_errors_are_all_reported() -> None:
    """Ten thousand invalid dates in one file are reported, each at its own line."""
    text = _HEAD + _EVENT.replace("2025-06-27", '"soon"') * 10_000
    problems = _problems(text)
    assert {problem.check for problem in problems} == {"wrong-date"}
    lines = [n for n, line in enumerate(text.splitlines(), 1) if '"soon"' in line]
    assert [problem.line for problem in problems] == lines


@pytest.mark.usefixtures("folder")
def test_ten_thousand_unknown_keys_are_all_reported() -> None:
    """Ten thousand unknown keys are reported, each with its suggestion."""
    problems = _problems("format = 1\n" + "".join(f"titel{n} = 1\n" for n in range(10_000)))
    assert [problem.line for problem in problems] == list(range(2, 10_002))
    assert {problem.hint for problem in problems[:9]} == {'did you mean "title"?'}


@pytest.mark.usefixtures("folder")
def test_ten_thousand_broken_rules_are_all_reported() -> None:
    """Ten thousand entries that break a rule are reported, each at its own line."""
    rows = "".join(f"X{n} = {{}}\n" for n in range(10_000))
    roll = "as_of = 2025-01-01\nsources = [{title = 't', publisher = 'p'}]\n"
    problems = _problems(f"{_HEAD}[rolls.ottawa]\n{roll}[rolls.ottawa.parties]\n{rows}")
    first = _HEAD.count("\n") + 5
    assert [problem.line for problem in problems] == list(range(first, first + 10_000))


# The ends of the calendar.

_CLAUSES: Final = {
    "period": 'period = "6 months"',
    "longest period": 'period = "9999 years"',
    "day after": 'period = "1 day"\neffect = "day-after"',
    "first of next month": 'period = "1 day"\neffect = "first-of-next-month"',
    "calendar": 'effect = "calendar"\ncalendar = { by = "01-01", on = "12-31", years = 9999 }',
    "cycle": 'effect = "calendar"\ncalendar = { by = "01-01", on = "12-31", years = 1 }\n'
    "cycle = { first = 9999-12-31, years = 9999 }",
    "earliest": 'period = "1 year"\nearliest = { period = "9999 years", after = "in-force" }',
    "survival": 'period = "1 year"\nsurvival = { period = "9999 years" }',
}


@pytest.mark.parametrize("clause", _CLAUSES.values(), ids=_CLAUSES)
@pytest.mark.parametrize("when", ["0001-01-01", '"0001"', "9999-12-31", '"9999"', '"9999-12"'])
@pytest.mark.usefixtures("folder")
def test_a_period_past_the_calendar_is_answered(clause: str, when: str) -> None:
    """Every command answers if a period ends outside the calendar."""
    text = _GOOD.replace('period = "6 months"', clause).replace("2025-06-27", when)
    Path("ledger.toml").write_text(
        text.replace("1999-03-01", when.strip('"').ljust(10, "x")[:0] or "0001-01-01")
    )
    for command in (["status"], ["timeline"], ["diff", "0001-01-01", "9999-12-31"], ["treaties"]):
        for today in ("0001-01-01", "9999-12-31"):
            call = (*command, "-l", "ledger.toml", "--format", "table")
            assert _run_here(*call, TREATYWATCH_TODAY=today).exit_code == 0


@pytest.mark.parametrize(
    ("when", "as_of", "standing", "effect"),
    [
        ("0001-01-01", date.min, "party", "0001-07-01"),
        ("0001-01-01", date(1, 7, 1), "withdrawn", "0001-07-01"),
        ("9999-06-30", date.max, "withdrawn", "9999-12-30"),
        ("9999-07-01", date.max, "party", None),
        ("9999-12-31", date.max, "party", None),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_effect_past_the_calendar_never_comes(
    when: str, as_of: date, standing: str, effect: str | None
) -> None:
    """Without a day of effect in the calendar, the State stays a party to the last day."""
    Path("ledger.toml").write_text(
        _GOOD.replace("2025-06-27", when).replace("1999-03-01", "0001-01-01")
    )
    (item,) = status(read_ledger(["ledger.toml"]).ledger, as_of=as_of)
    assert (item.standing, str(item.effect) if item.effect else None) == (standing, effect)


# Text that a terminal or a formatter could interpret.

_NAME: Final = "[red]Lithuania[/x] :flag_lt:"
_SUMMARY: Final = "It [bold]left[/] the *treaty* | :flag_lt: [link=x]"
_MARKUP: Final = (
    _GOOD.replace('"Lithuania"', f'"{_NAME}"').replace("Deposited.", _SUMMARY)
    + '[countries.LV]\nname = "Latvia"\n'
    + _EVENT.replace("LT", "LV")
)


def _printed(command: str, form: str) -> str:
    """Return the output of a command for a ledger full of markup."""
    Path("ledger.toml").write_text(_MARKUP)
    result = _run_here(command, "-l", "ledger.toml", "--format", form, "--color", "never")
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("form", ["table", "plain", "csv", "tsv", "json"])
@pytest.mark.usefixtures("folder")
def test_markup_is_printed_as_it_is(form: str) -> None:
    """Markup and emoji codes in names and summaries are printed as they are."""
    assert _NAME in _printed("status", form)
    assert _NAME in _printed("timeline", form)
    assert _SUMMARY in _printed("timeline", form)


@pytest.mark.usefixtures("folder")
def test_markup_is_escaped_in_markdown() -> None:
    """Markdown escapes markup, because a page would otherwise render it."""
    name = r"\[red\]Lithuania\[/x\] \:flag\_lt\:"
    assert name in _printed("status", "markdown")
    assert name in _printed("timeline", "markdown")
    summary = r"It \[bold\]left\[/\] the \*treaty\* \| \:flag\_lt\: \[link=x\]"
    assert summary in _printed("timeline", "markdown")


@pytest.mark.parametrize("written", [r"\u001B[31m", "\u202e", r"\u202E", "\x9b31m"])
@pytest.mark.parametrize("text", ["Lithuania", "Deposited."])
@pytest.mark.usefixtures("folder")
def test_a_control_character_is_an_error(text: str, written: str) -> None:
    """A control character in a text is an error and is never printed."""
    Path("ledger.toml").write_text(_GOOD.replace(text, text + written), encoding="utf-8")
    for form in ("table", "plain", "json", "csv", "tsv", "markdown"):
        result = _run_here("check", "-l", "ledger.toml", "--format", form)
        assert result.exit_code == 1
        assert "control-character" in result.stdout
        assert not set("\x1b\x9b\u202e") & set(result.stdout)


@pytest.mark.parametrize("raw", ["\x1b", "\x00", "\x7f"])
@pytest.mark.usefixtures("folder")
def test_a_raw_control_character_is_not_toml(raw: str) -> None:
    """TOML allows no raw control character."""
    (problem,) = _problems(_GOOD.replace("Deposited.", raw))
    assert (problem.check, problem.line) == ("not-toml", 19)


@pytest.mark.usefixtures("folder")
def test_a_message_escapes_control_characters() -> None:
    """A message shows the control characters of a key as escapes, on one line."""
    Path("ledger.toml").write_text('format = 1\n"\\u001B[2J\\ntwo" = 1\n')
    result = _run_here("status", "-l", "ledger.toml")
    assert result.exit_code == 3
    assert r'unknown key "\u001B[2J two"' in result.stderr


# Standard input.


@pytest.mark.usefixtures("folder")
def test_a_ledger_from_standard_input_is_read() -> None:
    """A ledger from standard input gives the same answer as from a file."""
    piped = _run("status", "-l", "-", stdin=_GOOD.encode())
    assert piped == _run("status", "-l", "good.toml")
    assert piped[0] == 0


@pytest.mark.usefixtures("folder")
def test_errors_of_standard_input_have_its_name() -> None:
    """Errors name standard input as the file."""
    code, out, err = _run("status", "-l", "-", stdin=_BAD.encode())
    assert (code, out) == (3, "")
    assert err.startswith('standard input:15:11: error: unknown country "LX" [unknown-country]\n')


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[[[", b"\x00" * 10], ids=repr)
def test_other_content_of_standard_input_is_refused(content: bytes) -> None:
    """Content that is not a ledger ends with 3 and names standard input."""
    code, out, err = _run("status", "-l", "-", stdin=content)
    assert (code, out) == (3, "")
    assert err.startswith("standard input")


@pytest.mark.parametrize("command", ["status", "check"])
def test_closed_standard_input_is_unreadable(command: str) -> None:
    """A ledger from closed standard input is reported as unreadable."""
    code, errors = _shell(f'"$@" {command} -l - <&- >&2')
    assert code == 3
    message = "cannot be read: standard input is closed [unreadable]"
    assert errors.startswith(f"standard input: error: {message}\n")


def test_an_interrupt_ends_with_130() -> None:
    """An interrupt during a read of standard input ends with 130 and no traceback."""
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from treatywatch.cli.main import main; sys.exit(main())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "status", "-l", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(
            b"#" * 1_000_000
        )  # more than a pipe takes, so that the program is reading it by now
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


# Output that cannot be written.


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("nothing/x.json", "No such file or directory"),
        ("good.toml/x.json", "Not a directory"),
        (".", "Is a directory"),
    ],
    ids=["folder missing", "folder is a file", "a folder"],
)
@pytest.mark.parametrize("command", ["status", "timeline", "countries", "treaties", "check"])
@pytest.mark.usefixtures("folder")
def test_output_that_cannot_be_written(command: str, output: str, reason: str) -> None:
    """An output file that cannot be written gives one line and the exit status 4."""
    result = _run_here(command, "-l", "good.toml", "-o", output, "--format", "json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == f"Error: cannot write {output}: {reason}\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_cannot_be_written(folder: Path) -> None:
    """A file in a read-only folder gives one line and the exit status 4."""
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    code, out, err = _run("status", "-l", "good.toml", "-o", "locked/x.json")
    assert (code, out, err) == (4, "", "Error: cannot write locked/x.json: Permission denied\n")


@pytest.mark.usefixtures("folder")
def test_a_failed_write_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that the system refuses gives one line and leaves no file."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", refuse)
    result = _run_here("status", "-l", "good.toml", "-o", "x.json")
    assert result.exit_code == 4
    assert result.stderr == "Error: cannot write x.json: Permission denied\n"
    assert sorted(path.name for path in Path().iterdir()) == ["bad.toml", "good.toml"]


@pytest.mark.skipif(not _FULL_DEVICE.exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["table", "plain", "json", "jsonl", "csv", "tsv", "markdown"])
@pytest.mark.usefixtures("folder")
def test_a_full_disk_gives_one_line(form: str) -> None:
    """A full disk gives one line and the exit status 4 in every format."""
    code, _, err = _run("status", "-l", "good.toml", "--format", form, stdout=str(_FULL_DEVICE))
    assert (code, err) == (4, "Error: cannot write standard output: No space left on device\n")


@pytest.mark.skipif(not _FULL_DEVICE.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "call",
    [
        ["timeline", "-l", "good.toml"],
        ["diff", "2025-01-01", "-l", "good.toml"],
        ["countries", "-l", "good.toml"],
        ["treaties", "-l", "good.toml"],
        ["check", "-l", "bad.toml"],
        ["--version"],
        ["--help"],
        ["status", "--help"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("folder")
def test_a_full_disk_gives_one_line_for_every_command(call: list[str]) -> None:
    """Every command, help and the version report a full disk."""
    code, _, err = _run(*call, stdout=str(_FULL_DEVICE))
    assert (code, err) == (4, "Error: cannot write standard output: No space left on device\n")


@pytest.mark.skipif(not _FULL_DEVICE.exists(), reason="no device that is always full")
@pytest.mark.usefixtures("folder")
def test_a_full_device_as_output_gives_one_line() -> None:
    """A device given as output is written to, and may be full."""
    code, _, err = _run("status", "-l", "good.toml", "--json", "-o", str(_FULL_DEVICE))
    assert (code, err) == (4, "Error: cannot write /dev/full: No space left on device\n")


@pytest.mark.skipif(not _FULL_DEVICE.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("call", "expected"),
    [(["status", "-l", "bad.toml"], 3), (["status", "Atlantis", "-l", "good.toml"], 2)],
    ids=["mistakes", "usage"],
)
@pytest.mark.usefixtures("folder")
def test_the_exit_status_stays_if_errors_cannot_be_written(call: list[str], expected: int) -> None:
    """A full standard error does not change the exit status."""
    assert _run(*call, stderr=str(_FULL_DEVICE))[0] == expected


@pytest.mark.parametrize("call", ["status -l good.toml", "treaties --json", "check -l bad.toml"])
@pytest.mark.usefixtures("folder")
def test_closed_standard_output_cannot_be_written(call: str) -> None:
    """Closed standard output gives one line and the exit status 4."""
    code, errors = _shell(f'"$@" {call} >&-')
    assert code == 4
    assert errors.startswith("Error: cannot write standard output: ")


@pytest.mark.usefixtures("folder")
def test_closed_standard_error_keeps_the_exit_status() -> None:
    """Closed standard error does not change the exit status."""
    assert _shell('"$@" status -l bad.toml 2>&-') == (3, "")


@pytest.mark.parametrize(
    "call",
    [
        ["timeline", "-l", "many.toml", "--all", "--format", "plain"],
        ["timeline", "-l", "many.toml", "--all", "--format", "table"],
        ["timeline", "-l", "many.toml", "--all", "--format", "csv"],
        ["timeline", "-l", "many.toml", "--all", "--format", "json"],
        ["check", "-l", "wrong.toml"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_closed_pipe_ends_the_program(call: list[str], unbuffered: str, folder: Path) -> None:
    """A reader that closes the pipe after a line ends the program without an error."""
    (folder / "many.toml").write_text(_MANY)
    (folder / "wrong.toml").write_text(_MANY.replace('"LT"', '"LX"'))
    with (
        (folder / "errors").open("wb") as errors,
        subprocess.Popen(
            [*_COMMAND, *call],
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **_TODAY, "PYTHONUNBUFFERED": unbuffered},
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 0
    assert (folder / "errors").read_bytes() == b""


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_disk_that_fills_up_gives_one_line(unbuffered: str, folder: Path) -> None:
    """A disk that takes a part of the answer is reported like a full one."""
    (folder / "many.toml").write_text(_MANY)
    script = 'ulimit -f 8; "$@" timeline -l many.toml --all --json > out.json'
    code, errors = _shell(script, PYTHONUNBUFFERED=unbuffered)
    assert (code, errors) == (4, "Error: cannot write standard output: File too large\n")


def test_help_escapes_characters_that_the_encoding_lacks() -> None:
    """Help under a Latin-1 locale shows an ellipsis as an escape and ends with 0."""
    code, out, err = _run("add", "--help", PYTHONIOENCODING="latin-1")
    assert (code, err) == (0, "")
    assert r'--summary "\u2026"' in out
