"""Computed days compared with the days that depositaries and States have published.

The pairs are those of treaties whose notice and effect are both sourced.
"""

from datetime import date
from typing import Final

import pytest

from treatywatch.law.clauses import (
    clause_for,
    compute_effect,
    compute_in_force,
    earliest_notice,
    map_date_range,
    survival_end,
)
from treatywatch.law.computation import Reason
from treatywatch.ledger.read.decode import decode
from treatywatch.model.conventions import Clause, Convention
from treatywatch.model.dates import PartialDate, add_period, exact_date, parse_partial_date
from treatywatch.model.events import Consent

day = date.fromisoformat

CLAUSES: Final = {
    "Rome Statute 127": 'period = "1 year"\nlater_date_allowed = true',
    "Open Skies XV": 'period = "6 months"\nlater_date_allowed = true',
    "CFE XIX": 'period = "150 days"\neffect = "day-after"',
    "INF XV": 'period = "6 months"',
    "Paris 28": 'period = "1 year"\nearliest = { period = "3 years", after = "in-force-for-party" }',
    "UNCCD 38": 'period = "1 year"',
    "UNESCO II(6)": 'effect = "calendar"\ncalendar = { by = "12-31", on = "12-31", years = 1 }',
    "ECT 47": 'period = "1 year"\neffect = "day-after"\nsurvival = { period = "20 years" }',
    "ECT 45(3)(a)": 'period = "60 days"',
    "Istanbul 80": 'period = "3 months"\neffect = "first-of-next-month"',
    "whaling XI": 'effect = "calendar"\ncalendar = { by = "01-01", on = "06-30" }',
    "Single Convention 46": (
        'effect = "calendar"\ncalendar = { by = "07-01", on = "01-01", years = 1 }\n'
        'earliest = { period = "2 years", after = "in-force" }'
    ),
    "OP1 12": 'period = "3 months"',
    "San José 78": 'period = "1 year"',
    "OAS 143": 'period = "2 years"',
    "TEU 50": 'period = "2 years"\neffect = "negotiated"',
    "ICSID 71": 'period = "6 months"\neffect = "day-after"',
    "ECOWAS 91": 'period = "1 year"',
    "CIS 9": 'period = "12 months"',
    "OPEC 8": 'effect = "calendar"\ncalendar = { by = "12-31", on = "01-01", years = 1 }',
    "genocide XIV": (
        'effect = "calendar"\ncalendar = { by = "07-12", on = "01-12", years = 1 }\n'
        "cycle = { first = 1961-01-12, years = 5 }"
    ),
    "leap-day terms": (
        'effect = "calendar"\ncalendar = { by = "12-31", on = "03-01" }\n'
        "cycle = { first = 2004-02-29, years = 5 }"
    ),
}

OTTAWA_17: Final = (
    'period = "5 months"\neffect = "first-of-next-month"\n'
    'late = { after = "deposit", number = 40, date = 1998-09-16 }'
)
CWC_XXI: Final = 'period = "30 days"\nlate = { after = "in-force" }'


def convention_of(text: str) -> Convention:
    """Read a convention from the body of its table."""
    return decode(f'[conventions.x]\nname = "X"\n{text}').conventions["x"]


def withdrawal(text: str) -> Clause:
    """Read a withdrawal clause from the body of its table."""
    clause = convention_of(f"[conventions.x.withdrawal]\n{text}").withdrawal
    assert clause is not None
    return clause


def joining(text: str, in_force: str | None) -> Convention:
    """Read a convention with a joining clause from the body of its table."""
    head = f"in_force = {in_force}\n" if in_force else ""
    return convention_of(f"{head}[conventions.x.joining]\n{text}")


