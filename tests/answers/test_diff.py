"""Tests of the answer of `diff`."""

import json
from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, event, events, roll
from treatywatch.answers.diff import DiffAnswer, DiffItem, diff_answer
from treatywatch.answers.query import Query
from treatywatch.model.ledger import Ledger
from treatywatch.output.json import to_json
from treatywatch.standing.as_of import AsOf

FROM, TO = date(2025, 1, 1), date(2026, 1, 1)


def diff(
    before: Ledger, after: Ledger, *, start: date = FROM, end: date = TO, **query: Any
) -> DiffAnswer:
    """Return the changes from one ledger and day to another."""
    view = AsOf(as_of=start, known_on=query.get("known_on"))
    return diff_answer(before, after, view, Query(as_of=end, **query))


def change_text(item: DiffItem) -> str:
    """Return a record in a line: the pair, the change, its steps and corrected facts."""
    steps = [f"{step.step} {step.date}" for step in item.steps]
    facts = [f"{fact.step} {fact.key}" for fact in item.corrections]
    return f"{item.country} {item.convention} {item.change}: {', '.join([*steps, *facts])}"


def changes(before: Ledger, after: Ledger, **asked: Any) -> list[str]:
    """Return the records of an answer, each in a line."""
    return [change_text(item) for item in diff(before, after, **asked).items]


def test_the_json_keys_and_their_order(ledger_of: LedgerOf) -> None:
    """The envelope, the sides and the records have these keys in this order."""
    ledger = ledger_of(event("LT ottawa announced 2025-03-18"))
    answer = json.loads(to_json(diff(ledger, ledger)))
    assert list(answer) == ["schema", "tool", "ledger", "from", "to", "known_on", "items"]
    assert (answer["from"]["as_of"], answer["to"]["as_of"]) == ("2025-01-01", "2026-01-01")
    assert answer["from"]["ledger"] == answer["to"]["ledger"] == answer["ledger"]
    (item,) = answer["items"]
    assert list(item) == [
        "country",
        "country_name",
        "convention",
        "convention_name",
        "change",
        "before",
        "after",
        "steps",
        "corrections",
    ]
    assert list(item["before"])[:4] == ["standing", "stage", "stage_date", "effect"]
    assert list(item["steps"][0])[:3] == ["date", "country", "country_name"]


WHOLE_STORY = events(
    "LT ottawa consented 2003-05-12",
    "LT ottawa announced 2025-03-18",
    "LT ottawa notified 2025-06-27",
    "PL op1 remark 2025",
    "US inf suspended 2019-02-02",
) + roll("ottawa", "FI = { acceded = 2012-01-09 }", "PL = { ratified = 2012-12-27 }")


@pytest.mark.parametrize(
    "day", [date.min, date(2025, 6, 26), date(2025, 6, 27), date(2025, 12, 27), date.max], ids=str
)
def test_a_ledger_does_not_differ_from_itself(day: date, ledger_of: LedgerOf) -> None:
    """A ledger and itself or a copy of it on one day have no changes."""
    one, other = ledger_of(WHOLE_STORY), ledger_of(WHOLE_STORY)
    assert changes(one, one, start=day, end=day) == []
    assert changes(one, other, start=day, end=day) == []


