"""The earliest notice and the effect of a notification, for every answer that gives them."""

from datetime import date
from typing import Any

import pytest

from tests.samples import LedgerOf, events
from tests.standing.acts import act, when
from treatywatch.answers.explain import explain_answer
from treatywatch.answers.query import Query
from treatywatch.answers.status import status_answer
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import Step
from treatywatch.standing.acts import Act, reading_order
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.withdrawal import effect_of_notice, party_since, withdrawal_terms


@pytest.mark.parametrize(
    ("at", "keys", "effect"),
    [
        ("2025-06-27", {}, "2025-12-27"),
        ("2025-06", {}, "2025-12-01/2025-12-30"),
        ("2025-06-27", {"names_effect": date(2026, 6, 1)}, "2025-12-27"),
        ("2025-06-27", {"postponed": "engaged in an armed conflict"}, None),
    ],
    ids=["day", "month", "named in vain", "postponed"],
)
def test_a_notice_takes_effect_by_the_clause(
    ledger_of: LedgerOf, at: str, keys: dict[str, Any], effect: str | None
) -> None:
    """The effect follows from the clause, the named day and any postponement."""
    notice = act(Step.NOTIFIED, at, **keys)
    found = effect_of_notice([notice], 0, ledger_of("").conventions["ottawa"], "LT")
    assert (found and str(found)) == effect


def test_a_named_later_day_counts_if_allowed(ledger_of: LedgerOf) -> None:
    """A later day named in the notice counts if the clause allows one."""
    notice = act(Step.NOTIFIED, "2025-01-27", names_effect=date(2026, 6, 1))
    found = effect_of_notice([notice], 0, ledger_of("").conventions["paris"], "US")
    assert found == when("2026-06-01")


@pytest.mark.parametrize(("country", "effect"), [("US", when("2026-01-22")), ("LT", None)])
def test_an_exception_applies_to_its_own_state_only(
    ledger_of: LedgerOf, country: str, effect: PartialDate | None
) -> None:
    """An exception for one State computes nothing for the others."""
    notice = act(Step.NOTIFIED, "2025-01-22")
    who = ledger_of("").conventions["who"]
    assert effect_of_notice([notice], 0, who, country) == effect


def test_a_computed_notice_has_no_effect(ledger_of: LedgerOf) -> None:
    """No effect is computed for a notification that no text records."""
    notice = Act(step=Step.NOTIFIED, date=when("2025-06-27"))
    assert effect_of_notice([notice], 0, ledger_of("").conventions["ottawa"], "LT") is None


@pytest.mark.parametrize(
    ("since", "notified", "effect"),
    [
        (("2016-11-04",), "2019-11-03", None),
        (("2016-11-04",), "2019-11-04", "2020-11-04"),
        (("2016-11-04", "2021-02-19"), "2024-02-18", None),
        (("2016-11-04", "2021-02-19"), "2024-02-19", "2025-02-19"),
        (("2016-11",), "2019-11-29", None),
        (("2016-11",), "2019-11-30", "2020-11-30"),
        (("2016-11-04",), "2019-11", None),
        (("2016-11-04",), "2019-12", "2020-12"),
        (("2016-11-04", "2021-02-19"), "2020-01-01", "2021-01-01"),
        ((), "2017-01-01", "2018-01-01"),
        (("2017-06-01",), "2017", None),
        (("2017",), "2017-06-01", None),
    ],
)
def test_a_notice_before_the_bar_ends_has_no_effect(
    ledger_of: LedgerOf, since: tuple[str, ...], notified: str, effect: str | None
) -> None:
    """The bar on notice runs from the last entry into force before it."""
    notice = act(Step.NOTIFIED, notified)
    acts = sorted([*(act(Step.IN_FORCE, text) for text in since), notice], key=reading_order)
    found = effect_of_notice(acts, acts.index(notice), ledger_of("").conventions["paris"], "US")
    assert (found and str(found)) == effect


@pytest.mark.parametrize(
    ("acts", "since"),
    [
        ("in-force 2017-06-01, notified 2018", "2017-06-01"),
        ("notified 2017, in-force 2017-06-01", "2017-06-01"),
        ("notified 2017-05, in-force 2017-06-01", None),
        ("notified 2017, rescinded 2017-03-01, in-force 2017-06-01", None),
        ("in-force 2000-01-01, notified 2017, in-force 2017-06-01", "2000-01-01"),
        ("in-force 2000-01-01, effective 2005-01-01, notified 2017", "2000-01-01"),
        (
            "in-force 2000-01-01, effective 2005-01-01, notified 2017, in-force 2017-06-01",
            "2017-06-01",
        ),
        ("in-force 2000-01-01, consent-withdrawn 2001-01-01, notified 2017", None),
    ],
)
def test_a_notice_follows_the_entry_into_force_before_it(acts: str, since: str | None) -> None:
    """An entry into force that may precede an imprecise notice counts if nothing else does."""
    steps = [text.split() for text in acts.split(", ")]
    sequence = [act(Step(step), at) for step, at in steps]
    number = next(n for n, one in enumerate(sequence) if one.step is Step.NOTIFIED)
    found = party_since(sequence, number)
    assert (found and str(found.date)) == since


def test_an_imprecise_entry_into_force_makes_the_earliest_notice_a_range(
    ledger_of: LedgerOf,
) -> None:
    """The first day of notice is a range if the State's day in force is known to the month."""
    terms = withdrawal_terms(
        ledger_of("").conventions["paris"], "US", act(Step.IN_FORCE, "2016-11")
    )
    assert terms.earliest == when("2019-11")


@pytest.mark.parametrize(
    ("joined", "notified"), [("2017-06-01", "2017"), ("2017", "2017-06-01"), ("2017", "2017")]
)
def test_status_and_explain_agree_on_an_imprecise_notice(
    ledger_of: LedgerOf, joined: str, notified: str
) -> None:
    """Neither answer computes an effect for a notice that may only have come too early."""
    ledger = ledger_of(events(f"LT paris in-force {joined}", f"LT paris notified {notified}"))
    day = date(2026, 11, 23)
    (status,) = status_answer(ledger, Query(as_of=day, countries=("LT",))).items
    (item,) = explain_answer(ledger, ("LT", "paris"), AsOf(as_of=day)).items
    assert (status.effect, item.computed_effect) == (None, None)
    assert item.arithmetic[-1] == "the notice is too early under the clause and has no effect"