@pytest.mark.parametrize(
    ("article", "who", "notified", "effective"),
    [
        ("Rome Statute 127", "BI", "2016-10-27", "2017-10-27"),
        ("Rome Statute 127", "PH", "2018-03-17", "2019-03-17"),
        ("Open Skies XV", "US", "2020-05-22", "2020-11-22"),
        ("Open Skies XV", "RU", "2021-06-18", "2021-12-18"),
        ("CFE XIX", "RU", "2023-06-09", "2023-11-07"),
        ("INF XV", "US", "2019-02-02", "2019-08-02"),
        ("Paris 28", "US first", "2019-11-04", "2020-11-04"),
        ("Paris 28", "US again", "2025-01-27", "2026-01-27"),
        ("UNCCD 38", "CA", "2013-03-28", "2014-03-28"),
        ("UNESCO II(6)", "US first", "2017-10-12", "2018-12-31"),
        ("UNESCO II(6)", "IL", "2017-12-29", "2018-12-31"),
        ("UNESCO II(6)", "NI", "2025-05-04", "2026-12-31"),
        ("UNESCO II(6)", "US again", "2025-07-22", "2026-12-31"),
        ("ECT 47", "IT", "2014-12-31", "2016-01-01"),
        ("ECT 47", "FR", "2022-12-07", "2023-12-08"),
        ("ECT 47", "DE", "2022-12-19", "2023-12-20"),
        ("ECT 47", "LU", "2023-06-16", "2024-06-17"),
        ("ECT 47", "GB", "2024-04-26", "2025-04-27"),
        ("ECT 47", "EU", "2024-06-27", "2025-06-28"),
        ("ECT 45(3)(a)", "RU", "2009-08-20", "2009-10-19"),
        ("Istanbul 80", "TR by 20 March", "2021-03-20", "2021-07-01"),
        ("Istanbul 80", "TR by 22 March", "2021-03-22", "2021-07-01"),
        ("whaling XI", "CA", "1981-06-24", "1982-06-30"),
        ("whaling XI", "JP", "2018-12-26", "2019-06-30"),
        ("Single Convention 46", "BO", "2011-06-29", "2012-01-01"),
        ("OP1 12", "TT", "1998-05-26", "1998-08-26"),
        ("OP1 12", "GY", "1999-01-05", "1999-04-05"),
        ("OP1 12", "BY", "2022-11-08", "2023-02-08"),
        ("San José 78", "VE", "2012-09-10", "2013-09-10"),
        ("OAS 143", "NI", "2021-11-19", "2023-11-19"),
        ("ICSID 71", "BO", "2007-05-02", "2007-11-03"),
        ("ICSID 71", "VE", "2012-01-24", "2012-07-25"),
        ("ICSID 71", "HN", "2024-02-24", "2024-08-25"),
        ("ECOWAS 91", "BF, ML and NE", "2024-01-29", "2025-01-29"),
        ("CIS 9", "GE", "2008-08-18", "2009-08-18"),
        ("OPEC 8", "QA", "2018-12-03", "2019-01-01"),
    ],
)
def test_recorded_exits_follow_from_their_clauses(
    article: str, who: str, notified: str, effective: str
) -> None:
    """A recorded notice takes effect on the recorded day."""
    computation = compute_effect(withdrawal(CLAUSES[article]), day(notified))
    assert (computation.day, computation.reason) == (day(effective), Reason.CLAUSE), who


@pytest.mark.parametrize(
    ("article", "notified", "naive"),
    [
        ("CFE XIX", "2023-06-09", "2023-11-06"),
        ("ECT 47", "2014-12-31", "2015-12-31"),
        ("ECT 47", "2022-12-07", "2023-12-07"),
        ("ECT 47", "2022-12-19", "2023-12-19"),
        ("ECT 47", "2023-06-16", "2024-06-16"),
        ("ECT 47", "2024-04-26", "2025-04-26"),
        ("ECT 47", "2024-06-27", "2025-06-27"),
        ("ICSID 71", "2007-05-02", "2007-11-02"),
        ("ICSID 71", "2012-01-24", "2012-07-24"),
        ("ICSID 71", "2024-02-24", "2024-08-24"),
        ("Istanbul 80", "2021-03-22", "2021-06-22"),
    ],
)
def test_the_expiry_may_differ_from_the_effect(article: str, notified: str, naive: str) -> None:
    """If the clause moves the day, the expiry is kept but is not the effect."""
    clause = withdrawal(CLAUSES[article])
    assert clause.period is not None
    computation = compute_effect(clause, day(notified))
    assert add_period(day(notified), clause.period) == computation.expiry == day(naive)
    assert computation.day != day(naive)


def test_a_wrong_day_of_receipt_gives_a_wrong_effect() -> None:
    """Australia's sixty days of 2021 run from 14 October, not from the 15th that lists give."""
    clause = withdrawal(CLAUSES["ECT 45(3)(a)"])
    assert compute_effect(clause, day("2021-10-14")).day == day("2021-12-13")
    assert compute_effect(clause, day("2021-10-15")).day == day("2021-12-14")


