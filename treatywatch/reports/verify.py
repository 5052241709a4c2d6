"""The report of `verify`: the verdict and its reason."""

from typing import Final

from treatywatch.answers.verify import VerifyAnswer
from treatywatch.model.text_safety import escape_unsafe, one_line
from treatywatch.reports.report import Column, Report, Row, cell

_COLUMNS: Final = (
    Column(heading="Claim"),
    Column(heading="Verdict"),
    Column(heading="Why"),
)


def line(answer: VerifyAnswer) -> str:
    """Return the answer in one line: "false: On 2025-08-10 Poland was a party to ..."."""
    (item,) = answer.items
    contested = " Contested." if item.contested else ""
    return escape_unsafe(one_line(f"{_verdict(item.holds)}: {item.reason}{contested}"))


def verify_report(answer: VerifyAnswer) -> Report:
    """Return the report of an answer."""
    (item,) = answer.items
    return Report(
        title=f"{item.country_name}, {item.convention_name}: {item.claim}",
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=(Row((cell(item.claim), cell(_verdict(item.holds)), cell(item.reason))),),
    )


def _verdict(holds: bool) -> str:  # noqa: FBT001 - the truth is the only argument
    return "true" if holds else "false"
