"""Rules on joining: rolls and events agree, and States join in a possible order."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events, roll


@pytest.mark.parametrize(
    ("row", "acts", "found"),
    [
        pytest.param(
            "ratified = 2003-05-12", ["consented 2003-05-13"], ["2003-05-13"], id="a day off"
        ),
        pytest.param("ratified = 2003-05-12", ["consented 2003-05-12"], [], id="the same day"),
        pytest.param("ratified = 2003-05-12", ["consented 2003-05"], [], id="its month"),
        pytest.param(
            "ratified = 2003-05-12", ["consented 2003-06"], ['"2003-06"'], id="another month"
        ),
        pytest.param('ratified = "2003-05"', ["consented 2003-05-31"], [], id="of that month"),
        pytest.param(
            'ratified = "2003"', ["consented 2004-01-01"], ["2004-01-01"], id="after that year"
        ),
        pytest.param("signed = 1999-02-26", ["signed 1999-02-27"], ["1999-02-27"], id="signature"),
        pytest.param("in_force = 2003-11-01", ["in-force 2003-11-02"], ["2003-11-02"], id="force"),
        pytest.param("signed = 1999-02-26", ["consented 2003-05-13"], [], id="another act"),
        pytest.param(
            "ratified = 2003-05-12, other_dates = [{ date = 2003-05-13 }]",
            ["consented 2003-05-13"],
            [],
            id="the other date of the roll",
        ),
        pytest.param(
            "ratified = 2003-05-12, other_dates = [{ date = 2003-05-14 }]",
            ["consented 2003-05-13"],
            ["2003-05-13"],
            id="neither date of the roll",
        ),
        pytest.param(
            "ratified = 2003-05-12",
            ["consented 2003-05-12", "effective 2010-01-01", "consented 2012-01-01"],
            [],
            id="another stay",
        ),
        pytest.param("", ["consented 2003-05-13"], [], id="nothing in the row"),
        pytest.param("ratified = 0001-01-01", ["consented 9999-12-31"], ["9999-12-31"], id="ends"),
    ],
)
def test_roll_date(row: str, acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """An event is reported if a roll row dates the same act differently."""
    text = roll("ottawa", f"LT = {{ {row} }}") + events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("roll-date", text) == found


def test_an_event_may_give_the_roll_s_date(found_by: FoundBy) -> None:
    """An event that gives the roll's date as another date is accepted."""
    text = roll("ottawa", "LT = { ratified = 2003-05-12 }")
    text += event("LT ottawa consented 2003-05-13", other_dates="[{ date = 2003-05-12 }]")
    assert found_by("roll-date", text) == []


@pytest.mark.parametrize(
    ("day", "offered"), [("2003-05-12", "2003-05-12"), ('"2003-05"', '"2003-05"')]
)
def test_the_hint_keeps_both_dates(day: str, offered: str, problems_by: ProblemsBy) -> None:
    """The hint has the TOML for the other date."""
    text = roll("ottawa", f"LT = {{ ratified = {day} }}") + events("LT ottawa consented 2004-05-13")
    (problem,) = problems_by("roll-date", text)
    assert f"other_dates = [{{ date = {offered} }}]" in (problem.hint or "")


@pytest.mark.parametrize(
    ("row", "acts", "found"),
    [
        pytest.param("", ["notified 2025-06-27"], ["2025-06-27"], id="not on the roll"),
        pytest.param("", ["effective 2025-06-27"], ["2025-06-27"], id="out"),
        pytest.param("", ["expelled 2025-06-27"], ["2025-06-27"], id="expelled"),
        pytest.param("", ["rescinded 2025-06-27"], ["2025-06-27"], id="notice taken back"),
        pytest.param(
            "", ["notified 2025-06-27", "effective 2025-12-27"], ["2025-06-27"], id="the first"
        ),
        pytest.param("", ["announced 2025-06-27"], [], id="announced"),
        pytest.param("", ["in-force 2003-05-12", "notified 2025-06-27"], [], id="an event tells"),
        pytest.param(
            "LT = { acceded = 2003-05-12 }", ["notified 2025-06-27"], [], id="on the roll"
        ),
        pytest.param(
            "LT = { acceded = 2003-05-12 }", ["notified 2003-05-12"], ["2003-05-12"], id="same day"
        ),
        pytest.param(
            "LT = { acceded = 2003-05-12 }", ["notified 2002-06-27"], ["2002-06-27"], id="later"
        ),
        pytest.param("LT = {}", ["notified 2025-06-27"], [], id="on the roll without a day"),
        pytest.param(
            "LT = { signed = 2003-05-12 }", ["notified 2025-06-27"], ["2025-06-27"], id="signatory"
        ),
        pytest.param('LT = { acceded = "2003" }', ["notified 2003-05-12"], [], id="that year"),
    ],
)
def test_exit_without_joining(
    row: str, acts: list[str], found: list[str], found_by: FoundBy
) -> None:
    """The first leaving step of a State without a recorded joining is reported."""
    text = roll("ottawa", "PL = { ratified = 2012-12-27 }", row)
    text += events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("exit-without-joining", text) == found


def test_a_convention_without_a_roll_is_accepted(found_by: FoundBy) -> None:
    """Without a roll a missing joining is not reported."""
    text = roll("op1", "LT = { ratified = 2012-12-27 }") + events("LT ottawa notified 2025-06-27")
    assert found_by("exit-without-joining", text) == []