def test_a_negotiated_exit_has_a_default_day() -> None:
    """The two years of article 50 are the default, whatever was agreed later."""
    computation = compute_effect(withdrawal(CLAUSES["TEU 50"]), day("2017-03-29"))
    assert (computation.day, computation.reason) == (day("2019-03-29"), Reason.CLAUSE)


@pytest.mark.parametrize(
    ("article", "notified", "effective"),
    [
        ("whaling XI", "2019-01-01", "2019-06-30"),
        ("whaling XI", "2019-01-02", "2020-06-30"),
        ("whaling XI", "2019-12-31", "2020-06-30"),
        ("whaling XI", "2020-02-29", "2021-06-30"),
        ("UNESCO II(6)", "2017-01-01", "2018-12-31"),
        ("UNESCO II(6)", "2017-12-31", "2018-12-31"),
        ("UNESCO II(6)", "2018-01-01", "2019-12-31"),
        ("OPEC 8", "2018-01-01", "2019-01-01"),
        ("OPEC 8", "2018-12-31", "2019-01-01"),
        ("OPEC 8", "2019-01-01", "2020-01-01"),
        ("Single Convention 46", "2011-07-01", "2012-01-01"),
        ("Single Convention 46", "2011-07-02", "2013-01-01"),
        ("genocide XIV", "1951-01-12", "1961-01-12"),
        ("genocide XIV", "1960-07-12", "1961-01-12"),
        ("genocide XIV", "1960-07-13", "1966-01-12"),
        ("genocide XIV", "2025-07-13", "2031-01-12"),
        ("genocide XIV", "2030-07-12", "2031-01-12"),
        ("genocide XIV", "2030-07-13", "2036-01-12"),
        ("leap-day terms", "2004-01-01", "2009-02-28"),
        ("leap-day terms", "2023-12-31", "2024-02-29"),
        ("leap-day terms", "2024-01-01", "2029-02-28"),
    ],
)
def test_a_calendar_has_a_deadline(article: str, notified: str, effective: str) -> None:
    """Notice on the deadline counts for the nearer date, a day later for the next."""
    computation = compute_effect(withdrawal(CLAUSES[article]), day(notified))
    assert (computation.day, computation.reason) == (day(effective), Reason.CLAUSE)


@pytest.mark.parametrize(
    ("effect", "notified", "expiry", "effective", "clamped"),
    [
        ("anniversary", "2025-08-31", "2026-02-28", "2026-02-28", True),
        ("anniversary", "2023-08-31", "2024-02-29", "2024-02-29", True),
        ("anniversary", "2025-08-28", "2026-02-28", "2026-02-28", False),
        ("anniversary", "2025-02-28", "2025-08-28", "2025-08-28", False),
        ("negotiated", "2025-08-31", "2026-02-28", "2026-02-28", True),
        ("day-after", "2025-08-31", "2026-02-28", "2026-03-01", True),
        ("day-after", "2023-08-29", "2024-02-29", "2024-03-01", False),
        ("day-after", "2025-06-30", "2025-12-30", "2025-12-31", False),
        ("day-after", "2025-06-27", "2025-12-27", "2025-12-28", False),
        ("first-of-next-month", "2025-08-31", "2026-02-28", "2026-03-01", True),
        ("first-of-next-month", "2025-09-01", "2026-03-01", "2026-04-01", False),
        ("first-of-next-month", "2025-06-30", "2025-12-30", "2026-01-01", False),
    ],
)
def test_each_effect_rule_starts_from_the_expiry(
    effect: str, notified: str, expiry: str, effective: str, *, clamped: bool
) -> None:
    """Each rule starts from the end of the period, which a shorter month moves forward."""
    clause = withdrawal(f'period = "6 months"\neffect = "{effect}"')
    found = compute_effect(clause, day(notified))
    assert (found.day, found.reason) == (day(effective), Reason.CLAUSE)
    assert (found.expiry, found.month_end_adjusted) == (day(expiry), clamped)


def test_a_period_of_days_is_never_adjusted() -> None:
    """A period in days needs no adjustment at the end of a month."""
    computation = compute_effect(withdrawal('period = "90 days"'), day("2025-01-31"))
    assert (computation.day, computation.month_end_adjusted) == (day("2025-05-01"), False)


