"""Valid values of the keys of a ledger, at their limits."""

from datetime import date
from typing import Any, Final

from treatywatch.model.conventions import Clock, Effect
from treatywatch.model.countries import CountryKind
from treatywatch.model.events import Consent, Step
from treatywatch.model.provenance import SourceKind

_FIRST, _LAST = date.min, date.max
_AROUND_TODAY: Final = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24))
"""The days around the date on which commands are run."""
_DAYS: Final = (
    *(_FIRST, _LAST, date(9998, 12, 31), *_AROUND_TODAY, date(1900, 1, 31), date(2020, 1, 1)),
    *(date(2024, 2, 29), date(2025, 6, 27), date(2025, 12, 31), date(2027, 5, 31)),
)
_DATES: Final = (*_DAYS, "0001", "0001-01", "9999", "9999-12", "2020", "2026", "2026-11", "2025-02")
_PERIODS: Final = ("0 days", "1 day", "30 days", "6 months", "1 year", "9999 years", "9999 months")
_YEAR_DAYS: Final = ("01-01", "02-29", "06-30", "12-31")
_HUGE: Final = 10**30

BOUNDARY_VALUES: Final[dict[str, dict[str, tuple[Any, ...]]]] = {
    "step": {
        "step": tuple(map(str, Step)),
        "date": _DATES,
        "replaces": _DATES,
        "names_effect": _DAYS,
        "postponed": ("a war", "-"),
        "consent": tuple(map(str, Consent)),
        "by": ("US", "LT"),
        "contested": (True, False),
        "verified": (True, False),
        "votes": ({"for": 1}, {"for": 0, "against": _HUGE, "abstain": 0}),
        "other_dates": tuple([{"date": day}] for day in _DATES),
    },
    "article": {
        "period": _PERIODS,
        "clock": tuple(map(str, Clock)),
        "effect": tuple(map(str, Effect)),
        "calendar": tuple(
            {"by": by, "on": on, "years": years}
            for by in _YEAR_DAYS
            for on in _YEAR_DAYS
            for years in (0, 1, 9999, _HUGE)
        ),
        "cycle": tuple({"first": day, "years": years} for day in _DAYS for years in (1, 5, _HUGE)),
        "late": tuple({"after": "deposit", "date": day} for day in _DAYS)
        + tuple({"after": after} for after in ("deposit", "in-force")),
        "operable": (True, False),
        "earliest": tuple(
            {"period": period, "after": after}
            for period in _PERIODS
            for after in ("in-force", "in-force-for-party")
        ),
        "later_date_allowed": (True, False),
        "armed_conflict": (True, False),
        "armed_conflict_test": ("at-expiry", "at-notification"),
        "survival": ({}, {"note": ""}, *({"period": period} for period in _PERIODS)),
        "start": ("waiver",),
    },
    "format": {"title": ("", " ", "a\rb", "\u202e"), "current_to": _DAYS},
    "depositary": {
        **dict.fromkeys(("in_force", "ended", "current_to"), _DAYS),
        **dict.fromkeys(("adopted", "opened"), _DATES),
    },
    "acceded": dict.fromkeys(("acceded", "in_force", "succeeded", "signed"), _DATES),
    "ratified": dict.fromkeys(("ratified", "in_force", "signed", "accepted"), _DATES),
    "publisher": {
        "published": _DATES,
        "kind": tuple(map(str, SourceKind)),
        "url": ("", "x", "\n", "ftp://é", "https://[", "https://a:b/"),
    },
    "official": {
        "kind": tuple(map(str, CountryKind)),
        "groups": ([], ["EU"], [{"name": "EU", "joined": "9999", "left": _FIRST}]),
        "aliases": ([], [""], ["LT", "lt", "-"], ["a\nb"], ["a\tb\rc"]),
        "name": ("x", " ", "\n", "a\nb", "-x", "L\rT", "ottaw\t", "[bold]x[/]"),
    },
}
"""Values by key, under a key that marks the record, such as `step` for events."""
