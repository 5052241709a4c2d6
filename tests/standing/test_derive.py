"""Recorded acts of a State and a convention, and the acts derived from them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import samples
from tests.standing.acts import act, when
from treatywatch.model.events import Consent, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import SourceKind
from treatywatch.standing.acts import (
    STEP_ORDER,
    Act,
    Basis,
    acts_known_on,
    known_from,
    reading_order,
)
from treatywatch.standing.collect import acts_by_pair, acts_of
from treatywatch.standing.derive import (
    add_computed_acts,
    consents_without_date,
    in_force_date,
)
from treatywatch.standing.roll_acts import roll_acts

LedgerOf = Callable[[str], Ledger]

day = date.fromisoformat

LIST = """
[rolls.ottawa]
as_of = 2025-06-01
sources = [{ title = "List", publisher = "Depositary", kind = "depositary" }]
[rolls.ottawa.parties]
"""


def event(step: str, at: str, more: str = "") -> str:
    """An event of Lithuania and the Mine Ban Convention as a ledger writes it."""
    return f"""
[[events]]
country = "LT"
convention = "ottawa"
step = "{step}"
date = {at}
summary = "It happened."
sources = [{{ title = "News", publisher = "Press" }}]
{more}
"""


def told(acts: list[Act]) -> list[tuple[Step, str]]:
    """The steps and dates of acts."""
    return [(act.step, str(act.date)) for act in acts]


def test_an_event_makes_a_recorded_act() -> None:
    """An act made from an event is recorded and has the event's sources."""
    notice = act(Step.NOTIFIED, "2025-06-27")
    assert notice.event is not None
    assert (notice.basis, notice.sources) == (Basis.RECORDED, notice.event.sources)


def test_an_act_without_event_is_computed() -> None:
    """An act that no text records is computed and has no sources."""
    effect = Act(step=Step.EFFECTIVE, date=when("2025-12-27"))
    assert (effect.basis, effect.sources) == (Basis.COMPUTED, ())


def test_each_date_in_a_row_is_an_act(ledger_of: LedgerOf) -> None:
    """A row's signature, deposit and entry into force are acts with the roll's sources."""
    ledger = ledger_of(
        f"{LIST}LT = {{ signed = 1999-02-26, ratified = 2003-05-12, in_force = 2003-11-01 }}\n"
    )
    acts = acts_of(ledger, ("LT", "ottawa"))
    assert told(acts) == [
        (Step.SIGNED, "1999-02-26"),
        (Step.CONSENTED, "2003-05-12"),
        (Step.IN_FORCE, "2003-11-01"),
    ]
    assert all(act.from_roll and act.basis is Basis.RECORDED for act in acts)
    assert {source.kind for act in acts for source in act.sources} == {SourceKind.DEPOSITARY}
    assert [act.event and act.event.summary for act in acts] == [
        "Signed.",
        "Instrument of ratification deposited.",
        "The convention became binding.",
    ]


@pytest.mark.parametrize(
    ("key", "consent"),
    [
        ("ratified", Consent.RATIFICATION),
        ("accepted", Consent.ACCEPTANCE),
        ("approved", Consent.APPROVAL),
        ("acceded", Consent.ACCESSION),
        ("succeeded", Consent.SUCCESSION),
    ],
)
def test_the_key_of_a_deposit_gives_its_kind(
    ledger_of: LedgerOf, key: str, consent: Consent
) -> None:
    """The key of a deposit in a roll gives the kind of instrument."""
    roll = ledger_of(f'{LIST}LT = {{ {key} = "2003" }}\n').rolls["ottawa"]
    (deposit,) = roll_acts("ottawa", "LT", roll)
    assert deposit.event is not None
    assert (deposit.event.consent, str(deposit.date)) == (consent, "2003")