def test_the_default_rule_is_the_anniversary() -> None:
    """A clause without a rule takes effect on the anniversary."""
    computation = compute_effect(withdrawal('period = "6 months"'), day("2025-06-27"))
    assert computation.day == day("2025-12-27")


@pytest.mark.parametrize(
    ("clause", "notified"),
    [
        ('period = "6 months"', "9999-07-01"),
        ('period = "6 months"', "9999-12-31"),
        ('period = "0 days"\neffect = "day-after"', "9999-12-31"),
        ('period = "0 days"\neffect = "first-of-next-month"', "9999-12-01"),
        (CLAUSES["UNESCO II(6)"], "9999-01-01"),
        (CLAUSES["whaling XI"], "9999-01-02"),
        (CLAUSES["genocide XIV"], "9996-01-12"),
    ],
)
def test_an_effect_after_the_year_9999_has_no_day(clause: str, notified: str) -> None:
    """The reason for a missing day is the end of the calendar."""
    computation = compute_effect(withdrawal(clause), day(notified), names_effect=date.max)
    assert (computation.day, computation.reason) == (None, Reason.BEYOND_CALENDAR)


@pytest.mark.parametrize(
    ("clause", "notified"),
    [
        ('period = "0 days"', "9999-12-31"),
        ('period = "1 year"', "9998-12-31"),
        (CLAUSES["UNESCO II(6)"], "9998-12-31"),
    ],
)
def test_an_effect_on_the_last_day_of_9999_is_computed(clause: str, notified: str) -> None:
    """The last day of the calendar can still be computed."""
    assert compute_effect(withdrawal(clause), day(notified)).day == date.max


def test_a_named_day_needs_permission() -> None:
    """A named day changes nothing if the clause does not allow one."""
    clause = withdrawal('period = "1 year"')
    computation = compute_effect(clause, day("2025-01-27"), names_effect=day("2026-06-01"))
    assert (computation.day, computation.reason) == (day("2026-01-27"), Reason.CLAUSE)


@pytest.mark.parametrize(
    ("named", "effective", "because"),
    [
        ("2025-02-01", "2026-01-27", Reason.CLAUSE),
        ("2026-01-26", "2026-01-27", Reason.CLAUSE),
        ("2026-01-27", "2026-01-27", Reason.CLAUSE),
        ("2026-01-28", "2026-01-28", Reason.NAMED),
        ("2030-12-31", "2030-12-31", Reason.NAMED),
    ],
)
def test_only_a_later_named_day_counts(named: str, effective: str, because: Reason) -> None:
    """A named later day counts if allowed; an earlier one does not shorten the period."""
    clause = withdrawal('period = "1 year"\nlater_date_allowed = true')
    computation = compute_effect(clause, day("2025-01-27"), names_effect=day(named))
    assert (computation.day, computation.reason) == (day(effective), because)
    assert computation.expiry == day("2026-01-27")


def test_a_postponed_effect_is_not_computed() -> None:
    """A notice whose effect waits for the end of a conflict has no computed day."""
    clause = withdrawal('period = "6 months"\narmed_conflict = true\nlater_date_allowed = true')
    notified = day("2025-06-27")
    computation = compute_effect(
        clause, notified, names_effect=day("2027-01-01"), postponed="engaged in an armed conflict"
    )
    assert (computation.day, computation.reason) == (None, Reason.POSTPONED)
    assert compute_effect(clause, notified).day == day("2025-12-27")


def test_an_inoperable_clause_computes_nothing() -> None:
    """A clause that is not operable gives no day, whatever its period."""
    clause = withdrawal('period = "1 year"\noperable = false')
    computation = compute_effect(
        clause, day("2025-01-27"), postponed="engaged in an armed conflict"
    )
    assert (computation.day, computation.reason) == (None, Reason.NOT_OPERABLE)


def test_no_clause_gives_no_day() -> None:
    """Without a clause, or without a period, nothing is computed."""
    for clause in (None, withdrawal('note = "No article."')):
        found = compute_effect(clause, day("2025-01-27"))
        assert (found.day, found.reason) == (None, Reason.NO_CLAUSE)


