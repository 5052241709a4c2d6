"""Tests of the reports of `explain` and `what-if`, and of clauses in words."""

from datetime import date

import pytest

from tests.samples import LedgerOf, event, events, missing, roll, rows_of
from treatywatch.answers.explain import explain_answer
from treatywatch.answers.what_if import what_if_answer
from treatywatch.law.wording import clause_in_sentence, clause_in_words
from treatywatch.model.conventions import Calendar, Clause, Clock, Effect
from treatywatch.model.dates import MonthDay, Period
from treatywatch.model.ledger import Ledger
from treatywatch.output import plain, table
from treatywatch.reports.explain import explain_report, what_if_report
from treatywatch.reports.report import Report
from treatywatch.standing.as_of import AsOf

DAY = date(2026, 11, 23)
OWN = """
[conventions.own]
name = "Own Treaty"
depositary = "Portugal"
withdrawal.article = "47"
withdrawal.period = "1 year"
withdrawal.clock = "receipt"
withdrawal.effect = "day-after"
withdrawal.survival = { period = "20 years", note = "Investments stay protected." }
"""


def report(ledger: Ledger, pair: str = "LT own", as_of: date = DAY) -> Report:
    """Return the report on a State and a convention."""
    country, slug = pair.split()
    return explain_report(explain_answer(ledger, (country, slug), AsOf(as_of=as_of)), ledger)


def supposed(ledger: Ledger, pair: str, notify: date) -> Report:
    """Return the report on a supposed notice."""
    country, slug = pair.split()
    answer = what_if_answer(ledger, (country, slug), AsOf(as_of=DAY), notify=notify)
    return what_if_report(answer, ledger)


def lines(result: Report) -> list[str]:
    """Return the rows of a report, each with its label and source numbers."""
    return [row.strip(" |") for row in rows_of(result)]


def test_all_rows_of_an_exit(ledger_of: LedgerOf) -> None:
    """The rows are clause, notice, computation, record, survival, steps and sources."""
    circular = (
        '[{ title = "Circular", publisher = "UN", published = 2015-12, url = "https://u.n" }]'
    )
    ledger = ledger_of(
        OWN
        + event("LT own in-force 1998-04-16")
        + event("LT own notified 2014-12-31", reference='"C.N.1"')
        + event("LT own effective 2016-01-01", sources=circular.replace("2015-12", '"2015-12"'))
        + event("LT own remark 2016-02-01", summary='"A court disagreed."')
    )
    result = report(ledger)
    assert (result.title, result.subtitle) == (
        "Lithuania has been out of the Own Treaty since 2016-01-01.",
        "as of 2026-11-23",
    )
    assert lines(result) == [
        "Clause | Article 47: 1 year from receipt, out the day after.",
        "Party | since 1998-04-16",
        "Notified | 2014-12-31, received by Portugal, the depositary (C.N.1) | [1]",
        "Computed | 2014-12-31 + 1 year = 2015-12-31",
        "Computed | effect on the day after the period ends: 2015-12-31 + 1 day = 2016-01-01",
        "Recorded | 2016-01-01 agrees | [2]",
        "Survives | Investments stay protected, for 20 years, until 2036-01-01",
        "Steps | 2014-12-31 notified: It so happened. | [1]",
        "Steps | 2016-01-01 effective: It so happened. | [2]",
        "Other | 2016-02-01 remark: A court disagreed. | [1]",
        "[1] | Letter, Gazette",
        "[2] | Circular, UN, 2015-12, https://u.n",
    ]


@pytest.mark.parametrize(
    ("acts", "line"),
    [
        (["LT op1 notified 2025-06-27", "LT op1 effective 2025-09-27"], "2025-09-27 agrees"),
        (
            ["LT op1 notified 2025-06-27", "LT op1 effective 2025-09-28"],
            "2025-09-28 differs from the computed day",
        ),
        (["LT op1 expelled 2025-09-28"], "2025-09-28"),
    ],
    ids=["agrees", "differs", "nothing to compare"],
)
def test_the_recorded_day(acts: list[str], line: str, ledger_of: LedgerOf) -> None:
    """A recorded day agrees with the computed one or differs, if there is one."""
    assert f"Recorded | {line} | [1]" in lines(report(ledger_of(events(*acts)), "LT op1"))


def test_a_computed_day_is_marked_as_computed(ledger_of: LedgerOf) -> None:
    """A computed day is marked everywhere and has no row as a recorded day."""
    result = report(ledger_of(event("LT op1 notified 2025-06-27")), "LT op1")
    assert result.title.endswith("since 2025-09-27, as computed from the clause.")
    assert "Steps | 2025-09-27* effective: Day of effect computed from article 12." in lines(result)
    assert not any(line.startswith("Recorded") for line in lines(result))


