"""Known exits in the shipped ledger: completed, cancelled, repeated and contested."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

import treatywatch
from treatywatch.answers.explain import ExplainItem, explain_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import StatusItem
from treatywatch.answers.timeline import TimelineItem, timeline_item
from treatywatch.answers.upcoming import UpcomingKind, upcoming_answer
from treatywatch.answers.verify import verify_answer
from treatywatch.model.events import LEAVING_STEPS, PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Basis
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_by_pair, acts_of
from treatywatch.standing.position import Position, position_from_acts

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shipped() -> Ledger:
    """Return the ledger in the package."""
    return treatywatch.load()


def status(ledger: Ledger, pair: str, day: str, known_on: date | None = None) -> StatusItem:
    """Return the status of a State on a day."""
    country, convention = pair.split()
    (item,) = treatywatch.status(
        ledger,
        as_of=date.fromisoformat(day),
        country=country,
        convention=convention,
        known_on=known_on,
    )
    return item


def exits(ledger: Ledger, pair: str) -> tuple[ExplainItem, ...]:
    """Return the explained exits of a State today."""
    country, convention = pair.split()
    return explain_answer(ledger, (country, convention), AsOf(as_of=TODAY)).items


@pytest.mark.parametrize(
    ("pair", "day", "expected"),
    [
        ("US paris", "2016-11-03", "joining"),
        ("US paris", "2016-11-04", "party"),
        ("US paris", "2017-08-04", "party announced"),
        ("US paris", "2019-11-03", "party announced"),
        ("US paris", "2019-11-04", "party notified 2020-11-04 recorded 366"),
        ("US paris", "2020-11-03", "party notified 2020-11-04 recorded 1"),
        ("US paris", "2020-11-04", "withdrawn effective 2020-11-04 recorded 0"),
        ("US paris", "2021-01-19", "withdrawn effective 2020-11-04 recorded -76"),
        ("US paris", "2021-01-20", "joining"),
        ("US paris", "2021-02-18", "joining"),
        ("US paris", "2021-02-19", "party"),
        ("US paris", "2025-01-27", "party notified 2026-01-27 recorded 365"),
        ("US paris", "2026-01-26", "party notified 2026-01-27 recorded 1"),
        ("US paris", "2026-01-27", "withdrawn effective 2026-01-27 recorded 0"),
        ("GM rome", "2016-11-09", "party"),
        ("GM rome", "2016-11-10", "party notified 2017-11-10 computed 365"),
        ("GM rome", "2017-02-09", "party notified 2017-11-10 computed 274"),
        ("GM rome", "2017-02-10", "party rescinded"),
        ("GM rome", "2017-11-10", "party rescinded"),
        ("ZA rome", "2016-10-19", "party notified 2017-10-19 computed 365"),
        ("ZA rome", "2017-02-22", "party notified 2017-10-19 computed 239"),
        ("ZA rome", "2017-03-06", "party notified 2017-10-19 computed 227"),
        ("ZA rome", "2017-03-07", "party rescinded"),
        ("ZA rome", "2017-10-19", "party rescinded"),
        ("HU rome", "2025-06-01", "party parliamentary-approval"),
        ("HU rome", "2025-06-02", "party notified 2026-06-02 computed 365"),
        ("HU rome", "2026-05-28", "party notified 2026-06-02 computed 5"),
        ("HU rome", "2026-05-29", "party rescinded"),
        ("HU rome", "2026-06-02", "party rescinded"),
        ("RU ctbt", "2023-11-02", "joining"),
        ("RU ctbt", "2023-11-03", "signatory"),
        ("RU ctbt", "2026-11-23", "signatory"),
        ("RU echr", "2022-03-14", "party"),
        ("RU echr", "2022-09-15", "party announced"),
        ("RU echr", "2022-09-16", "withdrawn expelled 2022-09-16 recorded 0"),
        ("GB eu-treaty", "2017-03-28", "party"),
        ("GB eu-treaty", "2019-03-29", "party notified 2020-01-31 recorded 308"),
        ("GB eu-treaty", "2020-01-30", "party notified 2020-01-31 recorded 1"),
        ("GB eu-treaty", "2020-01-31", "withdrawn effective 2020-01-31 recorded 0"),
        ("TT iccpr-op1", "1998-05-26", "party notified 1998-08-26 recorded 92"),
        ("TT iccpr-op1", "1998-08-25", "party notified 1998-08-26 recorded 1"),
        ("TT iccpr-op1", "1998-08-26", "party"),
        ("TT iccpr-op1", "2000-06-26", "party notified 2000-06-27 recorded 1"),
        ("TT iccpr-op1", "2000-06-27", "withdrawn effective 2000-06-27 recorded 0"),
        ("GY iccpr-op1", "1999-01-05", "party notified 1999-04-05 recorded 90"),
        ("GY iccpr-op1", "1999-04-04", "party notified 1999-04-05 recorded 1"),
        ("GY iccpr-op1", "1999-04-05", "party"),
        ("GY iccpr-op1", "2026-11-23", "party"),
        ("LV istanbul", "2025-10-29", "party"),
        ("LV istanbul", "2025-10-30", "party parliamentary-approval"),
        ("LV istanbul", "2025-11-03", "party parliamentary-approval"),
        ("LV istanbul", "2026-11-23", "party parliamentary-approval"),
        ("IT energy-charter-treaty", "2015-12-31", "party notified 2016-01-01 recorded 1"),
        ("IT energy-charter-treaty", "2016-01-01", "withdrawn effective 2016-01-01 recorded 0"),
        ("RU new-start", "2026-02-04", "party"),
        ("RU new-start", "2026-02-05", "ended"),
        ("KP npt", "1993-06-10", "party notified 1993-06-12 computed 2"),
        ("KP npt", "1993-06-12", "party rescinded contested"),
        ("KP npt", "2003-01-10", "party notified contested"),
        ("KP npt", "2003-04-10", "party notified contested"),
        ("KP npt", "2026-11-23", "party notified contested"),
        ("US who", "2020-07-06", "party notified 2021-07-06 computed 365"),
        ("US who", "2021-01-20", "party rescinded"),
        ("US who", "2026-01-21", "party notified 2026-01-22 recorded 1"),
        ("US who", "2026-01-22", "withdrawn effective 2026-01-22 recorded 0 contested"),
        ("US unfccc", "2026-02-26", "party announced"),
        ("US unfccc", "2026-11-23", "party notified 2027-02-27 recorded 96"),
        ("US unfccc", "2027-02-27", "withdrawn effective 2027-02-27 recorded 0"),
    ],
)
def test_the_shipped_ledger_gives_each_status(
    pair: str, day: str, expected: str, shipped: Ledger
) -> None:
    """Status gives standing, stage or end, effect with basis and days, and doubt."""
    item = status(shipped, pair, day)
    told: list[object] = [item.standing, item.stage or item.ended, item.effect, item.effect_basis]
    told += [item.days_to_effect, "contested" if item.contested else None]
    assert " ".join(str(word) for word in told if word is not None) == expected


SHOWN = {
    Step.CONSENTED,
    Step.IN_FORCE,
    Step.CONSENT_WITHDRAWN,
    Step.NOTIFIED,
    Step.RESCINDED,
} | LEAVING_STEPS


def _rolled(ledger: Ledger, item: TimelineItem) -> bool:
    """Return whether a joining step comes from a roll and no event records one."""
    joining = item.step in {Step.SIGNED, Step.CONSENTED, Step.IN_FORCE}
    told = {e.step for e in ledger.events if (e.country, e.convention) == _pair(item)}
    return joining and not told & {Step.SIGNED, Step.CONSENTED, Step.IN_FORCE}


def _pair(item: TimelineItem) -> tuple[str, str]:
    return item.country, item.convention


@pytest.mark.parametrize(
    ("pair", "day", "expected"),
    [
        (
            "US paris",
            "2026-11-23",
            (
                "consented 2016-09-03, in-force 2016-11-04, notified 2019-11-04, effective 2020-11-04, "
                "consented 2021-01-20, in-force 2021-02-19, notified 2025-01-27, effective 2026-01-27"
            ),
        ),
        ("US paris", "2019-11-03", "consented 2016-09-03, in-force 2016-11-04"),
        ("GM rome", "2017-02-09", "notified 2016-11-10, effective 2017-11-10*"),
        ("GM rome", "2026-11-23", "notified 2016-11-10, rescinded 2017-02-10"),
        ("ZA rome", "2026-11-23", "notified 2016-10-19, rescinded 2017-03-07"),
        ("HU rome", "2026-05-28", "notified 2025-06-02, effective 2026-06-02*"),
        ("HU rome", "2026-05-29", "notified 2025-06-02, rescinded 2026-05-29"),
        ("RU echr", "2026-11-23", "expelled 2022-09-16"),
        ("GB eu-treaty", "2019-03-29", "notified 2017-03-29, effective 2020-01-31"),
        (
            "GY iccpr-op1",
            "2026-11-23",
            "notified 1999-01-05, effective 1999-04-05, consented 1999-01-05, in-force 1999-04-05",
        ),
        ("LV istanbul", "2026-11-23", ""),
        ("IT energy-charter-treaty", "2026-11-23", "notified 2014-12-31, effective 2016-01-01"),
        ("RU new-start", "2026-11-23", ""),
        ("KP npt", "2026-11-23", "notified 1993-03-12, rescinded 1993-06-11, notified 2003-01-10"),
        ("US unfccc", "2026-11-23", "notified 2026-02-27, effective 2027-02-27"),
    ],
)
def test_the_shipped_ledger_gives_each_timeline(
    pair: str, day: str, expected: str, shipped: Ledger
) -> None:
    """The timeline gives the steps that change a standing, computed ones with a star."""
    country, convention = pair.split()
    items = treatywatch.timeline(
        shipped, as_of=date.fromisoformat(day), country=country, convention=convention
    )
    told = [
        f"{item.step} {item.date}{'*' if item.basis is Basis.COMPUTED else ''}"
        for item in items
        if item.step in SHOWN and not _rolled(shipped, item)
    ]
    assert sorted(told) == sorted(expected.split(", ") if expected else [])
    assert [item.date.last for item in items] == sorted(item.date.last for item in items)


@pytest.mark.parametrize(
    ("pair", "before", "after", "expected"),
    [
        ("US paris", "2019-11-03", "2019-11-04", "advanced party party: notified"),
        ("US paris", "2020-11-03", "2020-11-04", "left party withdrawn: effective"),
        ("US paris", "2021-01-19", "2021-01-20", "noted withdrawn joining: consented"),
        ("US paris", "2021-02-18", "2021-02-19", "joined joining party: in-force"),
        ("US paris", "2026-01-26", "2026-01-27", "left party withdrawn: effective"),
        ("GM rome", "2017-02-09", "2017-02-10", "ended party party: rescinded"),
        ("GM rome", "2017-02-10", "2017-11-10", ""),
        ("ZA rome", "2017-03-06", "2017-03-07", "ended party party: rescinded"),
        ("HU rome", "2026-05-28", "2026-05-29", "ended party party: rescinded"),
        ("HU rome", "2026-05-29", "2026-06-02", ""),
        ("RU ctbt", "2023-11-02", "2023-11-03", "noted joining signatory: consent-withdrawn"),
        ("RU echr", "2022-09-15", "2022-09-16", "left party withdrawn: expelled"),
        ("GB eu-treaty", "2019-03-28", "2019-03-29", ""),
        ("GB eu-treaty", "2020-01-30", "2020-01-31", "left party withdrawn: effective"),
        (
            "TT iccpr-op1",
            "1998-08-25",
            "1998-08-26",
            "joined party party: effective, consented, in-force",
        ),
        ("TT iccpr-op1", "2000-06-26", "2000-06-27", "left party withdrawn: effective"),
        ("GY iccpr-op1", "1999-04-04", "1999-04-05", "joined party party: effective, in-force"),
        ("LV istanbul", "2025-10-29", "2025-10-30", "began party party: parliamentary-approval"),
        ("LV istanbul", "2025-11-02", "2025-11-03", "noted party party: remark"),
        ("IT energy-charter-treaty", "2015-12-30", "2015-12-31", ""),
        (
            "IT energy-charter-treaty",
            "2015-12-31",
            "2016-01-01",
            "left party withdrawn: effective",
        ),
        ("RU new-start", "2026-02-04", "2026-02-05", "over party ended: remark"),
        ("KP npt", "2003-01-09", "2003-01-10", "began party party: notified"),
        ("KP npt", "2003-01-11", "2026-11-23", ""),
        ("US unfccc", "2027-02-26", "2027-02-27", "left party withdrawn: effective"),
    ],
)
def test_the_shipped_ledger_gives_each_diff(
    pair: str, before: str, after: str, expected: str, shipped: Ledger
) -> None:
    """Diff gives the kind of change, the two standings and the steps between."""
    country, convention = pair.split()
    items = treatywatch.diff(
        shipped,
        shipped,
        before_on=date.fromisoformat(before),
        after_on=date.fromisoformat(after),
        country=country,
        convention=convention,
    )
    told = [
        f"{item.change} {item.before.standing} {item.after.standing}: "
        + ", ".join(step.step for step in item.steps)
        for item in items
    ]
    assert told == ([expected] if expected else [])


def test_the_american_letter_of_2017_is_no_notice(shipped: Ledger) -> None:
    """The American letter of 4 August 2017 starts no exit from the Paris Agreement."""
    first, second = exits(shipped, "US paris-agreement")
    assert [str(item.notified) for item in (first, second)] == ["2019-11-04", "2025-01-27"]
    assert [(step.step, str(step.date)) for step in first.steps][:3] == [
        ("announced", "2017-06"),
        ("announced", "2017-08-04"),
        ("notified", "2019-11-04"),
    ]
    assert (first.earliest_notice, first.agrees, second.agrees) == (date(2019, 11, 4), True, True)


def test_hungarys_rescission_has_its_reference(shipped: Ledger) -> None:
    """The rescission has the depositary's reference in timeline and verdict."""
    items = treatywatch.timeline(shipped, as_of=TODAY, country="HU", convention="rome")
    (taken_back,) = (item for item in items if item.step is Step.RESCINDED)
    assert taken_back.reference == "C.N.180.2026.TREATIES-XVIII.10"
    view = AsOf(as_of=date(2026, 5, 29))
    (verdict,) = verify_answer(shipped, ("HU", "rome-statute"), view, "leaving").items
    assert not verdict.holds
    assert "notice taken back 2026-05-29 (C.N.180.2026.TREATIES-XVIII.10)" in verdict.reason


