"""The rule about exits under way that nobody has looked at for long."""

from collections.abc import Iterator
from datetime import date

from treatywatch.checks.context import CheckContext
from treatywatch.model.errors import Problem
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing, position_from_acts


def stale(examined: CheckContext) -> Iterator[Problem]:
    """An exit under way was looked at lately: an act or a source of it is not older than --days."""
    if examined.as_of is None:
        return
    limit = date.fromordinal(max(examined.as_of.toordinal() - examined.days, 1))
    for pair, acts in examined.acts.items():
        found = position_from_acts(examined.ledger, pair, acts, AsOf(as_of=examined.as_of))
        stage, over = found.stage, found.standing is Standing.ENDED
        if over or not found.leaving or stage is None or stage.event is None:
            continue
        last = max(map(_latest_word, (act for act in acts if act.event and not act.from_roll)))
        if last < limit:
            message = (
                f'{pair[0]} has been at "{stage.step}" since {stage.date}; '
                f"nothing newer than {last} is told"
            )
            hint = "see what has become of it, and record it, if only as a remark"
            yield examined.in_event(stage.event, "stale", message, key="step", hint=hint)


def _latest_word(act: Act) -> date:
    published = [source.published.last for source in act.sources if source.published]
    return max(published, default=act.date.last)
