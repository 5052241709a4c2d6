"""`treatywatch verify`: its line, exit status and formats."""

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
    """Verify a claim on a small ledger; return exit status, output and errors."""
    path = tmp_path / "ledger.toml"
    notice = event("LT paris notified 2025-06-27")
    path.write_text(PREAMBLE.replace("Finland", "Türkiye") + notice, encoding="utf-8")

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
    """A true claim gives 0 and a false one 1, with one line either way."""
    assert verify("Lithuania", "paris", claim)[:2] == (status, f"{verdict}: {NOTIFIED}; {LATER}\n")


@pytest.mark.parametrize("claim", ["Parliamentary Approval", "PARLIAMENTARY-APPROVAL"])
def test_a_claim_matches_in_any_case(claim: str, verify: Verify) -> None:
    """Case and hyphens of a claim do not matter."""
    status, out, _ = verify("Lithuania", "paris", claim, "--json")
    assert (status, json.loads(out)["items"][0]["claim"]) == (1, "parliamentary-approval")


@pytest.mark.parametrize("claim", ["party", "withdrawn"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_every_format_keeps_the_exit_status(form: str, claim: str, verify: Verify) -> None:
    """Each format has the verdict and the same exit status."""
    status, out, _ = verify("Lithuania", "paris", claim, "--format", form)
    assert status == (claim == "withdrawn")
    assert ("true" if claim == "party" else "false") in out
    assert NOTIFIED in out.replace("\\:", ":")


def test_json_has_the_claim_and_the_standing(verify: Verify) -> None:
    """JSON has the claim, the verdict and the standing of the State."""
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
    ("args", "message"),
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
def test_wrong_usage_gives_no_verdict(args: tuple[str, ...], message: str, verify: Verify) -> None:
    """An unknown name or claim ends with status 2 and a suggestion."""
    status, out, err = verify(*args)
    assert (status, out) == (2, "")
    assert message in " ".join(err.replace("│", " ").split())


def test_an_ascii_terminal_gets_ascii(on_terminal: Callable[..., str]) -> None:
    """A letter that the encoding lacks is printed as an escape."""
    args = ("verify", "Türkiye", "ottawa", "party", "--as-of", "2025-01-01")
    shown = on_terminal(*args, PYTHONIOENCODING="ascii")
    assert shown.startswith("true: On 2025-01-01 T\\xfcrkiye was a party")
