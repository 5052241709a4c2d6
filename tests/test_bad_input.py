"""Bad input of every kind ends in clear words and an exit status, never in a traceback."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner, Result

from treatywatch import status
from treatywatch.cli.main import app
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.errors import Problem

_COMMAND: Final = (sys.executable, "-m", "treatywatch")
_TODAY: Final = {"TREATYWATCH_TODAY": "2025-07-01", "PYTHONUNBUFFERED": ""}
_BROKEN: Final = {"Traceback", "bug"}
"""Words by which a program tells of a mistake of its own."""
_FULL: Final = Path("/dev/full")
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
    _EVENT.replace("notified", "remark") + f'actor = "Minister {n}"\n' for n in range(3000)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program runs, with a good and a bad ledger in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.toml").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "bad.toml").write_text(_BAD, encoding="utf-8")
    return tmp_path


def _problems(text: str | bytes) -> tuple[Problem, ...]:
    """All problems of a ledger."""
    path = Path("ledger.toml")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_ledger([path]).problems


def _checks(text: str | bytes) -> list[str]:
    return [problem.check for problem in _problems(text)]


def _run(
    *call: str | bytes, stdin: bytes = b"", stdout: str | None = None, stderr: str | None = None
) -> tuple[int, str, str]:
    """Exit status, output and errors of a call; `stdout` and `stderr` are devices to write to."""
    out = os.open(stdout, os.O_WRONLY) if stdout else subprocess.PIPE
    err = os.open(stderr, os.O_WRONLY) if stderr else subprocess.PIPE
    try:
        done = subprocess.run(
            [*_COMMAND, *call],
            input=stdin,
            stdout=out,
            stderr=err,
            env={**os.environ, **_TODAY},
            check=False,
            timeout=60,
        )
    finally:
        for handle, given in ((out, stdout), (err, stderr)):
            if given:
                os.close(handle)
    told = (done.stderr or b"").decode()
    assert not _BROKEN & set(told.split())
    return done.returncode, (done.stdout or b"").decode(), told


def _ask(*call: str, **environment: str) -> Result:
    """What a call in this process gave; nothing but its exit status may have ended it."""
    result = CliRunner().invoke(app, call, env=_TODAY | environment)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def _shell(script: str, **environment: str) -> tuple[int, str]:
    """Exit status and errors of a shell script in which "$@" is the program."""
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *_COMMAND],
        capture_output=True,
        env={**os.environ, **_TODAY, **environment},
        check=False,
        timeout=60,
    )
    told = done.stderr.decode()
    assert not _BROKEN & set(told.split())
    return done.returncode, told


# What cannot be read.


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
def test_unreadable(name: str, message: str, checked: int) -> None:
    """A ledger that cannot be read is one line, on every command, and the exit status 3.

    Only `check` tells a text that is no TOML from a file that has no text.
    """
    Path("empty.toml").touch()
    Path("latin.toml").write_bytes(b"format = 1\ntitle = 'Gr\xfcn'\n")
    Path("broken.toml").write_text("format = \n")
    Path("deep.toml").write_text("deep = " + "[" * 200_000)
    Path("long.toml").write_text(".".join("k" * 100_000) + " = 1")
    for command in (["status"], ["timeline"], ["diff", "2025-01-01"], ["countries"], ["treaties"]):
        result = _ask(*command, "-l", name)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith(message)
    result = _ask("check", "-l", name)
    assert (result.exit_code, result.stderr) == (checked, "")
    assert result.stdout.startswith(message)


def test_no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that may not be read is told as such."""

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    result = _ask("status", "-l", str(folder / "good.toml"))
    assert result.exit_code == 3
    assert "may not be read: permission denied [unreadable]" in result.stderr


@pytest.mark.usefixtures("folder")
def test_name_that_is_not_utf_8() -> None:
    """A file whose name is no text is read and named all the same, in every format."""
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
def test_as_editors_write(text: bytes) -> None:
    """A byte-order mark and CRLF line ends are no mistakes."""
    assert _checks(text) == []