def test_a_row_has_its_own_sources_and_doubts(ledger_of: LedgerOf) -> None:
    """A row's own sources replace the roll's, and its doubts apply to its acts."""
    row = (
        'LT = { acceded = 2003-05-12, contested = true, note = "Doubtful.", '
        'sources = [{ title = "Page", publisher = "Monitor" }], '
        "other_dates = [{ date = 2003-05-13 }] }"
    )
    (deposit,) = acts_of(ledger_of(f"{LIST}{row}\n"), ("LT", "ottawa"))
    assert deposit.event is not None
    assert [source.title for source in deposit.sources] == ["Page"]
    assert (deposit.event.contested, deposit.event.note) == (True, "Doubtful.")
    assert [str(other.date) for other in deposit.event.other_dates] == ["2003-05-13"]


@pytest.mark.parametrize("other", ["2003-05-12", "2003-05-13", "2004-01-01"])
def test_an_act_in_event_and_roll_is_taken_from_the_event(ledger_of: LedgerOf, other: str) -> None:
    """An act in both an event and a roll appears once, with the event's date."""
    text = event("consented", "2003-05-12") + LIST + f"LT = {{ ratified = {other} }}\n"
    (deposit,) = acts_of(ledger_of(text), ("LT", "ottawa"))
    assert (str(deposit.date), deposit.from_roll) == ("2003-05-12", False)


@pytest.mark.parametrize(
    ("out", "back"),
    [("2010-01-01", "2010-01-01"), ("2010-01-01", "2013-01-11")],
    ids=["on the day", "later"],
)
def test_a_deposit_in_a_roll_after_an_exit_is_another(
    ledger_of: LedgerOf, out: str, back: str
) -> None:
    """A deposit in a roll from the day of an exit on begins a new party period."""
    text = event("consented", "2003-05-12") + event("effective", out)
    acts = acts_of(ledger_of(f"{text}{LIST}LT = {{ acceded = {back} }}\n"), ("LT", "ottawa"))
    assert told(acts) == [
        (Step.CONSENTED, "2003-05-12"),
        (Step.EFFECTIVE, out),
        (Step.CONSENTED, back),
    ]


def test_a_deposit_in_a_roll_before_an_exit_is_that_of_the_events(ledger_of: LedgerOf) -> None:
    """A deposit in a roll before an exit is the act that an event records."""
    text = event("consented", "2003-05-12") + event("effective", "2010-01-01")
    acts = acts_of(ledger_of(f"{text}{LIST}LT = {{ acceded = 2003-05-13 }}\n"), ("LT", "ottawa"))
    assert told(acts) == [(Step.CONSENTED, "2003-05-12"), (Step.EFFECTIVE, "2010-01-01")]


def test_a_deposit_in_a_roll_during_the_notice_period_is_another(ledger_of: LedgerOf) -> None:
    """A deposit in a roll from the notice on is for the next party period (Guyana, 1999)."""
    text = "".join(
        event(*act)
        for act in (
            ("consented", "1993-05-10"),
            ("notified", "1999-01-05"),
            ("effective", "1999-04-05"),
        )
    )
    acts = acts_of(ledger_of(f"{text}{LIST}LT = {{ acceded = 1999-01-05 }}\n"), ("LT", "ottawa"))
    assert (Step.CONSENTED, "1999-01-05") in told(acts)


def test_an_act_has_the_file_that_records_it(layered: samples.Layered) -> None:
    """Recorded acts have the file of the top layer; a computed act has none."""
    ground = samples.roll(
        "ottawa", "LT = { ratified = 2003-05-12 }", "PL = { ratified = 2012-12-27 }"
    )
    ledger = layered(
        ground + samples.events("LT ottawa announced 2025-03-18", "LT ottawa notified 2025-06-27"),
        samples.roll("ottawa", "PL = { ratified = 2012-12-28 }")
        + samples.event("LT ottawa notified 2025-06-28", replaces="2025-06-27"),
    )
    told = {
        f"{code} {act.step}": act.source_file and Path(act.source_file).name
        for (code, slug), acts in acts_by_pair(ledger).items()
        for act in add_computed_acts(acts, ledger.conventions[slug], code)
    }
    assert told == {
        "LT consented": "1.toml",
        "LT in-force": None,
        "LT announced": "1.toml",
        "LT notified": "2.toml",
        "LT effective": None,
        "PL consented": "2.toml",
        "PL in-force": None,
    }


