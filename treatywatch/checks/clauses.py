"""Rules about clauses: that what one says can be computed."""

from collections.abc import Iterator

from treatywatch.checks.examined import Examined
from treatywatch.model import Clause, Convention, Effect
from treatywatch.problems import Problem


def clause_shape(examined: Examined) -> Iterator[Problem]:
    """A clause that computes names its article and has what its effect needs, and nothing else."""
    for slug, convention in examined.ledger.conventions.items():
        for path, clause in _clauses(convention):
            for message, hint in _faults(clause, joining=path[0] == "joining"):
                where = ("conventions", slug, *path)
                yield examined.in_table(where, "clause-shape", message, hint)


def _clauses(convention: Convention) -> Iterator[tuple[tuple[str, ...], Clause]]:
    for name, clause in (("joining", convention.joining), ("withdrawal", convention.withdrawal)):
        if clause is not None:
            yield (name,), clause
            for code, exception in clause.exceptions.items():
                yield (name, "exceptions", code), exception


def _faults(clause: Clause, *, joining: bool) -> Iterator[tuple[str, str]]:
    computes = clause.period is not None or clause.calendar is not None
    if computes and not (clause.article or clause.conditions or clause.note or clause.exceptions):
        hint = 'add article = "…", as printed, or say under conditions or note what it rests on'
        yield "this clause names no article", hint
    if clause.late is not None and not joining:
        yield '"late" is for joining only', "take it out"
    yield from (
        _calendar_faults(clause) if clause.effect is Effect.CALENDAR else _period_faults(clause)
    )


def _calendar_faults(clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.calendar is None:
        hint = 'add calendar = { by = "12-31", on = "12-31", years = 1 }'
        yield 'effect = "calendar" needs a calendar', hint
    if clause.period is not None and clause.cycle is None:
        yield "a calendar takes no period", "take out either of the two"


def _period_faults(clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.calendar is not None:
        yield "a calendar is given but not used", 'add effect = "calendar"'
    elif clause.period is None and clause.article is not None and clause.operable:
        yield "this clause has no period", 'add period = "6 months", or operable = false'
    if clause.cycle is not None:
        yield "a cycle needs a calendar", 'add effect = "calendar" and a calendar'
