"""What is put into a ledger to spoil it."""

from datetime import date, datetime, time
from typing import Any, Final

from treatywatch.model import Clock, Consent, CountryKind, Effect, SourceKind, Step

_DEEP: Final = (3, 60, 200, 3000)
_MOMENT: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has such

VALUES: Final[tuple[Any, ...]] = (
    *("", "x", "LT", "ottawa", "notified", "in-force", "deposit", "calendar", "anniversary", "EU"),
    *("2025", "2025-02", "2025-13", "0000", "9999-12", "0001-01", "0 days", "9999 years", "1 day"),
    *("9999 months", "02-29", "12-31", "01-01", "press", "accession", "organization", "waiver"),
    *(
        "a\nb",
        "a\tb",
        "a\rb",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
        "\x9b31m",
        "[bold]x[/]",
        ":x:",
    ),
    *("=1+1", "|", "`", "-", "--help", "é", "İ", "ﬁ", "🇱🇹", "e\u0301" * 9, "w" * 5000, "ß " * 999),
    *(0, 1, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 10**400, 0.0, -0.0, 1.5, 1e308),
    *(True, False, float("inf"), float("nan"), _MOMENT, time(10), time(23, 59, 59, 999999)),
    *(date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), date(2025, 6, 27), date(1000, 1, 1)),
    *([], {}, [1], ["x"], [{}], [[]], {"x": 1}, {"": {}}, {"name": "x"}, {"period": "1 year"}),
    *([{"title": "t", "publisher": "p"}], {"US": {}}, {"for": 1}, {"by": "01-01", "on": "02-29"}),
)
"""Values of every type that TOML has, and those that a ledger's keys take at their limits."""

DAYS: Final = (
    *(date(1, 1, 1), date(9999, 12, 31), date(9998, 12, 31), date(2024, 2, 29), date(1900, 1, 31)),
    *(
        date(2020, 1, 1),
        date(2025, 12, 31),
        date(2026, 11, 22),
        date(2026, 11, 23),
        date(2027, 5, 31),
    ),
)
_WHENS: Final = (*DAYS, "0001", "0001-01", "9999", "9999-12", "2020", "2026", "2026-11", "2025-02")
_PERIODS: Final = ("0 days", "1 day", "30 days", "6 months", "1 year", "9999 years", "9999 months")
_YEAR_DAYS: Final = ("01-01", "02-29", "06-30", "12-31")

PLAUSIBLE: Final[dict[str, dict[str, tuple[Any, ...]]]] = {
    "step": {
        "step": tuple(map(str, Step)),
        "date": _WHENS,
        "names_effect": DAYS,
        "postponed": ("a war", "-"),
        "consent": tuple(map(str, Consent)),
        "by": ("US", "LT"),
        "contested": (True, False),
        "verified": (True, False),
        "votes": ({"for": 1}, {"for": 0, "against": 10**30, "abstain": 0}),
        "other_dates": tuple([{"date": when}] for when in _WHENS),
    },
    "article": {
        "period": _PERIODS,
        "clock": tuple(map(str, Clock)),
        "effect": tuple(map(str, Effect)),
        "calendar": tuple({"by": by, "on": on} for by in _YEAR_DAYS for on in _YEAR_DAYS)
        + (
            {"by": "12-31", "on": "01-01", "years": 9999},
            {"by": "01-01", "on": "01-01", "years": 10**30},
        ),
        "cycle": tuple(
            {"first": day, "years": years} for day in DAYS for years in (1, 9999, 10**30)
        ),
        "late": (
            {"after": "in-force"},
            {"after": "deposit"},
            {"after": "deposit", "date": date(9999, 12, 31)},
        ),
        "operable": (True, False),
        "earliest": tuple(
            {"period": period, "after": after}
            for period in _PERIODS
            for after in ("in-force", "in-force-for-party")
        ),
        "later_date_allowed": (True, False),
        "armed_conflict": (True, False),
        "armed_conflict_test": ("at-expiry", "at-notification"),
        "survival": tuple({"period": period} for period in _PERIODS) + ({}, {"note": ""}),
        "start": ("waiver",),
    },
    "depositary": {
        "in_force": DAYS,
        "ended": DAYS,
        "adopted": _WHENS,
        "opened": _WHENS,
        "current_to": DAYS,
    },
    "acceded": {"acceded": _WHENS, "in_force": _WHENS, "contested": (True,), "succeeded": _WHENS},
    "ratified": {"ratified": _WHENS, "in_force": _WHENS, "signed": _WHENS, "accepted": _WHENS},
    "publisher": {
        "published": _WHENS,
        "kind": tuple(map(str, SourceKind)),
        "url": ("", "x", "\n", "ftp://é"),
    },
    "official": {
        "kind": tuple(map(str, CountryKind)),
        "groups": ([], ["EU"], [{"name": "EU", "joined": "9999", "left": date(1, 1, 1)}]),
        "aliases": ([], [""], ["LT", "lt", "-"], ["a\nb"], ["a\tb\rc"]),
        "name": ("x", " ", "\n", "a\nb", "a\rb", "-x"),
    },
}
"""What each key may say, at its limits; the records that have it are known by a key that they share."""