def test_acts_are_collected_by_country_and_convention(ledger_of: LedgerOf) -> None:
    """Each selected pair has its own acts, in order."""
    text = event("notified", "2025-06-27") + event("announced", "2025-03-07")
    ledger = ledger_of(f"{text}{LIST}LT = {{ signed = 1999-02-26 }}\nPL = {{ }}\n")
    acts = acts_by_pair(ledger)
    assert acts.keys() == {("LT", "ottawa"), ("PL", "ottawa")}
    assert [act.step for act in acts["LT", "ottawa"]] == [
        Step.SIGNED,
        Step.ANNOUNCED,
        Step.NOTIFIED,
    ]
    assert acts["PL", "ottawa"] == []
    assert acts_by_pair(ledger, {("LT", "ottawa")}).keys() == {("LT", "ottawa")}
    assert acts_by_pair(ledger, {("LT", "op1")}) == {}
    assert acts_of(ledger, ("US", "ottawa")) == []


def test_acts_of_one_day_are_read_in_the_order_of_steps() -> None:
    """On one day leaving is read before joining, and side steps last."""
    steps = [Step.REMARK, Step.IN_FORCE, Step.CONSENTED, Step.EFFECTIVE, Step.NOTIFIED]
    acts = sorted((act(step, "1999-04-05") for step in steps), key=reading_order)
    assert [act.step for act in acts] == [*reversed(steps)]
    assert list(STEP_ORDER) == list(Step)


def test_an_imprecise_act_is_read_by_its_first_day() -> None:
    """An act in a year is read before acts dated within it."""
    dates = ["2025-01-01", "2025-01", "2025", "2025-02-01"]
    acts = [act(Step.REMARK, text) for text in ("2025-02-01", "2025", "2025-01", "2025-01-01")]
    assert [str(act.date) for act in sorted(acts, key=reading_order)] == dates


@pytest.mark.parametrize(
    ("published", "known"),
    [
        (("",), "2025-03-31"),
        (("2025-03-18",), "2025-03-18"),
        (("2025-05",), "2025-05-31"),
        (("2026-01-01", "2025-06-30"), "2025-06-30"),
        (("", "2025-06-30"), "2025-06-30"),
    ],
    ids=["own date", "day", "month", "earliest", "dated"],
)
def test_an_event_is_known_from_its_earliest_source(published: tuple[str, ...], known: str) -> None:
    """An event is known from the end of its earliest source's date, or else its own."""
    announced = act(Step.ANNOUNCED, "2025-03", *published)
    assert announced.event is not None
    assert known_from(announced.event) == day(known)


def test_unpublished_acts_are_not_known() -> None:
    """Acts without a source by that day are omitted; computed acts stay."""
    early = act(Step.ANNOUNCED, "2025-03-07", "2025-03-08")
    late = act(Step.NOTIFIED, "2025-03-07", "2025-03-09")
    computed = Act(step=Step.EFFECTIVE, date=when("2025-09-07"))
    acts = [early, late, computed]
    assert acts_known_on(acts, day("2025-03-07")) == [computed]
    assert acts_known_on(acts, day("2025-03-08")) == [early, computed]
    assert acts_known_on(acts, day("2025-03-09")) == acts


