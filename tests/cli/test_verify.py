"""`treatywatch verify` at the command line: its one line, its exit status, its formats."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import PREAMBLE
from tests.samples import event

NOTIFIED = "On 2025-12-26 Lithuania was a party to the Paris Agreement: notified 2025-06-27"
LATER = "later: effective 2026-06-27 (computed)."


@pytest.fixture
def verify(run: Run, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Verifies a claim on a small ledger: exit status, output and remarks."""
    path = tmp_path / "ledger.toml"
    told = event("LT paris notified 2025-06-27")
    path.write_text(PREAMBLE.replace("Finland", "Türkiye") + told, encoding="utf-8")

    def ask(*args: str) -> tuple[int, str, str]:
        result = run("verify", *args, "--as-of", "2025-12-26", "--ledger", str(path))
        return result.exit_code, result.stdout, result.stderr

    return ask


Verify = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("claim", "status", "verdict"),
    [
        ("party", 0, "true"),
        ("leaving", 0, "true"),
        ("notified", 0, "true"),
        ("withdrawn", 1, "false"),
        ("effective", 1, "false"),
        ("non-party", 1, "false"),
    ],
)
def test_the_exit_status_is_the_verdict(
    claim: str, status: int, verdict: str, verify: Verify
) -> None:
    """0 where the claim is true and 1 where it is false, with one line for a pipe either way."""
    assert verify("Lithuania", "paris", claim)[:2] == (status, f"{verdict}: {NOTIFIED}; {LATER}\n")


@pytest.mark.parametrize("claim", ["Parliamentary Approval", "PARLIAMENTARY-APPROVAL"])
def test_a_claim_goes_by_its_words(claim: str, verify: Verify) -> None:
    """Case and hyphens of a claim do not matter."""
    status, out, _ = verify("Lithuania", "paris", claim, "--json")
    assert (status, json.loads(out)["items"][0]["claim"]) == (1, "parliamentary-approval")


@pytest.mark.parametrize("claim", ["party", "withdrawn"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_every_format_keeps_the_exit_status(form: str, claim: str, verify: Verify) -> None:
    """For machines the same verdict comes in their format, and the same exit status."""
    status, out, _ = verify("Lithuania", "paris", claim, "--format", form)
    assert status == (claim == "withdrawn")
    assert ("true" if claim == "party" else "false") in out
    assert NOTIFIED in out.replace("\\:", ":")


def test_json_in_full(verify: Verify) -> None:
    """JSON gives the claim, whether it holds, and where the State stood."""
    status, out, err = verify("Lithuania", "paris", "withdrawn", "--json")
    answer = json.loads(out)
    assert (status, err, answer["schema"]) == (1, "", "treatywatch/verify/1")
    (item,) = answer["items"]
    assert (item["claim"], item["holds"], item["standing"]) == ("withdrawn", False, "party")
    assert (item["stage"], item["stage_date"]) == ("notified", "2025-06-27")


def test_the_line_goes_to_a_file(verify: Verify, tmp_path: Path) -> None:
    """`--output` writes the line and prints nothing; the exit status stays."""
    path = tmp_path / "answer.txt"
    assert verify("Lithuania", "paris", "withdrawn", "-o", str(path)) == (1, "", "")
    assert path.read_text(encoding="utf-8") == f"false: {NOTIFIED}; {LATER}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("Lithuania", "paris", "withdrwan"),
            "unknown claim 'withdrwan'; did you mean \"withdrawn\"?",
        ),
        (("Lithuania", "paris", "unknown"), "unknown claim 'unknown'"),
        (("Lithuania", "paris", "remark"), "unknown claim 'remark'"),
        (("Lituania", "paris", "party"), '"Lithuania"'),
        (("Lithuania", "pariss", "party"), '"paris"'),
        (("Lithuania", "paris"), "CLAIM"),
    ],
    ids=["claim", "no standing", "no step", "country", "treaty", "missing"],
)
def test_a_mistake_is_no_verdict(args: tuple[str, ...], said: str, verify: Verify) -> None:
    """What cannot be asked ends with status 2 and the nearest name, not with a verdict."""
    status, out, err = verify(*args)
    assert (status, out) == (2, "")
    assert said in " ".join(err.replace("│", " ").split())


def test_an_ascii_terminal_gets_ascii(on_terminal: Callable[..., str]) -> None:
    """Where the encoding lacks a letter, it is written as an escape, as other commands do."""
    args = ("verify", "Türkiye", "ottawa", "party", "--as-of", "2025-01-01")
    shown = on_terminal(*args, PYTHONIOENCODING="ascii")
    assert shown.startswith("true: On 2025-01-01 T\\xfcrkiye was a party")
