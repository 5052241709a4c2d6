"""The position of a State on a day: standing, stage, exit and effect."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.samples import events
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.position import Position, Standing, position_from_acts, position_on

LedgerOf = Callable[[str], Ledger]

day = date.fromisoformat

SOURCES = 'sources = [{ title = "News", publisher = "Press" }]'


def history(pair: str, *acts: str) -> str:
    """Write events of a pair, each given as "step date" and any other keys."""
    country, convention = pair.split()
    head = f'[[events]]\ncountry = "{country}"\nconvention = "{convention}"\nsummary = "It was so."'
    return "".join(f"{head}\n{_keys(*act.split(maxsplit=2))}\n" for act in acts)


def _keys(step: str, at: str, more: str = "") -> str:
    at = at if len(at) == len("2025-03-18") else f'"{at}"'
    sources = "" if "sources" in more else SOURCES
    return f'step = "{step}"\ndate = {at}\n{sources}\n{more}'


def roll_text(convention: str, *rows: str) -> str:
    """Write a roll of a convention with a row for each State."""
    head = f"[rolls.{convention}]\nas_of = 2025-06-01\n{SOURCES}\n[rolls.{convention}.parties]"
    return "\n".join((head, *rows, ""))


def stand(ledger: Ledger, pair: str, as_of: str, known_on: str | None = None) -> Position:
    """Return the position of a pair at the end of a day."""
    country, convention = pair.split()
    view = AsOf(as_of=day(as_of), known_on=day(known_on) if known_on else None)
    return position_on(ledger, (country, convention), view)


def summary(act: Act | None) -> tuple[str, str, str] | None:
    """Return the step, date and basis of an act."""
    return (str(act.step), str(act.date), str(act.basis)) if act else None


LITHUANIA = history(
    "LT ottawa",
    "signed 1999-02-26",
    "consented 2003-05-12",
    "announced 2025-03-18",
    "parliamentary-approval 2025-05-08",
    "notified 2025-06-27",
)


@pytest.mark.parametrize(
    ("as_of", "standing", "stage"),
    [
        ("1999-02-25", Standing.NON_PARTY, None),
        ("1999-02-26", Standing.SIGNATORY, None),
        ("2003-05-11", Standing.SIGNATORY, None),
        ("2003-05-12", Standing.JOINING, None),
        ("2003-10-31", Standing.JOINING, None),
        ("2003-11-01", Standing.PARTY, None),
        ("2025-03-17", Standing.PARTY, None),
        ("2025-03-18", Standing.PARTY, Step.ANNOUNCED),
        ("2025-05-07", Standing.PARTY, Step.ANNOUNCED),
        ("2025-05-08", Standing.PARTY, Step.PARLIAMENT),
        ("2025-06-26", Standing.PARTY, Step.PARLIAMENT),
        ("2025-06-27", Standing.PARTY, Step.NOTIFIED),
        ("2025-12-26", Standing.PARTY, Step.NOTIFIED),
        ("2025-12-27", Standing.WITHDRAWN, Step.EFFECTIVE),
        ("9999-12-31", Standing.WITHDRAWN, Step.EFFECTIVE),
    ],
)
def test_standing_and_stage_change_on_days_of_acts(
    ledger_of: LedgerOf, as_of: str, standing: Standing, stage: Step | None
) -> None:
    """Standing and stage change on the days of the acts, and on no other."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", as_of)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)


@pytest.mark.parametrize(
    ("text", "pair", "standing"),
    [
        ("", "LT ottawa", Standing.UNKNOWN),
        (roll_text("ottawa"), "LT ottawa", Standing.NON_PARTY),
        (roll_text("ottawa", "LT = { }"), "LT ottawa", Standing.NON_PARTY),
        (history("LT ottawa", "remark 2020-01-01"), "LT ottawa", Standing.UNKNOWN),
        (roll_text("ottawa", "LT = { signed = 1999-02-26 }"), "LT ottawa", Standing.SIGNATORY),
        (roll_text("ottawa", "LT = { ratified = 2025-05-31 }"), "LT ottawa", Standing.JOINING),
        (roll_text("ctbt", "LT = { ratified = 2000-02-07 }"), "LT ctbt", Standing.JOINING),
        (roll_text("ottawa", "LT = { ratified = 2003-05-12 }"), "LT ottawa", Standing.PARTY),
        (roll_text("ottawa", "LT = { in_force = 2003-11-01 }"), "LT ottawa", Standing.PARTY),
        (history("LT ottawa", "effective 2025-01-01"), "LT ottawa", Standing.WITHDRAWN),
        (history("LT ottawa", "expelled 2025-01-01"), "LT ottawa", Standing.WITHDRAWN),
        (roll_text("inf", "US = { in_force = 1988-06-01 }"), "US inf", Standing.ENDED),
        (roll_text("inf", "US = { signed = 1987-12-08 }"), "US inf", Standing.SIGNATORY),
    ],
    ids=[
        "untold",
        "not in the roll",
        "an empty row",
        "a remark alone",
        "signed",
        "deposited",
        "convention not in force",
        "bound by the clause",
        "bound by the roll",
        "effective",
        "expelled",
        "convention over",
        "convention over, never bound",
    ],
)
def test_each_standing_has_its_minimal_record(
    ledger_of: LedgerOf, text: str, pair: str, standing: Standing
) -> None:
    """Each standing follows from the shortest record that implies it."""
    assert stand(ledger_of(text), pair, "2025-07-01").standing is standing