@pytest.mark.parametrize(
    ("at", "consent", "bound"),
    [
        ("2003-05-12", "ratification", "2003-11-01"),
        ("2003-05", "accession", "2003-11-01"),
        ("2003", "accession", "2003-07-01/2004-06-01"),
        ("1998", "ratification", "1999-03-01/1999-06-01"),
        ("2003-05-12", "succession", None),
        ("2003-05-12", None, "2003-11-01"),
    ],
)
def test_a_consent_binds_by_the_joining_clause(
    ledger_of: LedgerOf, at: str, consent: str | None, bound: str | None
) -> None:
    """The day in force is a range if the consent is imprecise."""
    deposit = act(Step.CONSENTED, at, consent=Consent(consent) if consent else None)
    found = in_force_date(deposit, ledger_of("").conventions["ottawa"])
    assert (found and str(found)) == bound


def test_a_consent_of_unknown_kind_binds_by_the_clause(ledger_of: LedgerOf) -> None:
    """A deposit of unknown kind is computed like any except a succession."""
    deposit = Act(step=Step.CONSENTED, date=when("2003-05-12"))
    assert in_force_date(deposit, ledger_of("").conventions["ottawa"]) == when("2003-11-01")


def test_computed_acts_are_added(ledger_of: LedgerOf) -> None:
    """A consent and a notice without later acts get their computed days."""
    acts = [act(Step.CONSENTED, "2003-05-12"), act(Step.NOTIFIED, "2025-06-27")]
    ottawa = ledger_of("").conventions["ottawa"]
    found = add_computed_acts(acts, ottawa, "LT")
    assert told(found) == [
        (Step.CONSENTED, "2003-05-12"),
        (Step.IN_FORCE, "2003-11-01"),
        (Step.NOTIFIED, "2025-06-27"),
        (Step.EFFECTIVE, "2025-12-27"),
    ]
    assert [act.basis for act in found[1::2]] == [Basis.COMPUTED, Basis.COMPUTED]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((Step.CONSENTED, "2003-05-12"), (Step.IN_FORCE, "2003-11-02")),
        ((Step.NOTIFIED, "2025-06-27"), (Step.EFFECTIVE, "2026-06-30")),
        ((Step.NOTIFIED, "2025-06-27"), (Step.EXPELLED, "2025-08-01")),
        ((Step.NOTIFIED, "2025-06-27"), (Step.RESCINDED, "2025-12-26")),
        ((Step.NOTIFIED, "2025-06-27"), (Step.REJECTED, "2025-08-01")),
        ((Step.NOTIFIED, "2025-06-27"), (Step.RESCINDED, "2025-12")),
        ((Step.NOTIFIED, "2025-06"), (Step.RESCINDED, "2025-12-01")),
    ],
)
def test_a_recorded_end_is_not_computed(
    ledger_of: LedgerOf, first: tuple[Step, str], then: tuple[Step, str]
) -> None:
    """A recorded entry into force, effect or rescission prevents a computed one."""
    acts = [act(*first), act(*then)]
    assert add_computed_acts(acts, ledger_of("").conventions["ottawa"], "LT") == acts


@pytest.mark.parametrize("step", [Step.CONSENTED, Step.NOTIFIED])
def test_each_party_period_has_its_own_computed_day(ledger_of: LedgerOf, step: Step) -> None:
    """A record of a later party period does not apply to an earlier consent or notice."""
    follows = Step.IN_FORCE if step is Step.CONSENTED else Step.EFFECTIVE
    acts = [act(step, "2003-05-12"), act(step, "2013-05-12"), act(follows, "2014-01-01")]
    found = add_computed_acts(acts, ledger_of("").conventions["ottawa"], "LT")
    assert [a.basis for a in found if a.step is follows] == [Basis.COMPUTED, Basis.RECORDED]


@pytest.mark.parametrize(
    "later",
    [
        (Step.REJECTED, "2021-01-01"),
        (Step.RESCINDED, "2021-01-01"),
        (Step.EFFECTIVE, "2021-01-01"),
        (Step.EXPELLED, "2021-01-01"),
    ],
)
def test_a_later_party_period_does_not_cancel_a_computed_exit(
    ledger_of: LedgerOf, later: tuple[Step, str]
) -> None:
    """An end recorded after the State's return does not apply to the exit before."""
    acts = [act(Step.NOTIFIED, "2010-01-01"), act(Step.IN_FORCE, "2012-04-01"), act(*later)]
    found = add_computed_acts(acts, ledger_of("").conventions["op1"], "LT")
    assert (Step.EFFECTIVE, "2010-04-01") in told(found)


