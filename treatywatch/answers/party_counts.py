"""The answer of `treatywatch parties --plot`: the number of parties over time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from treatywatch.answers.base import Answer, DatedAnswer, dated_envelope
from treatywatch.answers.query import Query, selected_pairs
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import normalize_name
from treatywatch.standing.collect import acts_by_pair
from treatywatch.standing.periods import standings_over_time
from treatywatch.standing.position import Standing

_COUNTED: Final = frozenset({Standing.PARTY, Standing.JOINING})
_NOT_COUNTED: Final = frozenset(Standing) - _COUNTED - {Standing.ENDED}


class PartyCountsItem(Answer):
    """A day on which the number of parties changed, and the counts at its end.

    `joined` lists the States that depositaries count from that day, `bound` the States bound from
    that day, and `left` the States that left or withdrew their consent. When the convention itself
    ends, the counts are zero and `left` is empty.
    """

    date: date
    count: int
    joining: int
    depositary_count: int
    joined: tuple[str, ...]
    bound: tuple[str, ...]
    left: tuple[str, ...]


class PartyCountsAnswer(DatedAnswer):
    """The answer to `parties --plot`. It has no records if the convention has no roll."""

    convention: str
    convention_name: str
    items: tuple[PartyCountsItem, ...]


class _StandingChange(Answer):
    """A change of one State's standing on a day."""

    date: date
    name: str
    code: str
    before: Standing
    after: Standing


def party_counts_answer(ledger: Ledger, query: Query) -> PartyCountsAnswer:
    """Return the days on which the number of parties to the query's one convention changed."""
    (slug,) = query.conventions
    changes = sorted(_standing_changes(ledger, query), key=lambda c: (c.date, c.name, c.code))
    return PartyCountsAnswer(
        **dated_envelope("parties-plot", ledger, query),
        convention=slug,
        convention_name=ledger.conventions[slug].name,
        items=tuple(_party_counts_items(changes)) if slug in ledger.rolls else (),
    )


def _standing_changes(ledger: Ledger, query: Query) -> Iterator[_StandingChange]:
    """Yield every change of a State's standing up to the query's day."""
    pairs = selected_pairs(ledger, query)
    for pair, acts in acts_by_pair(ledger, set(pairs)).items():
        code, _ = pair
        name = normalize_name(ledger.countries[code].name)
        before = Standing.NON_PARTY
        for day, after in standings_over_time(ledger, pair, acts, query):
            if before is not after:
                yield _StandingChange(date=day, name=name, code=code, before=before, after=after)
            before = after


def _party_counts_items(changes: list[_StandingChange]) -> Iterator[PartyCountsItem]:
    """Yield a record for each day on which a count changed."""
    standing_by_country: dict[str, Standing] = {}
    counts = (0, 0)
    for day in sorted({change.date for change in changes}):
        today = [change for change in changes if change.date == day]
        standing_by_country |= {change.code: change.after for change in today}
        totals = Counter(standing_by_country.values())
        before, counts = counts, (totals[Standing.PARTY], totals[Standing.JOINING])
        if counts == before:
            continue
        yield PartyCountsItem(
            date=day,
            count=counts[0],
            joining=counts[1],
            depositary_count=sum(counts),
            joined=tuple(c.code for c in today if c.after in _COUNTED and c.before not in _COUNTED),
            bound=tuple(c.code for c in today if c.after is Standing.PARTY),
            left=tuple(c.code for c in today if c.before in _COUNTED and c.after in _NOT_COUNTED),
        )
