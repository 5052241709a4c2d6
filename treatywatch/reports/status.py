"""How `status` looks: the answer first, in words, the exact date beside the relative one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from treatywatch.answers.status import StatusAnswer, StatusItem
from treatywatch.model.dates import relative_text
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
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
    """The report of an answer; `ledger` is the one it came from."""
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
    return names[0] if len(slugs) == 1 else "Where States stand"


def _status_summary(answer: StatusAnswer, ledger: Ledger) -> list[str]:
    """How many are on the way out and how many are out, for one convention's exits."""
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
    """Where a State stands: standing, stage, since when, and the day of effect."""
    style = Style.OUT if item.standing is Standing.WITHDRAWN else Style.PLAIN
    return (
        cell(item.standing, style),
        _stage_cell(item),
        _since_cell(item),
        _effect_cell(item, as_of),
    )


def status_mark(item: StatusItem) -> Mark:
    """The symbol before a row that says where a State stands."""
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
    """Since when that stage, or without one, that standing."""
    if item.stage_date or item.ended_date:
        return cell(item.stage_date or item.ended_date)
    return cell(_starred_date(item.party_since, item.party_since_basis))


def _effect_cell(item: StatusItem, as_of: date) -> Cell:
    """When the State is or was out, and what stands beside the axes."""
    if item.effect is None:
        detail = status_detail(item)
        return cell(detail, Style.DOUBT) if detail else cell(item.reference if item.ended else None)
    when = relative_text(item.effect.first, as_of) if item.effect.is_exact else ""
    when = "; ".join(part for part in (when, status_detail(item)) if part)
    style = Style.OUT if item.standing is Standing.WITHDRAWN else Style.CLOCK
    return cell(_starred_date(item.effect, item.effect_basis), style, when)


def _starred_date(when: object, basis: Basis | None) -> str | None:
    return None if when is None else f"{when}{'*' if basis is Basis.COMPUTED else ''}"


def status_detail(item: StatusItem) -> str:
    """What stands beside the axes, in a few words."""
    objections = sum(remark.step is Step.OBJECTED for remark in item.remarks)
    parts = [
        f"claims suspension since {item.suspended_since}" if item.suspended_since else "",
        f"{objections} objection{'s' if objections != 1 else ''}" if objections else "",
        "contested" if item.contested else "",
    ]
    return "; ".join(part for part in parts if part)


def _status_notes(answer: StatusAnswer, ledger: Ledger) -> list[str]:
    slugs = {item.convention for item in answer.items}
    return computed_date_note(answer.items) + currency_warning(answer.as_of, ledger, slugs)


def computed_date_note(items: Iterable[StatusItem]) -> list[str]:
    """What the star at a date says, where one of the records has such a date."""
    shown = [(i.effect_basis, None if i.stage or i.ended else i.party_since_basis) for i in items]
    computed = any(Basis.COMPUTED in bases for bases in shown)
    return ["* computed from the convention's clause, not recorded"] if computed else []


def currency_warning(as_of: date, ledger: Ledger, slugs: Iterable[str]) -> list[str]:
    """A word of caution where an answer is for a day that the ledger's curators do not vouch for."""
    ends = {ledger.conventions[slug].current_to or ledger.current_to for slug in slugs}
    days = sorted(day for day in ends or {ledger.current_to} if day is not None)
    if not days or as_of <= days[0]:
        return []
    later = " or later, by treaty" if len(days) > 1 else ""
    return [f"The record is current to {days[0]}{later}; later acts may be missing."]
