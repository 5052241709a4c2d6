"""Hostile values, lines, letters and bytes to insert into ledgers."""

from datetime import date, datetime, time
from typing import Any, Final

_DATETIME: Final = datetime(2025, 3, 18, 10)  # noqa: DTZ001 - TOML has local date-times
_LAST_TIME: Final = time(23, 59, 59, 999999)
_DEPTHS: Final = (3, 60, 200, 3000)

VALUES: Final[tuple[Any, ...]] = (
    *("", "x", "LT", "ottawa", "notified", "in-force", "deposit", "calendar", "anniversary", "EU"),
    *("2025", "2025-02", "2025-13", "0000", "9999-12", "0001-01", "0 days", "9999 years", "1 day"),
    *("9999 months", "02-29", "12-31", "01-01", "press", "accession", "organization", "waiver"),
    *("a\nb", "a\tb", "a\rb", "\x00", "\x1b[2J", "\u202e", "\ufeff", "\x9b31m", "[b]x[/]", ":x:"),
    *("=1+1", "|", "`", "-", "--help", "é", "İ", "ﬁ", "🇱🇹", "e\u0301" * 9, "w" * 5000, "ß " * 999),
    *(0, 1, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 10**400, 0.0, -0.0, 1.5, 1e308),
    *(True, False, float("inf"), float("nan"), _DATETIME, time(10), _LAST_TIME, date.min, date.max),
    *([], {}, [1], ["x"], [{}], [[]], {"x": 1}, {"": {}}, {"name": "x"}, {"period": "1 year"}),
    *([{"title": "t", "publisher": "p"}], {"US": {}}, {"for": 1}, {"by": "01-01", "on": "02-29"}),
)
"""Values of every TOML type."""

LITERALS: Final = (
    *("99999999999999999999", "-0", "0x7fffffffffffffff", "0b1", "1_000", "1__0", "nan", "+inf"),
    *("9999-12-31", "0000-01-01", "2025-02-30", "0001-01-01T00:00:00-23:59", "1979-05-27 07"),
    *(r'"\ud800"', r'"\udfff\ud800"', r'"\U00110000"', r'"\u0000"', r'"\u202e"', r'"\x1b"'),
    *(r'"\e"', '"""\n"""', "''''''", '"', "'", '"""', "'''", '"\\', "true", "TRUE", "07:32"),
    *("{}", "[", "]", "{", "}", "{a=1,a=2}", "{a.b=1,a.b.c=2}", "1e" + "9" * 400),
    *("[" * n + "]" * n for n in _DEPTHS),
    *("{a=" * n + "1" + "}" * n for n in _DEPTHS),
    *("[{a=" * n + "1" + "}]" * n for n in _DEPTHS),
    *("9" * 5000, '"' + "x" * 100_000 + '"', '"' + "a " * 20_000 + '"'),
)
"""Values as TOML text, valid and invalid."""

LINES: Final = (
    *("format = 2", "format = 1", "format = 1.0", 'format = "1"', "title = 1", "events = []"),
    *('include = ["*"]', 'include = "x"', 'include = ["/etc/passwd"]', 'include = ["../*"]'),
    *('include = ["\\u0000"]', '["\\ud800"]', '["\\u202e"]', "# \x00", "= 1", "a = ", "a"),
    *("[events]", "[[events]]", "[[events.sources]]", "[countries]", "[[countries]]", "[groups]"),
    *("[conventions.ottawa.withdrawal.exceptions.US]", "[rolls.ottawa.parties.LT]", '[groups.""]'),
    *("[countries.LT]", "[]", "[[]]", "[a", "[a]]", "[ a . b ]", '"" = 1', "'a\tb' = 1"),
    *('"a\\nb" = 1', '"a\\rb" = 1', '"\\u202e\\u001b[31m" = 1', "notes = 1", "withdrawl = {}"),
    *("k" * 100_000 + " = 1", ".".join("k" * 3000) + " = 1", f"[{'.'.join('k' * 3000)}]"),
)
"""Lines of TOML, valid and invalid."""

LETTERS: Final[tuple[str, ...]] = (
    *"[]{}=,.\"'#-\n\r\t\\:0 \x00\x1b\x7f\x85",
    *("\r\n", "\ufeff", "\u202e", "\u2028", "\u200b", "🇱🇹", "é", "\U000e0041", "[[", "]]"),
    *('"""', "'''"),
)
"""Text that is special for a parser or a terminal."""

BYTES: Final[tuple[bytes, ...]] = (
    *(
        b"\xff",
        b"\xfe",
        b"\x80",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
    ),
)
"""Bytes that are invalid or unwelcome in UTF-8."""
