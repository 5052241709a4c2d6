"""The rule on clauses: the dates that a clause sets can be computed."""

from collections.abc import Iterator

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.conventions import Clause, Convention, Effect
from treatywatch.model.errors import KeyPath

_Fault = tuple[KeyPath, str, str]
"""The path from a clause to a mistake, the message and the hint."""


def clause_shape(context: CheckContext) -> Iterator[Finding]:
    """Every clause that computes has an article and exactly what its effect needs."""
    for slug, convention in context.ledger.conventions.items():
        for path, (key, message, hint) in _faults_by_path(convention):
            yield context.table_finding(("conventions", slug, *path, *key), message, hint)


def _faults_by_path(convention: Convention) -> Iterator[tuple[KeyPath, _Fault]]:
    """Yield the mistakes of each clause and exception, each with the path to the clause.

    An exception inherits keys from its clause; mistakes in those are not repeated.
    """
    for name, clause in (("joining", convention.joining), ("withdrawal", convention.withdrawal)):
        if clause is not None:
            joining = name == "joining"
            general = list(_clause_faults(clause, joining=joining))
            yield from (((name,), fault) for fault in general)
            for code, exception in clause.exceptions.items():
                for fault in _clause_faults(exception, joining=joining):
                    if fault not in general:
                        yield (name, "exceptions", code), fault


def _clause_faults(clause: Clause, *, joining: bool) -> Iterator[_Fault]:
    computes = clause.period is not None or clause.calendar is not None
    if computes and not (clause.article or clause.conditions or clause.note):
        hint = 'add article = "…" as printed, or give its basis in conditions or note'
        yield (), "this clause names no article", hint
    if clause.late is not None and not joining:
        yield ("late",), '"late" is for joining only', "take it out"
    yield from (
        _calendar_faults(clause) if clause.effect is Effect.CALENDAR else _period_faults(clause)
    )


def _calendar_faults(clause: Clause) -> Iterator[_Fault]:
    if clause.calendar is None:
        hint = 'add calendar = { by = "12-31", on = "12-31", years = 1 }'
        yield ("effect",), 'effect = "calendar" needs a calendar', hint
    if clause.period is not None and clause.cycle is None:
        yield ("period",), "a calendar takes no period", "take out one of the two"


def _period_faults(clause: Clause) -> Iterator[_Fault]:
    if clause.calendar is not None:
        yield ("calendar",), "a calendar is given but not used", 'add effect = "calendar"'
    elif clause.period is None and clause.article is not None and clause.operable:
        yield (), "this clause has no period", 'add period = "6 months", or operable = false'
    if clause.cycle is not None:
        yield ("cycle",), "a cycle needs a calendar", 'add effect = "calendar" and a calendar'
