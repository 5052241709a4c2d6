"""The two sides of a `diff`: a date, a ledger file, or both as PATH@DATE."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from treatywatch.cli.ledgers import open_ledger
from treatywatch.cli.options import LedgerOptions
from treatywatch.cli.parsing import parse_end_date, today

if TYPE_CHECKING:
    from treatywatch.model.ledger import Ledger

_DATE: Final = re.compile(r"today|\d{4}(-\d+)*")


class Side(NamedTuple):
    """A ledger as of a day."""

    ledger: "Ledger"
    as_of: date


def load_sides(before: str, after: str, options: LedgerOptions) -> tuple[Side, Side]:
    """Read both sides; a side that names no file is the ledger of the options.

    Raises typer.BadParameter if the first side is later than the second.
    """
    (old_path, old_day), (new_path, new_day) = _parse_side(before), _parse_side(after)
    if old_day > new_day:
        raise typer.BadParameter(f"FROM ({old_day}) is later than TO ({new_day}).")
    old = _open_side(old_path, options)
    new = old if new_path == old_path else _open_side(new_path, options)
    return Side(old, old_day), Side(new, new_day)


def _open_side(path: str | None, options: LedgerOptions) -> "Ledger":
    return open_ledger(options if path is None else options.replace(ledger_files=[path]))


def _parse_side(text: str) -> tuple[str | None, date]:
    """Return the ledger file, if any, and the day."""
    if _DATE.fullmatch(text):
        return None, parse_end_date(text)
    path, at, day = text.rpartition("@")
    if at and _DATE.fullmatch(day):
        return path, parse_end_date(day)
    return text, today()
