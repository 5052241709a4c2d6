"""Rules that compare recorded notices and effects with the clause."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy
from tests.samples import event, events, roll

NOTICE, NEXT = "LT ottawa notified 2025-06-27", "LT ottawa notified 2025-07-10"
RIGHT, WRONG = "LT ottawa effective 2025-12-27", "LT ottawa effective 2025-12-28"
BACK = ("LT ottawa in-force 2026-02-01", "LT ottawa notified 2026-03-01")


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param(["effective 2025-06-27", "notified 2025-06-28"], ["2025-06-28"], id="after"),
        pytest.param(["effective 2025-06-27", "notified 2025-06-27"], [], id="same day"),
        pytest.param(["effective 2025-06-27", "notified 2025-06-26"], [], id="before"),
        pytest.param(
            ["notified 2025-06-28", "effective 2025-06-27"], ["2025-06-28"], id="any order"
        ),
        pytest.param(["expelled 2025-06-27", "notified 2025-06-28"], ["2025-06-28"], id="expelled"),
        pytest.param(["effective 2025-06", "notified 2025-07-01"], ["2025-07-01"], id="month over"),
        pytest.param(["effective 2025-06", "notified 2025-06-30"], [], id="may be of that month"),
        pytest.param(["effective 2025-06-27", "notified 2025-07"], ['"2025-07"'], id="next month"),
        pytest.param(["effective 2025-06-27", "notified 2025-06"], [], id="may be earlier"),
        pytest.param(["effective 2025", "notified 2025-06"], [], id="month in a year"),
        pytest.param(["effective 2025-06-27", "consented 2025-07-01", NEXT[10:]], [], id="back"),
        pytest.param(["effective 2025-06-27", "in-force 2025-07-01", NEXT[10:]], [], id="bound"),
        pytest.param(
            ["effective 2025-06-27", "rescinded 2025-07-01", NEXT[10:]],
            ["2025-07-10"],
            id="taking back comes too late",
        ),
        pytest.param(["effective 0001-01-01", "notified 9999-12-31"], ["9999-12-31"], id="ends"),
        pytest.param(["effective 2025-06-27"], [], id="no notice"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_effective_before_notified(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A notice after the exit is reported, unless the State had rejoined."""
    text = events(*(f"LT ottawa {act}" for act in acts))
    assert found_by("effective-before-notified", text) == found


def test_exits_of_other_pairs_are_not_compared(found_by: FoundBy) -> None:
    """A notice is compared with exits of the same State from the same convention."""
    text = events("LT ottawa effective 2025-06-27", "PL ottawa notified 2025-07-27")
    text += events("LT op1 notified 2025-07-27")
    assert found_by("effective-before-notified", text) == []