@pytest.mark.parametrize(
    ("rows", "offered"),
    [
        ((), "add LT = { acceded = … } to [rolls.ottawa.parties]"),
        (("LT = { acceded = 2026-01-01 }",), "record the joining before it"),
    ],
)
def test_the_hint_adds_the_missing_joining(
    rows: tuple[str, ...], offered: str, problems_by: ProblemsBy
) -> None:
    """The hint adds a row, or asks for the earlier joining of a listed State."""
    text = roll("ottawa", *rows) + events("LT ottawa notified 2025-06-27")
    (problem,) = problems_by("exit-without-joining", text)
    assert offered in (problem.hint or "")


@pytest.mark.parametrize(
    ("row", "acts", "found"),
    [
        pytest.param(
            "signed = 2003-05-12, ratified = 1999-02-26", [], ["1999-02-26"], id="in the roll"
        ),
        pytest.param("signed = 2003-05-12, ratified = 2003-05-12", [], [], id="same day"),
        pytest.param("signed = 2003-05-12, ratified = 2003-05-11", [], ["2003-05-11"], id="a day"),
        pytest.param('signed = 2003-05-12, ratified = "2003-05"', [], [], id="its month"),
        pytest.param(
            'signed = 2003-05-12, ratified = "2003-04"', [], ['"2003-04"'], id="month before"
        ),
        pytest.param('signed = "2003", ratified = 2003-01-01', [], [], id="signed in that year"),
        pytest.param("ratified = 2003-01-01", [], [], id="no signature"),
        pytest.param(
            "signed = 2003-05-12", ["consented 2003-05-11"], ["2003-05-11"], id="in an event"
        ),
        pytest.param(
            "ratified = 2003-05-11", ["signed 2003-05-12"], ["2003-05-11"], id="by an event"
        ),
        pytest.param(
            "signed = 2003-05-12, in_force = 2003-05-01", [], ["2003-05-01"], id="in force"
        ),
        pytest.param(
            "signed = 2003-05-12, ratified = 2003-06-01",
            ["effective 2004-05-12", "consented 2006-05-12"],
            [],
            id="back after an exit",
        ),
    ],
)
def test_party_before_signature(
    row: str, acts: list[str], found: list[str], found_by: FoundBy
) -> None:
    """A joining act that must have preceded the signature is reported."""
    text = roll("ottawa", f"LT = {{ {row} }}") + events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("party-before-signature", text) == found


@pytest.mark.parametrize(
    ("row", "acts", "found"),
    [
        pytest.param(
            "ratified = 2003-05-12, acceded = 2004-05-12", [], ["2004-05-12"], id="no exit"
        ),
        pytest.param(
            "acceded = 2003-05-12, ratified = 2004-05-12", [], ["2004-05-12"], id="by date"
        ),
        pytest.param(
            "accepted = 2003-05-12, approved = 2003-05-12", [], ["2003-05-12"], id="same day"
        ),
        pytest.param(
            "ratified = 2003-05-12, accepted = 2004-05-12, acceded = 2005-05-12",
            [],
            ["2004-05-12", "2005-05-12"],
            id="three",
        ),
        pytest.param(
            "ratified = 2003-05-12, acceded = 2010-05-12",
            ["effective 2005-01-01"],
            [],
            id="an exit between them",
        ),
        pytest.param(
            "ratified = 2003-05-12, acceded = 2010-05-12",
            ["effective 2015-01-01"],
            ["2010-05-12"],
            id="an exit after both",
        ),
        pytest.param("signed = 1999-02-26, ratified = 2003-05-12", [], [], id="one consent"),
        pytest.param("ratified = 2003-05-12, in_force = 2003-11-01", [], [], id="in force"),
        pytest.param("", [], [], id="no date"),
    ],
)
def test_consent_twice(row: str, acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """The later consent of a row is reported unless the State left before it."""
    text = roll("ottawa", f"LT = {{ {row} }}") + events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("consent-twice", text) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("signed = 1999-02-26, acceded = 2003-05-12", ["2003-05-12"], id="acceded"),
        pytest.param("signed = 1999-02-26, ratified = 2003-05-12", [], id="ratified"),
        pytest.param("signed = 1999-02-26, accepted = 2003-05-12", [], id="accepted"),
        pytest.param("signed = 1999-02-26, succeeded = 2003-05-12", [], id="succeeded"),
        pytest.param("acceded = 2003-05-12", [], id="not signed"),
        pytest.param("signed = 2003-05-12, acceded = 2003-05-12", ["2003-05-12"], id="same day"),
        pytest.param("signed = 2003-05-13, acceded = 2003-05-12", [], id="signed later"),
    ],
)
def test_accession_by_signatory(row: str, found: list[str], found_by: FoundBy) -> None:
    """An accession of a signatory is reported in its roll row."""
    text = roll("ottawa", f"LT = {{ {row} }}")
    assert found_by("accession-by-signatory", text) == found


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(["signed 1999-02-26"], ['"accession"'], id="signed"),
        pytest.param([], [], id="not signed"),
        pytest.param(["signed 1999-02-26", "effective 2002-01-01"], [], id="back after an exit"),
    ],
)
def test_an_accession_in_an_event(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """In an event the consent is marked; a State that left may accede."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    text += event("LT ottawa consented 2003-05-12", consent='"accession"')
    assert found_by("accession-by-signatory", text) == found


def test_the_hint_has_the_right_consent(problems_by: ProblemsBy) -> None:
    """The hint has the key for a row and the word for an event."""
    row = roll("ottawa", 'LT = { signed = 1999-02-26, acceded = "2003" }')
    text = events("LT ottawa signed 1999-02-26")
    text += event("LT ottawa consented 2003-05-12", consent='"accession"')
    for given, offered in ((row, 'ratified = "2003"'), (text, 'consent = "ratification"')):
        (problem,) = problems_by("accession-by-signatory", given)
        assert f"make it {offered}" in (problem.hint or "")
