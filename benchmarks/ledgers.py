"""Ledgers of any size, made up but shaped like real ones, the same for the same size."""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

COUNTRIES = [a + b for a in ascii_uppercase[:10] for b in ascii_uppercase[:20]]
CONVENTIONS = 500
STEPS = (
    ("announced", "2001-02-03"),
    ("government-approval", "2002-03-04"),
    ("parliamentary-approval", "2003-04-05"),
    ("notified", "2004-05-06"),
    ("effective", "2004-11-06"),
)


def write_ledger(path: Path, events: int) -> int:
    """Write a ledger of so many events over 200 countries and 500 conventions; its size in bytes."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_lines(events))
    return path.stat().st_size


def _lines(events: int) -> Iterator[str]:
    yield 'format = 1\ntitle = "Generated"\ncurrent_to = 2026-01-01\n'
    for code in COUNTRIES:
        yield f'[countries.{code}]\nname = "Country {code}"\naliases = ["{code}X"]\n'
    for number in range(CONVENTIONS):
        yield f'[conventions.c{number}]\nname = "Convention {number}"\n'
        yield f"[conventions.c{number}.withdrawal]\n"
        yield 'article = "20"\nperiod = "6 months"\nclock = "receipt"\n'
    pairs = len(COUNTRIES) * CONVENTIONS
    for number in range(events):
        yield _event(number, number % pairs, number // pairs)


def _event(number: int, pair: int, turn: int) -> str:
    """The next step of a pair; after the last one only remarks follow, on days of their own."""
    step, day = STEPS[turn] if turn < len(STEPS) else ("remark", f"{2000 + turn}-01-02")
    convention, country = divmod(pair, len(COUNTRIES))
    return (
        f'[[events]]\ncountry = "{COUNTRIES[country]}"\nconvention = "c{convention}"\n'
        f'step = "{step}"\ndate = {day}\nactor = "Government"\n'
        f'summary = "The government took decision number {number}."\n'
        f'sources = [ {{ title = "Report {number}", publisher = "Gazette", '
        f'url = "https://example.org/{number}", published = {day} }} ]\n'
    )
