"""The notes below a report: computed dates and the end of the record."""

from collections.abc import Iterable
from datetime import date

from treatywatch.model.dates import PartialDate
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Basis


def date_text(day: PartialDate, basis: Basis | None) -> str:
    """Return the date, with a star if it is computed."""
    return f"{day}{'*' if basis is Basis.COMPUTED else ''}"


def computed_date_note(bases: Iterable[Basis | None]) -> list[str]:
    """Return the note that explains the star, if a date of the report is computed."""
    computed = Basis.COMPUTED in bases
    return ["* computed from the convention's clause, not recorded"] if computed else []


def currency_warning(as_of: date, ledger: Ledger, slugs: Iterable[str]) -> list[str]:
    """Return a warning if the record of a convention ends before a day."""
    ends = {ledger.conventions[slug].current_to or ledger.current_to for slug in slugs}
    days = sorted(day for day in ends or {ledger.current_to} if day is not None)
    if not days or as_of <= days[0]:
        return []
    later = " at least, for some treaties to a later day" if len(days) > 1 else ""
    return [f"The record is complete to {days[0]}{later}; acts after that may be missing."]