LITERALS: Final = (
    *("99999999999999999999", "-0", "0x7fffffffffffffff", "0b1", "1_000", "1__0", "nan", "+inf"),
    *(
        "9999-12-31",
        "0000-01-01",
        "2025-02-30",
        "0001-01-01T00:00:00-23:59",
        "07:32",
        "1979-05-27 07",
    ),
    *(
        r'"\ud800"',
        r'"\udfff\ud800"',
        r'"\U00110000"',
        r'"\u0000"',
        r'"\u202e"',
        r'"\x1b"',
        r'"\e"',
    ),
    *(
        '"""\n"""',
        "''''''",
        '"',
        "'",
        '"""',
        "'''",
        '"\\',
        "true",
        "TRUE",
        "{}",
        "[",
        "]",
        "{",
        "}",
    ),
    *("[" * n + "]" * n for n in _DEEP),
    *("{a=" * n + "1" + "}" * n for n in _DEEP),
    *("[{a=" * n + "1" + "}]" * n for n in _DEEP),
    *("9" * 5000, '"' + "x" * 100_000 + '"', "1e" + "9" * 400, "{a=1,a=2}", "{a.b=1,a.b.c=2}"),
)
"""Values as text, right and wrong."""

LINES: Final = (
    *(
        "format = 2",
        "format = 1",
        "format = 1.0",
        'format = "1"',
        'include = ["*"]',
        'include = "x"',
    ),
    *(
        'include = ["/etc/passwd"]',
        'include = ["../*"]',
        'include = ["\\u0000"]',
        "title = 1",
        "events = []",
    ),
    *(
        "[events]",
        "[[events]]",
        "[[events.sources]]",
        "[countries]",
        "[countries.LT]",
        "[[countries]]",
    ),
    *("[conventions.ottawa.withdrawal.exceptions.US]", "[rolls.ottawa.parties.LT]", '[groups.""]'),
    *(
        "[]",
        "[[]]",
        "[a",
        "[a]]",
        "[ a . b ]",
        '["\\ud800"]',
        '["\\u202e"]',
        "= 1",
        "a = ",
        "a",
        "# \x00",
    ),
    *("k" * 100_000 + " = 1", ".".join("k" * 3000) + " = 1", f"[{'.'.join('k' * 3000)}]", '"" = 1'),
    *(
        '"\\u202e\\u001b[31m" = 1',
        "'a\tb' = 1",
        '"a\\nb" = 1',
        '"a\\rb" = 1',
        "notes = 1",
        "withdrawl = {}",
    ),
)
"""Whole lines that belong nowhere, or elsewhere."""

LETTERS: Final = (
    *"[]{}=,.\"'#-\n\r\t\\:0 \x00\x1b\x7f\x85",
    *(
        "\r\n",
        "\ufeff",
        "\u202e",
        "\u2028",
        "\u200b",
        "🇱🇹",
        "é",
        "\U000e0041",
        "[[",
        "]]",
        '"""',
        "'''",
    ),
)
"""Pieces of text that mean something to a parser or to a terminal."""

BYTES: Final = (
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xfe",
)
"""Bytes that are no UTF-8, or should not be."""
