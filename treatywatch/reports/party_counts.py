"""The report of `parties --plot`: a bar and counts for each span of years."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from treatywatch.answers.party_counts import PartyCountsAnswer, PartyCountsItem
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import currency_warning
from treatywatch.reports.report import Column, Report, Row, Style, cell

_WIDEST: Final = 40
_MOST_ROWS: Final = 30
_SPANS: Final = (1, 2, 5, 10, 20, 50, 100, 1000)
_COLUMNS: Final = (
    Column(heading="By the end of", no_wrap=True),
    Column(heading="Bound"),
    Column(heading="Joining"),
    Column(heading="In", no_wrap=True),
    Column(heading="Out", no_wrap=True),
    Column(heading="Parties", no_wrap=True),
)
_LEGEND: Final = "█ bound  ▒ consented, not bound yet  ░ left in this period"


class _Span(msgspec.Struct, frozen=True, kw_only=True):
    """The counts at the end of a span of years, with its joinings and exits."""

    label: str
    bound: int
    joining: int
    joined: int
    left: int

    @property
    def cells(self) -> int:
        return self.bound + self.joining + self.left


def party_counts_report(answer: PartyCountsAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    spans = list(_spans(answer.items, answer.as_of))
    largest = max((span.cells for span in spans), default=0)
    has_roll = answer.convention in ledger.rolls
    return Report(
        title=f"{answer.convention_name} ({answer.convention}): parties over time",
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=tuple(_span_row(span, largest) for span in spans),
        notes=(_LEGEND, *currency_warning(answer.as_of, ledger, [answer.convention])),
        empty="No State had joined." if has_roll else "The convention has no roll.",
    )


def _spans(items: tuple[PartyCountsItem, ...], as_of: date) -> Iterator[_Span]:
    """Yield spans of years from the first change on, long enough to fit a screen."""
    if not items:
        return
    first = items[0].date.year
    years = next(n for n in _SPANS if (as_of.year - first) // n < _MOST_ROWS)
    for start in range(first - first % years, as_of.year + 1, years):
        end = start + years - 1
        before = [item for item in items if item.date.year <= end]
        within = [item for item in before if item.date.year >= start]
        yield _Span(
            label=str(end) if end < as_of.year else str(as_of),
            bound=before[-1].count,
            joining=before[-1].joining,
            joined=sum(len(item.joined) for item in within),
            left=sum(len(item.left) for item in within),
        )


def _span_row(span: _Span, largest: int) -> Row:
    return Row(
        (
            cell(span.label, Style.STRONG),
            cell(span.bound),
            cell(span.joining or None),
            cell(f"+{span.joined}" if span.joined else None),
            cell(f"−{span.left}" if span.left else None, Style.OUT),
            cell(_bar(span, largest)),
        )
    )


def _bar(span: _Span, largest: int) -> str:
    """Return a bar scaled to the largest; each part above zero gets a cell."""
    parts = ((span.bound, "█"), (span.joining, "▒"), (span.left, "░"))
    return "".join(max(1, round(n * _WIDEST / largest)) * mark for n, mark in parts if n)