def test_russia_was_expelled(shipped: Ledger) -> None:
    """No step of Russia's exit from the human rights convention is its own effect."""
    view = AsOf(as_of=date(2022, 9, 16))
    holds = {
        claim: verify_answer(shipped, ("RU", "echr"), view, claim).items[0].holds
        for claim in ("expelled", "effective", "notified", "withdrawn")
    }
    assert holds == {"expelled": True, "effective": False, "notified": False, "withdrawn": True}


def test_the_first_day_of_brexit_is_computed(shipped: Ledger) -> None:
    """By the sources of early 2018 the United Kingdom is out on 29 March 2019."""
    item = status(shipped, "GB eu-treaty", "2018-01-01", known_on=date(2018, 1, 1))
    assert (str(item.effect), item.effect_basis) == ("2019-03-29", "computed")


@pytest.mark.parametrize(
    ("country", "first", "last"),
    [
        ("TT", date(1998, 5, 1), date(1998, 12, 31)),
        ("GY", date(1998, 12, 1), date(1999, 8, 31)),
    ],
)
def test_out_and_in_on_one_day_leaves_no_gap(
    country: str, first: date, last: date, shipped: Ledger
) -> None:
    """A State that denounced the protocol and acceded anew for the same day was always a party."""
    acts = acts_of(shipped, (country, "iccpr-op1"))
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    standings = {
        position_from_acts(shipped, (country, "iccpr-op1"), acts, AsOf(as_of=day)).standing
        for day in days
    }
    assert standings == {"party"}


