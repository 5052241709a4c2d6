"""Dates as hints write them, to be pasted into a ledger."""

from treatywatch.model.dates import PartialDate


def toml_date(when: PartialDate) -> str:
    """Return a date as TOML: a day bare, a month or year in quotes."""
    return str(when) if when.is_exact else f'"{when}"'