def test_a_consent_in_the_notice_period_keeps_the_recorded_exit(ledger_of: LedgerOf) -> None:
    """A recorded exit also counts if the State deposited its next consent before it."""
    acts = [
        act(Step.IN_FORCE, "2016-11-04"),
        act(Step.NOTIFIED, "2025-01-27"),
        act(Step.CONSENTED, "2025-06-01"),
        act(Step.EFFECTIVE, "2026-01-27"),
    ]
    found = add_computed_acts(acts, ledger_of("").conventions["paris"], "US")
    assert [a.basis for a in found if a.step is Step.EFFECTIVE] == [Basis.RECORDED]


@pytest.mark.parametrize("at", ["2010-04-01", "2010-05-01", "2010-05"])
def test_a_rescission_after_the_effect_is_too_late(ledger_of: LedgerOf, at: str) -> None:
    """On the computed day of effect the State is out."""
    acts = [act(Step.NOTIFIED, "2010-01-01"), act(Step.RESCINDED, at)]
    found = add_computed_acts(acts, ledger_of("").conventions["op1"], "LT")
    assert (Step.EFFECTIVE, "2010-04-01") in told(found)


def test_without_a_clause_no_act_is_added(ledger_of: LedgerOf) -> None:
    """If no clause computes a day, the acts are those of the ledger."""
    acts = [act(Step.CONSENTED, "2003-05-12"), act(Step.NOTIFIED, "2025-06-27")]
    assert add_computed_acts(acts, ledger_of("").conventions["ctbt"], "LT") == acts


def test_some_consents_have_no_day_in_force() -> None:
    """A consent without a later entry into force before the next consent has no date."""
    bound, open_ended = act(Step.CONSENTED, "2003-05-12"), act(Step.CONSENTED, "2013-05-12")
    assert consents_without_date([bound, act(Step.IN_FORCE, "2003-11-01"), open_ended]) == [
        open_ended
    ]
    assert consents_without_date([bound, open_ended, act(Step.IN_FORCE, "2013-11-01")]) == [bound]
    assert consents_without_date([]) == []


def test_an_exception_to_the_joining_clause_applies_to_its_state(ledger_of: LedgerOf) -> None:
    """A State's own joining clause gives its day in force, and no other State's."""
    ledger = ledger_of(
        '[conventions.own]\nname = "Own"\nin_force = 2000-01-01\njoining.article = "8"\n'
        'joining.period = "1 month"\njoining.exceptions.PL = { period = "1 year" }\n'
        + samples.events("PL own consented 2010-05-12", "LT own consented 2010-05-12")
    )
    own = ledger.conventions["own"]
    found = {code: in_force_date(acts[0], own) for (code, _), acts in acts_by_pair(ledger).items()}
    assert found == {"PL": when("2011-05-12"), "LT": when("2010-06-12")}


def test_a_ledger_built_in_memory_has_acts_of_no_file() -> None:
    """Events without locations give acts without a file."""
    event = act(Step.NOTIFIED, "2025-06-27").event
    assert event is not None
    (found,) = acts_of(Ledger(events=(event,)), ("LT", "ottawa"))
    assert found.source_file is None


def test_only_an_entry_into_force_waits_for_the_effect(ledger_of: LedgerOf) -> None:
    """A computed act of another step keeps its day while a notification runs."""
    acts = [
        act(Step.NOTIFIED, "2010-01-01"),
        Act(step=Step.CONSIDERED, date=when("2010-02-01")),
        act(Step.EFFECTIVE, "2010-04-01"),
    ]
    assert add_computed_acts(acts, ledger_of("").conventions["op1"], "LT") == acts