def test_an_unknown_convention_raises_an_error(ledger_of: LedgerOf) -> None:
    """A convention that the ledger lacks is an error, not a standing."""
    with pytest.raises(KeyError):
        stand(ledger_of(""), "LT npt", "2025-07-01")


def test_a_position_from_given_acts_is_the_same(ledger_of: LedgerOf) -> None:
    """The position is the same if the caller has collected the acts."""
    ledger = ledger_of(LITHUANIA)
    pair, view = ("LT", "ottawa"), AsOf(as_of=day("2025-07-01"))
    assert position_from_acts(ledger, pair, acts_of(ledger, pair), view) == position_on(
        ledger, pair, view
    )


@pytest.mark.parametrize(
    ("step", "ahead"),
    [
        ("considered", Step.PARLIAMENT),
        ("announced", Step.PARLIAMENT),
        ("ministerial-endorsement", Step.PARLIAMENT),
        ("government-approval", Step.PARLIAMENT),
        ("parliamentary-approval", Step.NOTIFIED),
        ("promulgated", Step.NOTIFIED),
        ("notified", Step.EFFECTIVE),
    ],
)
def test_only_effect_makes_a_state_withdrawn(ledger_of: LedgerOf, step: str, ahead: Step) -> None:
    """During an exit a State is still a party with a next required step."""
    ledger = ledger_of(history("LT ottawa", "in-force 2003-11-01", f"{step} 2025-06-27"))
    found = stand(ledger, "LT ottawa", "2025-06-27")
    assert found.standing is Standing.PARTY
    assert summary(found.stage) == (step, "2025-06-27", "recorded")
    assert (found.leaving, found.next_stage) == (True, ahead)


@pytest.mark.parametrize("step", ["parliamentary-vote", "remark", "objected", "suspended"])
def test_side_steps_are_no_stage(ledger_of: LedgerOf, step: str) -> None:
    """A reading, a remark, an objection and a suspension advance no exit."""
    ledger = ledger_of(history("LT ottawa", "announced 2025-03-18", f"{step} 2025-03-20"))
    found = stand(ledger, "LT ottawa", "2025-07-01")
    assert summary(found.stage) == ("announced", "2025-03-18", "recorded")


def test_a_stage_is_the_furthest_step(ledger_of: LedgerOf) -> None:
    """Of two steps of one day the one that goes further is the stage."""
    ledger = ledger_of(
        history("LT ottawa", "government-approval 2025-03-18", "announced 2025-03-18")
    )
    found = stand(ledger, "LT ottawa", "2025-03-18")
    assert summary(found.stage) == ("government-approval", "2025-03-18", "recorded")


def test_a_state_without_an_exit_is_not_leaving(ledger_of: LedgerOf) -> None:
    """Without an exit there is no stage, next stage, notice or effect."""
    found = stand(ledger_of(history("LT ottawa", "in-force 2003-11-01")), "LT ottawa", "2025-07-01")
    assert (found.stage, found.next_stage, found.notice, found.effect) == (None, None, None, None)
    assert not found.leaving
    assert not found.has_exit_history


def test_a_state_that_is_out_is_not_leaving(ledger_of: LedgerOf) -> None:
    """After the effect there is no next stage."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-12-27")
    assert (found.leaving, found.next_stage) == (False, None)


@pytest.mark.parametrize("as_of", ["2025-06-27", "2025-12-26", "2025-12-27", "2026-06-01"])
def test_an_unrecorded_effect_is_computed(ledger_of: LedgerOf, as_of: str) -> None:
    """An effect that no text records has the basis "computed", before and after its day."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", as_of)
    assert summary(found.effect) == ("effective", "2025-12-27", "computed")
    assert summary(found.notice) == ("notified", "2025-06-27", "recorded")


@pytest.mark.parametrize("as_of", ["2025-06-27", "2025-12-27", "2026-01-30", "2026-01-31"])
def test_a_recorded_effect_replaces_the_computed_one(ledger_of: LedgerOf, as_of: str) -> None:
    """A recorded day of effect counts even if the clause gives another."""
    ledger = ledger_of(LITHUANIA + history("LT ottawa", "effective 2026-01-31"))
    found = stand(ledger, "LT ottawa", as_of)
    assert summary(found.effect) == ("effective", "2026-01-31", "recorded")
    out = as_of == "2026-01-31"
    assert found.standing is (Standing.WITHDRAWN if out else Standing.PARTY)