@pytest.mark.parametrize(
    ("notified", "effective", "because"),
    [
        ("2017-08-04", None, Reason.TOO_EARLY),
        ("2019-11-03", None, Reason.TOO_EARLY),
        ("2019-11-04", "2020-11-04", Reason.CLAUSE),
        ("2019-11-05", "2020-11-05", Reason.CLAUSE),
    ],
)
def test_a_notice_before_the_earliest_day_has_no_effect(
    notified: str, effective: str | None, because: Reason
) -> None:
    """A notice before its first possible day has no effect (Paris Agreement, United States)."""
    clause = withdrawal(CLAUSES["Paris 28"])
    earliest = earliest_notice(clause, in_force=None, party_since=day("2016-11-04"))
    computation = compute_effect(clause, day(notified), earliest=earliest)
    assert (computation.day, computation.reason) == (effective and day(effective), because)


@pytest.mark.parametrize(
    ("after", "in_force", "party_since", "earliest"),
    [
        ("in-force-for-party", "2016-11-04", "2021-02-19", "2024-02-19"),
        ("in-force-for-party", "2016-11-04", "2024-02-29", "2027-02-28"),
        ("in-force-for-party", "2016-11-04", None, None),
        ("in-force", "2016-11-04", "2021-02-19", "2019-11-04"),
        ("in-force", "2016-11-04", None, "2019-11-04"),
        ("in-force", None, "2021-02-19", None),
        ("in-force", "9998-01-01", None, "9999-12-31"),
    ],
)
def test_the_bar_runs_from_the_entry_into_force_in_the_clause(
    after: str, in_force: str | None, party_since: str | None, earliest: str | None
) -> None:
    """The bar runs from the State's or the convention's day, if that is known."""
    bar = f'earliest = {{ period = "3 years", after = "{after}" }}'
    found = earliest_notice(
        withdrawal(f'period = "1 year"\n{bar}'),
        in_force=day(in_force) if in_force else None,
        party_since=day(party_since) if party_since else None,
    )
    assert found == (day(earliest) if earliest else None)


def test_without_a_bar_notice_is_possible_on_any_day() -> None:
    """A clause without a bar has no first day of notice."""
    clause = withdrawal('period = "1 year"')
    since = day("2016-11-04")
    assert earliest_notice(clause, in_force=since, party_since=since) is None


def test_an_exception_applies_to_one_state() -> None:
    """Only the United States has a withdrawal clause for the WHO."""
    clause = withdrawal('exceptions.US = { article = "1948", period = "1 year" }')
    ours, theirs = clause_for(clause, "US"), clause_for(clause, "AR")
    assert compute_effect(ours, day("2025-01-22")).day == day("2026-01-22")
    assert theirs is None
    assert clause_for(None, "US") is None


def test_an_exception_replaces_only_its_own_keys() -> None:
    """A State's exception keeps the other keys of the general clause."""
    clause = withdrawal(
        'article = "9"\nperiod = "6 months"\neffect = "day-after"\nexceptions.US.period = "1 year"'
    )
    ours, theirs = clause_for(clause, "US"), clause_for(clause, "LT")
    assert ours is not None
    assert ours.article == "9"
    assert compute_effect(ours, day("2025-01-22")).day == day("2026-01-23")
    assert compute_effect(theirs, day("2025-01-22")).day == day("2025-07-23")


def test_a_calendar_makes_a_clause_without_a_period() -> None:
    """A clause with a calendar and no period applies to every State."""
    clause = withdrawal(CLAUSES["whaling XI"])
    assert clause_for(clause, "JP") is clause


@pytest.mark.parametrize(
    ("effect", "until"),
    [
        ("2016-01-01", "2036-01-01"),
        ("2025-04-27", "2045-04-27"),
        ("2024-02-29", "2044-02-29"),
    ],
)
def test_the_end_of_surviving_duties_is_computed(effect: str, until: str) -> None:
    """Investments stay protected for twenty years (Energy Charter Treaty, 47)."""
    assert survival_end(withdrawal(CLAUSES["ECT 47"]), day(effect)) == day(until)


@pytest.mark.parametrize("survival", ["", 'survival = { note = "pending cases" }'])
def test_duties_without_a_period_have_no_end(survival: str) -> None:
    """Duties survive without a last day if the clause sets no time."""
    clause = withdrawal(f'period = "1 year"\n{survival}')
    assert survival_end(clause, day("2025-01-01")) is None


def test_duties_past_the_year_9999_overflow() -> None:
    """Duties that end after the year 9999 raise OverflowError."""
    with pytest.raises(OverflowError):
        survival_end(withdrawal(CLAUSES["ECT 47"]), day("9980-01-01"))


