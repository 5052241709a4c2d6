"""Rules on sources, and on acts marked as unverified or contested."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events, roll

NOTICE = "LT ottawa notified 2025-06-27"


def sources(*entries: str) -> str:
    """Return sources with these keys and the required ones."""
    tables = (f'{{ title = "t", publisher = "p"{entry} }}' for entry in entries)
    return f"[{', '.join(tables)}]"


def of_kinds(*kinds: str) -> str:
    """Return sources of these kinds."""
    return sources(*(f', kind = "{kind}"' for kind in kinds))


def published(*days: str) -> str:
    """Return sources published on these days, given as TOML values."""
    return sources(*(f", published = {day}" for day in days))


def at(*urls: str) -> str:
    """Return sources at these addresses."""
    return sources(*(f', url = "{url}"' for url in urls))


@pytest.mark.parametrize(
    ("step", "kinds", "weak"),
    [
        pytest.param("notified", ["weak"], True, id="notice"),
        pytest.param("effective", ["weak", "weak"], True, id="effect, twice told"),
        pytest.param("expelled", ["weak"], True, id="expulsion"),
        pytest.param("notified", ["weak", "press"], False, id="press beside"),
        pytest.param("notified", ["monitor", "weak"], False, id="monitor before"),
        pytest.param("notified", ["press"], False, id="press"),
        pytest.param("promulgated", ["weak"], False, id="the step before notice"),
        pytest.param("rescinded", ["weak"], False, id="taken back"),
        pytest.param("consented", ["weak"], False, id="joining"),
        pytest.param("remark", ["weak"], False, id="remark"),
    ],
)
def test_source_weak(step: str, kinds: list[str], *, weak: bool, found_by: FoundBy) -> None:
    """A notification or exit with only weak sources is reported."""
    value = of_kinds(*kinds)
    text = event(f"LT ottawa {step} 2025-06-27", sources=value)
    assert found_by("source-weak", text) == [value] * weak


@pytest.mark.parametrize(
    ("key", "value", "weak"),
    [
        ("verified", "false", False),
        ("note", '"No other was found."', False),
        ("verified", "true", True),
        ("contested", "true", True),
    ],
)
def test_a_weak_source_may_be_admitted(
    key: str, value: str, *, weak: bool, found_by: FoundBy
) -> None:
    """An unverified event, or one with a note, may rest on weak sources."""
    text = event(NOTICE, sources=of_kinds("weak"), **{key: value})
    assert found_by("source-weak", text) == [of_kinds("weak")] * weak


@pytest.mark.parametrize(
    ("act", "days", "found"),
    [
        pytest.param(NOTICE, ["2025-06-26"], ["2025-06-26"], id="the day before"),
        pytest.param(NOTICE, ["2025-06-27"], [], id="the day"),
        pytest.param(NOTICE, ['"2025-05"'], ['"2025-05"'], id="the month before"),
        pytest.param(NOTICE, ['"2025-06"'], [], id="its month"),
        pytest.param(NOTICE, ['"2025"'], [], id="its year"),
        pytest.param("LT ottawa notified 2025-06", ["2025-06-01"], [], id="may be of that day"),
        pytest.param(
            "LT ottawa notified 2025-06", ["2025-05-31"], ["2025-05-31"], id="before the month"
        ),
        pytest.param(NOTICE, ["2025-07-01", "2024-06-27"], ["2024-06-27"], id="the second"),
        pytest.param(NOTICE, ["2024-01-01", "2024-02-01"], ["2024-01-01", "2024-02-01"], id="both"),
        pytest.param("LT ottawa effective 2025-12-27", ["2025-06-27"], [], id="effect foretold"),
        pytest.param("LT ottawa expelled 2025-12-27", ["2025-06-27"], [], id="expulsion foretold"),
        pytest.param("LT ottawa in-force 2025-12-27", ["2025-06-27"], [], id="force foretold"),
        pytest.param(
            "LT ottawa suspended 2025-12-27", ["2025-06-27"], [], id="suspension foretold"
        ),
        pytest.param("LT ottawa resumed 2025-12-27", ["2025-06-27"], [], id="its end foretold"),
        pytest.param(
            "LT ottawa remark 2025-12-27", ["2025-06-27"], ["2025-06-27"], id="remark foretold"
        ),
        pytest.param("LT ottawa remark 9999-12-31", ["0001-01-01"], ["0001-01-01"], id="ends"),
    ],
)
def test_source_early(act: str, days: list[str], found: list[str], found_by: FoundBy) -> None:
    """A source is reported if it was published before the first possible day."""
    assert found_by("source-early", event(act, sources=published(*days))) == found


@pytest.mark.parametrize(
    ("other", "found"), [("2025-06-20", []), ("2025-06-22", ["2025-06-21"]), ('"2025-06"', [])]
)
def test_a_source_is_compared_with_the_other_dates(
    other: str, found: list[str], found_by: FoundBy
) -> None:
    """The earliest date of the act counts."""
    text = event(
        NOTICE,
        contested="true",
        other_dates=f"[{{ date = {other} }}]",
        sources=published("2025-06-21"),
    )
    assert found_by("source-early", text) == found


def test_a_source_without_a_date_is_accepted(found_by: FoundBy) -> None:
    """A source need not have a publication date."""
    assert found_by("source-early", events(NOTICE)) == []


OPENS = [
    "https://un.org",
    "http://un.org/a?b=c&d#e",
    "HTTPS://UN.ORG/",
    "https://x:8080",
    "https://user@un.org/",
    "https://[2001:db8::1]/",
    "https://bücher.example/é",
    "https://un.org/a%20b",
]
OPENS_NOT = [
    "",
    "un.org",
    "www.un.org/a",
    "//un.org/a",
    "htps://un.org",
    "ftp://un.org",
    "file:///etc/hosts",
    "javascript:alert(1)",
    "mailto:a@un.org",
    "https:un.org",
    "https://",
    "https:///a",
    "https://un.org/a b",
    " https://un.org",
    "https://un.org:port",
    "https://un.org:99999",
    "https://un.org:0",
    "https://[un.org",
    "https://[::1",
    "see page 4",
]


@pytest.mark.parametrize("url", OPENS)
def test_a_valid_address_is_accepted(url: str, found_by: FoundBy) -> None:
    """An unusual but valid address has no problem."""
    assert found_by("url-malformed", event(NOTICE, sources=at(url))) == []


@pytest.mark.parametrize("url", OPENS_NOT)
def test_a_malformed_address_is_reported(url: str, found_by: FoundBy) -> None:
    """The address is marked among the sources."""
    text = event(NOTICE, sources=at("https://un.org", url))
    assert found_by("url-malformed", text) == [f'"{url}"']


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("www.un.org/a", 'write "https://www.un.org/a"'),
        ("un.org", 'write "https://un.org"'),
        (" https://un.org", 'write "https://un.org"'),
        ("https://un.org/a b", 'write "https://un.org/a%20b"'),
        ("un.org/a b", 'write "https://un.org/a%20b"'),
        ("https://un org/a", "write it as https://host/path, or take it out"),
        ("see p. 4", "write it as https://host/path, or take it out"),
        ("htps://un.org", "write it as https://host/path, or take it out"),
        ("", "write it as https://host/path, or take it out"),
    ],
)
def test_the_hint_has_the_completed_address(url: str, hint: str, problems_by: ProblemsBy) -> None:
    """The hint adds a missing scheme and missing escapes."""
    (problem,) = problems_by("url-malformed", event(NOTICE, sources=at(url)))
    assert problem.hint == hint


def test_addresses_are_checked_in_every_table(found_by: FoundBy) -> None:
    """Conventions, clauses, exceptions, rolls and rows are checked as events are."""
    text = f"""