def test_no_effect_is_known_before_the_notice(ledger_of: LedgerOf) -> None:
    """Before the notice there is no future effect, whatever is recorded later."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-06-26")
    assert (found.notice, found.effect) == (None, None)


@pytest.mark.parametrize(
    ("pair", "acts"),
    [
        ("LT ottawa", ['notified 2025-06-27 postponed = "engaged in an armed conflict"']),
        ("LT who", ["notified 2025-06-27"]),
        ("LT ctbt", ["notified 2025-06-27"]),
        ("LT paris", ["in-force 2023-01-01", "notified 2025-06-27"]),
    ],
    ids=["postponed", "clause for others", "no clause", "too early"],
)
def test_a_notice_may_have_no_computed_effect(
    ledger_of: LedgerOf, pair: str, acts: list[str]
) -> None:
    """If no clause gives a day, the State stays a party with a notice."""
    found = stand(ledger_of(history(pair, *acts)), pair, "2030-01-01")
    assert found.standing is Standing.PARTY
    assert summary(found.notice) == ("notified", "2025-06-27", "recorded")
    assert (found.leaving, found.effect) == (True, None)


def test_a_state_may_have_its_own_clause(ledger_of: LedgerOf) -> None:
    """Only the United States has a computed day of withdrawal from the WHO."""
    found = stand(ledger_of(history("US who", "notified 2025-01-22")), "US who", "2026-01-22")
    assert found.standing is Standing.WITHDRAWN
    assert summary(found.effect) == ("effective", "2026-01-22", "computed")


def test_a_named_later_day_delays_the_effect(ledger_of: LedgerOf) -> None:
    """If the clause allows it, the effect waits for the day that the notice names."""
    acts = ("in-force 2016-11-04", "notified 2025-01-27 names_effect = 2026-06-01")
    found = stand(ledger_of(history("US paris", *acts)), "US paris", "2026-05-31")
    assert (found.standing, summary(found.effect)) == (
        Standing.PARTY,
        ("effective", "2026-06-01", "computed"),
    )


@pytest.mark.parametrize("step", ["rejected", "rescinded"])
def test_a_cancelled_exit_has_no_effect(ledger_of: LedgerOf, step: str) -> None:
    """A rejection or a rescission ends the exit and its effect."""
    ledger = ledger_of(LITHUANIA + history("LT ottawa", f"{step} 2025-12-26"))
    before = stand(ledger, "LT ottawa", "2025-12-25")
    assert (before.leaving, before.cancelled_by) == (True, None)
    assert summary(before.effect) == ("effective", "2025-12-27", "computed")
    for as_of in ("2025-12-26", "2025-12-27", "2030-01-01"):
        after = stand(ledger, "LT ottawa", as_of)
        assert (after.standing, after.stage, after.effect) == (Standing.PARTY, None, None)
        assert summary(after.cancelled_by) == (step, "2025-12-26", "recorded")


def test_a_new_exit_replaces_a_cancelled_one(ledger_of: LedgerOf) -> None:
    """The next exit has its own first step, and the cancellation is past."""
    acts = ("notified 2016-10-19", "rescinded 2017-03-07", "considered 2022-05-01")
    found = stand(ledger_of(history("LT ottawa", *acts)), "LT ottawa", "2025-01-01")
    assert summary(found.stage) == ("considered", "2022-05-01", "recorded")
    assert (found.cancelled_by, found.notice) == (None, None)


def test_a_second_notice_has_its_own_effect(ledger_of: LedgerOf) -> None:
    """After a rescission, a new notice starts a new notice period."""
    acts = ("notified 2010-01-01", "rescinded 2010-03-31", "notified 2010-06-01")
    ledger = ledger_of(history("LT op1", *acts))
    assert stand(ledger, "LT op1", "2010-08-31").standing is Standing.PARTY
    found = stand(ledger, "LT op1", "2010-09-01")
    assert (found.standing, summary(found.effect)) == (
        Standing.WITHDRAWN,
        ("effective", "2010-09-01", "computed"),
    )


@pytest.mark.parametrize(
    ("as_of", "standing", "since"),
    [
        ("2011-12-31", Standing.PARTY, "1990-01-01"),
        ("2012-01-01", Standing.WITHDRAWN, "1990-01-01"),
        ("2013-01-10", Standing.WITHDRAWN, "1990-01-01"),
        ("2013-01-11", Standing.JOINING, None),
        ("2013-04-10", Standing.JOINING, None),
        ("2013-04-11", Standing.PARTY, "2013-04-11"),
        ("2020-01-01", Standing.PARTY, "2013-04-11"),
    ],
)
def test_a_consent_after_an_exit_begins_a_party_period(
    ledger_of: LedgerOf, as_of: str, standing: Standing, since: str | None
) -> None:
    """A State is not bound between its exit and its next entry into force."""
    acts = ("in-force 1990-01-01", "effective 2012-01-01", "consented 2013-01-11")
    found = stand(ledger_of(history("LT op1", *acts)), "LT op1", as_of)
    assert (found.standing, found.party_since and str(found.party_since.date)) == (standing, since)


def test_a_new_party_period_has_no_old_acts(ledger_of: LedgerOf) -> None:
    """The exit and the side steps of one period do not appear in the next."""
    acts = (
        "suspended 2010-01-01",
        "notified 2011-06-29",
        "effective 2012-01-01",
        "consented 2013-01-11",
    )
    ledger = ledger_of(history("LT op1", *acts))
    for as_of in ("2013-01-11", "2013-04-11"):
        found = stand(ledger, "LT op1", as_of)
        assert (found.stage, found.notice, found.effect, found.other_acts) == (None, None, None, ())
        assert found.has_exit_history


def test_a_return_may_follow_a_computed_exit(ledger_of: LedgerOf) -> None:
    """A ledger may record joining, notice and rejoining, and no exit."""
    acts = ("consented 2000-01-01", "notified 2010-01-01", "consented 2012-01-01")
    ledger = ledger_of(history("LT op1", *acts))
    days = ("2010-03-31", "2010-04-01", "2011-12-31", "2012-01-01", "2012-04-01")
    assert [stand(ledger, "LT op1", as_of).standing for as_of in days] == [
        Standing.PARTY,
        Standing.WITHDRAWN,
        Standing.WITHDRAWN,
        Standing.JOINING,
        Standing.PARTY,
    ]


def test_a_cancelled_second_exit_leaves_the_first(ledger_of: LedgerOf) -> None:
    """A decision after its return does not change that a State was out before."""
    acts = (
        "notified 2010-01-01",
        "consented 2012-01-01",
        "considered 2020-01-01",
        "rejected 2021-01-01",
    )
    ledger = ledger_of(history("LT op1", *acts))
    assert stand(ledger, "LT op1", "2011-01-01").standing is Standing.WITHDRAWN
    assert stand(ledger, "LT op1", "2022-01-01").standing is Standing.PARTY


@pytest.mark.parametrize("recorded", ["", "effective 1999-04-05", "in-force 1999-04-05"])
def test_out_and_in_on_one_day_leaves_no_gap(ledger_of: LedgerOf, recorded: str) -> None:
    """A State out and in again on one day is a party throughout (Guyana, 1999)."""
    acts = ["in-force 1993-08-10", "notified 1999-01-05", "consented 1999-01-05"]
    ledger = ledger_of(history("LT op1", *acts, *([recorded] if recorded else [])))
    eve, on_the_day = (stand(ledger, "LT op1", text) for text in ("1999-04-04", "1999-04-05"))
    assert (eve.standing, on_the_day.standing) == (Standing.PARTY, Standing.PARTY)
    assert (eve.leaving, on_the_day.leaving) == (True, False)
    assert eve.party_since is not None
    assert on_the_day.party_since is not None
    assert str(eve.party_since.date) == "1993-08-10"
    assert str(on_the_day.party_since.date) == "1999-04-05"


def test_two_consents_may_belong_to_two_party_periods(ledger_of: LedgerOf) -> None:
    """A consent in the notice period is no contradiction to the earlier one."""
    acts = ("consented 1993-05-10", "notified 1999-01-05", "consented 1999-01-05")
    ledger = ledger_of(history("LT op1", *acts, "effective 1999-04-05"))
    assert stand(ledger, "LT op1", "1999-04-05").standing is Standing.PARTY


@pytest.mark.parametrize(
    ("as_of", "standing", "stage"),
    [
        ("2010-03-01", Standing.PARTY, Step.NOTIFIED),
        ("2010-03-31", Standing.PARTY, Step.NOTIFIED),
        ("2010-04-01", Standing.JOINING, Step.EFFECTIVE),
        ("2010-05-31", Standing.JOINING, Step.EFFECTIVE),
        ("2010-06-01", Standing.PARTY, None),
    ],
)
def test_a_consent_before_the_effect_waits_for_its_own_day(
    ledger_of: LedgerOf, as_of: str, standing: Standing, stage: Step | None
) -> None:
    """A consent in the notice period does not stop the exit."""
    acts = ("in-force 1990-01-01", "notified 2010-01-01", "consented 2010-03-01")
    found = stand(ledger_of(history("LT op1", *acts)), "LT op1", as_of)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)


def test_a_consent_does_not_bind_before_the_exit(ledger_of: LedgerOf) -> None:
    """A consent whose day in force is in the notice period waits for the effect."""
    acts = ("in-force 2016-11-04", "notified 2025-01-27", "consented 2025-06-01")
    ledger = ledger_of(history("US paris", *acts))
    running = stand(ledger, "US paris", "2026-01-26")
    assert (running.standing, running.stage and running.stage.step) == (
        Standing.PARTY,
        Step.NOTIFIED,
    )
    found = stand(ledger, "US paris", "2026-01-27")
    assert (found.standing, found.leaving) == (Standing.PARTY, False)


@pytest.mark.parametrize(
    ("pair", "consent"),
    [
        ("LT ottawa", 'consent = "succession"'),
        ("LT who", 'consent = "accession"'),
        ("LT ctbt", 'consent = "ratification"'),
    ],
    ids=["succession", "no joining clause", "day of the convention unknown"],
)
def test_an_exit_may_follow_a_consent_without_a_day(
    ledger_of: LedgerOf, pair: str, consent: str
) -> None:
    """Effect makes a State withdrawn even if its day in force is unknown."""
    acts = (f"consented 2006-10-23 {consent}", "effective 2025-01-01")
    assert stand(ledger_of(history(pair, *acts)), pair, "2025-01-01").standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("text", "as_of", "standing"),
    [
        (roll_text("ottawa", "LT = { succeeded = 2006-10-23 }"), "2006-10-22", Standing.NON_PARTY),
        (roll_text("ottawa", "LT = { succeeded = 2006-10-23 }"), "2006-10-23", Standing.PARTY),
        (roll_text("ottawa", "LT = { succeeded = 1998-01-01 }"), "1999-02-28", Standing.JOINING),
        (roll_text("ottawa", "LT = { succeeded = 1998-01-01 }"), "1999-03-01", Standing.PARTY),
        (
            roll_text("ottawa", "LT = { succeeded = 2011-11-11, in_force = 2011-07-09 }"),
            "2011-07-09",
            Standing.PARTY,
        ),
    ],
    ids=["before", "on deposit", "before the convention", "with the convention", "recorded"],
)
def test_a_succession(ledger_of: LedgerOf, text: str, as_of: str, standing: Standing) -> None:
    """No day is computed for a successor: it counts from its deposit, or from the day on record."""
    found = stand(ledger_of(text), "LT ottawa", as_of)
    assert found.standing is standing
    assert all(act.basis is Basis.RECORDED for act in (*found.past_acts, *found.future_acts))


@pytest.mark.parametrize(
    "signature", [["signed 1996-09-24", "in-force 2000-06-30"], ["in-force 2000-06-30"], []]
)
def test_a_consent_taken_back(ledger_of: LedgerOf, signature: list[str]) -> None:
    """Where ratification is taken back the signature stands, for the step itself says so (CTBT)."""
    acts = (*signature, "announced 2023-10-05", "consent-withdrawn 2023-11-02")
    ledger = ledger_of(history("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2023-11-01").standing is Standing.PARTY
    found = stand(ledger, "LT ottawa", "2023-11-02")
    assert (found.standing, found.stage) == (Standing.SIGNATORY, None)
    assert found.has_exit_history


def test_a_deposited_consent_taken_back(ledger_of: LedgerOf) -> None:
    """A State whose consent had not come into force is a signatory again too."""
    acts = ("signed 1996-09-24", "consented 2000-06-30", "consent-withdrawn 2023-11-02")
    ledger = ledger_of(history("LT ctbt", *acts))
    assert stand(ledger, "LT ctbt", "2023-11-01").standing is Standing.JOINING
    assert stand(ledger, "LT ctbt", "2023-11-02").standing is Standing.SIGNATORY


def test_expelled(ledger_of: LedgerOf) -> None:
    """A State that others put out is out on that day, and that is its stage and its effect."""
    ledger = ledger_of(history("LT op1", "in-force 1998-05-05", "expelled 2022-03-16"))
    assert stand(ledger, "LT op1", "2022-03-15").standing is Standing.PARTY
    found = stand(ledger, "LT op1", "2022-03-16")
    assert found.standing is Standing.WITHDRAWN
    assert summary(found.stage) == summary(found.effect) == ("expelled", "2022-03-16", "recorded")
    assert not found.leaving


def test_expelled_before_its_own_notice_took_effect(ledger_of: LedgerOf) -> None:
    """Being put out overtakes a notice whose clock was running."""
    ledger = ledger_of(history("LT op1", "notified 2022-03-01", "expelled 2022-03-16"))
    found = stand(ledger, "LT op1", "2022-03-15")
    assert summary(found.effect) == ("expelled", "2022-03-16", "recorded")


@pytest.mark.parametrize(
    ("as_of", "suspended"),
    [
        ("2023-02-20", None),
        ("2023-02-21", "2023-02-21"),
        ("2024-12-31", "2023-02-21"),
        ("2025-01-01", None),
        ("2025-06-01", "2025-06-01"),
    ],
)
def test_a_claimed_suspension(ledger_of: LedgerOf, as_of: str, suspended: str | None) -> None:
    """A suspension stands until it is ended, and the State is a party all along."""
    acts = ("suspended 2023-02-21", "resumed 2025-01-01", "suspended 2025-06-01")
    ledger = ledger_of(history("LT ottawa", "in-force 2003-11-01", *acts))
    found = stand(ledger, "LT ottawa", as_of)
    assert found.standing is Standing.PARTY
    assert (found.suspension and str(found.suspension.date)) == suspended
    assert (found.stage, found.effect) == (None, None)


def test_a_suspension_ends_with_the_party_period(ledger_of: LedgerOf) -> None:
    """A State that is out has no suspension (Russia, CFE)."""
    ledger = ledger_of(history("LT ottawa", "suspended 2007-12-12", "effective 2023-11-07"))
    assert stand(ledger, "LT ottawa", "2023-11-06").suspension is not None
    assert stand(ledger, "LT ottawa", "2023-11-07").suspension is None


def test_side_steps_are_kept_in_order(ledger_of: LedgerOf) -> None:
    """Suspensions, objections and remarks of the party period are kept, and nothing else."""
    acts = (
        "remark 2025-03-01",
        "announced 2025-06-29",
        'objected 2025-10-17 by = "FI"',
        "suspended 2025-07-18",
        "resumed 2026-01-01",
    )
    found = stand(ledger_of(history("LT ottawa", *acts)), "LT ottawa", "2025-12-31")
    assert [act.step for act in found.other_acts] == [Step.REMARK, Step.SUSPENDED, Step.OBJECTED]


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        ("1988-05-31", Standing.JOINING),
        ("1988-06-01", Standing.PARTY),
        ("2019-08-01", Standing.PARTY),
        ("2019-08-02", Standing.ENDED),
        ("2025-01-01", Standing.ENDED),
    ],
)
def test_an_ended_convention_has_no_parties(
    ledger_of: LedgerOf, as_of: str, standing: Standing
) -> None:
    """A party's standing is "ended" from the last day of the convention."""
    ledger = ledger_of(roll_text("inf", "US = { ratified = 1988-05-01 }"))
    assert stand(ledger, "US inf", as_of).standing is standing


