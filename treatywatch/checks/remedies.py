"""How remedies write what a ledger should say, so that it can be pasted."""

from treatywatch.model.dates import When


def written(when: When) -> str:
    """A day, month or year as TOML: what is no whole day is text."""
    return str(when) if when.exact else f'"{when}"'


def other_date(when: When) -> str:
    """The key that names beside a date what another text gives for it."""
    return f"other_dates = [{{ date = {written(when)} }}]"
