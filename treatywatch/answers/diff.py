"""The answer of `treatywatch diff`: the changes between two days or two ledgers.

A new step is an act that has happened by the later side's day and not by the earlier side's. A
correction is an act that both sides record with different facts.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from treatywatch.answers.act_matching import match_acts
from treatywatch.answers.base import (
    Answer,
    LedgerAnswer,
    LedgerStamp,
    PairItem,
    envelope,
    ledger_stamp,
    pair_names,
)
from treatywatch.answers.query import Query, selected_pairs
from treatywatch.answers.timeline import TimelineItem, timeline_item
from treatywatch.model.dates import PartialDate
from treatywatch.model.events import (
    CANCELLING_STEPS,
    EXIT_STAGE_RANK,
    LEAVING_STEPS,
    Event,
    PairKey,
    Step,
)
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import normalize_name
from treatywatch.model.provenance import OtherDate, Source
from treatywatch.standing.acts import Act, Basis
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.position import Position, Standing, position_from_acts


class Change(StrEnum):
    """The kind of a change.

    `over`: the convention itself ended while the State was a party. `noted`: a new act that changes
    neither standing nor stage, or another change of standing by the convention's own days.
    """

    LEFT = "left"
    ADVANCED = "advanced"
    BEGAN = "began"
    ENDED = "ended"
    JOINED = "joined"
    OVER = "over"
    NOTED = "noted"
    CORRECTED = "corrected"
    REMOVED = "removed"


class SideStanding(Answer):
    """The standing of a State on one side."""

    standing: Standing
    stage: Step | None
    stage_date: PartialDate | None
    effect: PartialDate | None
    effect_basis: Basis | None


class Correction(Answer):
    """A field of an act that differs between the two sides, as text.

    `before_file` and `file` are the files that record the act on the earlier and the later side.
    """

    step: Step
    date: PartialDate
    key: str
    before: str | None
    after: str | None
    before_file: str | None
    file: str | None


class DiffItem(PairItem):
    """A change for one State and convention.

    It has no steps and no corrections if only the standing changed, such as by the convention's own
    entry into force or end.
    """

    change: Change
    before: SideStanding
    after: SideStanding
    steps: tuple[TimelineItem, ...]
    corrections: tuple[Correction, ...]


class Side(Answer):
    """A side of a comparison: a ledger as of a day."""

    ledger: LedgerStamp
    as_of: date


class DiffAnswer(LedgerAnswer, rename={"from_": "from"}):
    """The answer to `diff`."""

    from_: Side
    to: Side
    known_on: date | None
    items: tuple[DiffItem, ...]


class _Comparison(Answer):
    """The positions of both sides for a pair, and how their acts differ.

    `by_convention` says that the standing changed and the convention entered into force or ended.
    """

    before: Position
    after: Position
    by_convention: bool
    added: tuple[Act, ...]
    removed: tuple[Act, ...]
    corrections: tuple[Correction, ...]


def diff_answer(before: Ledger, after: Ledger, view: AsOf, query: Query) -> DiffAnswer:
    """Compare two ledgers, each at the end of a day.

    The earlier side is `before` on `view`'s day, the later side `after` on `query`'s day. Both may
    be the same ledger. Names of countries and conventions come from the later ledger.
    """
    pairs = sorted({*selected_pairs(after, query), *_pairs_in_earlier_ledger(before, after, query)})
    acts = acts_by_pair(before, set(pairs)), acts_by_pair(after, set(pairs))
    items: list[DiffItem] = []
    for pair in pairs:
        old = _position_or_unknown(before, pair, acts[0], view)
        new = _position_or_unknown(after, pair, acts[1], query)
        named = after if pair[1] in after.conventions and pair[0] in after.countries else before
        phases = _phase(before, pair[1], view.as_of), _phase(after, pair[1], query.as_of)
        items += _diff_items(named, pair, _compare(old, new, phases_differ=phases[0] != phases[1]))
    return DiffAnswer(
        **envelope("diff", after),
        from_=Side(ledger=ledger_stamp(before), as_of=view.as_of),
        to=Side(ledger=ledger_stamp(after), as_of=query.as_of),
        known_on=query.known_on,
        items=tuple(sorted(items, key=_diff_order)),
    )


def _pairs_in_earlier_ledger(before: Ledger, after: Ledger, query: Query) -> list[PairKey]:
    """Return the query's pairs in the earlier ledger, without names that this ledger lacks."""
    if before is after:
        return []
    narrowed = msgspec.structs.replace(
        query,
        countries=tuple(code for code in query.countries if code in before.countries),
        conventions=tuple(slug for slug in query.conventions if slug in before.conventions),
    )
    if (query.countries and not narrowed.countries) or (
        query.conventions and not narrowed.conventions
    ):
        return []
    return selected_pairs(before, narrowed)


def _position_or_unknown(
    ledger: Ledger, pair: PairKey, acts: Mapping[PairKey, list[Act]], view: AsOf
) -> Position:
    country, convention = pair
    if convention not in ledger.conventions:
        return Position(country=country, convention=convention, standing=Standing.UNKNOWN)
    return position_from_acts(ledger, pair, acts.get(pair, ()), view)


def _phase(ledger: Ledger, slug: str, day: date) -> tuple[bool, bool]:
    """Return whether a convention is in force on a day, and whether it has ended."""
    convention = ledger.conventions.get(slug)
    begun, ended = (convention.in_force, convention.ended) if convention else (None, None)
    return begun is None or begun <= day, ended is not None and ended <= day


