"""The answer of `treatywatch what-if`: the effect of a supposed notice."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from treatywatch.answers.base import DatedAnswer, PairItem, dated_envelope, pair_names
from treatywatch.answers.query import Query
from treatywatch.answers.status import positions_for_query
from treatywatch.law.clauses import survival_end
from treatywatch.law.explanation import explain_computation
from treatywatch.law.wording import clause_caveats
from treatywatch.model.conventions import Clause
from treatywatch.model.dates import exact_date
from treatywatch.model.events import PairKey, Step
from treatywatch.model.ledger import Ledger
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.position import Position, Standing, position_from_acts
from treatywatch.standing.withdrawal import withdrawal_terms

_SECOND_DAY: Final = date.min + timedelta(days=1)


class WhatIfItem(PairItem):
    """The consequences of a notice on a day.

    `parties_before` and `parties_after` count the parties on the day of effect if the State stays
    and if it leaves. They include recorded future acts of other States, and are null if the
    convention has no roll.
    """

    notified: date
    effect: date | None
    days: int | None
    earliest_notice: date | None
    arithmetic: tuple[str, ...]
    caveats: tuple[str, ...]
    parties_before: int | None
    parties_after: int | None
    clause: Clause | None
    survives: str | None
    survives_until: date | None


class WhatIfAnswer(DatedAnswer):
    """The answer to `what-if`."""

    items: tuple[WhatIfItem, ...]


def what_if_answer(ledger: Ledger, pair: PairKey, view: AsOf, *, notify: date) -> WhatIfAnswer:
    """Compute the effect of a notice on a day, and the number of parties left."""
    country, slug = pair
    convention = ledger.conventions[slug]
    notice_view = msgspec.structs.replace(view, as_of=notify)
    position = position_from_acts(ledger, pair, acts_of(ledger, pair), notice_view)
    terms = withdrawal_terms(convention, country, position.party_since)
    clause = terms.clause
    computation = terms.compute(Act(step=Step.NOTIFIED, date=exact_date(notify))).last
    effect = computation.day
    before, after = _party_counts(ledger, pair, effect, view)
    item = WhatIfItem(
        **pair_names(ledger, pair),
        notified=notify,
        effect=effect,
        days=(effect - notify).days if effect else None,
        earliest_notice=terms.earliest.last if terms.earliest else None,
        arithmetic=explain_computation(computation),
        caveats=(*_standing_caveats(position, notify), *clause_caveats(clause)),
        parties_before=before,
        parties_after=after,
        clause=clause,
        survives=clause.survival.note if clause and clause.survival else None,
        survives_until=_survives_until(clause, effect),
    )
    return WhatIfAnswer(**dated_envelope("what-if", ledger, view), items=(item,))


def _standing_caveats(position: Position, notify: date) -> Iterator[str]:
    if position.standing is Standing.UNKNOWN:
        yield "Nothing on record says whether the State is a party."
    elif position.standing is not Standing.PARTY:
        yield f"On {notify} the State is not a party ({position.standing}): there is nothing to leave."
    elif position.notice is not None:
        yield f"The State has notified already, on {position.notice.date}."


def _party_counts(
    ledger: Ledger, pair: PairKey, effect: date | None, view: AsOf
) -> tuple[int | None, int | None]:
    """Count the parties on the day of effect, with and without the State.

    The State counts as staying only if it is a party on the day before.
    """
    if effect is None or pair[1] not in ledger.rolls:
        return None, None
    parties_on_eve = _parties_on(
        ledger, pair[1], max(effect, _SECOND_DAY) - timedelta(days=1), view
    )
    other_parties = _parties_on(ledger, pair[1], effect, view) - {pair[0]}
    return len(other_parties | (parties_on_eve & {pair[0]})), len(other_parties)


def _parties_on(ledger: Ledger, slug: str, day: date, view: AsOf) -> set[str]:
    query = Query(as_of=day, known_on=view.known_on, conventions=(slug,))
    return {p.country for p in positions_for_query(ledger, query) if p.standing is Standing.PARTY}


def _survives_until(clause: Clause | None, effect: date | None) -> date | None:
    try:
        return survival_end(clause, effect) if clause and effect else None
    except OverflowError:
        return None
