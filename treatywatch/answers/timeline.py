"""The answer of `treatywatch timeline`: dated acts in order."""

from collections.abc import Set
from datetime import date

from treatywatch.answers.base import Answer, DatedAnswer, dated_envelope, pair_names
from treatywatch.answers.query import Query, selected_pairs
from treatywatch.model.conventions import Convention
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import PairKey, Step, Votes
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import normalize_name
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import STEP_ORDER, Act, Basis
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.position import Position, position_from_acts


class TimelineItem(Answer):
    """A recorded or computed act. `file` records it; it is null for a computed act."""

    date: PartialDate
    country: str
    country_name: str
    convention: str
    convention_name: str
    step: Step
    actor: str | None
    votes: Votes | None
    summary: str
    basis: Basis
    contested: bool
    reference: str | None
    note: str | None
    sources: tuple[Source, ...]
    verified: bool
    chamber: str | None
    by: str | None
    file: str | None


class TimelineAnswer(DatedAnswer):
    """The answer to `timeline`."""

    items: tuple[TimelineItem, ...]


def timeline_answer(
    ledger: Ledger,
    query: Query,
    *,
    since: date | None = None,
    until: date | None = None,
    include_all: bool = False,
    steps: Set[Step] = frozenset(),
) -> TimelineAnswer:
    """List the acts of a query's pairs up to its day.

    The future effects of running notices are listed too. `since` and `until` bound the days; an act
    is listed if any day of its date lies between them. Joinings that only a roll records are left
    out, unless the query names a country or `include_all` is set. `steps` keeps acts with these
    steps.
    """
    pairs = selected_pairs(ledger, query)
    acts = acts_by_pair(ledger, set(pairs))
    include_roll_acts = include_all or bool(query.countries)
    items = [
        timeline_item(ledger, pair, act)
        for pair in pairs
        for act in _acts_to_list(
            position_from_acts(ledger, pair, acts.get(pair, ()), query),
            include_roll_acts=include_roll_acts,
        )
        if not steps or act.step in steps
    ]
    return TimelineAnswer(
        **dated_envelope("timeline", ledger, query),
        items=tuple(
            sorted((i for i in items if _overlaps(i.date, since, until)), key=_timeline_order)
        ),
    )


def _acts_to_list(position: Position, *, include_roll_acts: bool) -> list[Act]:
    """Return the past acts and the future effect, without joinings on a roll unless included."""
    future_effect = [position.effect] if position.leaving and position.effect else []
    acts = [*position.past_acts, *future_effect]
    if include_roll_acts:
        return acts
    own_acts = [act for act in acts if not act.from_roll]
    has_consent = any(act.step is Step.CONSENTED for act in own_acts)
    return [act for act in own_acts if has_consent or act.event or act.step is not Step.IN_FORCE]


def timeline_item(ledger: Ledger, pair: PairKey, act: Act) -> TimelineItem:
    """Return an act as a record of an answer."""
    event = act.event
    convention = ledger.conventions[pair[1]]
    return TimelineItem(
        date=act.date,
        **pair_names(ledger, pair),
        step=act.step,
        actor=event.actor if event else None,
        votes=event.votes if event else None,
        summary=event.summary if event else _computed_summary(act, convention),
        basis=act.basis,
        contested=event.contested if event else False,
        reference=event.reference if event else None,
        note=event.note if event else None,
        sources=act.sources,
        verified=event.verified if event else True,
        chamber=event.chamber if event else None,
        by=event.by if event else None,
        file=act.source_file,
    )


def _computed_summary(act: Act, convention: Convention) -> str:
    clause = convention.joining if act.step is Step.IN_FORCE else convention.withdrawal
    article = f" from article {clause.article}" if clause and clause.article else ""
    event_words = "Day in force" if act.step is Step.IN_FORCE else "Day of effect"
    return f"{event_words} computed{article}."


def _overlaps(day: PartialDate, since: date | None, until: date | None) -> bool:
    return (since is None or day.last >= since) and (until is None or day.first <= until)


def _timeline_order(item: TimelineItem) -> tuple[date, date, str, str, str, int]:
    """Sort by the last possible day, then by convention and country name."""
    name = normalize_name(item.country_name)
    return (
        item.date.last,
        item.date.first,
        item.convention,
        name,
        item.country,
        STEP_ORDER[item.step],
    )