def test_no_party_withdrew_from_new_start(shipped: Ledger) -> None:
    """Neither party to New START withdrew, before or after its end."""
    for country in ("RU", "US"):
        item = status(shipped, f"{country} new-start", "2026-02-05")
        assert (item.standing, item.stage, item.effect) == ("ended", None, None)


def test_one_memorandum_begins_one_exit_each(shipped: Ledger) -> None:
    """The order to leave the climate convention began no second exit from the Paris Agreement."""
    (convention,) = exits(shipped, "US unfccc")
    assert (str(convention.notified), str(convention.recorded_effect)) == (
        "2026-02-27",
        "2027-02-27",
    )
    assert convention.agrees
    assert (
        status(shipped, "US paris", "2026-01-07").stage_date
        == status(shipped, "US paris", "2026-01-26").stage_date
    )


def test_the_exits_of_november_2026_are_upcoming(shipped: Ledger) -> None:
    """The exits under way are all upcoming, soonest first."""
    known = [
        ("NI", "unesco-constitution", "2026-12-31"),
        ("US", "unesco-constitution", "2026-12-31"),
        ("NI", "ilo-constitution", "2027-02-27"),
        ("US", "unfccc", "2027-02-27"),
        ("NE", "rome-statute", "2027-06-18"),
        ("BF", "rome-statute", "2027-06-24"),
        ("ML", "rome-statute", "2027-06-24"),
        ("VE", "rome-statute", "2027-07-24"),
        ("TD", "rome-statute", "2027-07-27"),
    ]
    items = upcoming_answer(shipped, Query(as_of=TODAY)).items
    effects = [
        (item.country, item.convention, str(item.date))
        for item in items
        if item.kind is UpcomingKind.EFFECT
    ]
    assert [effect for effect in effects if effect in known] == known
    assert all(item.date.last > TODAY for item in items)