def test_a_withdrawn_state_stays_withdrawn(ledger_of: LedgerOf) -> None:
    """A State that left before the end of the convention stays withdrawn."""
    ledger = ledger_of(history("US inf", "effective 2019-08-01"))
    assert stand(ledger, "US inf", "2025-01-01").standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    "act", ["announced", "rejected", "notified", "suspended", "resumed", "effective"]
)
def test_a_step_of_parties_implies_an_unrecorded_joining(ledger_of: LedgerOf, act: str) -> None:
    """Without a roll, a State that takes a step of parties was a party."""
    ledger = ledger_of(history("LT ottawa", f"{act} 2025-03-18"))
    before = stand(ledger, "LT ottawa", "2025-03-17")
    assert (before.standing, before.party_since) == (Standing.PARTY, None)
    assert stand(ledger, "LT ottawa", "1999-03-01").standing is Standing.PARTY
    assert stand(ledger, "LT ottawa", "1999-02-28").standing is Standing.UNKNOWN


@pytest.mark.parametrize("act", ["announced", "rejected", "notified", "suspended", "resumed"])
def test_a_roll_excludes_an_unrecorded_joining(ledger_of: LedgerOf, act: str) -> None:
    """A State that a roll does not name is no party, whatever its steps."""
    ledger = ledger_of(history("LT ottawa", f"{act} 2025-03-18") + roll_text("ottawa"))
    for as_of in ("2025-03-17", "2025-03-18"):
        assert stand(ledger, "LT ottawa", as_of).standing is Standing.NON_PARTY


