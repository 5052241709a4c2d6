"""Who stands where on a day."""

from collections.abc import Callable
from datetime import date

import pytest

from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.position import Position, Standing, position_from_acts, position_on

LedgerOf = Callable[[str], Ledger]

day = date.fromisoformat

SOURCES = 'sources = [{ title = "News", publisher = "Press" }]'


def told(pair: str, *acts: str) -> str:
    """Events of a pair such as "LT ottawa", each as "step date" with any further keys after it."""
    country, convention = pair.split()
    head = f'[[events]]\ncountry = "{country}"\nconvention = "{convention}"\nsummary = "It was so."'
    return "".join(f"{head}\n{_keys(*act.split(maxsplit=2))}\n" for act in acts)


def _keys(step: str, at: str, more: str = "") -> str:
    at = at if len(at) == len("2025-03-18") else f'"{at}"'
    sources = "" if "sources" in more else SOURCES
    return f'step = "{step}"\ndate = {at}\n{sources}\n{more}'


def rolled(convention: str, *rows: str) -> str:
    """A roll of a convention with a row for each State."""
    head = f"[rolls.{convention}]\nas_of = 2025-06-01\n{SOURCES}\n[rolls.{convention}.parties]"
    return "\n".join((head, *rows, ""))


def stand(ledger: Ledger, pair: str, as_of: str, known_on: str | None = None) -> Position:
    """The position of a pair such as "LT ottawa" at the end of a day."""
    country, convention = pair.split()
    view = AsOf(as_of=day(as_of), known_on=day(known_on) if known_on else None)
    return position_on(ledger, (country, convention), view)


def seen(act: Act | None) -> tuple[str, str, str] | None:
    """What a test holds an act to: its step, its date, and how the date is known."""
    return (str(act.step), str(act.date), str(act.basis)) if act else None