# What is there but wrong.


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
def test_mistake(old: str, new: str, check: str, line: int | None, hint: str | None) -> None:
    """Each mistake is told at its line, with what to do where that can be said."""
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
def test_no_source(sources: str, check: str) -> None:
    """An event rests on at least one source that has a title and a publisher."""
    text = _GOOD.replace('sources = [{ title = "t", publisher = "p" }]', sources)
    assert set(_checks(text)) == {check}


@pytest.mark.parametrize("when", ['"2025"', '"2025-02"', "2024-02-29", "0001-01-01", "9999-12-31"])
@pytest.mark.usefixtures("folder")
def test_right_date(when: str) -> None:
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
def test_events_that_cannot_both_be(events: str, check: str, message: str) -> None:
    """Events that contradict one another are told with both dates."""
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
def test_events_that_can_both_be(events: str, reason: str) -> None:
    """What some choice of days or an act between would explain is no mistake."""
    assert _checks(_HEAD + events) == [], reason


@pytest.mark.usefixtures("folder")
def test_ten_thousand_mistakes_of_shape() -> None:
    """Ten thousand mistakes in one file are all told, each at its own line."""
    text = _HEAD + _EVENT.replace("2025-06-27", '"soon"') * 10_000
    problems = _problems(text)
    assert {problem.check for problem in problems} == {"wrong-date"}
    lines = [n for n, line in enumerate(text.splitlines(), 1) if '"soon"' in line]
    assert [problem.line for problem in problems] == lines


@pytest.mark.usefixtures("folder")
def test_ten_thousand_unknown_keys() -> None:
    """So are ten thousand keys that no record has, each with its suggestion."""
    problems = _problems("format = 1\n" + "".join(f"titel{n} = 1\n" for n in range(10_000)))
    assert [problem.line for problem in problems] == list(range(2, 10_002))
    assert {problem.hint for problem in problems[:9]} == {'did you mean "title"?'}


@pytest.mark.usefixtures("folder")
def test_ten_thousand_broken_rules() -> None:
    """So are ten thousand entries that are well written but break a rule of the ledger."""
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
def test_ends_of_the_calendar(clause: str, when: str) -> None:
    """A period added at either end of the calendar leaves every question answered."""
    text = _GOOD.replace('period = "6 months"', clause).replace("2025-06-27", when)
    Path("ledger.toml").write_text(
        text.replace("1999-03-01", when.strip('"').ljust(10, "x")[:0] or "0001-01-01")
    )
    for command in (["status"], ["timeline"], ["diff", "0001-01-01", "9999-12-31"], ["treaties"]):
        for today in ("0001-01-01", "9999-12-31"):
            call = (*command, "-l", "ledger.toml", "--format", "table")
            assert _ask(*call, TREATYWATCH_TODAY=today).exit_code == 0


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
def test_standing_at_the_ends(when: str, as_of: date, standing: str, effect: str | None) -> None:
    """An effect past the calendar is none, and the State stays a party to the last day."""
    Path("ledger.toml").write_text(
        _GOOD.replace("2025-06-27", when).replace("1999-03-01", "0001-01-01")
    )
    (item,) = status(read_ledger(["ledger.toml"]).ledger, as_of=as_of)
    assert (item.standing, str(item.effect) if item.effect else None) == (standing, effect)


# Text that looks like an instruction to a terminal.

_NAME: Final = "[red]Lithuania[/x] :flag_lt:"
_SUMMARY: Final = "It [bold]left[/] the *treaty* | :flag_lt: [link=x]"
_MARKUP: Final = (
    _GOOD.replace('"Lithuania"', f'"{_NAME}"').replace("Deposited.", _SUMMARY)
    + '[countries.LV]\nname = "Latvia"\n'
    + _EVENT.replace("LT", "LV")
)