def moments(ledger: Ledger) -> Iterator[tuple[PairKey, date, Position]]:
    """Yield the position of each pair on each day of a step, and today."""
    for pair, acts in acts_by_pair(ledger).items():
        for day in {act.date.last for act in acts} | {TODAY}:
            yield pair, day, position_from_acts(ledger, pair, acts, AsOf(as_of=day))


def recorded_ends(ledger: Ledger) -> set[tuple[str, str, str]]:
    """Return the recorded days of exit of each pair."""
    return {
        (event.country, event.convention, str(event.date))
        for event in ledger.events
        if event.step in LEAVING_STEPS
    }


def test_no_status_gives_a_computed_day_as_recorded(shipped: Ledger) -> None:
    """An effect is recorded if an event has that day, and computed if not."""
    ends = recorded_ends(shipped)
    effects = [(pair, found.effect) for pair, _, found in moments(shipped) if found.effect]
    assert {act.basis for _, act in effects} == {Basis.RECORDED, Basis.COMPUTED}
    wrong = [
        (pair, act)
        for pair, act in effects
        if (act.basis is Basis.RECORDED) is not ((*pair, str(act.date)) in ends)
    ]
    assert wrong == []


def given_ends(ledger: Ledger, pair: PairKey, found: Position) -> Iterator[TimelineItem]:
    """Return the days of exit in timelines and explanations."""
    acts = [*found.past_acts, *([found.effect] if found.leaving and found.effect else [])]
    for act in acts:
        if act.step in LEAVING_STEPS:
            yield timeline_item(ledger, pair, act)


