"""Whoever wrote the ledger, or the files beside it, gains nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.conftest import BASE, TIMEOUT, Victim, environment

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")


@pytest.mark.parametrize("number", [2**31, 2**63, 2**64, 10**30])
def test_a_number_past_64_bits_is_a_mistake(number: int, victim: Victim, ledger: Path) -> None:
    """A vote count that no chamber has is refused by `check` and breaks no command."""
    ledger.write_text(BASE + f"votes = {{ for = {number} }}\n")
    result = victim("check", "-l", "ledger.toml", status=1)
    assert "wrong-number" in result.stdout
    for command in (("status",), ("timeline", "-f", "json"), ("export", "acts")):
        victim(*command, "-l", "ledger.toml", status=3)


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\x07b", "a\u202eb", "a\u00adb", "a\rb"])
def test_control_characters_in_a_file_name_are_written_out(
    name: str, victim: Victim, tmp_path: Path
) -> None:
    """No output has a control character of a file's name."""
    file = f"{name}.toml"
    (tmp_path / file).write_text(BASE)
    for args in (
        *((("files", "-f", form)) for form in ("plain", "json", "csv", "tsv", "markdown")),
        *((("timeline", "-f", form)) for form in ("plain", "json", "csv", "tsv", "markdown")),
        ("export", "acts", "-f", "csv"),
        ("export", "acts", "-f", "tsv"),
        ("export", "acts"),
    ):
        result = victim(*args, "-l", file)
        assert not _CONTROL.search(result.stdout + result.stderr), args
    (tmp_path / file).write_text(f"{BASE}unknown = 1\n")
    for args in (("check",), ("check", "--json"), ("check", "-f", "csv"), ("status",)):
        result = victim(*args, "-l", file, status=None)
        assert not _CONTROL.search(result.stdout + result.stderr), args


def _including(pattern: str) -> str:
    return BASE.replace("format = 1", f'format = 1\ninclude = ["{pattern}"]')


def test_a_pipe_that_is_included_does_not_hang(victim: Victim, tmp_path: Path) -> None:
    """Only regular files are included."""
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "ledger.toml").write_text(_including("pipe.toml"))
    assert "not a regular file" in victim("check", "-l", "ledger.toml", status=1).stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
def test_a_device_that_is_included_is_refused(victim: Victim, tmp_path: Path) -> None:
    """An endless device does not fill the memory."""
    os.mknod(tmp_path / "zero.toml", 0o20644, os.makedev(1, 5))
    (tmp_path / "ledger.toml").write_text(_including("zero.toml"))
    assert "not a regular file" in victim("check", "-l", "ledger.toml", status=1).stdout


def test_a_ledger_may_be_a_pipe(tmp_path: Path) -> None:
    """The file that the user names may be a pipe, as in `-l <(…)`."""
    result = subprocess.run(
        [sys.executable, "-m", "treatywatch", "status", "LT", "-l", "/dev/stdin"],
        cwd=tmp_path,
        env=environment(tmp_path),
        input=BASE,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    assert "Lithuania" in result.stdout


@pytest.mark.parametrize(
    "pattern", ["../../../*/*/*/*/*/*", "*/../../*/*/*/*/*.toml", "/*/*/*/*/*", "a/../../b/*"]
)
def test_an_include_that_leaves_the_folder_is_refused_unlisted(
    pattern: str, victim: Victim, tmp_path: Path
) -> None:
    """A pattern with `..`, or an absolute one, is refused before any folder is listed."""
    (tmp_path / "ledger.toml").write_text(_including(pattern))
    result = victim("check", "-l", "ledger.toml", status=1)
    assert "matches no file" not in result.stdout
    assert "[include]" in result.stdout


def test_links_that_multiply_folders_are_bounded(victim: Victim, tmp_path: Path) -> None:
    """Four links to their own folder do not make a pattern walk thousands of folders."""
    for name in "abcd":
        (tmp_path / name).symlink_to(".")
    (tmp_path / "x.toml").write_text('[countries.EE]\nname = "Estonia"\n')
    (tmp_path / "ledger.toml").write_text(_including("*/" * 12 + "x.toml"))
    victim("check", "-l", "ledger.toml", status=1)


@pytest.mark.parametrize(
    "text",
    [
        "a\u00adb",
        "a\u034fb",
        "a\u115fb",
        "a\u180eb",
        "a\u3164b",
        "a\u200db",
        "a\U000e0101b",
        "a" + "\u0301" * 30,
        "a\ufe0fb",
        "a\uffa0b",
        "a\u17b4b",
    ],
    ids=ascii,
)
def test_invisible_characters_are_mistakes(text: str, victim: Victim, ledger: Path) -> None:
    """A name that looks like another because part of it cannot be seen is refused."""
    ledger.write_text(BASE.replace("Poland", text))
    assert "control-character" in victim("check", "-l", "ledger.toml", status=1).stdout


@pytest.mark.parametrize("text", ["Pоland", "Ρoland", "Polаnd", "Lithuаnia"], ids=ascii)
def test_names_of_mixed_scripts_are_warned_of(text: str, victim: Victim, ledger: Path) -> None:
    """A name that mixes Latin letters with look-alikes of another script gets a warning."""
    ledger.write_text(BASE.replace("Poland", text))
    assert "mixed-script" in victim("check", "-l", "ledger.toml", status=1).stdout


@pytest.mark.parametrize(
    "text", ["Türkiye", "Côte d'Ivoire", "Россия", "日本国", "Ελλάδα", "မြန်မာ"]
)
def test_names_of_one_script_pass(text: str, victim: Victim, ledger: Path) -> None:
    """A name written in any one script is plain."""
    ledger.write_text(BASE.replace("Poland", text))
    victim("check", "-l", "ledger.toml", status=0)


def test_names_that_look_alike_have_one_order(victim: Victim, ledger: Path) -> None:
    """Countries whose names differ only in accents or case come in the order of their codes."""
    codes = [f"{first}{second}" for first in "QXZ" for second in "ABCD"]
    tables = "".join(
        f'[countries.{code}]\nname = "{"Same" if code < "XC" else "sàme"}"\n' for code in codes
    )
    event = BASE[BASE.index("[[events]]") :]
    events = "".join(event.replace('"LT"', f'"{code}"') for code in reversed(codes))
    ledger.write_text(BASE + events + tables)
    for args in (
        ("countries",),
        ("board",),
        ("status",),
        ("timeline",),
        ("upcoming", "--as-of", "2025-07-01"),
        ("diff", "2025-01-01"),
        ("export", "acts"),
    ):
        printed = {
            victim(*args, "-f", "csv", "-l", "ledger.toml", PYTHONHASHSEED=seed).stdout
            for seed in ("0", "1", "2")
        }
        assert len(printed) == 1, args
        rows = "".join(printed).splitlines()
        found = [cell for row in rows for cell in row.split(",") if cell in codes]
        assert list(dict.fromkeys(found)) == codes, args
