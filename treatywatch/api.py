"""The library's door: the questions of the command line, asked from Python.

Countries, conventions and groups go by any name that the command line takes. Each function gives the
records that the command of its name prints as JSON.
"""

from collections.abc import Iterable
from datetime import date

from treatywatch.answers.diff import DiffItem, diff_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import StatusItem, status_answer
from treatywatch.answers.timeline import TimelineItem, timeline_answer
from treatywatch.ledger.read.load import load
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import find_convention, find_country, find_group
from treatywatch.standing.as_of import AsOf

__all__ = ["diff", "load", "status", "timeline"]

Names = str | Iterable[str] | None


def status(
    ledger: Ledger,
    *,
    as_of: date,
    country: Names = None,
    convention: Names = None,
    group: str | None = None,
    known_on: date | None = None,
    include_all: bool = False,
) -> tuple[StatusItem, ...]:
    """Where States stand at the end of a day. Raises UnknownName for a name the ledger lacks."""
    query = _query(ledger, as_of, country, convention, group, known_on)
    return status_answer(ledger, query, include_all=include_all).items


def timeline(
    ledger: Ledger,
    *,
    as_of: date,
    country: Names = None,
    convention: Names = None,
    group: str | None = None,
    known_on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    include_all: bool = False,
) -> tuple[TimelineItem, ...]:
    """The steps up to a day, in order. Raises UnknownName for a name the ledger lacks."""
    query = _query(ledger, as_of, country, convention, group, known_on)
    return timeline_answer(ledger, query, since=since, until=until, include_all=include_all).items


def diff(
    before: Ledger,
    after: Ledger,
    *,
    before_on: date,
    after_on: date,
    country: Names = None,
    convention: Names = None,
    group: str | None = None,
    known_on: date | None = None,
) -> tuple[DiffItem, ...]:
    """What changed from one ledger on one day to another, or the same, on another day.

    Raises UnknownName for a name that the later ledger lacks.
    """
    query = _query(after, after_on, country, convention, group, known_on)
    return diff_answer(before, after, AsOf(as_of=before_on, known_on=known_on), query).items


def _query(
    ledger: Ledger,
    as_of: date,
    country: Names,
    convention: Names,
    group: str | None,
    known_on: date | None,
) -> Query:
    return Query(
        as_of=as_of,
        known_on=known_on,
        countries=tuple(find_country(ledger, name) for name in _names(country)),
        conventions=tuple(find_convention(ledger, name) for name in _names(convention)),
        group=None if group is None else find_group(ledger, group),
    )


def _names(given: Names) -> Iterable[str]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else given