LITHUANIA = told(
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
def test_a_whole_story(
    ledger_of: LedgerOf, as_of: str, standing: Standing, stage: Step | None
) -> None:
    """Standing and stage change on the days of the acts that move them, and on no other."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", as_of)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)


@pytest.mark.parametrize(
    ("text", "pair", "standing"),
    [
        ("", "LT ottawa", Standing.UNKNOWN),
        (rolled("ottawa"), "LT ottawa", Standing.NON_PARTY),
        (rolled("ottawa", "LT = { }"), "LT ottawa", Standing.NON_PARTY),
        (told("LT ottawa", "remark 2020-01-01"), "LT ottawa", Standing.UNKNOWN),
        (rolled("ottawa", "LT = { signed = 1999-02-26 }"), "LT ottawa", Standing.SIGNATORY),
        (rolled("ottawa", "LT = { ratified = 2025-05-31 }"), "LT ottawa", Standing.JOINING),
        (rolled("ctbt", "LT = { ratified = 2000-02-07 }"), "LT ctbt", Standing.JOINING),
        (rolled("ottawa", "LT = { ratified = 2003-05-12 }"), "LT ottawa", Standing.PARTY),
        (rolled("ottawa", "LT = { in_force = 2003-11-01 }"), "LT ottawa", Standing.PARTY),
        (told("LT ottawa", "effective 2025-01-01"), "LT ottawa", Standing.WITHDRAWN),
        (told("LT ottawa", "expelled 2025-01-01"), "LT ottawa", Standing.WITHDRAWN),
        (rolled("inf", "US = { in_force = 1988-06-01 }"), "US inf", Standing.ENDED),
        (rolled("inf", "US = { signed = 1987-12-08 }"), "US inf", Standing.SIGNATORY),
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
def test_every_standing(ledger_of: LedgerOf, text: str, pair: str, standing: Standing) -> None:
    """Each standing follows from the least that says so."""
    assert stand(ledger_of(text), pair, "2025-07-01").standing is standing


def test_an_unknown_convention(ledger_of: LedgerOf) -> None:
    """A convention that the ledger lacks is an error, not a standing."""
    with pytest.raises(KeyError):
        stand(ledger_of(""), "LT npt", "2025-07-01")


def test_a_position_from_acts_that_the_caller_has(ledger_of: LedgerOf) -> None:
    """The position is the same whether or not the caller has gathered the acts."""
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
def test_no_step_but_effect_makes_a_state_withdrawn(
    ledger_of: LedgerOf, step: str, ahead: Step
) -> None:
    """On the way out a State is still a party, and knows what must follow."""
    ledger = ledger_of(told("LT ottawa", "in-force 2003-11-01", f"{step} 2025-06-27"))
    found = stand(ledger, "LT ottawa", "2025-06-27")
    assert found.standing is Standing.PARTY
    assert seen(found.stage) == (step, "2025-06-27", "recorded")
    assert (found.leaving, found.next_stage) == (True, ahead)


@pytest.mark.parametrize("step", ["parliamentary-vote", "remark", "objected", "suspended"])
def test_steps_that_are_no_stage(ledger_of: LedgerOf, step: str) -> None:
    """A reading, a remark, an objection and a suspension advance nothing."""
    ledger = ledger_of(told("LT ottawa", "announced 2025-03-18", f"{step} 2025-03-20"))
    found = stand(ledger, "LT ottawa", "2025-07-01")
    assert seen(found.stage) == ("announced", "2025-03-18", "recorded")


def test_a_stage_is_the_furthest_step(ledger_of: LedgerOf) -> None:
    """Of two steps told for one day the one that goes further is the stage."""
    ledger = ledger_of(told("LT ottawa", "government-approval 2025-03-18", "announced 2025-03-18"))
    found = stand(ledger, "LT ottawa", "2025-03-18")
    assert seen(found.stage) == ("government-approval", "2025-03-18", "recorded")


def test_a_state_that_stays_is_not_leaving(ledger_of: LedgerOf) -> None:
    """Without an exit there is no stage, none ahead, no notice and no effect."""
    found = stand(ledger_of(told("LT ottawa", "in-force 2003-11-01")), "LT ottawa", "2025-07-01")
    assert (found.stage, found.next_stage, found.notice, found.effect) == (None, None, None, None)
    assert not found.leaving
    assert not found.has_exit_history


def test_a_state_that_is_out_is_not_leaving(ledger_of: LedgerOf) -> None:
    """Once out, no step is ahead."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-12-27")
    assert (found.leaving, found.next_stage) == (False, None)