@pytest.mark.parametrize(
    ("acts", "change", "standings"),
    [
        pytest.param(
            ["LT ottawa announced 2025-03-18"],
            "began: announced 2025-03-18",
            "party party",
            id="began",
        ),
        pytest.param(
            ["LT ottawa announced 2024-03-18", "LT ottawa notified 2025-12-27"],
            "advanced: notified 2025-12-27",
            "party party",
            id="advanced",
        ),
        pytest.param(
            ["LT ottawa notified 2025-06-27", "LT ottawa effective 2025-12-27"],
            "left: notified 2025-06-27, effective 2025-12-27",
            "party withdrawn",
            id="left, recorded",
        ),
        pytest.param(
            ["LT ottawa notified 2024-12-27"],
            "left: effective 2025-06-27",
            "party withdrawn",
            id="left, computed",
        ),
        pytest.param(
            ["LT ottawa expelled 2025-02-03"],
            "left: expelled 2025-02-03",
            "party withdrawn",
            id="expelled",
        ),
        pytest.param(
            ["LT ottawa consented 2025-02-03"],
            "joined: consented 2025-02-03, in-force 2025-08-01",
            "non-party party",
            id="joined, computed",
        ),
        pytest.param(
            ["LT ottawa signed 1998-02-26", "LT ottawa in-force 2025-08-01"],
            "joined: in-force 2025-08-01",
            "signatory party",
            id="joined, recorded",
        ),
        pytest.param(
            [
                "LT ottawa effective 2024-05-06",
                "LT ottawa consented 2025-02-03",
                "LT ottawa in-force 2025-08-01",
            ],
            "joined: consented 2025-02-03, in-force 2025-08-01",
            "withdrawn party",
            id="joined again",
        ),
        pytest.param(
            ["LT who consented 2025-02-03"],
            "joined: consented 2025-02-03",
            "non-party party",
            id="joined on a day that no clause computes",
        ),
        pytest.param(
            ["LT who signed 2024-02-03", "LT who consented 2025-02-03"],
            "joined: consented 2025-02-03",
            "signatory party",
            id="signed, then joined, computed",
        ),
        pytest.param(
            ["LT who effective 2024-02-03", "LT who consented 2025-02-03"],
            "joined: consented 2025-02-03",
            "withdrawn party",
            id="joined again, computed",
        ),
        pytest.param(
            ["LT ottawa announced 2024-03-18", "LT ottawa rejected 2025-03-18"],
            "ended: rejected 2025-03-18",
            "party party",
            id="ended",
        ),
        pytest.param(
            ["LT ottawa notified 2024-12-18", "LT ottawa rescinded 2025-03-18"],
            "ended: rescinded 2025-03-18",
            "party party",
            id="rescinded",
        ),
        pytest.param(
            ["LT ottawa suspended 2025-07-18", "LT ottawa objected 2025-08-01"],
            "noted: suspended 2025-07-18, objected 2025-08-01",
            "party party",
            id="noted",
        ),
        pytest.param(
            ["LT ottawa notified 2024-12-01", "LT ottawa parliamentary-vote 2025-03-01"],
            "left: parliamentary-vote 2025-03-01, effective 2025-06-01",
            "party withdrawn",
            id="a vote outside an exit",
        ),
        pytest.param(
            ["LT ottawa announced 2024-12-01", "LT ottawa parliamentary-vote 2025-03-01"],
            "noted: parliamentary-vote 2025-03-01",
            "party party",
            id="a vote advances nothing",
        ),
        pytest.param(
            ["LT ottawa announced 2024-12-01", "LT ottawa announced 2025-03-01"],
            "noted: announced 2025-03-01",
            "party party",
            id="no new stage",
        ),
        pytest.param(
            ["LT ottawa consented 2025-12-03"],
            "noted: consented 2025-12-03",
            "non-party joining",
            id="not yet bound",
        ),
        pytest.param(
            ["LT ottawa announced 2025"],
            "began: announced 2025",
            "party party",
            id="known to the year",
        ),
    ],
)
def test_the_kind_of_change(
    acts: list[str], change: str, standings: str, ledger_of: LedgerOf
) -> None:
    """The new steps of a year decide the kind of change and the standings."""
    ledger = ledger_of(events(*acts))
    (item,) = diff(ledger, ledger).items
    assert change_text(item).split(maxsplit=2)[2] == change
    assert f"{item.before.standing} {item.after.standing}" == standings


@pytest.mark.parametrize(
    ("start", "end", "is_new"),
    [
        (date(2025, 3, 17), date(2025, 3, 18), True),
        (date(2025, 3, 18), date(2025, 3, 19), False),
        (date(2025, 3, 16), date(2025, 3, 17), False),
        (date(2025, 3, 18), date(2025, 3, 18), False),
        (date.min, date.max, True),
    ],
    ids=str,
)
def test_a_step_is_new_after_the_first_day_up_to_the_last(
    start: date, end: date, is_new: bool, ledger_of: LedgerOf
) -> None:
    """A step on the earlier day is not new; a step on the later day is."""
    ledger = ledger_of(event("LT ottawa announced 2025-03-18"))
    assert bool(changes(ledger, ledger, start=start, end=end)) is is_new


