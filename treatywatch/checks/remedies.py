"""How remedies write what a ledger should say, so that it can be pasted."""

from treatywatch.model.dates import PartialDate


def toml_date(when: PartialDate) -> str:
    """A day, month or year as TOML: what is no whole day is text."""
    return str(when) if when.is_exact else f'"{when}"'
