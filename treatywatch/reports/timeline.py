"""The report of `timeline`: dated acts with their votes and sources."""

from typing import Final

from treatywatch.answers.timeline import TimelineAnswer, TimelineItem
from treatywatch.model.events import EXIT_STAGE_RANK, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import normalize_name
from treatywatch.model.provenance import Source, SourceKind
from treatywatch.reports.notes import computed_date_note, currency_warning, date_text
from treatywatch.reports.provenance import ledger_cell, ledger_column, short_names
from treatywatch.reports.report import Cell, Column, Mark, Report, Row, Style, cell
from treatywatch.standing.acts import Basis

_COLUMNS: Final = (
    Column(heading="Date", no_wrap=True, blank_repeats=True),
    Column(heading="Country", hide_if_constant=True),
    Column(heading="Convention", hide_if_constant=True),
    Column(heading="Step", no_wrap=True),
    Column(heading="What happened"),
)
_SOURCE_RANK: Final = {kind: number for number, kind in enumerate(SourceKind)}


def timeline_report(answer: TimelineAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    names = short_names(ledger)
    slugs = {item.convention for item in answer.items}
    return Report(
        title=_timeline_title(answer),
        subtitle=f"as of {answer.as_of}",
        columns=(*_COLUMNS, *ledger_column(names)),
        rows=tuple(
            Row((*_timeline_cells(item), *ledger_cell(names, item.file)), _timeline_mark(item))
            for item in answer.items
        ),
        notes=(
            *computed_date_note(item.basis for item in answer.items),
            *currency_warning(answer.as_of, ledger, slugs),
        ),
        empty="No step is on record.",
    )


def _timeline_title(answer: TimelineAnswer) -> str:
    countries = dict.fromkeys(item.country_name for item in answer.items)
    conventions = {f"{item.convention_name} ({item.convention})" for item in answer.items}
    parts = [*countries] if len(countries) == 1 else []
    parts += [*conventions] if len(conventions) == 1 else []
    return " · ".join(parts) or "Steps on record"


def _timeline_cells(item: TimelineItem) -> tuple[Cell, ...]:
    computed = item.basis is Basis.COMPUTED
    return (
        cell(date_text(item.date, item.basis)),
        cell(item.country_name, Style.STRONG),
        cell(item.convention_name),
        cell(item.step.words, _step_style(item)),
        cell(_summary_text(item), Style.PAST if computed else Style.PLAIN, votes_and_source(item)),
    )


def votes_and_source(item: TimelineItem) -> str:
    """Return the votes and the best source of an act."""
    source = best_source(item.sources)
    return "  ".join(
        part for part in (str(item.votes or ""), f"[{source}]" if source else "") if part
    )


def _summary_text(item: TimelineItem) -> str:
    doubts = [
        "contested" if item.contested else "",
        "" if item.verified else "unverified",
        item.reference or "",
    ]
    remarks = ", ".join(doubt for doubt in doubts if doubt)
    return _actor_prefix(item) + item.summary + (f" ({remarks})" if remarks else "")


def _actor_prefix(item: TimelineItem) -> str:
    """Return the actor as a prefix unless the summary or the country names it."""
    actor = item.actor or item.country_name
    named = normalize_name(actor.split("(")[0]) in normalize_name(item.summary)
    return "" if named or actor == item.country_name else f"{actor}: "


def _step_style(item: TimelineItem) -> Style:
    if item.step in {Step.EFFECTIVE, Step.EXPELLED}:
        return Style.OUT
    if item.step is Step.NOTIFIED:
        return Style.CLOCK
    return Style.PLAIN if item.step in EXIT_STAGE_RANK else Style.PAST


def _timeline_mark(item: TimelineItem) -> Mark:
    if item.contested or item.step is Step.SUSPENDED:
        return Mark.DOUBT
    marks = {
        Step.EFFECTIVE: Mark.OUT,
        Step.EXPELLED: Mark.OUT,
        Step.NOTIFIED: Mark.LEAVING,
        Step.REJECTED: Mark.STAYS,
        Step.RESCINDED: Mark.STAYS,
        Step.IN_FORCE: Mark.PARTY,
    }
    return marks.get(item.step, Mark.NONE)


def best_source(sources: tuple[Source, ...]) -> str:
    """Return the publisher of the most authoritative source, and the number of others."""
    if not sources:
        return ""
    best = min(sources, key=lambda source: _SOURCE_RANK[source.kind])
    more = f" +{len(sources) - 1}" if len(sources) > 1 else ""
    return f"{best.publisher}{more}"