[conventions.own]
name = "Own"
sources = {at("a")}
[conventions.own.joining]
article = "1"
operable = false
sources = {at("b")}
[conventions.own.withdrawal]
article = "2"
period = "1 year"
sources = {at("c")}
[conventions.own.withdrawal.exceptions.LT]
period = "2 years"
[conventions.own.withdrawal.exceptions.PL]
sources = {at("https://un.org", "d")}
[rolls.own]
as_of = 2026-01-01
sources = {at("e")}
[rolls.own.parties]
LT = {{ acceded = 2003-05-12, sources = {at("f")} }}
PL = {{ acceded = 2003-05-12 }}
"""
    text += event(NOTICE, sources=at("g"))
    assert found_by("url-malformed", text) == [f'"{letter}"' for letter in "abcdefg"]


@pytest.mark.parametrize(
    ("urls", "found"),
    [
        pytest.param(["https://a", "https://b"], 0, id="two"),
        pytest.param(["https://a", "https://a"], 1, id="one twice"),
        pytest.param(["https://a", "https://b", "https://a"], 1, id="not side by side"),
        pytest.param(["https://a", "https://a", "https://a"], 2, id="thrice"),
        pytest.param(["https://a", "https://a#2"], 0, id="another part"),
        pytest.param(["https://a"], 0, id="one"),
    ],
)
def test_url_duplicate(urls: list[str], found: int, found_by: FoundBy) -> None:
    """Every repeated address in one event is reported."""
    assert found_by("url-duplicate", event(NOTICE, sources=at(*urls))) == ['"https://a"'] * found


def test_two_events_may_have_one_address(found_by: FoundBy) -> None:
    """One page may be the source of many events; sources without addresses differ."""
    text = event(NOTICE, sources=at("https://a"))
    text += event("PL ottawa notified 2025-06-27", sources=at("https://a"))
    text += event("FI ottawa notified 2025-06-27", sources=sources("", ""))
    assert found_by("url-duplicate", text) == []


@pytest.mark.parametrize(
    ("step", "kinds", "far"),
    [
        pytest.param("notified", ["press"], True, id="press"),
        pytest.param("effective", ["monitor", "weak"], True, id="monitor"),
        pytest.param("notified", ["press", "depositary"], False, id="depositary behind"),
        pytest.param("expelled", ["official"], False, id="official"),
        pytest.param("promulgated", ["press"], False, id="the step before notice"),
    ],
)
def test_source_far(step: str, kinds: list[str], *, far: bool, found_by: FoundBy) -> None:
    """A notification or exit without an authoritative source is reported."""
    value = of_kinds(*kinds)
    text = event(f"LT ottawa {step} 2025-06-27", sources=value)
    assert found_by("source-far", text) == [value] * far


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param({"verified": "false"}, ["false"], id="marked"),
        pytest.param({"verified": "false", "note": '"Seen."'}, ["false"], id="with a note"),
        pytest.param({"verified": "true"}, [], id="marked as verified"),
        pytest.param({"contested": "true"}, [], id="contested"),
        pytest.param({}, [], id="without a word"),
    ],
)
def test_unverified(keys: dict[str, str], found: list[str], found_by: FoundBy) -> None:
    """Every event marked as not verified is reported."""
    assert found_by("unverified", event(NOTICE, **keys)) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        pytest.param({"contested": "true"}, ["true"], id="without a word"),
        pytest.param({"contested": "true", "note": '"By whom."'}, [], id="note"),
        pytest.param({"contested": "true", "claim": '"It is void."'}, [], id="claim"),
        pytest.param(
            {"contested": "true", "other_dates": "[{ date = 2025-06-30 }]"}, [], id="other date"
        ),
        pytest.param({"contested": "true", "other_dates": "[]"}, ["true"], id="no other date"),
        pytest.param({"contested": "true", "verified": "false"}, ["true"], id="not verified"),
        pytest.param({"contested": "false"}, [], id="not contested"),
        pytest.param({}, [], id="nothing said"),
    ],
)
def test_contested_unexplained(keys: dict[str, str], found: list[str], found_by: FoundBy) -> None:
    """A contested act without a reason is reported."""
    assert found_by("contested-unexplained", event(NOTICE, **keys)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("contested = true", ["true"], id="without a word"),
        pytest.param('contested = true, note = "By whom."', [], id="note"),
        pytest.param("contested = true, other_dates = [{ date = 2003-05-13 }]", [], id="date"),
        pytest.param("contested = false", [], id="not contested"),
    ],
)
def test_a_contested_row(row: str, found: list[str], found_by: FoundBy) -> None:
    """A contested roll row needs a reason too."""
    text = roll("ottawa", "PL = { ratified = 2012-12-27 }", f"LT = {{ {row} }}")
    assert found_by("contested-unexplained", text) == found
