"""Rules on the earliest and latest possible dates of steps."""

from pathlib import Path

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events, roll
from treatywatch.ledger.read.load import all_problems, read_ledger

OWN = '[conventions.own]\nname = "Own"\n'


@pytest.mark.parametrize(
    ("keys", "act", "found"),
    [
        pytest.param("adopted = 1997-09-18", "signed 1997-09-17", ["1997-09-17"], id="day before"),
        pytest.param("adopted = 1997-09-18", "signed 1997-09-18", [], id="the day"),
        pytest.param("adopted = 1997-09-18", "signed 1997-08", ['"1997-08"'], id="month before"),
        pytest.param("adopted = 1997-09-18", "signed 1997-09", [], id="its month"),
        pytest.param("adopted = 1997-09-18", "signed 1997", [], id="its year"),
        pytest.param('adopted = "1997"', "signed 1997-01-01", [], id="adopted in that year"),
        pytest.param(
            'adopted = "1997"', "signed 1996-12-31", ["1996-12-31"], id="before that year"
        ),
        pytest.param('opened = "1966"', "signed 1966-03-01", [], id="opened in that year"),
        pytest.param(
            'opened = "1966"', "signed 1965-12-31", ["1965-12-31"], id="before the opening year"
        ),
        pytest.param("opened = 1997-12-03", "signed 1997-12-02", ["1997-12-02"], id="not open yet"),
        pytest.param("opened = 1997-12-03", "signed 1997-12-03", [], id="open"),
        pytest.param(
            "adopted = 1997-09-18\nopened = 1997-12-03", "signed 1997-10-01", [], id="adopted first"
        ),
        pytest.param(
            "opened = 1997-09-18\nadopted = 1997-12-03", "signed 1997-10-01", [], id="opened first"
        ),
        pytest.param("in_force = 1999-03-01", "signed 0001-01-01", [], id="no beginning told"),
        pytest.param("adopted = 9999-12-31", "remark 9999-12-30", ["9999-12-30"], id="last day"),
    ],
)
def test_event_before_convention(keys: str, act: str, found: list[str], found_by: FoundBy) -> None:
    """A step is reported if it must have preceded its convention."""
    assert found_by("event-before-convention", f"{OWN}{keys}\n" + events(f"LT own {act}")) == found


def test_a_row_before_its_convention(found_by: FoundBy) -> None:
    """Each date of a roll row is checked."""
    text = OWN + "adopted = 1997-09-18\n"
    text += roll("own", "LT = { signed = 1979-10-01, ratified = 1998-01-01 }", "PL = {}")
    assert found_by("event-before-convention", text) == ["1979-10-01"]