@pytest.mark.parametrize("as_of", ["2025-06-27", "2025-12-26", "2025-12-27", "2026-06-01"])
def test_a_computed_effect(ledger_of: LedgerOf, as_of: str) -> None:
    """Ahead or past, an effect that no text records is computed and says so."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", as_of)
    assert seen(found.effect) == ("effective", "2025-12-27", "computed")
    assert seen(found.notice) == ("notified", "2025-06-27", "recorded")


@pytest.mark.parametrize("as_of", ["2025-06-27", "2025-12-27", "2026-01-30", "2026-01-31"])
def test_a_recorded_effect_wins(ledger_of: LedgerOf, as_of: str) -> None:
    """A recorded day of effect is the one, ahead and past, where the clause gives another."""
    ledger = ledger_of(LITHUANIA + told("LT ottawa", "effective 2026-01-31"))
    found = stand(ledger, "LT ottawa", as_of)
    assert seen(found.effect) == ("effective", "2026-01-31", "recorded")
    out = as_of == "2026-01-31"
    assert found.standing is (Standing.WITHDRAWN if out else Standing.PARTY)


def test_no_effect_before_notice(ledger_of: LedgerOf) -> None:
    """Until notice is given no effect is ahead, whatever the ledger tells of later days."""
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
def test_a_notice_of_which_no_effect_is_computed(
    ledger_of: LedgerOf, pair: str, acts: list[str]
) -> None:
    """Where no clause gives a day the State stays a party whose notice is on record."""
    found = stand(ledger_of(told(pair, *acts)), pair, "2030-01-01")
    assert found.standing is Standing.PARTY
    assert seen(found.notice) == ("notified", "2025-06-27", "recorded")
    assert (found.leaving, found.effect) == (True, None)


def test_a_notice_under_a_states_own_condition(ledger_of: LedgerOf) -> None:
    """The United States alone leaves the WHO by a computed day."""
    found = stand(ledger_of(told("US who", "notified 2025-01-22")), "US who", "2026-01-22")
    assert found.standing is Standing.WITHDRAWN
    assert seen(found.effect) == ("effective", "2026-01-22", "computed")


def test_a_notice_that_names_a_later_day(ledger_of: LedgerOf) -> None:
    """Where the clause allows it the effect waits for the day that the notice names."""
    acts = ("in-force 2016-11-04", "notified 2025-01-27 names_effect = 2026-06-01")
    found = stand(ledger_of(told("US paris", *acts)), "US paris", "2026-05-31")
    assert (found.standing, seen(found.effect)) == (
        Standing.PARTY,
        ("effective", "2026-06-01", "computed"),
    )


@pytest.mark.parametrize("step", ["rejected", "rescinded"])
def test_an_exit_that_comes_to_nothing(ledger_of: LedgerOf, step: str) -> None:
    """A decision against leaving, or a notice taken back, ends the exit and its effect for good."""
    ledger = ledger_of(LITHUANIA + told("LT ottawa", f"{step} 2025-12-26"))
    before = stand(ledger, "LT ottawa", "2025-12-25")
    assert (before.leaving, before.cancelled_by) == (True, None)
    assert seen(before.effect) == ("effective", "2025-12-27", "computed")
    for as_of in ("2025-12-26", "2025-12-27", "2030-01-01"):
        after = stand(ledger, "LT ottawa", as_of)
        assert (after.standing, after.stage, after.effect) == (Standing.PARTY, None, None)
        assert seen(after.cancelled_by) == (step, "2025-12-26", "recorded")


def test_a_new_exit_after_one_that_came_to_nothing(ledger_of: LedgerOf) -> None:
    """The next exit starts from its own first step, and the last one's end is past."""
    acts = ("notified 2016-10-19", "rescinded 2017-03-07", "considered 2022-05-01")
    found = stand(ledger_of(told("LT ottawa", *acts)), "LT ottawa", "2025-01-01")
    assert seen(found.stage) == ("considered", "2022-05-01", "recorded")
    assert (found.cancelled_by, found.notice) == (None, None)


