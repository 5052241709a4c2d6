"""How `parties` looks: how many, how that comes about, and who."""

from typing import Final

from treatywatch.answers.parties import PartiesAnswer, PartyItem
from treatywatch.model.dates import relative
from treatywatch.model.ledger import Ledger
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Tone, cell
from treatywatch.reports.status import current_note
from treatywatch.standing.position import Standing

_COLUMNS: Final = (
    Column(heading="Country"),
    Column(heading="Standing"),
    Column(heading="Since", whole=True),
    Column(heading="Until"),
)
_MARKS: Final = {
    Standing.PARTY: Mark.PARTY,
    Standing.JOINING: Mark.SIGNED,
    Standing.WITHDRAWN: Mark.OUT,
}


def parties_report(answer: PartiesAnswer, ledger: Ledger) -> Report:
    """The report of an answer; `ledger` is the one it came from."""
    return Report(
        title=f"{answer.convention_name} ({answer.convention})",
        aside=f"as of {answer.as_of}",
        summary=_summary(answer),
        columns=_COLUMNS,
        rows=tuple(_row(answer, item) for item in answer.items),
        notes=(*answer.doubts, *current_note(answer.as_of, ledger, [answer.convention])),
        empty="None.",
    )


def _summary(answer: PartiesAnswer) -> tuple[str, ...]:
    if answer.count is None:
        return ("No roll names who joined: only States of which events tell are listed.",)
    return answer.arithmetic


def _row(answer: PartiesAnswer, item: PartyItem) -> Row:
    out = item.standing is Standing.WITHDRAWN
    return Row(
        (
            cell(item.country_name, Tone.STRONG),
            cell(item.standing, Tone.OUT if out else Tone.PLAIN),
            cell(item.party_since),
            _until(answer, item, Tone.OUT if out else Tone.CLOCK),
        ),
        _MARKS.get(item.standing, Mark.NONE),
    )


def _until(answer: PartiesAnswer, item: PartyItem, tone: Tone) -> Cell:
    if item.until is None:
        return cell(None)
    when = relative(item.until.first, answer.as_of) if item.until.exact else ""
    return cell(item.until, tone, when)