def test_the_message_says_adopted_or_opened(problems_by: ProblemsBy) -> None:
    """The message names the key that has the date."""
    problems = {}
    for key in ("adopted", "opened"):
        text = f"{OWN}{key} = 1997-12-03\n" + events("LT own signed 1990-01-01")
        (problems[key],) = problems_by("event-before-convention", text)
    assert "own was adopted on 1997-12-03" in problems["adopted"].message
    assert "own was opened for signature on 1997-12-03" in problems["opened"].message


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(
            ["considered 2003-05-11", "consented 2003-05-12"], ["2003-05-11"], id="before"
        ),
        pytest.param(["considered 2003-05-12", "consented 2003-05-12"], [], id="same day"),
        pytest.param(["considered 2003-05-13", "consented 2003-05-12"], [], id="after"),
        pytest.param(
            ["announced 2003-05-11", "in-force 2003-05-12"], ["2003-05-11"], id="before in force"
        ),
        pytest.param(
            ["considered 2003-06-01", "consented 2003-05-12", "in-force 2003-11-01"],
            [],
            id="between consent and force",
        ),
        pytest.param(["considered 2003-04", "consented 2003-05-12"], ['"2003-04"'], id="month"),
        pytest.param(["considered 2003-05", "consented 2003-05-12"], [], id="may be after"),
        pytest.param(["considered 2003-05-11", "consented 2003"], [], id="may have joined"),
        pytest.param(
            ["considered 2002-12-31", "consented 2003"], ["2002-12-31"], id="before that year"
        ),
        pytest.param(
            ["considered 2001-01-01", "announced 2002-01-01", "consented 2003-05-12"],
            ["2001-01-01", "2002-01-01"],
            id="every step",
        ),
        pytest.param(
            ["considered 2001-01-01", "rejected 2002-01-01", "consented 2003-05-12"],
            ["2001-01-01"],
            id="what was given up",
        ),
        pytest.param(["remark 2001-01-01", "consented 2003-05-12"], [], id="remark"),
        pytest.param(["parliamentary-vote 2001-01-01", "consented 2003-05-12"], [], id="vote"),
        pytest.param(["signed 2001-01-01", "consented 2003-05-12"], [], id="signature"),
        pytest.param(
            ["considered 2000-01-01", "effective 2001-01-01", "consented 2003-05-12"],
            [],
            id="an earlier stay's exit",
        ),
        pytest.param(
            ["considered 2000-01-01", "notified 2001-01-01", "consented 2003-05-12"],
            [],
            id="an earlier stay's notice",
        ),
        pytest.param(
            ["considered 2000-01-01", "rescinded 2001-01-01", "consented 2003-05-12"],
            [],
            id="an earlier stay's notice taken back",
        ),
        pytest.param(["considered 2001-01-01", "announced 2002-01-01"], [], id="joining untold"),
        pytest.param(["consented 2003-05-12", "in-force 2003-11-01"], [], id="no exit"),
        pytest.param(["considered 0001-01-01", "consented 9999-12-31"], ["0001-01-01"], id="ends"),
    ],
)
def test_event_before_joining(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A step towards leaving is reported if it must have preceded the first joining."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("event-before-joining", text) == found


def test_a_roll_row_counts_as_joining(found_by: FoundBy) -> None:
    """A step is compared with the roll row of its own State."""
    text = roll("ottawa", "LT = { ratified = 2003-05-12 }", "PL = { ratified = 2012-12-27 }")
    text += events("LT ottawa announced 2010-03-18", "PL ottawa announced 2010-03-19")
    assert found_by("event-before-joining", text) == ["2010-03-19"]


CURRENT = "current_to = 2026-02-20"


@pytest.mark.parametrize(
    ("head", "act", "found"),
    [
        pytest.param(CURRENT, "ottawa notified 2026-02-21", ["2026-02-21"], id="the day after"),
        pytest.param(CURRENT, "ottawa notified 2026-02-20", [], id="the day"),
        pytest.param(CURRENT, "ottawa notified 2026-03", ['"2026-03"'], id="the month after"),
        pytest.param(CURRENT, "ottawa notified 2026-02", [], id="its month"),
        pytest.param(CURRENT, "ottawa notified 2026", [], id="its year"),
        pytest.param(CURRENT, "ottawa remark 2027", ['"2027"'], id="the year after"),
        pytest.param(CURRENT, "ottawa effective 2026-08-20", [], id="effect ahead"),
        pytest.param(CURRENT, "ottawa expelled 2026-08-20", [], id="expulsion ahead"),
        pytest.param(CURRENT, "ottawa in-force 2026-08-20", [], id="entry into force ahead"),
        pytest.param(CURRENT, "ottawa suspended 2026-08-20", [], id="suspension ahead"),
        pytest.param(CURRENT, "ottawa resumed 2026-08-20", [], id="its end ahead"),
        pytest.param(CURRENT, "ottawa consented 2026-08-20", ["2026-08-20"], id="consent ahead"),
        pytest.param(CURRENT, "kept notified 2026-05-01", [], id="a record kept longer"),
        pytest.param(CURRENT, "kept notified 2026-05-02", ["2026-05-02"], id="not so long"),
        pytest.param(
            CURRENT, "old notified 2011-01-01", ["2011-01-01"], id="a record kept shorter"
        ),
        pytest.param("", "old notified 2011-01-01", ["2011-01-01"], id="its own alone"),
        pytest.param("", "ottawa notified 9999-12-31", [], id="vouched for by nobody"),
        pytest.param("current_to = 9999-12-31", "ottawa notified 9999-12-31", [], id="last day"),
    ],
)
def test_event_after_current(head: str, act: str, found: list[str], found_by: FoundBy) -> None:
    """A step after `current_to` is reported, unless it can be known beforehand."""
    text = '[conventions.kept]\nname = "Kept"\ncurrent_to = 2026-05-01\n'
    text += '[conventions.old]\nname = "Old"\ncurrent_to = 2010-12-31\n'
    assert found_by("event-after-current", text + event(f"LT {act}"), head=head) == found


def test_the_hint_sets_current_to_to_the_act(problems_by: ProblemsBy) -> None:
    """The hint has the last possible day of the act."""
    for day, last in (("2026-03-18", "2026-03-18"), ("2026-03", "2026-03-31")):
        text = event(f"LT ottawa notified {day}")
        (problem,) = problems_by("event-after-current", text, head=CURRENT)
        assert f"set current_to = {last}" in (problem.hint or "")


def test_current_to_applies_to_the_events_of_its_own_ledger(tmp_path: Path) -> None:
    """The `current_to` of a convention does not limit the events of other ledgers."""
    below, above = tmp_path / "below.toml", tmp_path / "above.toml"
    head = 'format = 1\n[countries.LT]\nname = "Lithuania"\n'
    below.write_text(head + OWN + "current_to = 2010-12-31\n" + events("LT own signed 2011-01-01"))
    above.write_text("format = 1\n" + events("LT own notified 2011-01-01"))
    found = all_problems(read_ledger((below, above)), ("event-after-current",))
    assert [Path(problem.file).name for problem in found] == ["below.toml"]
