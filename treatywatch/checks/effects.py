"""Rules that compare recorded notices and effects with the clause."""

from collections.abc import Iterator

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.law.clauses import clause_for
from treatywatch.model.conventions import Effect
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import JOINING_STEPS, LEAVING_STEPS, Event, Step
from treatywatch.standing.derive import add_computed_acts
from treatywatch.standing.exits import exits_of
from treatywatch.standing.withdrawal import withdrawal_terms


def effective_before_notified(context: CheckContext) -> Iterator[Finding]:
    """No exit takes effect before its notification."""
    for acts in context.multi_act_histories:
        out = None
        for act in acts:
            if act.step in LEAVING_STEPS:
                out = act
            elif act.step in JOINING_STEPS:
                out = None
            elif act.step is Step.NOTIFIED and out is not None and act.date.is_after(out.date):
                assert act.event is not None
                message = f'"notified" on {act.date} comes after "{out.step}" on {out.date}'
                hint = 'correct the dates, or record the State\'s return as "consented"'
                yield context.event_finding(act.event, message, hint)


def effect_computed(context: CheckContext) -> Iterator[Finding]:
    """Every recorded day of effect is the clause's, or the record gives the reason."""
    for (country, slug), acts in context.acts.items():
        convention = context.ledger.conventions[slug]
        clause = clause_for(convention.withdrawal, country)
        if clause is None or clause.effect is Effect.NEGOTIATED:
            continue
        all_acts = add_computed_acts(acts, convention, country)
        for leaving in exits_of(all_acts, all_acts):
            notice, out = leaving.notice, leaving.outcome
            if notice is None or out is None or out.event is None or out.step is not Step.EFFECTIVE:
                continue
            terms = withdrawal_terms(convention, country, leaving.party_since)
            computed = terms.compute(notice).date
            if computed is None or _explained(out.event, notice.event):
                continue
            if not computed.overlaps(out.date):
                under = f"article {clause.article}" if clause.article else "the clause"
                message = (
                    f'"effective" on {out.date}, but notice of {notice.date} under '
                    f"{under} gives {computed}"
                )
                yield context.event_finding(out.event, message, _effect_hint(computed))


def _effect_hint(computed: PartialDate) -> str:
    right = f"set date = {computed}" if computed.is_exact else "correct the date"
    return f'{right} or that of the notice, or add note = "…" to say why they differ'


def notice_too_early(context: CheckContext) -> Iterator[Finding]:
    """No notice is earlier than the clause allows, unless the record gives the reason."""
    for (country, slug), acts in context.acts.items():
        convention = context.ledger.conventions[slug]
        clause = clause_for(convention.withdrawal, country)
        if clause is None or clause.earliest is None:
            continue
        all_acts = add_computed_acts(acts, convention, country)
        for leaving in exits_of(all_acts, all_acts):
            notice = leaving.notice
            earliest = withdrawal_terms(convention, country, leaving.party_since).earliest
            if notice is None or notice.event is None or earliest is None:
                continue
            first = earliest.first  # only what every possible day in force violates is reported
            if notice.date.last < first and not _explained(notice.event):
                message = f"notice of {notice.date} is too early: the clause allows it from {first}"
                hint = 'correct the date, or add note = "…" to say what became of the notice'
                yield context.event_finding(notice.event, message, hint)


def _explained(*events: Event | None) -> bool:
    """Return whether an event explains a difference, or is marked as doubtful."""
    return any(e.contested or e.note or not e.verified or e.other_dates for e in events if e)