def test_the_standing_of_each_side(ledger_of: LedgerOf) -> None:
    """Each side has standing, stage and effect, and the basis of the effect."""
    ledger = ledger_of(events("LT ottawa announced 2024-03-18", "LT ottawa notified 2025-08-31"))
    item = json.loads(to_json(diff(ledger, ledger)))["items"][0]
    assert item["before"] == {
        "standing": "party",
        "stage": "announced",
        "stage_date": "2024-03-18",
        "effect": None,
        "effect_basis": None,
    }
    assert item["after"] == {
        "standing": "party",
        "stage": "notified",
        "stage_date": "2025-08-31",
        "effect": "2026-02-28",
        "effect_basis": "computed",
    }


PLAIN = event("LT ottawa announced 2025-03-18")


@pytest.mark.parametrize(
    ("after", "facts"),
    [
        pytest.param(
            event("LT ottawa announced 2025-03-19"),
            [("date", "2025-03-18", "2025-03-19")],
            id="another date",
        ),
        pytest.param(
            event("LT ottawa announced 2025-03"),
            [("date", "2025-03-18", "2025-03")],
            id="a less precise date",
        ),
        pytest.param(
            event("LT ottawa announced 2025-03-18", actor='"Seimas"'),
            [("actor", None, "Seimas")],
            id="an actor",
        ),
        pytest.param(
            event("LT ottawa announced 2025-03-18", contested="true", verified="false"),
            [("contested", "false", "true"), ("verified", "true", "false")],
            id="doubts",
        ),
        pytest.param(
            event("LT ottawa announced 2025-03-18", votes="{ for = 66, against = 14 }"),
            [("votes", None, "66–14")],
            id="votes",
        ),
        pytest.param(
            event(
                "LT ottawa announced 2025-03-18",
                other_dates='[{ date = 2025-03-17, note = "BNS" }, { date = "2025" }]',
            ),
            [("other_dates", None, "2025-03-17 (BNS); 2025")],
            id="other dates",
        ),
        pytest.param(
            event(
                "LT ottawa announced 2025-03-18",
                sources='[{ title = "T", publisher = "P", published = "2025", url = "https://x.lt" }]',
            ),
            [("sources", "Letter, Gazette", "T, P, 2025, https://x.lt")],
            id="another source",
        ),
    ],
)
def test_a_changed_fact_is_a_correction(
    after: str, facts: list[tuple[str, str | None, str | None]], ledger_of: LedgerOf
) -> None:
    """An act with other facts is not a new step; each fact is listed with both values."""
    (item,) = diff(ledger_of(PLAIN), ledger_of(after), start=TO).items
    assert (item.change, item.steps) == ("corrected", ())
    assert [(fact.key, fact.before, fact.after) for fact in item.corrections] == facts
    assert {fact.step for fact in item.corrections} == {"announced"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(date(2025, 4, 20), TO, ["corrected: announced date"], id="after both"),
        pytest.param(date(2025, 3, 18), TO, ["corrected: announced date"], id="after the first"),
        pytest.param(
            date(2025, 3, 18), date(2025, 4, 19), ["corrected: announced date"], id="between them"
        ),
        pytest.param(
            date(2025, 3, 17),
            TO,
            ["began: announced 2025-04-20", "corrected: announced date"],
            id="before both",
        ),
        pytest.param(date(2025, 3, 17), date(2025, 3, 17), [], id="in the future of both sides"),
    ],
)
def test_a_changed_date_is_a_correction(
    start: date, end: date, expected: list[str], ledger_of: LedgerOf
) -> None:
    """A past act with a new date is corrected; one in the future of both sides is ignored."""
    after = ledger_of(event("LT ottawa announced 2025-04-20"))
    result = changes(ledger_of(PLAIN), after, start=start, end=end)
    assert result == [f"LT ottawa {change}" for change in expected]