@pytest.mark.parametrize(
    ("keys", "received"),
    [
        ('depositary = "Portugal"', ", received by Portugal, the depositary"),
        (
            'depositary = "Portugal"\nwithdrawal.receiver = "depositary"',
            ", received by Portugal, the depositary",
        ),
        (
            'depositary = "Portugal"\nwithdrawal.receiver = "other parties"',
            ", received by other parties",
        ),
        ('withdrawal.receiver = "other parties"', ", received by other parties"),
        ('withdrawal.receiver = "depositary"', ""),
        ("", ""),
    ],
    ids=[
        "depositary",
        "depositary by the clause",
        "others",
        "no depositary",
        "depositary unknown",
        "neither",
    ],
)
def test_the_receiver_of_the_notice(keys: str, received: str, ledger_of: LedgerOf) -> None:
    """The receiver is the one the clause names, or the depositary if it is known."""
    head = (
        '[conventions.own]\nname = "Own"\nwithdrawal.article = "9"\nwithdrawal.period = "1 year"\n'
    )
    result = report(ledger_of(f"{head}{keys}\n" + event("LT own notified 2025-06-27")))
    assert f"Notified | 2025-06-27{received} | [1]" in lines(result)


@pytest.mark.parametrize(
    ("acts", "courses"),
    [
        pytest.param(["LT op1 notified 2025-06-27"], [], id="one exit needs no number"),
        pytest.param(
            [
                "LT op1 announced 2020",
                "LT op1 rejected 2021-01-01",
                "LT op1 notified 2021-06-27",
                "LT op1 rescinded 2021-06-28",
                "LT op1 notified 2022-06-27",
                "LT op1 effective 2022-09-27",
                "LT op1 in-force 2023-01-01",
                "LT op1 notified 2024-06-27",
                "LT op1 in-force 2025-01-01",
                "LT op1 considered 2025-06-27",
            ],
            [
                "Exit 1 | begun 2020, was given up 2021-01-01",
                "Exit 2 | begun 2021-06-27, notice taken back 2021-06-28",
                "Exit 3 | begun 2022-06-27, out 2022-09-27",
                "Exit 4 | begun 2024-06-27, out 2024-09-27 as computed",
                "Exit 5 | begun 2025-06-27",
            ],
            id="each outcome",
        ),
    ],
)
def test_several_exits_are_numbered(
    acts: list[str], courses: list[str], ledger_of: LedgerOf
) -> None:
    """Each of several exits has a number and its outcome."""
    rows = lines(report(ledger_of(events(*acts)), "LT op1"))
    assert [line for line in rows if line.startswith("Exit")] == courses
    assert sum(line.startswith("Clause") for line in rows) == 1


def test_a_caveat_of_the_clause_is_shown_once(ledger_of: LedgerOf) -> None:
    """A caveat of the clause is not repeated for every exit."""
    ledger = ledger_of(
        events(
            "LT paris notified 2021-06-27",
            "LT paris rescinded 2021-06-28",
            "LT paris announced 2025",
        )
    )
    rows = lines(report(ledger, "LT paris"))
    assert rows.count("Note | The notice may name a later day.") == 1


def test_a_state_without_an_exit(ledger_of: LedgerOf) -> None:
    """Without an exit the report has the clause and the earliest day for notice."""
    result = report(ledger_of(roll("paris", "FI = { in_force = 2016-12-14 }")), "FI paris")
    assert lines(result) == [
        "Clause | Article 28: 1 year from notice.",
        "Party | since 2016-12-14",
        "Earliest | earliest notice: 2019-12-14",
        "Note | The notice may name a later day.",
    ]


def test_a_convention_without_a_clause(ledger_of: LedgerOf) -> None:
    """The report says that there is no clause and that nothing is computed."""
    assert lines(report(ledger_of(""), "LT ctbt")) == [
        "Clause | none on record",
        "Note | The convention has no exit clause on record: nothing is computed.",
    ]


@pytest.mark.parametrize("width", [50, 80, 120])
def test_nothing_is_lost_on_a_screen(width: int, ledger_of: LedgerOf) -> None:
    """Every width shows the headline and every row."""
    result = report(ledger_of(OWN + event("LT own notified 2014-12-31")))
    drawn = table.draw(result, width=width, color=False, unicode=True)
    assert missing(result, drawn) == []
    assert "".join(result.title.split()) in "".join(drawn.split())


@pytest.mark.parametrize("what", ["explain", "what-if"])
def test_plain_output_begins_with_the_headline(what: str, ledger_of: LedgerOf) -> None:
    """The headline is the first line, because the columns have no headings."""
    ledger = ledger_of(OWN)
    result = report(ledger) if what == "explain" else supposed(ledger, "LT own", DAY)
    assert plain.draw(result).splitlines()[0].startswith(result.title)


