"""How remedies write what a ledger should say, so that it can be pasted."""

from treatywatch.model.dates import PartialDate, toml_date


def other_dates_entry(when: PartialDate) -> str:
    """The key that names beside a date what another text gives for it."""
    return f"other_dates = [{{ date = {toml_date(when)} }}]"
