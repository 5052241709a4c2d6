"""The library: the questions of the command line, asked from Python.

Countries, conventions and groups may be given by every name that the command line accepts. Each
function returns the records that the command of its name prints as JSON.
"""

from collections.abc import Iterable
from datetime import date

from treatywatch.answers.diff import DiffItem, diff_answer
from treatywatch.answers.query import Query, build_query
from treatywatch.answers.status import StatusItem, status_answer
from treatywatch.answers.timeline import TimelineItem, timeline_answer
from treatywatch.ledger.read.load import load
from treatywatch.model.ledger import Ledger
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
    """Return the standing of States at the end of a day.

    Raises UnknownNameError for a name that the ledger lacks.
    """
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
    """Return the steps up to a day, in order.

    Raises UnknownNameError for a name that the ledger lacks.
    """
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
    """Return the changes between two ledgers, or two days of one ledger.

    Raises UnknownNameError for a name that the later ledger lacks.
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
    return build_query(
        ledger,
        as_of=as_of,
        known_on=known_on,
        countries=_names(country),
        conventions=_names(convention),
        group=group,
    )


def _names(names: Names) -> Iterable[str]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else names