@pytest.mark.parametrize(
    ("who", "deposited", "bound", "because"),
    [
        ("CH", "1998-03-24", "1999-03-01", Reason.ENTRY),
        ("threshold", "1998-09-16", "1999-03-01", Reason.ENTRY),
        ("next day", "1998-09-17", "1999-03-01", Reason.CLAUSE),
        ("month's end", "1998-09-30", "1999-03-01", Reason.CLAUSE),
        ("next month", "1998-10-01", "1999-04-01", Reason.CLAUSE),
        ("LT", "2003-05-12", "2003-11-01", Reason.CLAUSE),
        ("MV", "2000-09-07", "2001-03-01", Reason.CLAUSE),
        ("OM", "2014-08-20", "2015-02-01", Reason.CLAUSE),
        ("LK", "2017-12-13", "2018-06-01", Reason.CLAUSE),
        ("PS", "2017-12-29", "2018-06-01", Reason.CLAUSE),
        ("clamped", "2017-09-30", "2018-03-01", Reason.CLAUSE),
        ("MH", "2025-03-12", "2025-09-01", Reason.CLAUSE),
        ("TO", "2025-06-25", "2025-12-01", Reason.CLAUSE),
    ],
)
def test_deposits_after_the_threshold_follow_the_rule(
    who: str, deposited: str, bound: str, because: Reason
) -> None:
    """The first forty are bound on the convention's own day, later ones by the rule (Ottawa, 17)."""
    convention = joining(OTTAWA_17, "1999-03-01")
    computation = compute_in_force(convention, day(deposited), Consent.ACCESSION)
    assert (computation.day, computation.reason) == (day(bound), because), who


@pytest.mark.parametrize(
    ("who", "deposited", "bound", "because"),
    [
        ("BD", "1997-04-25", "1997-04-29", Reason.ENTRY),
        ("BH", "1997-04-28", "1997-04-29", Reason.ENTRY),
        ("next day", "1997-04-30", "1997-05-30", Reason.CLAUSE),
        ("BN", "1997-07-28", "1997-08-27", Reason.CLAUSE),
        ("AZ", "2000-02-29", "2000-03-30", Reason.CLAUSE),
        ("AO", "2015-09-16", "2015-10-16", Reason.CLAUSE),
    ],
)
def test_deposits_before_entry_into_force_bind_on_that_day(
    who: str, deposited: str, bound: str, because: Reason
) -> None:
    """Deposits before entry into force bind on that day, however late (CWC, XXI)."""
    convention = joining(CWC_XXI, "1997-04-29")
    computation = compute_in_force(convention, day(deposited), Consent.RATIFICATION)
    assert (computation.day, computation.reason) == (day(bound), because), who


def test_a_deposit_on_the_day_of_entry_into_force_is_late() -> None:
    """A deposit on that day falls under the rule for later ones."""
    computation = compute_in_force(joining(CWC_XXI, "1997-04-29"), day("1997-04-29"), None)
    assert (computation.day, computation.reason) == (day("1997-05-29"), Reason.CLAUSE)


@pytest.mark.parametrize(
    ("late", "deposited", "bound", "because"),
    [
        ("", "2016-09-21", "2016-11-04", Reason.ENTRY),
        ("", "2016-10-05", "2016-11-04", Reason.CLAUSE),
        ("", "2016-10-06", "2016-11-05", Reason.CLAUSE),
        ('late = { after = "deposit", number = 55 }', "2016-09-21", "2016-11-04", Reason.ENTRY),
        ('late = { after = "deposit", number = 55 }', "2016-10-06", "2016-11-05", Reason.CLAUSE),
    ],
)
def test_no_state_is_bound_before_the_convention(
    late: str, deposited: str, bound: str, because: Reason
) -> None:
    """Without a dated threshold, the later of the rule's and the convention's day counts."""
    convention = joining(f'period = "30 days"\n{late}', "2016-11-04")
    computation = compute_in_force(convention, day(deposited), None)
    assert (computation.day, computation.reason) == (day(bound), because)


