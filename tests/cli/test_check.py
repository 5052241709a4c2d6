"""`treatywatch check`: its findings, exit statuses and formats."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Run
from treatywatch.checks.registry import READ_CHECKS, RULES, Tier

BAD: Final = Path(__file__).parent.parent / "bad"
WARNED: Final = str(BAD / "votes-sum.toml")
"""A ledger with two mistakes."""
UNVERIFIED: Final = str(BAD / "unverified.toml")
"""A ledger with two findings of a stricter rule, and none of the default."""
THIRTY: Final = Path(__file__).parent / "thirty.toml"
COMPACT: Final = re.compile(r"[^:]+:\d+:\d+: (error|warning): .+ \[[a-z-]+\]")


def test_the_shipped_ledger_has_no_mistakes(run: Run) -> None:
    """A check prints nothing and ends with status 0."""
    result = run("check")
    assert (result.exit_code, result.output) == (0, "")


def test_a_warning_stops_only_check(run: Run) -> None:
    """A check ends with status 1, but other commands still answer."""
    path = str(BAD / "roll-date.toml")
    assert run("check", "-l", path).exit_code == 1
    answer = run("status", "Lithuania", "-l", path)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "party" in answer.stdout


def test_mistakes_of_structure_come_first(run: Run, tmp_path: Path) -> None:
    """A ledger with structural mistakes is not checked further."""
    path = tmp_path / "both.toml"
    broken = (BAD / "roll-date.toml").read_text() + 'mistake = "here"\n'
    path.write_text(broken)
    output = run("check", "-l", str(path), "--format", "plain").stdout
    assert "[unknown-key]" in output
    assert "warning" not in output


def checks(plain: str) -> list[str]:
    """Return the check at the end of each line."""
    return [line.rpartition("[")[2].rstrip("]") for line in plain.splitlines()]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(("-l", WARNED), ["votes-sum"] * 2, id="default"),
        pytest.param(("votes-sum", "-l", WARNED), ["votes-sum"] * 2, id="named"),
        pytest.param(("Votes Sum", "-l", WARNED), ["votes-sum"] * 2, id="in other letters"),
        pytest.param(("roll-date", "-l", WARNED), [], id="another named"),
        pytest.param(("roll-date", "votes-sum", "-l", WARNED), ["votes-sum"] * 2, id="two named"),
        pytest.param(("votes-sum", "votes-sum", "-l", WARNED), ["votes-sum"] * 2, id="named twice"),
        pytest.param(("step-order", "-l", WARNED), [], id="structure named"),
        pytest.param(("unknown-key", "-l", WARNED), [], id="shape named"),
        pytest.param(("unknown-key", "votes-sum", "-l", WARNED), ["votes-sum"] * 2, id="with one"),
        pytest.param(("-l", UNVERIFIED), [], id="not in the default"),
        pytest.param(("unverified", "-l", UNVERIFIED), ["unverified"] * 2, id="stricter, named"),
        pytest.param(("--strict", "-l", UNVERIFIED), ["unverified"] * 2, id="strict"),
        pytest.param(("--strict", "-l", str(BAD / "source-far.toml")), [], id="not even strict"),
    ],
)
def test_the_checks_depend_on_the_options(
    args: tuple[str, ...], expected: list[str], run: Run
) -> None:
    """The default checks, all checks, or only the named ones are applied."""
    result = run("check", *args)
    assert checks(result.stdout) == expected
    assert result.exit_code == bool(expected)


def test_structural_mistakes_are_always_reported(run: Run) -> None:
    """Structural mistakes are reported even if another check is named."""
    for name in ("votes-sum", "step-order", "wrong-date", "unknown-step"):
        result = run("check", name, "-l", str(BAD / "unknown-step.toml"))
        assert (result.exit_code, set(checks(result.stdout))) == (1, {"unknown-step"})


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("vote-sum", '"votes-sum"'),
        ("rolldate", '"roll-date"'),
        ("stail", '"stale"'),
        ("unkown-key", '"unknown-key"'),
    ],
)
def test_an_unknown_check_suggests_the_nearest(name: str, nearest: str, run: Run) -> None:
    """An unknown check is wrong usage, and nothing is checked."""
    result = run("check", name, "-l", WARNED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"did you mean {nearest}" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("votes-sum", "--strict"), id="names and strict"),
        pytest.param(("--max", "0"), id="none shown"),
        pytest.param(("--max", "x"), id="no number"),
        pytest.param(("stale", "--days", "-1"), id="days ahead"),
        pytest.param(("--as-of", "2025-02-30"), id="no date"),
        pytest.param(("--json", "--format", "csv"), id="two formats"),
    ],
)
def test_contradicting_options_are_refused(args: tuple[str, ...], run: Run) -> None:
    """Contradicting options are wrong usage, and only the reason is printed."""
    result = run("check", *args, "-l", WARNED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize(
    ("args", "status"),
    [
        pytest.param(("-l", UNVERIFIED), 0, id="nothing found"),
        pytest.param(("-l", WARNED), 1, id="warnings"),
        pytest.param(("-l", str(BAD / "unknown-step.toml")), 1, id="errors"),
        pytest.param(("-l", str(BAD / "not-toml.toml")), 1, id="not TOML"),
        pytest.param(("-l", "nowhere.toml"), 3, id="missing"),
        pytest.param(("-l", str(BAD)), 3, id="a folder"),
        pytest.param(("-l", str(BAD / "not-utf-8.toml")), 3, id="no text"),
        pytest.param(("-l", UNVERIFIED, "-l", "nowhere.toml"), 1, id="one of two missing"),
    ],
)
@pytest.mark.parametrize("format_", ["table", "plain", "json", "jsonl", "csv", "tsv", "markdown"])
def test_the_exit_status_is_the_same_in_every_format(
    args: tuple[str, ...], status: int, format_: str, run: Run
) -> None:
    """0 means no mistake, 1 mistakes, 3 a missing file."""
    assert run("check", *args, "--format", format_).exit_code == status


@pytest.mark.parametrize("most", [1, 2, 29, 30, 31])
def test_only_the_first_are_shown(most: int, run: Run) -> None:
    """`--max` limits the findings shown, but the total is printed."""
    args = ("check", "-l", str(THIRTY))
    whole, shown = run(*args).stdout.splitlines(), min(most, 30)
    assert run(*args, "--max", str(most)).stdout.splitlines() == whole[:most]
    answer = json.loads(run(*args, "--max", str(most), "--json").stdout)
    assert (answer["total"], len(answer["items"])) == (30, shown)
    table = run(*args, "--max", str(most), "--format", "table").stdout
    total = f"the first {shown} shown" if most < 30 else "in 1 file"
    assert re.fullmatch(rf"30 mistakes,? {total}", table.splitlines()[-1])
    assert table.count("error: ") == shown


def test_max_does_not_change_the_exit_status(run: Run) -> None:
    """The exit status depends on all findings, shown or not."""
    assert run("check", "-l", WARNED, "--max", "1").exit_code == 1


NAMES: Final = [*READ_CHECKS, *RULES]


def test_the_list_has_every_check_once(run: Run) -> None:
    """Each check has its tier, severity and description."""
    answer = json.loads(run("check", "--list", "--json").stdout)
    assert [item["check"] for item in answer["items"]] == NAMES
    tiers = {item["check"]: (item["tier"], item["severity"]) for item in answer["items"]}
    assert tiers["unknown-key"] == tiers["step-order"] == ("structure", "error")
    assert tiers["roll-date"] == ("default", "warning")
    assert tiers["unverified"] == ("strict", "warning")
    assert tiers["stale"] == ("named", "warning")
    assert all(item["sentence"].endswith(".") for item in answer["items"])


@pytest.mark.parametrize("format_", ["table", "plain", "markdown", "csv"])
def test_the_list_has_a_row_for_each_check(format_: str, run: Run) -> None:
    """A row has the check and its description."""
    listed = run("check", "--list", "--format", format_)
    assert listed.exit_code == 0
    for name in NAMES:
        assert re.search(rf"(?<![\w-]){name}(?![\w-])", listed.stdout)
    assert RULES["roll-date"].description in listed.stdout.replace("\n", " ")


def test_the_list_needs_no_ledger(run: Run) -> None:
    """--list works without a readable ledger."""
    assert run("check", "--list", "-l", "nowhere.toml").exit_code == 0


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        pytest.param((), 2, id="half a year"),
        pytest.param(("--days", "181"), 1, id="a day more"),
        pytest.param(("--days", "602"), 0, id="older than both"),
        pytest.param(("--days", "0"), 5, id="any"),
        pytest.param(("--days", "99999999999999999999"), 0, id="beyond counting"),
        pytest.param(("--as-of", "2026-11-22"), 1, id="a day earlier"),
        pytest.param(("--as-of", "2026-11-24"), 3, id="a day later"),
        pytest.param(("--as-of", "2026-12"), 4, id="at a month's end"),
    ],
)
def test_stale_depends_on_days_and_as_of(args: tuple[str, ...], lines: int, run: Run) -> None:
    """`--days` sets the age and `--as-of` the day from which it counts."""
    result = run("check", "stale", *args, "-l", str(BAD / "stale.toml"))
    assert checks(result.stdout) == ["stale"] * lines
    assert result.exit_code == bool(lines)


PLACES: Final = [
    (3, 1, "unknown-key"),
    (4, 14, "wrong-type"),
    (5, 12, "include"),
    (9, 20, "wrong-type"),
    (12, 8, "empty-text"),
    (13, 8, "unknown-kind"),
    (15, 1, "country-code"),
    (19, 3, "control-character"),
    (24, 41, "wrong-value"),
    (24, 60, "unknown-start"),
    (28, 9, "unknown-clock"),
    (29, 10, "unknown-effect"),
    (30, 23, "unknown-armed-conflict-test"),
    (31, 42, "unknown-after"),
    (33, 1, "treaty-slug"),
    (35, 1, "clause-shape"),
    (39, 11, "source-missing"),
    (41, 29, "unknown-key"),
    (46, 8, "unknown-step"),
    (55, 8, "wrong-date"),
    (56, 17, "wrong-number"),
    (59, 3, "missing-key"),
    (64, 11, "unknown-country"),
    (67, 12, "unknown-consent"),
    (74, 14, "unknown-treaty"),
    (92, 8, "step-order"),
    (93, 12, "replaces-nothing"),
    (101, 8, "contradiction"),
    (108, 8, "duplicate-event"),
    (125, 8, "effective-before-notified"),
]
"""Line, column and check of each of the thirty."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"", b"", id="as it is"),
        pytest.param(b"\n", b"\r\n", id="lines ended as on Windows"),
        pytest.param(b"# Thirty", b"\xef\xbb\xbf# Thirty", id="byte-order mark"),
    ],
)
def test_thirty_mistakes_in_one_run(
    old: bytes, new: bytes, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All mistakes of a file are reported at once, each with line and column."""
    monkeypatch.chdir(tmp_path)
    content = THIRTY.read_bytes()
    Path("my.toml").write_bytes(content.replace(old, new) if old else content)
    lines = run("check", "-l", "my.toml", "--format", "plain").stdout.splitlines()
    assert len(lines) == len(PLACES) == 30
    assert [line for line in lines if not COMPACT.fullmatch(line)] == []
    parts = [line.split(":", 3) for line in lines]
    positions = [(int(line), int(column)) for _, line, column, _ in parts]
    assert [
        (*place, line) for place, line in zip(positions, checks("\n".join(lines)), strict=True)
    ] == (PLACES)


def test_the_thirty_mistakes_cover_every_check_of_one_file() -> None:
    """The sample has every schema and structure mistake that one readable file can have."""
    alone = {
        *("unreadable", "not-utf-8", "empty", "not-toml", "toml-version", "format", "duplicate"),
    }
    structure = {name for name, rule in RULES.items() if rule.tier is Tier.STRUCTURE}
    assert {check for *_, check in PLACES} == READ_CHECKS.keys() - alone | structure
    assert len({check for *_, check in PLACES}) == 28


@pytest.mark.parametrize("file", sorted(BAD.glob("*.toml")), ids=lambda file: file.stem)
def test_a_plain_finding_has_file_line_and_column(file: Path, run: Run) -> None:
    """With --format plain every finding in a readable file is one line with its position."""
    rule = RULES.get(file.stem)
    named = [file.stem] if rule and rule.tier in {Tier.STRICT, Tier.NAMED} else []
    lines = run("check", *named, "-l", str(file)).stdout.splitlines()
    assert lines
    if file.stem not in {"unreadable", "not-utf-8", "empty"}:
        assert [line for line in lines if not COMPACT.fullmatch(line)] == []


def test_json_has_every_finding(run: Run) -> None:
    """JSON has the parts of each line, and the hint."""
    items = json.loads(run("check", "-l", str(THIRTY), "--json").stdout)["items"]
    assert [(item["line"], item["column"], item["check"]) for item in items] == PLACES
    lines = run("check", "-l", str(THIRTY)).stdout.splitlines()
    for item, line in zip(items, lines, strict=True):
        assert line.endswith(f": {item['severity']}: {item['message']} [{item['check']}]")


def test_a_terminal_shows_excerpts_with_carets(on_terminal: Callable[..., str]) -> None:
    """Each finding has its lines and a caret, within the width, in colour."""
    shown = on_terminal("check", "-l", str(THIRTY), columns=80)
    assert "\x1b[31merror\x1b[0m" in shown
    plain = re.sub(r"\x1b\[\d*m", "", shown)
    assert '  3 | titel = "Treaty exits"\n    | ^^^^^ did you mean "title"?\n' in plain
    excerpts = [line for line in plain.splitlines() if re.match(r" +\d* \|", line)]
    assert max(map(len, excerpts)) <= 80
    assert plain.endswith("\n30 mistakes in 1 file\n")