NPT = '[conventions.npt]\nname = "Non-Proliferation Treaty"\n'
NOTICE = event("LT ottawa notified 2025-06-27")


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        pytest.param("2025-12-27", ["basis"], id="as computed"),
        pytest.param("2025-12-29", ["basis", "date"], id="another day"),
    ],
)
def test_a_computed_effect_that_becomes_recorded_is_a_correction(
    day: str, keys: list[str], ledger_of: LedgerOf
) -> None:
    """A recorded day of effect corrects the computed one, and the State leaves once."""
    after = ledger_of(NOTICE + event(f"LT ottawa effective {day}"))
    (item,) = diff(ledger_of(NOTICE), after, start=TO).items
    assert (item.change, item.steps) == ("corrected", ())
    assert [fact.key for fact in item.corrections] == keys
    assert (item.corrections[0].before, item.corrections[0].after) == ("computed", "recorded")


@pytest.mark.parametrize(
    ("day", "standings"),
    [(TO, "withdrawn party"), (date(2025, 9, 1), "party party")],
    ids=["past", "future"],
)
def test_a_changed_clause_corrects_the_computed_effect(
    day: date, standings: str, ledger_of: LedgerOf
) -> None:
    """A computed effect that changes with its clause is a correction of the effect."""
    clause = NPT + 'withdrawal = {{ article = "X", period = "{}" }}\n'
    notice = event("LT npt notified 2025-06-27")
    before, after = (ledger_of(clause.format(n) + notice) for n in ("3 months", "1 year"))
    (item,) = diff(before, after, start=day, end=day).items
    assert change_text(item) == "LT npt corrected: effective date"
    assert f"{item.before.standing} {item.after.standing}" == standings


@pytest.mark.parametrize("day", ["2025-12-27", "2025-12-29"])
def test_a_changed_future_effect_is_a_correction(day: str, ledger_of: LedgerOf) -> None:
    """A recorded day of effect is a correction even before that day."""
    after = ledger_of(NOTICE + event(f"LT ottawa effective {day}"))
    (item,) = diff(ledger_of(NOTICE), after, start=date(2025, 9, 1), end=date(2025, 9, 1)).items
    assert item.change == "corrected"
    assert (item.before.effect_basis, item.after.effect_basis) == ("computed", "recorded")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", PLAIN, ["LT ottawa began: announced 2025-03-18"], id="new in the later"),
        pytest.param(
            PLAIN, "", ["LT ottawa removed: announced 2025-03-18"], id="gone from the later"
        ),
        pytest.param(
            NOTICE,
            "",
            ["LT ottawa removed: notified 2025-06-27"],
            id="gone with its computed effect",
        ),
        pytest.param(
            "",
            roll("ottawa", "LT = { acceded = 2003-05-12 }"),
            ["LT ottawa joined: consented 2003-05-12, in-force 2003-11-01"],
            id="a new roll",
        ),
    ],
)
def test_an_event_of_one_ledger_only(
    before: str, after: str, expected: list[str], ledger_of: LedgerOf
) -> None:
    """An act only in the later ledger is new; an act only in the earlier one is removed."""
    assert changes(ledger_of(before), ledger_of(after), start=TO) == expected


def test_a_removed_future_event_is_ignored(ledger_of: LedgerOf) -> None:
    """An event in the future of the earlier side is not reported as removed."""
    assert changes(ledger_of(PLAIN), ledger_of(""), start=FROM) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["npt began: announced 2024-03-18", "op1 removed: remark 2024-01-02"]),
        ({"conventions": ("npt",)}, ["npt began: announced 2024-03-18"]),
        ({"conventions": ("op1",)}, ["op1 removed: remark 2024-01-02"]),
        ({"conventions": ("paris",)}, []),
    ],
    ids=["all", "it", "another", "one without acts"],
)
def test_a_convention_of_the_later_ledger_only(
    query: dict[str, Any], expected: list[str], ledger_of: LedgerOf
) -> None:
    """Every act of a convention that only the later ledger has is new."""
    before = ledger_of(event("LT op1 remark 2024-01-02"))
    after = ledger_of(NPT + event("LT npt announced 2024-03-18"))
    assert changes(before, after, **query) == [f"LT {change}" for change in expected]


