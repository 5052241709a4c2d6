"""The two sides of a `diff`: a date, a ledger file, or both as PATH@DATE."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec
import typer

from treatywatch.cli.ledgers import open_ledger
from treatywatch.cli.options import parse_end_date, today

if TYPE_CHECKING:
    from treatywatch.model.ledger import Ledger

_DATE: Final = re.compile(r"today|\d{4}(-\d+)*")


class Side(msgspec.Struct, frozen=True):
    """A ledger as of a day."""

    ledger: "Ledger"
    as_of: date


def load_sides(
    before: str, after: str, ledger: Sequence[str] | None, *, cache: bool
) -> tuple[Side, Side]:
    """Both sides; one that names no file is the ledger of the options, read once for both.

    Raises typer.BadParameter where the earlier side is the later one.
    """
    (old_path, old_day), (new_path, new_day) = _parts(before), _parts(after)
    if old_day > new_day:
        raise typer.BadParameter(f"FROM ({old_day}) is later than TO ({new_day}).")
    old = open_ledger([old_path] if old_path else ledger, cache=cache)
    if new_path == old_path:
        return Side(old, old_day), Side(old, new_day)
    new = open_ledger([new_path] if new_path else ledger, cache=cache)
    return Side(old, old_day), Side(new, new_day)


def _parts(text: str) -> tuple[str | None, date]:
    if _DATE.fullmatch(text):
        return None, parse_end_date(text)
    path, at, day = text.rpartition("@")
    if at and _DATE.fullmatch(day):
        return path, parse_end_date(day)
    return text, today()