@pytest.mark.parametrize("act", ["remark", "objected", "parliamentary-vote"])
def test_a_step_of_any_state_implies_no_joining(ledger_of: LedgerOf, act: str) -> None:
    """Remarks, objections and readings do not imply that a State had joined."""
    ledger = ledger_of(history("LT ottawa", f"{act} 2025-03-18"))
    assert stand(ledger, "LT ottawa", "2025-03-17").standing is Standing.UNKNOWN


def test_a_recorded_joining_excludes_an_earlier_one(ledger_of: LedgerOf) -> None:
    """A State with a recorded joining was no party before it, although it left later."""
    acts = ("in-force 2003-11-01", "effective 2025-12-27")
    ledger = ledger_of(history("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2003-10-31").standing is Standing.NON_PARTY


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("effective 2025-03", "2025-03-30", "2025-03-31"),
        ("effective 2024-02", "2024-02-28", "2024-02-29"),
        ("effective 2025", "2025-12-30", "2025-12-31"),
        ("notified 2024-09", "2024-12-29", "2024-12-30"),
    ],
)
def test_an_imprecise_exit_counts_from_its_last_day(
    ledger_of: LedgerOf, act: str, before: str, after: str
) -> None:
    """An imprecise act has certainly happened only on its last possible day."""
    ledger = ledger_of(history("LT op1", act))
    assert stand(ledger, "LT op1", before).standing is Standing.PARTY
    assert stand(ledger, "LT op1", after).standing is Standing.WITHDRAWN