def test_a_convention_of_the_earlier_ledger_only(ledger_of: LedgerOf) -> None:
    """Every act of a convention that only the earlier ledger has is removed, under its name."""
    before = ledger_of(NPT + event("LT npt announced 2024-03-18"))
    (item,) = diff(before, ledger_of("")).items
    assert change_text(item) == "LT npt removed: announced 2024-03-18"
    assert item.convention_name == "Non-Proliferation Treaty"
    assert (item.before.stage, item.after.standing) == ("announced", "unknown")


def test_a_country_of_one_ledger_only(ledger_of: LedgerOf) -> None:
    """A country that only one of the ledgers has is compared."""
    more = '[countries.UA]\nname = "Ukraine"\n' + event("UA ottawa announced 2024-03-18")
    with_it, without = ledger_of(more), ledger_of("")
    assert changes(without, with_it) == ["UA ottawa began: announced 2024-03-18"]
    assert changes(with_it, without) == ["UA ottawa removed: announced 2024-03-18"]


def test_a_country_missing_from_the_earlier_ledger_selects_no_others(ledger_of: LedgerOf) -> None:
    """A query for that country does not select all countries of the earlier ledger."""
    before = ledger_of(event("LT ottawa announced 2024-03-18"))
    after = ledger_of('[countries.UA]\nname = "Ukraine"\n')
    assert changes(before, after, countries=("UA",)) == []
    assert changes(before, after) == ["LT ottawa removed: announced 2024-03-18"]


def test_new_steps_and_corrections_are_separate_records(ledger_of: LedgerOf) -> None:
    """A pair with new steps and corrections has two records, the new steps first."""
    before = ledger_of(event("LT ottawa announced 2024-03-18") + events("PL op1 signed 1990"))
    after = ledger_of(
        event("LT ottawa announced 2024-03-20")
        + event("LT ottawa notified 2025-08-01")
        + event("FI ottawa notified 2025-01-02")
    )
    assert changes(before, after) == [
        "PL op1 removed: signed 1990",
        "FI ottawa left: notified 2025-01-02, effective 2025-07-02",
        "LT ottawa advanced: notified 2025-08-01",
        "LT ottawa corrected: announced date",
    ]


def test_two_objections_of_one_day_are_two_acts(ledger_of: LedgerOf) -> None:
    """Objections of two States on one day do not correct each other."""
    mine = event("LT ottawa objected 2024-08-01", by='"FI"')
    both = mine + event("LT ottawa objected 2024-08-01", by='"PL"')
    assert changes(ledger_of(mine), ledger_of(both)) == ["LT ottawa noted: objected 2024-08-01"]
    assert changes(ledger_of(both), ledger_of(mine)) == ["LT ottawa removed: objected 2024-08-01"]


def test_acts_of_the_same_day_match_first(ledger_of: LedgerOf) -> None:
    """If one of two votes is removed, the vote of the same day matches the other."""
    vote = "LT ottawa parliamentary-vote 2024-0{}-01"
    before = ledger_of(events(vote.format(5), vote.format(6)))
    after = ledger_of(event(vote.format(6), actor='"Seimas"'))
    assert changes(before, after) == [
        "LT ottawa corrected: parliamentary-vote actor",
        "LT ottawa removed: parliamentary-vote 2024-05-01",
    ]


def test_new_rows_of_a_roll_are_new_steps(ledger_of: LedgerOf) -> None:
    """Joinings recorded only in a roll are new steps, with their computed day in force."""
    rows = ("LT = { acceded = 2025-02-03 }", "FI = { signed = 2024-02-03, acceded = 2025-11-03 }")
    ledger = ledger_of(roll("ottawa", *rows, "PL = { acceded = 2012-12-27 }"))
    assert changes(ledger, ledger) == [
        "LT ottawa joined: consented 2025-02-03, in-force 2025-08-01",
        "FI ottawa noted: consented 2025-11-03",
    ]


def test_an_event_for_an_act_of_a_roll_is_a_correction(ledger_of: LedgerOf) -> None:
    """An act that moves from a roll to an event is the same act with other facts."""
    before = ledger_of(roll("ottawa", "LT = { signed = 1999-02-26 }"))
    after = ledger_of(
        roll("ottawa", "LT = { signed = 1999-02-26 }") + event("LT ottawa signed 1999-02-26")
    )
    assert changes(before, after) == ["LT ottawa corrected: signed summary"]