def test_a_late_deposit_also_waits_for_the_convention() -> None:
    """A deposit after the threshold does not bind before the convention is in force."""
    text = 'period = "0 days"\nlate = { after = "deposit", date = 1998-09-16 }'
    computation = compute_in_force(joining(text, "1999-03-01"), day("1998-12-01"), None)
    assert (computation.day, computation.reason) == (day("1999-03-01"), Reason.ENTRY)


def test_a_succession_is_never_computed() -> None:
    """A succession dates back to independence, whatever the clause (South Sudan, Ottawa)."""
    convention = joining(OTTAWA_17, "1999-03-01")
    computation = compute_in_force(convention, day("2011-11-11"), Consent.SUCCESSION)
    assert (computation.day, computation.reason) == (None, Reason.SUCCESSION)


def test_a_waiver_must_follow_the_deposit() -> None:
    """If a waiver starts the clock, a deposit alone gives no day (Tlatelolco)."""
    convention = joining('period = "0 days"\nstart = "waiver"', "1969-04-25")
    computation = compute_in_force(convention, day("1974-01-18"), Consent.RATIFICATION)
    assert (computation.day, computation.reason) == (None, Reason.WAIVER)


def test_a_convention_not_in_force_binds_no_state() -> None:
    """No State is bound by a convention that has not entered into force (CTBT)."""
    computation = compute_in_force(joining('period = "30 days"', None), day("2000-06-30"), None)
    assert (computation.day, computation.reason) == (None, Reason.NOT_IN_FORCE)


def test_without_a_joining_clause_no_day_is_computed() -> None:
    """A convention without a joining clause gives no day in force."""
    convention = convention_of("in_force = 1999-03-01")
    computation = compute_in_force(convention, day("2003-05-12"), Consent.ACCESSION)
    assert (computation.day, computation.reason) == (None, Reason.NO_CLAUSE)


def test_an_inoperable_joining_clause_computes_nothing() -> None:
    """A joining clause that is not operable gives no day."""
    convention = joining('period = "30 days"\noperable = false', "1999-03-01")
    computation = compute_in_force(convention, day("2003-05-12"), None)
    assert (computation.day, computation.reason) == (None, Reason.NOT_OPERABLE)


def test_an_entry_into_force_after_the_year_9999_has_no_day() -> None:
    """A consent that would bind after the year 9999 has no day."""
    computation = compute_in_force(joining(CWC_XXI, "1997-04-29"), date.max, None)
    assert (computation.day, computation.reason) == (None, Reason.BEYOND_CALENDAR)


@pytest.mark.parametrize(
    ("act", "effect"),
    [
        (exact_date(day("2025-03-18")), exact_date(day("2025-09-18"))),
        (parse_partial_date("2025-03"), PartialDate(day("2025-09-01"), day("2025-09-30"))),
        (parse_partial_date("2024-08"), PartialDate(day("2025-02-01"), day("2025-02-28"))),
        (parse_partial_date("2025"), PartialDate(day("2025-07-01"), day("2026-06-30"))),
    ],
    ids=str,
)
def test_an_imprecise_notice_has_an_imprecise_effect(act: PartialDate, effect: PartialDate) -> None:
    """The effect of an imprecise act lies between those of its first and last day."""
    clause = withdrawal('period = "6 months"')
    assert map_date_range(act, lambda notified: compute_effect(clause, notified)).date == effect


def test_an_imprecise_notice_may_have_an_exact_effect() -> None:
    """The effect is exact if every possible day of the act has the same one (UNESCO)."""
    clause = withdrawal(CLAUSES["UNESCO II(6)"])
    effect = map_date_range(
        parse_partial_date("2025"), lambda notified: compute_effect(clause, notified)
    ).date
    assert effect == exact_date(day("2026-12-31"))


@pytest.mark.parametrize("earliest", ["2025-03-15", "2025-04-01"])
def test_an_imprecise_notice_may_be_too_early(earliest: str) -> None:
    """No effect is computed if some possible day of a notice is too early."""
    clause = withdrawal('period = "6 months"')
    effect = map_date_range(
        parse_partial_date("2025-03"),
        lambda notified: compute_effect(clause, notified, earliest=day(earliest)),
    ).date
    assert effect is None


def test_an_imprecise_notice_may_lead_past_the_calendar() -> None:
    """No effect is computed if some possible day leads past the year 9999."""
    clause = withdrawal('period = "1 month"')
    year = parse_partial_date("9999")
    assert map_date_range(year, lambda on_day: compute_effect(clause, on_day)).date is None
