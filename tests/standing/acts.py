"""Builders of acts for tests."""

from datetime import date
from typing import Any

from treatywatch.model.dates import PartialDate, exact_date, parse_partial_date
from treatywatch.model.events import Event, Step
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act


def when(text: str) -> PartialDate:
    """Parse a day, month or year."""
    return (
        exact_date(date.fromisoformat(text))
        if len(text) == len("2025-03-18")
        else parse_partial_date(text)
    )


def act(step: Step, at: str, *published: str, **keys: Any) -> Act:
    """Build a recorded act of Lithuania, with one source for each day of publication."""
    event = Event(
        country="LT",
        convention="ottawa",
        step=step,
        date=when(at),
        summary="It happened.",
        sources=tuple(
            Source(title="News", publisher="Press", published=when(text) if text else None)
            for text in published or ("",)
        ),
        **keys,
    )
    return Act(step=step, date=event.date, event=event)