def test_a_roll_row_counts_as_rejoining(found_by: FoundBy) -> None:
    """A roll row starts a party period as an event does."""
    text = events("LT ottawa effective 2015-06-27", "LT ottawa notified 2025-07-27")
    assert found_by("effective-before-notified", text) == ["2025-07-27"]
    row = roll("ottawa", "LT = { acceded = 2020-01-01 }")
    assert found_by("effective-before-notified", text + row) == []


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param([NOTICE, RIGHT], [], id="the clause's day"),
        pytest.param([NOTICE, WRONG], ["2025-12-28"], id="a day late"),
        pytest.param([NOTICE, "LT ottawa effective 2025-12-26"], ["2025-12-26"], id="a day early"),
        pytest.param([NOTICE, "LT ottawa effective 2025-12"], [], id="its month"),
        pytest.param([NOTICE, "LT ottawa effective 2025"], [], id="its year"),
        pytest.param([NOTICE, "LT ottawa effective 2026-01"], ['"2026-01"'], id="another month"),
        pytest.param(
            ["LT ottawa notified 2026-06-27", "LT ottawa effective 2026-12-28"],
            ["2026-12-28"],
            id="recorded ahead",
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2025-12-30"], [], id="span's last"
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2025-11-30"],
            ["2025-11-30"],
            id="before the span",
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2025-12-01"], [], id="span's first"
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2025-12-15"], [], id="in the span"
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2025-12-31"],
            ["2025-12-31"],
            id="behind the span",
        ),
        pytest.param(
            ["LT ottawa notified 2025-06", "LT ottawa effective 2026"],
            ['"2026"'],
            id="span behind the span",
        ),
        pytest.param(
            ["LT op1 notified 2025-11-30", "LT op1 effective 2026-02-28"], [], id="shorter month"
        ),
        pytest.param([NOTICE, "LT ottawa expelled 2025-10-01"], [], id="expelled"),
        pytest.param(["LT ottawa effective 2025-12-28"], [], id="no notice"),
        pytest.param([NOTICE], [], id="computed alone"),
        pytest.param(
            ["LT ctbt notified 2025-06-27", "LT ctbt effective 2025-06-28"], [], id="no clause"
        ),
        pytest.param(
            ["LT who notified 2025-06-27", "LT who effective 2025-06-28"],
            [],
            id="not its exception",
        ),
        pytest.param(
            ["US who notified 2025-06-27", "US who effective 2025-06-28"],
            ["2025-06-28"],
            id="its exception",
        ),
        pytest.param(
            [NOTICE, "LT ottawa rescinded 2025-07-01", NEXT, "LT ottawa effective 2026-01-10"],
            [],
            id="the notice that stood",
        ),
        pytest.param(
            [NOTICE, RIGHT, *BACK, "LT ottawa effective 2026-09-02"],
            ["2026-09-02"],
            id="the second exit",
        ),
        pytest.param(
            ["LT ottawa notified 9999-12-30", "LT ottawa effective 9999-12-31"],
            [],
            id="end of the calendar",
        ),
    ],
)
def test_effect_computed(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A recorded day of effect is reported if the clause cannot give it."""
    assert found_by("effect-computed", events(*acts)) == found


@pytest.mark.parametrize("act", [NOTICE, WRONG])
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("note", '"The depositary says so."'),
        ("contested", "true"),
        ("verified", "false"),
        ("other_dates", "[{ date = 2025-12-27 }]"),
    ],
)
def test_a_difference_may_be_explained(act: str, key: str, value: str, found_by: FoundBy) -> None:
    """An explained notice or effect is not reported."""
    other = WRONG if act is NOTICE else NOTICE
    text = event(other) + event(act, **{key: value})
    assert found_by("effect-computed", text) == []


@pytest.mark.parametrize(
    ("clause", "keys", "effective", "found"),
    [
        pytest.param("", {"postponed": '"war"'}, "2026-05-01", [], id="postponed"),
        pytest.param("", {"names_effect": "2026-05-01"}, "2026-05-01", ["2026-05-01"], id="named"),
        pytest.param(
            "withdrawal.later_date_allowed = true\n",
            {"names_effect": "2026-05-01"},
            "2026-05-01",
            [],
            id="named as allowed",
        ),
        pytest.param(
            "withdrawal.later_date_allowed = true\n",
            {"names_effect": "2026-05-01"},
            "2025-12-27",
            ["2025-12-27"],
            id="another than named",
        ),
        pytest.param('withdrawal.effect = "negotiated"\n', {}, "2026-05-01", [], id="negotiated"),
        pytest.param("withdrawal.operable = false\n", {}, "2026-05-01", [], id="not operable"),
        pytest.param(
            'withdrawal.effect = "day-after"\n', {}, "2025-12-27", ["2025-12-27"], id="day after"
        ),
    ],
)
def test_effect_computed_by_the_clause(
    clause: str, keys: dict[str, str], effective: str, found: list[str], found_by: FoundBy
) -> None:
    """A day of effect that the clause allows is not reported."""
    text = '[conventions.own]\nname = "Own"\n'
    text += f'withdrawal.article = "1"\nwithdrawal.period = "6 months"\n{clause}'
    text += event("LT own notified 2025-06-27", **keys) + event(f"LT own effective {effective}")
    assert found_by("effect-computed", text) == found


def test_the_message_has_the_computed_day(problems_by: ProblemsBy) -> None:
    """The message has the article and its day, and the hint sets that day."""
    (problem,) = problems_by("effect-computed", events(NOTICE, WRONG))
    assert "under article 20 gives 2025-12-27" in problem.message
    assert "set date = 2025-12-27" in (problem.hint or "")


def test_a_clause_without_an_article_is_called_the_clause(problems_by: ProblemsBy) -> None:
    """Without an article the message has none; the hint sets no imprecise day."""
    text = '[conventions.own]\nname = "Own"\n'
    text += 'withdrawal = { period = "1 year", conditions = "By exchange of letters." }\n'
    text += events("LT own notified 2025-06", "LT own effective 2025-06-28")
    (problem,) = problems_by("effect-computed", text)
    assert "under the clause gives 2026-06" in problem.message
    assert "set date" not in (problem.hint or "")


BOUND = "LT paris in-force 2016-11-04"
LEFT = ("LT paris notified 2019-11-04", "LT paris effective 2020-11-04")


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        pytest.param([BOUND, "LT paris notified 2019-11-03"], ["2019-11-03"], id="the day before"),
        pytest.param([BOUND, "LT paris notified 2019-11-04"], [], id="the first day"),
        pytest.param([BOUND, "LT paris notified 2019-10"], ['"2019-10"'], id="the month before"),
        pytest.param([BOUND, "LT paris notified 2019-11"], [], id="the first day's month"),
        pytest.param([BOUND, "LT paris notified 2019"], [], id="its year"),
        pytest.param(
            ["LT paris in-force 2016", "LT paris notified 2019-01-01"], [], id="may be late enough"
        ),
        pytest.param(
            ["LT paris in-force 2016", "LT paris notified 2018-12-31"],
            ["2018-12-31"],
            id="early, whatever the day",
        ),
        pytest.param(
            ["LT paris consented 2020-01-01", "LT paris notified 2023-01-30"],
            ["2023-01-30"],
            id="bound by a computed day",
        ),
        pytest.param(
            ["LT paris consented 2020-01-01", "LT paris notified 2023-01-31"], [], id="just bound"
        ),
        pytest.param(["LT paris notified 2016-12-01"], [], id="nothing tells since when"),
        pytest.param(
            [BOUND, *LEFT, "LT paris in-force 2021-02-19", "LT paris notified 2022-02-19"],
            ["2022-02-19"],
            id="the second stay",
        ),
        pytest.param(
            ["LT ottawa in-force 2024-01-01", "LT ottawa notified 2024-01-02"], [], id="no bar"
        ),
        pytest.param(
            ["LT paris in-force 9999-01-01", "LT paris notified 9999-12-30"],
            ["9999-12-30"],
            id="end of the calendar",
        ),
        pytest.param(
            ["LT paris in-force 0001-01-01", "LT paris notified 0003-12-31"],
            ["0003-12-31"],
            id="start of the calendar",
        ),
    ],
)
def test_notice_too_early(acts: list[str], found: list[str], found_by: FoundBy) -> None:
    """A notice is reported if it must be earlier than the clause allows."""
    assert found_by("notice-too-early", events(*acts)) == found


@pytest.mark.parametrize(("day", "found"), [("2008-02-15", ["2008-02-15"]), ("2008-02-16", [])])
def test_a_bar_can_count_from_the_convention(day: str, found: list[str], found_by: FoundBy) -> None:
    """A bar from the entry into force applies to every State."""
    text = '[conventions.kyoto]\nname = "Kyoto"\nin_force = 2005-02-16\n'
    text += 'withdrawal = { article = "27", period = "1 year", '
    text += 'earliest = { period = "3 years", after = "in-force" } }\n'
    assert found_by("notice-too-early", text + events(f"LT kyoto notified {day}")) == found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("note", '"It was sent back."'),
        ("contested", "true"),
        ("verified", "false"),
        ("other_dates", "[{ date = 2019-11-04 }]"),
    ],
)
def test_an_early_notice_may_be_explained(key: str, value: str, found_by: FoundBy) -> None:
    """An explained notice is not reported."""
    text = events(BOUND) + event("LT paris notified 2018-01-01", **{key: value})
    assert found_by("notice-too-early", text) == []