def test_an_imprecise_stage_counts_from_its_last_day(ledger_of: LedgerOf) -> None:
    """Poland's announcement in March is its stage at the end of March."""
    ledger = ledger_of(history("PL ottawa", "announced 2025-03"))
    assert stand(ledger, "PL ottawa", "2025-03-30").stage is None
    assert summary(stand(ledger, "PL ottawa", "2025-03-31").stage) == (
        "announced",
        "2025-03",
        "recorded",
    )


def test_an_imprecise_notice_has_an_imprecise_effect(ledger_of: LedgerOf) -> None:
    """A notice on some day in March takes effect on some day in June."""
    found = stand(ledger_of(history("PL op1", "notified 2025-03")), "PL op1", "2025-03-31")
    assert summary(found.effect) == ("effective", "2025-06", "computed")


@pytest.mark.parametrize(
    ("known_on", "standing", "stage", "effect"),
    [
        ("2025-05-07", Standing.PARTY, None, None),
        ("2025-05-08", Standing.PARTY, Step.ANNOUNCED, None),
        ("2025-07-03", Standing.PARTY, Step.ANNOUNCED, None),
        ("2025-07-04", Standing.PARTY, Step.NOTIFIED, ("2025-12-27", "computed")),
        ("2026-01-14", Standing.PARTY, Step.NOTIFIED, ("2025-12-27", "computed")),
        ("2026-01-15", Standing.PARTY, Step.NOTIFIED, ("2025-12-30", "recorded")),
    ],
)
def test_acts_count_from_their_publication(
    ledger_of: LedgerOf,
    known_on: str,
    standing: Standing,
    stage: Step | None,
    effect: tuple[str, str] | None,
) -> None:
    """Until a source has published an act, the clause gives a computed one."""
    sources = 'sources = [{{ title = "News", publisher = "Press", published = {} }}]'
    acts = (
        "in-force 2003-11-01",
        f"announced 2025-03-18 {sources.format('2025-05-08')}",
        f"notified 2025-06-27 {sources.format('2025-07-04')}",
        f"effective 2025-12-30 {sources.format('2026-01-15')}",
    )
    found = stand(ledger_of(history("LT ottawa", *acts)), "LT ottawa", "2025-12-26", known_on)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)
    assert (found.effect and (str(found.effect.date), str(found.effect.basis))) == effect