def test_no_timeline_gives_a_computed_day_as_recorded(shipped: Ledger) -> None:
    """An exit is recorded only if an event records it; a computed one has no source."""
    ends = recorded_ends(shipped)
    for pair, _, found in moments(shipped):
        for item in given_ends(shipped, pair, found):
            recorded = (*pair, str(item.date)) in ends
            assert (item.basis is Basis.RECORDED, bool(item.sources)) == (recorded, recorded)


def test_no_explanation_gives_a_computed_day_as_recorded(shipped: Ledger) -> None:
    """A recorded effect is an event's, and each event of an exit is explained as recorded."""
    ends = recorded_ends(shipped)
    explained = {
        (*pair, str(item.recorded_effect))
        for pair in acts_by_pair(shipped)
        for item in explain_answer(shipped, pair, AsOf(as_of=date.max)).items
        if item.recorded_effect
    }
    assert explained == ends


def test_no_upcoming_day_gives_a_computed_day_as_recorded(shipped: Ledger) -> None:
    """An upcoming day is recorded if an event has it, and computed if not."""
    ends = recorded_ends(shipped)
    notices = {event.date.last for event in shipped.events if event.step is Step.NOTIFIED}
    for day in sorted(notices):
        for item in upcoming_answer(shipped, Query(as_of=day)).items:
            recorded = (item.country, item.convention, str(item.date)) in ends
            assert (item.basis is Basis.RECORDED) is (item.kind is UpcomingKind.EFFECT and recorded)


def test_no_verdict_gives_a_computed_day_as_recorded(shipped: Ledger) -> None:
    """A reason calls a day of exit computed unless an event records it."""
    ends = recorded_ends(shipped)
    told = {
        (*pair, match[1], match[2] is None)
        for pair, day, _ in moments(shipped)
        for item in verify_answer(shipped, pair, AsOf(as_of=day), "party").items
        for match in re.finditer(r"effective ([\d/-]+)( \(computed\))?", item.reason)
    }
    assert {recorded for *_, recorded in told} == {True, False}
    assert [end for *end, recorded in told if recorded is not (tuple(end) in ends)] == []
