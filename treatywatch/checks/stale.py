"""The rule about exits under way that nobody has looked at for long."""

from collections.abc import Iterator
from datetime import date

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing, position_from_acts


def stale(context: CheckContext) -> Iterator[Finding]:
    """An exit under way was looked at lately: an act or a source of it is not older than --days."""
    if context.as_of is None:
        return
    limit = date.fromordinal(max(context.as_of.toordinal() - context.days, 1))
    for pair, acts in context.acts.items():
        found = position_from_acts(context.ledger, pair, acts, AsOf(as_of=context.as_of))
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
            yield context.event_finding(stage.event, message, hint, key="step")


def _latest_word(act: Act) -> date:
    published = [source.published.last for source in act.sources if source.published]
    return max(published, default=act.date.last)