def test_a_second_notice_has_an_effect_of_its_own(ledger_of: LedgerOf) -> None:
    """After a notice was taken back, a new one starts the clock anew."""
    acts = ("notified 2010-01-01", "rescinded 2010-03-31", "notified 2010-06-01")
    ledger = ledger_of(told("LT op1", *acts))
    assert stand(ledger, "LT op1", "2010-08-31").standing is Standing.PARTY
    found = stand(ledger, "LT op1", "2010-09-01")
    assert (found.standing, seen(found.effect)) == (
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
def test_out_and_in_again(
    ledger_of: LedgerOf, as_of: str, standing: Standing, since: str | None
) -> None:
    """A consent after the exit starts a new stay, with a gap until it binds."""
    acts = ("in-force 1990-01-01", "effective 2012-01-01", "consented 2013-01-11")
    found = stand(ledger_of(told("LT op1", *acts)), "LT op1", as_of)
    assert (found.standing, found.party_since and str(found.party_since.date)) == (standing, since)


def test_a_new_stay_begins_clean(ledger_of: LedgerOf) -> None:
    """Nothing of the exit and of what stood beside it is carried into the next stay."""
    acts = (
        "suspended 2010-01-01",
        "notified 2011-06-29",
        "effective 2012-01-01",
        "consented 2013-01-11",
    )
    ledger = ledger_of(told("LT op1", *acts))
    for as_of in ("2013-01-11", "2013-04-11"):
        found = stand(ledger, "LT op1", as_of)
        assert (found.stage, found.notice, found.effect, found.other_acts) == (None, None, None, ())
        assert found.has_exit_history


def test_a_return_after_an_exit_that_no_text_records(ledger_of: LedgerOf) -> None:
    """A ledger may tell of joining, notice and joining again, and leave the exit to the clause."""
    acts = ("consented 2000-01-01", "notified 2010-01-01", "consented 2012-01-01")
    ledger = ledger_of(told("LT op1", *acts))
    days = ("2010-03-31", "2010-04-01", "2011-12-31", "2012-01-01", "2012-04-01")
    assert [stand(ledger, "LT op1", as_of).standing for as_of in days] == [
        Standing.PARTY,
        Standing.WITHDRAWN,
        Standing.WITHDRAWN,
        Standing.JOINING,
        Standing.PARTY,
    ]


def test_a_second_exit_given_up_does_not_undo_the_first(ledger_of: LedgerOf) -> None:
    """What a State decided after its return does not change that it was out before."""
    acts = (
        "notified 2010-01-01",
        "consented 2012-01-01",
        "considered 2020-01-01",
        "rejected 2021-01-01",
    )
    ledger = ledger_of(told("LT op1", *acts))
    assert stand(ledger, "LT op1", "2011-01-01").standing is Standing.WITHDRAWN
    assert stand(ledger, "LT op1", "2022-01-01").standing is Standing.PARTY


@pytest.mark.parametrize("recorded", ["", "effective 1999-04-05", "in-force 1999-04-05"])
def test_out_and_in_on_one_day_leaves_no_gap(ledger_of: LedgerOf, recorded: str) -> None:
    """A State out and in again on one day is a party throughout (Guyana, 1999)."""
    acts = ["in-force 1993-08-10", "notified 1999-01-05", "consented 1999-01-05"]
    ledger = ledger_of(told("LT op1", *acts, *([recorded] if recorded else [])))
    eve, on_the_day = (stand(ledger, "LT op1", text) for text in ("1999-04-04", "1999-04-05"))
    assert (eve.standing, on_the_day.standing) == (Standing.PARTY, Standing.PARTY)
    assert (eve.leaving, on_the_day.leaving) == (True, False)
    assert eve.party_since is not None
    assert on_the_day.party_since is not None
    assert str(eve.party_since.date) == "1993-08-10"
    assert str(on_the_day.party_since.date) == "1999-04-05"


def test_two_consents_of_one_state_are_no_contradiction(ledger_of: LedgerOf) -> None:
    """A consent deposited while the clock runs stands beside the one of the stay that ends."""
    acts = ("consented 1993-05-10", "notified 1999-01-05", "consented 1999-01-05")
    ledger = ledger_of(told("LT op1", *acts, "effective 1999-04-05"))
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
def test_a_consent_deposited_before_effect(
    ledger_of: LedgerOf, as_of: str, standing: Standing, stage: Step | None
) -> None:
    """A consent given while the clock runs does not stop it, and waits for its own day after."""
    acts = ("in-force 1990-01-01", "notified 2010-01-01", "consented 2010-03-01")
    found = stand(ledger_of(told("LT op1", *acts)), "LT op1", as_of)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)