def _compare(before: Position, after: Position, *, phases_differ: bool) -> _Comparison:
    earlier, later = (
        [*before.past_acts, *before.future_acts],
        [*after.past_acts, *after.future_acts],
    )
    pairs = match_acts(earlier, later)
    happened_before, happened_after = set(map(id, before.past_acts)), set(map(id, after.past_acts))
    already_happened = {id(new) for old, new in pairs if id(old) in happened_before}
    matched = {id(old) for old, _ in pairs}
    corrections = [
        correction
        for old, new in pairs
        if id(old) in happened_before
        or id(new) in happened_after
        or old is before.effect
        or new is after.effect
        for correction in _corrections_of(old, new)
    ]
    return _Comparison(
        before=before,
        after=after,
        by_convention=phases_differ and before.standing is not after.standing,
        added=tuple(act for act in after.past_acts if id(act) not in already_happened),
        removed=tuple(act for act in before.past_acts if act.event and id(act) not in matched),
        corrections=tuple(corrections),
    )


def _corrections_of(old: Act, new: Act) -> Iterator[Correction]:
    if old.basis is not new.basis:
        yield _correction(old, new, "basis", old.basis, new.basis)
    if old.date != new.date:
        yield _correction(old, new, "date", old.date, new.date)
    if old.event and new.event:
        for key in _COMPARED_FIELDS:
            before, after = getattr(old.event, key), getattr(new.event, key)
            if before != after:
                yield _correction(old, new, key, before, after)


_COMPARED_FIELDS: Final = tuple(
    key
    for key in Event.__struct_fields__
    if key not in {"country", "convention", "step", "date", "replaces"}
)


def _correction(old: Act, new: Act, key: str, before: object, after: object) -> Correction:
    return Correction(
        step=new.step,
        date=new.date,
        key=key,
        before=_fact_text(before),
        after=_fact_text(after),
        before_file=old.source_file,
        file=new.source_file,
    )


def _fact_text(value: object) -> str | None:
    match value:
        case None | ():
            return None
        case bool():
            return str(value).lower()
        case tuple():
            return "; ".join(_fact_text(member) or "" for member in value)
        case Source():
            return ", ".join(
                str(part)
                for part in (value.title, value.publisher, value.published, value.url)
                if part
            )
        case OtherDate():
            return f"{value.date} ({value.note})" if value.note else str(value.date)
        case _:
            return str(value)


def _diff_items(ledger: Ledger, pair: PairKey, comparison: _Comparison) -> Iterator[DiffItem]:
    only_standing = comparison.by_convention and not (comparison.removed or comparison.corrections)
    change = _change(comparison)
    changes = (
        (change, comparison.added, (), only_standing or change is Change.OVER),
        (Change.REMOVED, comparison.removed, (), False),
        (Change.CORRECTED, (), comparison.corrections, False),
    )
    for change, acts, corrections, always in changes:
        if acts or corrections or always:
            yield DiffItem(
                **pair_names(ledger, pair),
                change=change,
                before=_side_standing(comparison.before),
                after=_side_standing(comparison.after),
                steps=tuple(timeline_item(ledger, pair, act) for act in acts),
                corrections=corrections,
            )


def _change(comparison: _Comparison) -> Change:
    before, after = comparison.before, comparison.after
    if before.standing is Standing.PARTY and after.standing is Standing.ENDED:
        return Change.OVER
    steps = {act.step for act in comparison.added}
    if after.standing is Standing.PARTY and (Step.IN_FORCE in steps or _newly_joined(comparison)):
        return Change.JOINED
    if steps & LEAVING_STEPS:
        return Change.LEFT
    if after.leaving:
        return (
            Change.ADVANCED
            if before.leaving and _stage_rank(after) > _stage_rank(before)
            else _began_or_noted(comparison)
        )
    return Change.ENDED if steps & CANCELLING_STEPS else Change.NOTED


def _newly_joined(comparison: _Comparison) -> bool:
    before = comparison.before.standing
    if before is Standing.UNKNOWN:  # without a new consent, it may always have been a party
        return any(act.step is Step.CONSENTED for act in comparison.added)
    return before in {
        Standing.NON_PARTY,
        Standing.SIGNATORY,
        Standing.JOINING,
        Standing.WITHDRAWN,
    }


def _began_or_noted(comparison: _Comparison) -> Change:
    return Change.NOTED if comparison.before.leaving else Change.BEGAN


def _stage_rank(position: Position) -> int:
    return EXIT_STAGE_RANK[position.stage.step] if position.stage else 0


def _side_standing(position: Position) -> SideStanding:
    stage, effect = position.stage, position.effect
    return SideStanding(
        standing=position.standing,
        stage=stage.step if stage else None,
        stage_date=stage.date if stage else None,
        effect=effect.date if effect else None,
        effect_basis=effect.basis if effect else None,
    )


_CHANGE_ORDER: Final = {change: number for number, change in enumerate(Change)}


def _diff_order(item: DiffItem) -> tuple[str, int, str, str]:
    """Sort by convention, then new steps before corrections and removals, then by country name."""
    name = normalize_name(item.country_name)
    return item.convention, _CHANGE_ORDER[item.change], name, item.country