def test_an_unpublished_rescission_does_not_count(ledger_of: LedgerOf) -> None:
    """By the sources before the rescission, the exit took effect."""
    late = 'sources = [{ title = "News", publisher = "Press", published = 2026-02-01 }]'
    ledger = ledger_of(history("LT op1", "notified 2025-06-27", f"rescinded 2025-09-01 {late}"))
    as_known = stand(ledger, "LT op1", "2025-09-27", "2026-01-31")
    assert as_known.standing is Standing.WITHDRAWN
    assert stand(ledger, "LT op1", "2025-09-27", "2026-02-01").standing is Standing.PARTY


def test_an_unpublished_exit_does_not_count(ledger_of: LedgerOf) -> None:
    """Before its first source, the exit is not known."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-07-01", "1999-02-25")
    assert (found.standing, found.past_acts, found.future_acts) == (Standing.UNKNOWN, (), ())


@pytest.mark.parametrize(
    ("acts", "contested"),
    [
        (["announced 2025-03-18 contested = true"], True),
        (["announced 2025-03-18 contested = true", "notified 2025-06-27"], False),
        (["notified 2025-06-27 contested = true"], True),
        (["notified 2025-06-27 contested = true", "effective 2025-12-27"], True),
        (["effective 2025-12-27 contested = true"], True),
        (["announced 2025-03-18", "rejected 2025-05-01 contested = true"], True),
        (["announced 2025-03-18 contested = true", "rejected 2025-05-01"], False),
        (["suspended 2025-07-18 contested = true"], True),
        (["suspended 2025-07-18 contested = true", "resumed 2025-08-01"], False),
        (["remark 2025-07-18 contested = true"], False),
        (["announced 2025-03-18"], False),
        ([], False),
    ],
)
def test_a_contested_act_makes_its_position_contested(
    ledger_of: LedgerOf, acts: list[str], *, contested: bool
) -> None:
    """A position is contested if a deciding act is, and not for past acts."""
    ledger = ledger_of(history("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2026-01-01").contested is contested


@pytest.mark.parametrize(
    ("acts", "on_record"),
    [
        (["considered 2025-03-18"], True),
        (["rejected 2025-03-18"], True),
        (["suspended 2025-03-18"], True),
        (["consent-withdrawn 2025-03-18"], True),
        (["expelled 2025-03-18"], True),
        (["parliamentary-vote 2025-03-18"], False),
        (["in-force 2003-11-01", "remark 2025-03-18", "objected 2025-03-19"], False),
        (["announced 2026-01-02"], False),
    ],
)
def test_an_exit_history_starts_with_the_first_step(
    ledger_of: LedgerOf, acts: list[str], *, on_record: bool
) -> None:
    """An exit is part of the history from its first step, even if cancelled."""
    ledger = ledger_of(history("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2026-01-01").has_exit_history is on_record


def test_acts_are_past_or_future(ledger_of: LedgerOf) -> None:
    """The acts up to the day and after it are separate, computed ones included."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-05-08")
    assert [summary(act) for act in found.past_acts] == [
        ("signed", "1999-02-26", "recorded"),
        ("consented", "2003-05-12", "recorded"),
        ("in-force", "2003-11-01", "computed"),
        ("announced", "2025-03-18", "recorded"),
        ("parliamentary-approval", "2025-05-08", "recorded"),
    ]
    assert [summary(act) for act in found.future_acts] == [
        ("notified", "2025-06-27", "recorded"),
        ("effective", "2025-12-27", "computed"),
    ]


