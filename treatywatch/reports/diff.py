"""The report of `diff`: the changes of each State, with their acts and corrections."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from treatywatch.answers.diff import Change, DiffAnswer, DiffItem, SideStanding
from treatywatch.answers.timeline import TimelineItem
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import currency_warning, date_text
from treatywatch.reports.provenance import Names, ledger_cell, ledger_column, short_names
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Style, cell
from treatywatch.reports.timeline import votes_and_source
from treatywatch.standing.position import Standing

_COLUMNS: Final = (
    Column(heading="Convention", as_group_header=True, hide_if_constant=True),
    Column(heading="Country", as_group_header=True),
    Column(heading="Change", as_group_header=True),
    Column(heading="Date", no_wrap=True),
    Column(heading="Step", no_wrap=True),
    Column(heading="What"),
)
_MARKS: Final = {
    Change.LEFT: Mark.OUT,
    Change.ADVANCED: Mark.LEAVING,
    Change.BEGAN: Mark.LEAVING,
    Change.ENDED: Mark.STAYS,
    Change.JOINED: Mark.PARTY,
    Change.CORRECTED: Mark.CHANGED,
    Change.REMOVED: Mark.CHANGED,
}
_WORDS: Final = {
    Change.LEFT: "left",
    Change.ADVANCED: "advanced",
    Change.BEGAN: "began to leave",
    Change.ENDED: "stays",
    Change.JOINED: "joined",
    Change.OVER: "over",
    Change.NOTED: "noted",
    Change.CORRECTED: "corrected",
    Change.REMOVED: "no longer on record",
}
_CAUSES: Final = {
    Standing.PARTY: "the convention entered into force",
    Standing.ENDED: "the convention itself ended",
}


def diff_report(answer: DiffAnswer, before: Ledger, after: Ledger) -> Report:
    """Return the report of an answer about two ledgers, which may be the same."""
    names = short_names(before, after)
    sides = [
        f"{side.as_of}{'' if before.sha256 == after.sha256 else _ledger_files(ledger, names)}"
        for side, ledger in ((answer.from_, before), (answer.to, after))
    ]
    return Report(
        title=_diff_title(answer),
        subtitle=" → ".join(sides),
        columns=(*_COLUMNS, *ledger_column(names)),
        rows=tuple(row for item in answer.items for row in _diff_rows(item, names)),
        notes=tuple(currency_warning(answer.to.as_of, after, _conventions_listed(answer, after))),
        empty="Nothing changed.",
    )


def _conventions_listed(answer: DiffAnswer, ledger: Ledger) -> set[str]:
    return {item.convention for item in answer.items} & ledger.conventions.keys()


def _ledger_files(ledger: Ledger, names: Names) -> str:
    """Return the names of the ledgers of a side in parentheses."""
    root_names = [names.get(root.name, root.name) for root in ledger.roots]
    return f" ({' + '.join(root_names)})" if root_names else ""


def _diff_title(answer: DiffAnswer) -> str:
    counts = Counter(item.change for item in answer.items)
    summed = ", ".join(f"{counts[change]} {_WORDS[change]}" for change in Change if counts[change])
    names = {item.convention_name for item in answer.items}
    return f"{names.pop()}: {summed}" if len(names) == 1 else summed or "No change"


def _diff_rows(item: DiffItem, names: Names) -> Iterator[Row]:
    head, mark = _group_cells(item), _MARKS.get(item.change, Mark.NONE)
    if not item.steps and not item.corrections:
        cause = _CAUSES.get(item.after.standing, "the days of the convention changed")
        yield Row((*head, cell(None), cell(None), cell(cause), *ledger_cell(names)), mark)
    for step in item.steps:
        yield Row((*head, *_step_cells(step), *ledger_cell(names, step.file)), mark)
    for fact in item.corrections:
        text = f"{fact.key}: {fact.before or '(no value)'} → {fact.after or '(no value)'}"
        cells = (cell(fact.date), cell(fact.step.words), cell(text))
        yield Row((*head, *cells, *ledger_cell(names, fact.before_file, fact.file)), mark)


def _group_cells(item: DiffItem) -> tuple[Cell, ...]:
    style = Style.OUT if item.change is Change.LEFT else Style.PLAIN
    return (
        cell(item.convention_name),
        cell(item.country_name, Style.STRONG),
        cell(f"{_WORDS[item.change]}: {_standing_change(item)}", style),
    )


def _standing_change(item: DiffItem) -> str:
    before, after = _side_text(item.before), _side_text(item.after)
    return after if before == after else f"{before} → {after}"


def _side_text(side: SideStanding) -> str:
    leaving = side.stage is not None and side.stage not in {Step.EFFECTIVE, Step.EXPELLED}
    return f"{side.standing}, {side.stage.words}" if leaving and side.stage else side.standing


def _step_cells(step: TimelineItem) -> tuple[Cell, ...]:
    summary = cell(step.summary, Style.PLAIN, votes_and_source(step))
    return cell(date_text(step.date, step.basis)), cell(step.step.words), summary
