"""Rules on single entries: their keys, references, duplicates and votes."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import SOURCES, event, events, roll


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("lt", "call it LT"),
        ("Lt", "call it LT"),
        ("LTU", "use its ISO 3166-1 alpha-2 code"),
        ("L", "use its ISO 3166-1 alpha-2 code"),
        ("L2", "use its ISO 3166-1 alpha-2 code"),
        ("ÄÖ", "use its ISO 3166-1 alpha-2 code"),
        ("", "use its ISO 3166-1 alpha-2 code"),
        ("LT\\n", "use its ISO 3166-1 alpha-2 code"),
    ],
)
def test_country_code(code: str, hint: str, problems_by: ProblemsBy) -> None:
    """A wrong country key is reported, with the right key if it is clear."""
    (problem,) = problems_by("country-code", f'[countries."{code}"]\nname = "X"\n')
    assert problem.hint == hint


@pytest.mark.parametrize("code", ["XK", "EU", "ZZ"])
def test_any_two_capitals_are_a_code(code: str, found_by: FoundBy) -> None:
    """Codes that ISO reserves for users are accepted."""
    assert found_by("country-code", f'[countries.{code}]\nname = "X"\n') == []


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("Ottawa", "call it ottawa"),
        ("mine_ban", "call it mine-ban"),
        ("mine ban", "call it mine-ban"),
        ("mine--ban", "call it mine-ban"),
        ("-a", "call it a"),
        ("Łódź", "call it lodz"),
        ("条約", "use a slug such as mine-ban"),
        ("", "use a slug such as mine-ban"),
    ],
)
def test_treaty_slug(slug: str, hint: str, problems_by: ProblemsBy) -> None:
    """A wrong convention key is reported, with a slug made from it if possible."""
    (problem,) = problems_by("treaty-slug", f'[conventions."{slug}"]\nname = "X"\n')
    assert problem.hint == hint


@pytest.mark.parametrize("slug", ["a", "1961", "op-1", "a-b-c"])
def test_a_short_slug_is_accepted(slug: str, found_by: FoundBy) -> None:
    """Lower-case letters and digits are accepted, however few."""
    assert found_by("treaty-slug", f'[conventions.{slug}]\nname = "X"\n') == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(events("XX ottawa announced 2025-01-01"), ['"XX"'], id="of an event"),
        pytest.param(events("lt ottawa announced 2025-01-01"), ['"lt"'], id="small letters"),
        pytest.param(event("LT ottawa objected 2025-01-01", by='"XX"'), ['"XX"'], id="who objects"),
        pytest.param(event("LT ottawa objected 2025-01-01", by='"PL"'), [], id="known objector"),
        pytest.param(
            event("XX ottawa objected 2025-01-01", by='"YY"'), ['"XX"', '"YY"'], id="both"
        ),
        pytest.param(roll("ottawa", "LT = {}", "XX = {}"), ["XX"], id="in a roll"),
        pytest.param(
            '[conventions.own]\nname = "Own"\nwithdrawal.exceptions.XX = { article = "1" }\n',
            ["withdrawal.exceptions.XX"],
            id="in an exception",
        ),
        pytest.param(
            '[conventions.own]\nname = "Own"\n[conventions.own.joining.exceptions.XX]\n',
            ["[conventions.own.joining.exceptions.XX]"],
            id="in an exception to joining",
        ),
        pytest.param(events("LT ottawa announced 2025-01-01"), [], id="known"),
    ],
)
def test_unknown_country(text: str, found: list[str], found_by: FoundBy) -> None:
    """An unknown code is reported in events, rolls and exceptions."""
    assert found_by("unknown-country", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(events("LT otawa announced 2025-01-01"), ['"otawa"'], id="of an event"),
        pytest.param(events("LT Ottawa announced 2025-01-01"), ['"Ottawa"'], id="in capitals"),
        pytest.param(roll("oslo", "LT = {}"), ["[rolls.oslo]"], id="of a roll"),
        pytest.param(events("LT ottawa announced 2025-01-01"), [], id="known"),
    ],
)
def test_unknown_treaty(text: str, found: list[str], found_by: FoundBy) -> None:
    """An unknown slug is reported in events and rolls."""
    assert found_by("unknown-treaty", text) == found


@pytest.mark.parametrize(
    ("check", "act", "hint"),
    [
        ("unknown-treaty", "LT otawa announced 2025-01-01", 'did you mean "ottawa"?'),
        ("unknown-treaty", "LT landmines announced 2025-01-01", "[conventions.landmines]"),
        ("unknown-country", "XX ottawa announced 2025-01-01", "[countries.XX]"),
    ],
)
def test_the_hint_suggests_a_similar_key(
    check: str, act: str, hint: str, problems_by: ProblemsBy
) -> None:
    """A misspelled key gets a suggestion, any other the table to define."""
    (problem,) = problems_by(check, events(act))
    assert hint in (problem.hint or "")


ACT = "LT ottawa announced 2025-03-18"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param(events(ACT, ACT), 1, id="twice"),
        pytest.param(events(ACT, ACT, ACT), 2, id="thrice"),
        pytest.param(event(ACT) + event(ACT, summary='"In other words."'), 1, id="other words"),
        pytest.param(event(ACT, actor='"A"') + event(ACT, actor='"B"'), 0, id="two actors"),
        pytest.param(event(ACT, chamber='"A"') + event(ACT, chamber='"B"'), 0, id="two chambers"),
        pytest.param(event(ACT, by='"PL"') + event(ACT, by='"FI"'), 0, id="two objectors"),
        pytest.param(events(ACT, "LT ottawa announced 2025-03-19"), 0, id="another day"),
        pytest.param(events(ACT, "LT ottawa announced 2025-03"), 0, id="its month"),
        pytest.param(events(ACT, "LT op1 announced 2025-03-18"), 0, id="another convention"),
        pytest.param(events(ACT, "PL ottawa announced 2025-03-18"), 0, id="another State"),
        pytest.param(
            roll("ottawa", "LT = { ratified = 2003-05-12 }")
            + events("LT ottawa consented 2003-05-12"),
            0,
            id="roll and event",
        ),
        pytest.param(events(ACT), 0, id="once"),
    ],
)
def test_duplicate_event(text: str, times: int, found_by: FoundBy) -> None:
    """Every event after the first for the same act is reported."""
    assert found_by("duplicate-event", text) == ['"announced"'] * times


def test_sources_do_not_tell_acts_apart(found_by: FoundBy) -> None:
    """Two sources of one act belong into one event."""
    text = event(ACT) + event(ACT, sources=SOURCES.removeprefix("sources = ").replace("L", "B"))
    assert found_by("duplicate-event", text) == ['"announced"']


@pytest.mark.parametrize(
    ("votes", "wrong"),
    [
        pytest.param("for = 107, against = 0, abstain = 3, of = 141", False, id="some untold"),
        pytest.param("for = 107, against = 31, abstain = 3, of = 141", False, id="all of them"),
        pytest.param("for = 107, against = 32, abstain = 3, of = 141", True, id="one too many"),
        pytest.param("for = 142, of = 141", True, id="for alone too many"),
        pytest.param("for = 141, of = 141", False, id="unanimous"),
        pytest.param("for = 1, of = 141", False, id="only those for"),
        pytest.param("for = 81, against = 1, absent = 19, of = 101", False, id="with the absent"),
        pytest.param("for = 81, against = 1, absent = 18, of = 101", True, id="one missing"),
        pytest.param(
            "for = 81, against = 1, absent = 20, of = 101", True, id="one absent too many"
        ),
        pytest.param("for = 81, absent = 18, of = 101", False, id="those against untold"),
        pytest.param("for = 81, absent = 21, of = 101", True, id="absent and for too many"),
        pytest.param("for = 1000, against = 1000, absent = 1", False, id="size untold"),
        pytest.param("for = 0, against = 0, abstain = 0, absent = 0, of = 0", False, id="nobody"),
        pytest.param("for = 1, of = 0", True, id="a vote of nobody"),
        pytest.param("for = 1000000000, against = 1, of = 1000000000", True, id="huge"),
    ],
)
def test_votes_sum(votes: str, *, wrong: bool, found_by: FoundBy) -> None:
    """Votes are reported if they cannot add up to the size of the chamber."""
    value = f"{{ {votes} }}"
    text = event("LT ottawa parliamentary-vote 2025-05-08", votes=value)
    assert found_by("votes-sum", text) == [value] * wrong


def test_the_header_of_a_votes_table_is_marked(found_by: FoundBy) -> None:
    """The problem marks the header of the table."""
    text = events("LT ottawa parliamentary-vote 2025-05-08") + "[events.votes]\nfor = 2\nof = 1\n"
    assert found_by("votes-sum", text) == ["[events.votes]"]


def test_the_message_has_both_numbers(problems_by: ProblemsBy) -> None:
    """The message has the counted votes and the size of the chamber."""
    text = event("LT ottawa parliamentary-vote 2025-05-08", votes="{ for = 100, of = 90 }")
    (problem,) = problems_by("votes-sum", text)
    assert "100 votes and absences" in problem.message
    assert "a chamber of 90" in problem.message


def test_an_event_without_votes_is_accepted(found_by: FoundBy) -> None:
    """An event need not have votes."""
    assert found_by("votes-sum", events("LT ottawa parliamentary-vote 2025-05-08")) == []