def _drawn(command: str, form: str) -> str:
    """What a command prints of a ledger full of markup."""
    Path("ledger.toml").write_text(_MARKUP)
    result = _ask(command, "-l", "ledger.toml", "--format", form, "--color", "never")
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("form", ["table", "plain", "csv", "tsv", "json"])
@pytest.mark.usefixtures("folder")
def test_markup_is_text(form: str) -> None:
    """Markup and emoji codes in names and summaries are printed as they are."""
    assert _NAME in _drawn("status", form)
    assert _NAME in _drawn("timeline", form)
    assert _SUMMARY in _drawn("timeline", form)


@pytest.mark.usefixtures("folder")
def test_markup_in_markdown() -> None:
    """In Markdown they are escaped, so that a reader of the page sees them as they are."""
    name = r"\[red\]Lithuania\[/x\] \:flag\_lt\:"
    assert name in _drawn("status", "markdown")
    assert name in _drawn("timeline", "markdown")
    summary = r"It \[bold\]left\[/\] the \*treaty\* \| \:flag\_lt\: \[link=x\]"
    assert summary in _drawn("timeline", "markdown")


@pytest.mark.parametrize("written", [r"\u001B[31m", r"\e[31m", "\u202e", r"\u202E", "\x9b31m"])
@pytest.mark.parametrize("text", ["Lithuania", "Deposited."])
@pytest.mark.usefixtures("folder")
def test_control_characters(text: str, written: str) -> None:
    """A character that would steer a terminal is a mistake, and is never sent to one."""
    Path("ledger.toml").write_text(_GOOD.replace(text, text + written), encoding="utf-8")
    for form in ("table", "plain", "json", "csv", "tsv", "markdown"):
        result = _ask("check", "-l", "ledger.toml", "--format", form)
        assert result.exit_code == 1
        assert "control-character" in result.stdout
        assert not set("\x1b\x9b\u202e") & set(result.stdout)


@pytest.mark.parametrize("raw", ["\x1b", "\x00", "\x7f"])
@pytest.mark.usefixtures("folder")
def test_raw_controls(raw: str) -> None:
    """Raw control characters are no TOML to begin with."""
    (problem,) = _problems(_GOOD.replace("Deposited.", raw))
    assert (problem.check, problem.line) == ("not-toml", 19)


@pytest.mark.usefixtures("folder")
def test_control_characters_of_a_mistake() -> None:
    """A message that names a value shows its control characters as escapes, on one line."""
    Path("ledger.toml").write_text('format = 1\n"\\u001B[2J\\ntwo" = 1\n')
    result = _ask("status", "-l", "ledger.toml")
    assert result.exit_code == 3
    assert r'unknown key "\u001B[2J two"' in result.stderr


# Standard input.


@pytest.mark.usefixtures("folder")
def test_standard_input() -> None:
    """A ledger from standard input answers like one from a file."""
    piped = _run("status", "-l", "-", stdin=_GOOD.encode())
    assert piped == _run("status", "-l", "good.toml")
    assert piped[0] == 0