def test_acts_not_yet_known_are_left_out(ledger_of: LedgerOf) -> None:
    """A step is new only if a source was published by the day of knowledge."""
    source = '[{ title = "T", publisher = "P", published = 2025-04-01 }]'
    ledger = ledger_of(event("LT ottawa announced 2025-03-18", sources=source))
    assert changes(ledger, ledger, known_on=date(2025, 3, 31)) == []
    assert changes(ledger, ledger, known_on=date(2025, 4, 1)) == [
        "LT ottawa began: announced 2025-03-18"
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"countries": ("FI",)}, ["FI"]),
        ({"group": "EU"}, ["LT"]),
        ({"conventions": ("op1",)}, []),
        ({}, ["FI", "LT"]),
    ],
    ids=str,
)
def test_a_query_narrows_the_comparison(
    query: dict[str, Any], codes: list[str], ledger_of: LedgerOf
) -> None:
    """Countries, groups and conventions narrow the comparison."""
    ledger = ledger_of(events("LT ottawa announced 2025-03-18", "FI ottawa announced 2025-03-18"))
    assert [item.country for item in diff(ledger, ledger, **query).items] == codes


def test_changes_are_sorted_by_convention_kind_and_name(ledger_of: LedgerOf) -> None:
    """Changes are sorted by convention, then by kind, then by name without accents."""
    more = '[countries.CI]\nname = "Côte d\'Ivoire"\n[countries.HR]\nname = "Croatia"\n'
    ledger = ledger_of(
        more
        + events(
            "HR ottawa announced 2025-03-18",
            "CI ottawa announced 2025-03-18",
            "US ottawa in-force 2025-03-18",
            "PL ottawa announced 2024-03-18",
            "PL ottawa rejected 2025-03-18",
            "FI ottawa considered 2024-03-18",
            "FI ottawa announced 2025-03-18",
            "LT ottawa effective 2025-03-18",
            "LT op1 remark 2025-03-18",
        )
    )
    result = diff(ledger, ledger).items
    assert [f"{item.convention} {item.country} {item.change}" for item in result] == [
        "op1 LT noted",
        "ottawa LT left",
        "ottawa FI advanced",
        "ottawa CI began",
        "ottawa HR began",
        "ottawa PL ended",
        "ottawa US joined",
    ]


def test_the_end_of_a_convention_is_not_an_exit(ledger_of: LedgerOf) -> None:
    """A party to a convention that ends has not left; the change is `over` without a step."""
    ledger = ledger_of(roll("inf", "US = { in_force = 1988-06-01 }"))
    (item,) = diff(ledger, ledger, start=date(2019, 8, 1), end=date(2019, 8, 2)).items
    assert (item.change, item.before.standing, item.after.standing, item.steps) == (
        "over",
        "party",
        "ended",
        (),
    )


def test_a_removal_is_found_for_a_named_country(ledger_of: LedgerOf) -> None:
    """A query for one country compares what only the earlier ledger records about it."""
    before = ledger_of(events("PL ottawa announced 2024-03-18", "LT ottawa announced 2024-03-18"))
    assert changes(before, ledger_of(""), countries=("PL",)) == [
        "PL ottawa removed: announced 2024-03-18"
    ]


def test_a_recorded_effect_that_becomes_computed_is_a_correction(ledger_of: LedgerOf) -> None:
    """A day of effect that loses its record is corrected to the computed one."""
    before = ledger_of(NOTICE + event("LT ottawa effective 2025-12-27"))
    (item,) = diff(before, ledger_of(NOTICE), start=TO).items
    (correction,) = item.corrections
    assert (correction.key, correction.before, correction.after) == (
        "basis",
        "recorded",
        "computed",
    )


def test_a_future_effect_of_the_earlier_side_alone_is_compared(ledger_of: LedgerOf) -> None:
    """A corrected effect is reported although the later side has no running notice."""
    after = ledger_of(event("LT ottawa notified 2025-10-01"))
    day = date(2025, 9, 1)
    assert changes(ledger_of(NOTICE), after, start=day, end=day) == [
        "LT ottawa corrected: notified date, effective date"
    ]
