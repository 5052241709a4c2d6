"""The report of `parties`: the counts, their arithmetic, and the parties."""

from typing import Final

from treatywatch.answers.parties import PartiesAnswer, PartyItem
from treatywatch.model.dates import relative_text
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import currency_warning
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Style, cell
from treatywatch.standing.position import Standing

_COLUMNS: Final = (
    Column(heading="Country"),
    Column(heading="Standing"),
    Column(heading="Since", no_wrap=True),
    Column(heading="Until"),
)
_MARKS: Final = {
    Standing.PARTY: Mark.PARTY,
    Standing.JOINING: Mark.SIGNED,
    Standing.WITHDRAWN: Mark.OUT,
}


def parties_report(answer: PartiesAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    return Report(
        title=f"{answer.convention_name} ({answer.convention})",
        subtitle=f"as of {answer.as_of}",
        summary=_parties_summary(answer),
        columns=_COLUMNS,
        rows=tuple(_party_row(answer, item) for item in answer.items),
        notes=(*answer.doubts, *currency_warning(answer.as_of, ledger, [answer.convention])),
        empty="No State.",
    )


def _parties_summary(answer: PartiesAnswer) -> tuple[str, ...]:
    if answer.count is None:
        return ("The convention has no roll: only States with events are listed.",)
    return answer.arithmetic


def _party_row(answer: PartiesAnswer, item: PartyItem) -> Row:
    out = item.standing is Standing.WITHDRAWN
    return Row(
        (
            cell(item.country_name, Style.STRONG),
            cell(item.standing, Style.OUT if out else Style.PLAIN),
            cell(item.party_since),
            _until_cell(answer, item, Style.OUT if out else Style.CLOCK),
        ),
        _MARKS.get(item.standing, Mark.NONE),
    )


def _until_cell(answer: PartiesAnswer, item: PartyItem, style: Style) -> Cell:
    if item.until is None:
        return cell(None)
    when = relative_text(item.until.first, answer.as_of) if item.until.is_exact else ""
    return cell(item.until, style, when)
