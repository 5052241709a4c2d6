"""Ledgers of any size, made up but shaped like real ones, the same for the same size.

One pair, ZZ and c0, is told the same of in every size: its answer is the same, so what it costs
tells of the ledger's size alone. Journals for hledger and beancount have as many entries over the
same pairs.
"""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

COUNTRIES = [a + b for a in ascii_uppercase[:10] for b in ascii_uppercase[:20]]
ALWAYS = "ZZ"
CONVENTIONS = 500
STEPS = (
    ("announced", "2001-02-03"),
    ("government-approval", "2002-03-04"),
    ("parliamentary-approval", "2003-04-05"),
    ("notified", "2004-05-06"),
    ("effective", "2004-11-06"),
)


class Entry(NamedTuple):
    """An event: which it is, of whom, and what."""

    number: int
    country: str
    convention: str
    step: str
    day: str

    @property
    def summary(self) -> str:
        """What it says."""
        return f"The government took decision number {self.number}."


def entries(events: int) -> Iterator[Entry]:
    """So many events over 201 countries and 500 conventions.

    Pair after pair takes its next step; after the last one only remarks follow, on days of their own.
    """
    for number, (step, day) in enumerate(STEPS):
        yield Entry(number, ALWAYS, "c0", step, day)
    pairs = len(COUNTRIES) * CONVENTIONS
    for number in range(len(STEPS), events):
        turn, pair = divmod(number - len(STEPS), pairs)
        step, day = STEPS[turn] if turn < len(STEPS) else ("remark", f"{2000 + turn}-01-02")
        convention, country = divmod(pair, len(COUNTRIES))
        yield Entry(number, COUNTRIES[country], f"c{convention}", step, day)


def write_ledger(path: Path, events: int) -> None:
    """Write a ledger of so many events."""
    with path.open("w", encoding="utf-8") as file:
        file.write('format = 1\ntitle = "Generated"\ncurrent_to = 2026-01-01\n')
        for code in (*COUNTRIES, ALWAYS):
            file.write(f'[countries.{code}]\nname = "Country {code}"\naliases = ["{code}X"]\n')
        for number in range(CONVENTIONS):
            file.write(f'[conventions.c{number}]\nname = "Convention {number}"\n')
            file.write(f"[conventions.c{number}.withdrawal]\n")
            file.write('article = "20"\nperiod = "6 months"\nclock = "receipt"\n')
        file.writelines(_event(entry) for entry in entries(events))


def _event(entry: Entry) -> str:
    number, country, convention, step, day = entry
    return (
        f'[[events]]\ncountry = "{country}"\nconvention = "{convention}"\n'
        f'step = "{step}"\ndate = {day}\nactor = "Government"\n'
        f'summary = "{entry.summary}"\n'
        f'sources = [ {{ title = "Report {number}", publisher = "Gazette", '
        f'url = "https://example.org/{number}", published = {day} }} ]\n'
    )


def write_hledger(path: Path, events: int) -> None:
    """Write a journal for hledger: an act of each pair is one unit on its account."""
    with path.open("w", encoding="utf-8") as file:
        for entry in entries(events):
            file.write(
                f"{entry.day} {entry.summary}\n"
                f"    countries:{entry.country}:{entry.convention}    1 act\n"
                f"    steps:{entry.step}\n\n"
            )


def write_beancount(path: Path, events: int) -> None:
    """Write the same for beancount, which wants every account opened first."""
    accounts = {_account(entry): None for entry in entries(events)}
    steps = {_income(entry): None for entry in entries(events)}
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"1900-01-01 open {account}\n" for account in (*accounts, *steps))
        for entry in entries(events):
            file.write(
                f'{entry.day} * "Government" "{entry.summary}"\n'
                f"  {_account(entry)}    1 ACT\n"
                f"  {_income(entry)}\n\n"
            )


def _account(entry: Entry) -> str:
    return f"Assets:{entry.country.title()}:{entry.convention.title()}"


def _income(entry: Entry) -> str:
    return "Income:" + entry.step.title().replace("-", "")