@pytest.mark.parametrize(
    ("acts", "title"),
    [
        ([], None),
        (["in-force 2003-11-01"], "in-force"),
        (["in-force 2003-11-01", "announced 2025-03-18", "remark 2025-03-20"], "announced"),
        (["suspended 2025-03-18", "remark 2025-03-20"], "suspended"),
        (["suspended 2025-03-18", "announced 2025-03-20"], "announced"),
        (["announced 2025-03-18", "rejected 2025-03-20", "remark 2025-03-21"], "rejected"),
        (["announced 2025-03-18", "notified 2025-06-27"], "notified"),
    ],
)
def test_a_position_has_the_sources_of_its_key_act(
    ledger_of: LedgerOf, acts: list[str], title: str | None
) -> None:
    """The sources are those of the act that says most about the position."""
    sourced = (
        f'{act} sources = [{{ title = "{act.split()[0]}", publisher = "Press" }}]' for act in acts
    )
    found = stand(ledger_of(history("LT ottawa", *sourced)), "LT ottawa", "2025-07-01")
    assert [source.title for source in found.sources] == ([title] if title else [])


def test_a_computed_exit_has_the_sources_of_its_notice(ledger_of: LedgerOf) -> None:
    """If the exit is computed, the sources are those of its notice."""
    ledger = ledger_of(history("LT op1", "notified 2025-06-27"))
    found = stand(ledger, "LT op1", "2025-09-27")
    assert found.standing is Standing.WITHDRAWN
    assert found.notice is not None
    assert found.sources == found.notice.sources


def test_a_return_by_accession_is_not_moved_to_a_later_expulsion(ledger_of: LedgerOf) -> None:
    """A computed return after a recorded exit keeps its day, although an expulsion follows."""
    acts = (
        "in-force 1990-01-01",
        "notified 1998-01-01",
        "effective 1998-04-01",
        "consented 1999-01-01",
        "expelled 2010-01-01",
    )
    found = stand(ledger_of(history("LT op1", *acts)), "LT op1", "2005-01-01")
    assert summary(found.party_since) == ("in-force", "1999-04-01", "computed")


def test_an_expelled_state_is_withdrawn_despite_an_earlier_consent(ledger_of: LedgerOf) -> None:
    """A consent during the notice period and used since does not survive an expulsion."""
    acts = (
        "in-force 1990-01-01",
        "notified 1998-01-01",
        "consented 1998-02-01",
        "effective 1998-04-01",
        "in-force 1998-05-01",
        "expelled 2010-01-01",
    )
    found = stand(ledger_of(history("LT op1", *acts)), "LT op1", "2010-01-01")
    assert found.standing is Standing.WITHDRAWN


def test_the_last_of_two_notices_of_one_day_counts(ledger_of: LedgerOf) -> None:
    """Of two notifications of one day the one written later is the notice of the exit."""
    ledger = ledger_of(
        history(
            "LT op1",
            'notified 1998-05-26 reference = "C.N.1"\nactor = "Government"',
            'notified 1998-05-26 reference = "C.N.2"\nactor = "Parliament"',
        )
    )
    notice = stand(ledger, "LT op1", "1998-05-26").notice
    assert notice is not None
    assert notice.event is not None
    assert notice.event.reference == "C.N.2"


def test_an_expulsion_ends_the_mention_of_an_earlier_rescission(ledger_of: LedgerOf) -> None:
    """After a State left, no act counts as having cancelled its exit."""
    ledger = ledger_of(
        events(
            "LT op1 in-force 1992-02-20",
            "LT op1 notified 1998-01-01",
            "LT op1 rescinded 1998-02-01",
            "LT op1 expelled 1999-01-01",
        )
    )
    position = position_on(ledger, ("LT", "op1"), AsOf(as_of=date(2000, 1, 1)))
    assert (position.standing, position.cancelled_by) == (Standing.WITHDRAWN, None)