@pytest.mark.usefixtures("folder")
def test_bad_standard_input() -> None:
    """Its mistakes are told under a name of its own."""
    code, out, err = _run("status", "-l", "-", stdin=_BAD.encode())
    assert (code, out) == (3, "")
    assert err.startswith('standard input:15:11: error: unknown country "LX" [unknown-country]\n')


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[[[", b"\x00" * 10], ids=repr)
def test_no_ledger_on_standard_input(content: bytes) -> None:
    """Whatever comes from standard input that is no ledger is refused in one line."""
    code, out, err = _run("status", "-l", "-", stdin=content)
    assert (code, out) == (3, "")
    assert err.startswith("standard input")


@pytest.mark.parametrize("command", ["status", "check"])
def test_standard_input_closed(command: str) -> None:
    """Standard input that is closed is a ledger that cannot be read."""
    code, told = _shell(f'"$@" {command} -l - <&- >&2')
    assert code == 3
    message = "cannot be read: standard input is closed [unreadable]"
    assert told.startswith(f"standard input: error: {message}\n")


def test_interrupted() -> None:
    """Interrupted while it waits for standard input, the program ends with 130 and without ado."""
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
        process.stdin.write(b"#" * 1_000_000)  # more than a pipe holds: it is being read by now
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
    """An output file that cannot be written is told in one line; the exit status is 4."""
    code, out, err = _run(command, "-l", "good.toml", "-o", output, "--format", "json")
    assert (code, out, err) == (4, "", f"Error: cannot write {output}: {reason}\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_folder_that_is_read_only(folder: Path) -> None:
    """A folder that may not be written to is told the same way."""
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    code, out, err = _run("status", "-l", "good.toml", "-o", "locked/x.json")
    assert (code, out, err) == (4, "", "Error: cannot write locked/x.json: Permission denied\n")


@pytest.mark.usefixtures("folder")
def test_output_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is any refusal of the system; nothing is left behind."""

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", refused)
    result = _ask("status", "-l", "good.toml", "-o", "x.json")
    assert result.exit_code == 4
    assert result.stderr == "Error: cannot write x.json: Permission denied\n"
    assert sorted(path.name for path in Path().iterdir()) == ["bad.toml", "good.toml"]


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["table", "plain", "json", "jsonl", "csv", "tsv", "markdown"])
@pytest.mark.usefixtures("folder")
def test_disk_full(form: str) -> None:
    """A disk that is full is told in one line, whatever the format."""
    code, _, err = _run("status", "-l", "good.toml", "--format", form, stdout=str(_FULL))
    assert (code, err) == (4, "Error: cannot write standard output: No space left on device\n")


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
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
def test_disk_full_for_every_command(call: list[str]) -> None:
    """That holds for every command, for help and for the version."""
    code, _, err = _run(*call, stdout=str(_FULL))
    assert (code, err) == (4, "Error: cannot write standard output: No space left on device\n")


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
@pytest.mark.usefixtures("folder")
def test_disk_full_for_a_file() -> None:
    """A device named as output is written to as it is, and may be full as well."""
    code, _, err = _run("status", "-l", "good.toml", "--json", "-o", str(_FULL))
    assert (code, err) == (4, "Error: cannot write /dev/full: No space left on device\n")


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("call", "expected"),
    [(["status", "-l", "bad.toml"], 3), (["status", "Atlantis", "-l", "good.toml"], 2)],
    ids=["mistakes", "usage"],
)
@pytest.mark.usefixtures("folder")
def test_errors_that_cannot_be_written(call: list[str], expected: int) -> None:
    """Where not even errors can be written, the exit status still says what they would."""
    assert _run(*call, stderr=str(_FULL))[0] == expected


@pytest.mark.parametrize("call", ["status -l good.toml", "treaties --json", "check -l bad.toml"])
@pytest.mark.usefixtures("folder")
def test_standard_output_closed(call: str) -> None:
    """Standard output that is closed cannot be written to."""
    code, told = _shell(f'"$@" {call} >&-')
    assert code == 4
    assert told.startswith("Error: cannot write standard output: ")


@pytest.mark.usefixtures("folder")
def test_errors_closed() -> None:
    """With nowhere to tell mistakes, the exit status tells that there are some."""
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
def test_reader_gone(call: list[str], unbuffered: str, folder: Path) -> None:
    """A reader that leaves after the first line ends the program quietly."""
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
def test_disk_full_half_way(unbuffered: str, folder: Path) -> None:
    """A disk that takes only a part of the answer is told like one that takes nothing."""
    (folder / "many.toml").write_text(_MANY)
    script = 'ulimit -f 8; "$@" timeline -l many.toml --all --json > out.json'
    code, told = _shell(script, PYTHONUNBUFFERED=unbuffered)
    assert (code, told) == (4, "Error: cannot write standard output: File too large\n")