def test_all_rows_of_a_supposed_notice(ledger_of: LedgerOf) -> None:
    """The rows are convention, clause, computation, parties, survival and caveats."""
    rows = ("LT = { in_force = 1998-04-16 }", "FI = { in_force = 1998-04-16 }")
    ledger = ledger_of(OWN + "withdrawal.later_date_allowed = true\n" + roll("own", *rows))
    result = supposed(ledger, "LT own", date(2026, 12, 31))
    assert (result.title, result.subtitle) == (
        (
            "If Lithuania notifies on 2026-12-31, its withdrawal takes effect on "
            "2028-01-01, 12 months later"
        ),
        "as of 2026-11-23",
    )
    assert lines(result) == [
        "Treaty | Own Treaty (own)",
        "Clause | Article 47: 1 year from receipt, out the day after.",
        "Computed | 2026-12-31 + 1 year = 2027-12-31",
        "Computed | effect on the day after the period ends: 2027-12-31 + 1 day = 2028-01-01",
        "Parties | 1 of 2 parties would remain",
        "Survives | Investments stay protected, for 20 years, until 2048-01-01",
        "Note | The notice may name a later day.",
    ]


@pytest.mark.parametrize(
    ("period", "ending"),
    [
        ("0 days", "its withdrawal takes effect on 2025-06-27, the same day"),
        ("1 day", "its withdrawal takes effect on 2025-06-28, 1 day later"),
        ("6 months", "its withdrawal takes effect on 2025-12-27, 6 months later"),
        ("8000 years", "no day of effect can be computed"),
    ],
)
def test_the_title_of_a_supposed_notice(period: str, ending: str, ledger_of: LedgerOf) -> None:
    """The title gives the day of effect and the time until it, or says that there is none."""
    own = '[conventions.own]\nname = "Own"\nwithdrawal.article = "9"\n'
    ledger = ledger_of(f'{own}withdrawal.period = "{period}"\n')
    title = supposed(ledger, "LT own", date(2025, 6, 27)).title
    assert title.removeprefix("If Lithuania notifies on 2025-06-27, ") == ending


def test_a_supposed_notice_before_the_earliest_day(ledger_of: LedgerOf) -> None:
    """The report gives the earliest day for notice and no count of parties."""
    result = supposed(
        ledger_of(event("LT paris in-force 2017-01-31")), "LT paris", date(2020, 1, 30)
    )
    assert lines(result)[2:4] == [
        "Earliest | earliest notice: 2020-01-31",
        "Computed | the notice is too early under the clause and has no effect",
    ]
    assert not any(line.startswith("Parties") for line in lines(result))


YEAR = Period(1, "year")


def calendar(years: int) -> Clause:
    """Return a clause that takes effect on a date of the year."""
    rule = Calendar(by=MonthDay(12, 31), on=MonthDay(6, 30), years=years)
    return Clause(article="II(6)", effect=Effect.CALENDAR, calendar=rule)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        pytest.param(None, "no exit clause", id="none"),
        pytest.param(Clause(article="9"), "no exit clause", id="empty"),
        pytest.param(
            Clause(exceptions={"US": Clause(period=YEAR), "LT": Clause(period=YEAR)}),
            "no exit clause; its own for US, LT",
            id="exceptions",
        ),
        pytest.param(Clause(period=YEAR), "1 year from notice", id="period alone"),
        pytest.param(
            Clause(article="20", period=Period(6, "month"), clock=Clock.RECEIPT),
            "article 20: 6 months from receipt",
            id="article",
        ),
        pytest.param(
            Clause(article="47", period=YEAR, effect=Effect.DAY_AFTER),
            "article 47: 1 year from notice, out the day after",
            id="day after",
        ),
        pytest.param(
            Clause(period=YEAR, effect=Effect.FIRST_OF_NEXT_MONTH),
            "1 year from notice, out on the 1st of the next month",
            id="first of next month",
        ),
        pytest.param(
            Clause(period=YEAR, effect=Effect.NEGOTIATED),
            "1 year from notice unless agreed otherwise",
            id="negotiated",
        ),
        pytest.param(
            Clause(article="IX", period=YEAR, operable=False),
            "article IX: 1 year from notice (not operable)",
            id="not operable",
        ),
        pytest.param(
            calendar(0),
            "article II(6): notice by 12-31, out on 06-30 of that year",
            id="that year",
        ),
        pytest.param(
            calendar(1),
            "article II(6): notice by 12-31, out on 06-30 of the next year",
            id="next year",
        ),
        pytest.param(
            calendar(2),
            "article II(6): notice by 12-31, out on 06-30 2 years on",
            id="years on",
        ),
    ],
)
def test_a_clause_in_words(clause: Clause | None, words: str) -> None:
    """A clause is described in a few words and in a sentence."""
    assert clause_in_words(clause) == words
    sentence = clause_in_sentence(clause)
    assert sentence.lower() == (f"{words.lower()}." if clause else "none on record")
    assert clause is None or sentence[0] == words[0].upper()
