"""Tests of the report of `verify`."""

from datetime import date

import pytest

from tests.samples import LedgerOf, event, rows_of
from treatywatch.answers.verify import VerifyAnswer, verify_answer
from treatywatch.model.ledger import Ledger
from treatywatch.reports.verify import line, verify_report
from treatywatch.standing.as_of import AsOf


def answer(ledger: Ledger, claim: str, pair: str = "LT paris") -> VerifyAnswer:
    """Return the answer about a claim."""
    country, slug = pair.split()
    return verify_answer(ledger, (country, slug), AsOf(as_of=date(2025, 9, 1)), claim)


@pytest.mark.parametrize(
    ("claim", "contested", "expected"),
    [
        (
            "party",
            "false",
            (
                "true: On 2025-09-01 Lithuania was a party to the Paris Agreement: announced 2025-03; "
                "not yet notified."
            ),
        ),
        (
            "notified",
            "true",
            (
                "false: On 2025-09-01 Lithuania was a party to the Paris Agreement: announced 2025-03; "
                "not yet notified. Contested."
            ),
        ),
    ],
    ids=["true", "false and contested"],
)
def test_the_line(claim: str, contested: str, expected: str, ledger_of: LedgerOf) -> None:
    """The line has the verdict, the reason and any doubt."""
    ledger = ledger_of(event("LT paris announced 2025-03", contested=contested))
    assert line(answer(ledger, claim)) == expected


def test_a_name_of_several_lines_does_not_break_the_line(ledger_of: LedgerOf) -> None:
    """Line breaks in a name become spaces."""
    own = '[conventions.own]\nname = """Treaty\\non\\tPeace"""\n'
    assert line(answer(ledger_of(own), "party", "LT own")) == (
        "false: Nothing on record says whether Lithuania was a party to the Treaty on Peace on "
        "2025-09-01."
    )


def test_the_table(ledger_of: LedgerOf) -> None:
    """The table has a row of claim, verdict and reason."""
    result = verify_report(answer(ledger_of(event("LT paris in-force 2017-01-31")), "withdrawn"))
    assert (result.title, result.subtitle) == (
        "Lithuania, Paris Agreement: withdrawn",
        "as of 2025-09-01",
    )
    assert rows_of(result) == [
        " withdrawn | false | On 2025-09-01 Lithuania was a party to the Paris Agreement."
    ]
