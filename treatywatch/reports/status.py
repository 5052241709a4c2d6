"""The report of `status`: the standing of each State, with exact and relative dates."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from treatywatch.answers.status import StatusAnswer, StatusItem
from treatywatch.model.dates import relative_text
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import computed_date_note, currency_warning, date_text
from treatywatch.reports.provenance import Names, ledger_cell, ledger_column, short_names
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Style, cell
from treatywatch.standing.acts import Basis
from treatywatch.standing.position import Standing

_COLUMNS: Final = (
    Column(heading="Country", hide_if_constant=True),
    Column(heading="Convention", hide_if_constant=True),
    Column(heading="Standing"),
    Column(heading="Stage"),
    Column(heading="Since", no_wrap=True),
    Column(heading="Effect"),
)
_MARKS: Final = {
    Standing.PARTY: Mark.PARTY,
    Standing.JOINING: Mark.SIGNED,
    Standing.SIGNATORY: Mark.SIGNED,
    Standing.WITHDRAWN: Mark.OUT,
}


def status_report(answer: StatusAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    names = short_names(ledger)
    return Report(
        title=_status_title(answer, ledger),
        subtitle=f"as of {answer.as_of}",
        summary=tuple(_status_summary(answer, ledger)),
        columns=(*_COLUMNS, *ledger_column(names)),
        rows=tuple(_status_row(answer, item, names) for item in answer.items),
        notes=tuple(_status_notes(answer, ledger)),
        empty="No exit is on record.",
    )


def _status_title(answer: StatusAnswer, ledger: Ledger) -> str:
    countries = {item.country_name for item in answer.items}
    slugs = {item.convention for item in answer.items}
    names = [f"{ledger.conventions[slug].name} ({slug})" for slug in slugs]
    if len(countries) == 1 and len(slugs) == 1:
        return f"{countries.pop()} · {names[0]}"
    if len(countries) == 1:
        return countries.pop()
    return names[0] if len(slugs) == 1 else "Standing of States"


def _status_summary(answer: StatusAnswer, ledger: Ledger) -> list[str]:
    """Return a line that counts the exits, if all are from one convention."""
    slugs = {item.convention for item in answer.items}
    if len(slugs) != 1 or len(answer.items) == 1:
        return []
    counts = Counter(_summary_kind(item) for item in answer.items)
    parts = [f"{counts[kind]} {kind}" for kind in ("on the way out", "out") if counts[kind]]
    clause = ledger.conventions[slugs.pop()].withdrawal
    article = f"exits under article {clause.article}" if clause and clause.article else ""
    line = "; ".join(part for part in (", ".join(parts), article) if part)
    return [line] if line else []


def _summary_kind(item: StatusItem) -> str:
    if item.standing is Standing.WITHDRAWN:
        return "out"
    return "on the way out" if item.stage else "in"


def _status_row(answer: StatusAnswer, item: StatusItem, names: Names) -> Row:
    return Row(
        (
            cell(item.country_name, Style.STRONG),
            cell(item.convention_name, Style.STRONG),
            *standing_cells(item, answer.as_of),
            *ledger_cell(names, item.file),
        ),
        status_mark(item),
    )


def standing_cells(item: StatusItem, as_of: date) -> tuple[Cell, Cell, Cell, Cell]:
    """Return the cells of standing, stage, date and effect."""
    style = Style.OUT if item.standing is Standing.WITHDRAWN else Style.PLAIN
    return (
        cell(item.standing, style),
        _stage_cell(item),
        _since_cell(item),
        _effect_cell(item, as_of),
    )


def status_mark(item: StatusItem) -> Mark:
    """Return the mark of a State's row."""
    if item.contested:
        return Mark.DOUBT
    if item.stage is not None and item.standing is not Standing.WITHDRAWN:
        return Mark.LEAVING
    return Mark.STAYS if item.ended else _MARKS.get(item.standing, Mark.NONE)


def _stage_cell(item: StatusItem) -> Cell:
    if item.ended is Step.REJECTED:
        return cell("decided against leaving", Style.PAST)
    if item.ended is Step.RESCINDED:
        return cell("notice taken back", Style.PAST)
    style = Style.CLOCK if item.stage is Step.NOTIFIED else Style.PLAIN
    return cell(item.stage.words if item.stage else None, style)


def _since_cell(item: StatusItem) -> Cell:
    """Return the date of the stage, or of joining if there is no exit."""
    if item.stage_date or item.ended_date:
        return cell(item.stage_date or item.ended_date)
    since = item.party_since
    return cell(date_text(since, item.party_since_basis) if since else None)


def _effect_cell(item: StatusItem, as_of: date) -> Cell:
    """Return the day of effect, with suspensions, objections and doubts."""
    if item.effect is None:
        detail = status_detail(item)
        return cell(detail, Style.DOUBT) if detail else cell(item.reference if item.ended else None)
    when = relative_text(item.effect.first, as_of) if item.effect.is_exact else ""
    when = "; ".join(part for part in (when, status_detail(item)) if part)
    style = Style.OUT if item.standing is Standing.WITHDRAWN else Style.CLOCK
    return cell(date_text(item.effect, item.effect_basis), style, when)


def status_detail(item: StatusItem) -> str:
    """Return a claimed suspension, objections and doubts in a few words."""
    objections = sum(remark.step is Step.OBJECTED for remark in item.remarks)
    parts = [
        f"claims suspension since {item.suspended_since}" if item.suspended_since else "",
        f"{objections} objection{'s' if objections != 1 else ''}" if objections else "",
        "contested" if item.contested else "",
    ]
    return "; ".join(part for part in parts if part)


def _status_notes(answer: StatusAnswer, ledger: Ledger) -> list[str]:
    slugs = {item.convention for item in answer.items}
    bases = shown_bases(answer.items)
    return computed_date_note(bases) + currency_warning(answer.as_of, ledger, slugs)


def shown_bases(items: Iterable[StatusItem]) -> set[Basis | None]:
    """Return the bases of the dates that `standing_cells` shows for these records."""
    return {
        basis
        for item in items
        for basis in (
            item.effect_basis,
            None if item.stage or item.ended else item.party_since_basis,
        )
    }