def test_a_consent_that_would_bind_before_the_exit(ledger_of: LedgerOf) -> None:
    """A consent whose day in force comes while the clock still runs waits until the State is out."""
    acts = ("in-force 2016-11-04", "notified 2025-01-27", "consented 2025-06-01")
    ledger = ledger_of(told("US paris", *acts))
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
def test_an_exit_after_a_consent_without_a_day_in_force(
    ledger_of: LedgerOf, pair: str, consent: str
) -> None:
    """Effect makes a State withdrawn, also where nobody knows since when it was bound."""
    acts = (f"consented 2006-10-23 {consent}", "effective 2025-01-01")
    assert stand(ledger_of(told(pair, *acts)), pair, "2025-01-01").standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("text", "as_of", "standing"),
    [
        (rolled("ottawa", "LT = { succeeded = 2006-10-23 }"), "2006-10-22", Standing.NON_PARTY),
        (rolled("ottawa", "LT = { succeeded = 2006-10-23 }"), "2006-10-23", Standing.PARTY),
        (rolled("ottawa", "LT = { succeeded = 1998-01-01 }"), "1999-02-28", Standing.JOINING),
        (rolled("ottawa", "LT = { succeeded = 1998-01-01 }"), "1999-03-01", Standing.PARTY),
        (
            rolled("ottawa", "LT = { succeeded = 2011-11-11, in_force = 2011-07-09 }"),
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
    ledger = ledger_of(told("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2023-11-01").standing is Standing.PARTY
    found = stand(ledger, "LT ottawa", "2023-11-02")
    assert (found.standing, found.stage) == (Standing.SIGNATORY, None)
    assert found.has_exit_history


def test_a_deposited_consent_taken_back(ledger_of: LedgerOf) -> None:
    """A State whose consent had not come into force is a signatory again too."""
    acts = ("signed 1996-09-24", "consented 2000-06-30", "consent-withdrawn 2023-11-02")
    ledger = ledger_of(told("LT ctbt", *acts))
    assert stand(ledger, "LT ctbt", "2023-11-01").standing is Standing.JOINING
    assert stand(ledger, "LT ctbt", "2023-11-02").standing is Standing.SIGNATORY


def test_expelled(ledger_of: LedgerOf) -> None:
    """A State that others put out is out on that day, and that is its stage and its effect."""
    ledger = ledger_of(told("LT op1", "in-force 1998-05-05", "expelled 2022-03-16"))
    assert stand(ledger, "LT op1", "2022-03-15").standing is Standing.PARTY
    found = stand(ledger, "LT op1", "2022-03-16")
    assert found.standing is Standing.WITHDRAWN
    assert seen(found.stage) == seen(found.effect) == ("expelled", "2022-03-16", "recorded")
    assert not found.leaving


def test_expelled_before_its_own_notice_took_effect(ledger_of: LedgerOf) -> None:
    """Being put out overtakes a notice whose clock was running."""
    ledger = ledger_of(told("LT op1", "notified 2022-03-01", "expelled 2022-03-16"))
    found = stand(ledger, "LT op1", "2022-03-15")
    assert seen(found.effect) == ("expelled", "2022-03-16", "recorded")


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
    ledger = ledger_of(told("LT ottawa", "in-force 2003-11-01", *acts))
    found = stand(ledger, "LT ottawa", as_of)
    assert found.standing is Standing.PARTY
    assert (found.suspension and str(found.suspension.date)) == suspended
    assert (found.stage, found.effect) == (None, None)


def test_a_suspension_ends_with_membership(ledger_of: LedgerOf) -> None:
    """A State that is out suspends nothing any more (Russia, CFE)."""
    ledger = ledger_of(told("LT ottawa", "suspended 2007-12-12", "effective 2023-11-07"))
    assert stand(ledger, "LT ottawa", "2023-11-06").suspension is not None
    assert stand(ledger, "LT ottawa", "2023-11-07").suspension is None


def test_what_stands_beside(ledger_of: LedgerOf) -> None:
    """Suspensions, objections and remarks of the stay are kept in order, with nothing else."""
    acts = (
        "remark 2025-03-01",
        "announced 2025-06-29",
        'objected 2025-10-17 by = "FI"',
        "suspended 2025-07-18",
        "resumed 2026-01-01",
    )
    found = stand(ledger_of(told("LT ottawa", *acts)), "LT ottawa", "2025-12-31")
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
def test_a_convention_that_is_over(ledger_of: LedgerOf, as_of: str, standing: Standing) -> None:
    """Membership ends with the convention, on the day itself."""
    ledger = ledger_of(rolled("inf", "US = { ratified = 1988-05-01 }"))
    assert stand(ledger, "US inf", as_of).standing is standing


def test_withdrawn_from_a_convention_that_is_over(ledger_of: LedgerOf) -> None:
    """A State that had left before the end stays withdrawn."""
    ledger = ledger_of(told("US inf", "effective 2019-08-01"))
    assert stand(ledger, "US inf", "2025-01-01").standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    "act", ["announced", "rejected", "notified", "suspended", "resumed", "effective"]
)
def test_a_membership_that_nobody_recorded(ledger_of: LedgerOf, act: str) -> None:
    """Without a roll, a State that does what only a party can do had been one."""
    ledger = ledger_of(told("LT ottawa", f"{act} 2025-03-18"))
    before = stand(ledger, "LT ottawa", "2025-03-17")
    assert (before.standing, before.party_since) == (Standing.PARTY, None)
    assert stand(ledger, "LT ottawa", "1999-03-01").standing is Standing.PARTY
    assert stand(ledger, "LT ottawa", "1999-02-28").standing is Standing.UNKNOWN


@pytest.mark.parametrize("act", ["announced", "rejected", "notified", "suspended", "resumed"])
def test_a_roll_leaves_nothing_to_presume(ledger_of: LedgerOf, act: str) -> None:
    """A State that a roll does not name is no party, whatever it announces."""
    ledger = ledger_of(told("LT ottawa", f"{act} 2025-03-18") + rolled("ottawa"))
    for as_of in ("2025-03-17", "2025-03-18"):
        assert stand(ledger, "LT ottawa", as_of).standing is Standing.NON_PARTY


@pytest.mark.parametrize("act", ["remark", "objected", "parliamentary-vote"])
def test_what_anyone_can_do_presumes_nothing(ledger_of: LedgerOf, act: str) -> None:
    """Remarks, objections and readings do not show that a State had joined."""
    ledger = ledger_of(told("LT ottawa", f"{act} 2025-03-18"))
    assert stand(ledger, "LT ottawa", "2025-03-17").standing is Standing.UNKNOWN


def test_a_recorded_joining_leaves_nothing_to_presume(ledger_of: LedgerOf) -> None:
    """A State whose joining is told was none before it, though it left later."""
    acts = ("in-force 2003-11-01", "effective 2025-12-27")
    ledger = ledger_of(told("LT ottawa", *acts))
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
def test_an_imprecise_exit_counts_from_its_end(
    ledger_of: LedgerOf, act: str, before: str, after: str
) -> None:
    """An act known to the month or year has surely happened only at its end."""
    ledger = ledger_of(told("LT op1", act))
    assert stand(ledger, "LT op1", before).standing is Standing.PARTY
    assert stand(ledger, "LT op1", after).standing is Standing.WITHDRAWN


def test_an_imprecise_stage_counts_from_its_end(ledger_of: LedgerOf) -> None:
    """Poland's announcement of some day in March is its stage at the end of March."""
    ledger = ledger_of(told("PL ottawa", "announced 2025-03"))
    assert stand(ledger, "PL ottawa", "2025-03-30").stage is None
    assert seen(stand(ledger, "PL ottawa", "2025-03-31").stage) == (
        "announced",
        "2025-03",
        "recorded",
    )


def test_an_imprecise_notice_has_an_imprecise_effect(ledger_of: LedgerOf) -> None:
    """The effect of a notice of some day in March is some day in June."""
    found = stand(ledger_of(told("PL op1", "notified 2025-03")), "PL op1", "2025-03-31")
    assert seen(found.effect) == ("effective", "2025-06", "computed")


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
def test_what_was_known_by_a_day(
    ledger_of: LedgerOf,
    known_on: str,
    standing: Standing,
    stage: Step | None,
    effect: tuple[str, str] | None,
) -> None:
    """Acts count from when a source told of them; until then the clause fills in for them."""
    sources = 'sources = [{{ title = "News", publisher = "Press", published = {} }}]'
    acts = (
        "in-force 2003-11-01",
        f"announced 2025-03-18 {sources.format('2025-05-08')}",
        f"notified 2025-06-27 {sources.format('2025-07-04')}",
        f"effective 2025-12-30 {sources.format('2026-01-15')}",
    )
    found = stand(ledger_of(told("LT ottawa", *acts)), "LT ottawa", "2025-12-26", known_on)
    assert (found.standing, found.stage and found.stage.step) == (standing, stage)
    assert (found.effect and (str(found.effect.date), str(found.effect.basis))) == effect


def test_a_rescission_that_nobody_had_told_of(ledger_of: LedgerOf) -> None:
    """As known before the news of a rescission, the exit took effect."""
    late = 'sources = [{ title = "News", publisher = "Press", published = 2026-02-01 }]'
    ledger = ledger_of(told("LT op1", "notified 2025-06-27", f"rescinded 2025-09-01 {late}"))
    as_known = stand(ledger, "LT op1", "2025-09-27", "2026-01-31")
    assert as_known.standing is Standing.WITHDRAWN
    assert stand(ledger, "LT op1", "2025-09-27", "2026-02-01").standing is Standing.PARTY


def test_nothing_was_known(ledger_of: LedgerOf) -> None:
    """Before any source had told of it, the State's exit had not been heard of."""
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
def test_a_contested_position(ledger_of: LedgerOf, acts: list[str], *, contested: bool) -> None:
    """A position is contested where an act that it rests on is, and not for what is past."""
    ledger = ledger_of(told("LT ottawa", *acts))
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
def test_a_way_out_on_record(ledger_of: LedgerOf, acts: list[str], *, on_record: bool) -> None:
    """A way out is on record from its first step, even if it came to nothing."""
    ledger = ledger_of(told("LT ottawa", *acts))
    assert stand(ledger, "LT ottawa", "2026-01-01").has_exit_history is on_record


def test_what_has_happened_and_what_is_ahead(ledger_of: LedgerOf) -> None:
    """The acts up to the day and those after it are told apart, computed ones among both."""
    found = stand(ledger_of(LITHUANIA), "LT ottawa", "2025-05-08")
    assert [seen(act) for act in found.past_acts] == [
        ("signed", "1999-02-26", "recorded"),
        ("consented", "2003-05-12", "recorded"),
        ("in-force", "2003-11-01", "computed"),
        ("announced", "2025-03-18", "recorded"),
        ("parliamentary-approval", "2025-05-08", "recorded"),
    ]
    assert [seen(act) for act in found.future_acts] == [
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
def test_the_sources_of_a_position(ledger_of: LedgerOf, acts: list[str], title: str | None) -> None:
    """A position names the sources of the act that says most about it."""
    sourced = (
        f'{act} sources = [{{ title = "{act.split()[0]}", publisher = "Press" }}]' for act in acts
    )
    found = stand(ledger_of(told("LT ottawa", *sourced)), "LT ottawa", "2025-07-01")
    assert [source.title for source in found.sources] == ([title] if title else [])


def test_the_sources_of_a_computed_exit(ledger_of: LedgerOf) -> None:
    """Where the exit itself is computed, the sources are those of the notice it rests on."""
    ledger = ledger_of(told("LT op1", "notified 2025-06-27"))
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
    found = stand(ledger_of(told("LT op1", *acts)), "LT op1", "2005-01-01")
    assert seen(found.party_since) == ("in-force", "1999-04-01", "computed")


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
    found = stand(ledger_of(told("LT op1", *acts)), "LT op1", "2010-01-01")
    assert found.standing is Standing.WITHDRAWN


def test_the_last_of_two_notices_of_one_day_counts(ledger_of: LedgerOf) -> None:
    """Of two notifications of one day the one written later is the notice of the exit."""
    ledger = ledger_of(
        told(
            "LT op1",
            'notified 1998-05-26 reference = "C.N.1"\nactor = "Government"',
            'notified 1998-05-26 reference = "C.N.2"\nactor = "Parliament"',
        )
    )
    notice = stand(ledger, "LT op1", "1998-05-26").notice
    assert notice is not None
    assert notice.event is not None
    assert notice.event.reference == "C.N.2"
