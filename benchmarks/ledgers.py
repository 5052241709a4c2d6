"""Generate ledgers of any size that resemble real ones, equal for equal sizes.

The country ZZ and the convention c0 have the same events in every ledger. The time of a question
about them therefore depends only on the size. Journals for hledger and beancount have equally many
entries over the same countries and conventions.
"""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

COUNTRIES = [a + b for a in ascii_uppercase[:10] for b in ascii_uppercase[:20]]
FIXED_COUNTRY = "ZZ"
CONVENTIONS = 500
STEPS = (
    ("announced", "2001-02-03"),
    ("government-approval", "2002-03-04"),
    ("parliamentary-approval", "2003-04-05"),
    ("notified", "2004-05-06"),
    ("effective", "2004-11-06"),
)


class Entry(NamedTuple):
    """An event of a ledger or an entry of a journal."""

    number: int
    country: str
    convention: str
    step: str
    day: str

    @property
    def summary(self) -> str:
        """Return a summary with the number of the entry."""
        return f"The government took decision number {self.number}."


def entries(events: int) -> Iterator[Entry]:
    """Yield that many events over 201 countries and 500 conventions.

    Each round adds the next step of every country in every convention. After the last step each
    round adds remarks, on a new date.
    """
    for number, (step, day) in enumerate(STEPS):
        yield Entry(number, FIXED_COUNTRY, "c0", step, day)
    round_size = len(COUNTRIES) * CONVENTIONS
    for number in range(len(STEPS), events):
        round_number, pair = divmod(number - len(STEPS), round_size)
        step, day = (
            STEPS[round_number]
            if round_number < len(STEPS)
            else ("remark", f"{2000 + round_number}-01-02")
        )
        convention, country = divmod(pair, len(COUNTRIES))
        yield Entry(number, COUNTRIES[country], f"c{convention}", step, day)


def write_ledger(path: Path, events: int) -> None:
    """Write a ledger with that many events."""
    with path.open("w", encoding="utf-8") as file:
        file.write('format = 1\ntitle = "Generated"\ncurrent_to = 2026-01-01\n')
        for code in (*COUNTRIES, FIXED_COUNTRY):
            file.write(f'[countries.{code}]\nname = "Country {code}"\naliases = ["{code}X"]\n')
        for number in range(CONVENTIONS):
            file.write(f'[conventions.c{number}]\nname = "Convention {number}"\n')
            file.write(f"[conventions.c{number}.withdrawal]\n")
            file.write('article = "20"\nperiod = "6 months"\nclock = "receipt"\n')
        file.writelines(_event_text(entry) for entry in entries(events))


def _event_text(entry: Entry) -> str:
    number, country, convention, step, day = entry
    return (
        f'[[events]]\ncountry = "{country}"\nconvention = "{convention}"\n'
        f'step = "{step}"\ndate = {day}\nactor = "Government"\n'
        f'summary = "{entry.summary}"\n'
        f'sources = [ {{ title = "Report {number}", publisher = "Gazette", '
        f'url = "https://example.org/{number}", published = {day} }} ]\n'
    )


def write_hledger(path: Path, events: int) -> None:
    """Write a journal for hledger: each event adds one unit to an account."""
    with path.open("w", encoding="utf-8") as file:
        for entry in entries(events):
            file.write(
                f"{entry.day} {entry.summary}\n"
                f"    countries:{entry.country}:{entry.convention}    1 act\n"
                f"    steps:{entry.step}\n\n"
            )


def write_beancount(path: Path, events: int) -> None:
    """Write a journal for beancount, which must open every account first."""
    accounts = {_account(entry): None for entry in entries(events)}
    steps = {_income_account(entry): None for entry in entries(events)}
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"1900-01-01 open {account}\n" for account in (*accounts, *steps))
        for entry in entries(events):
            file.write(
                f'{entry.day} * "Government" "{entry.summary}"\n'
                f"  {_account(entry)}    1 ACT\n"
                f"  {_income_account(entry)}\n\n"
            )


def _account(entry: Entry) -> str:
    return f"Assets:{entry.country.title()}:{entry.convention.title()}"


def _income_account(entry: Entry) -> str:
    return "Income:" + entry.step.title().replace("-", "")
