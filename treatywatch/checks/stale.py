"""The rule on exits under way without recent acts or sources."""

from collections.abc import Iterator
from datetime import date

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.standing.acts import Act
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.position import Standing, position_from_acts


def stale(context: CheckContext) -> Iterator[Finding]:
    """Every exit under way has an act or source no older than --days."""
    if context.as_of is None:
        return
    limit = date.fromordinal(max(context.as_of.toordinal() - context.days, 1))
    for pair, acts in context.acts.items():
        position = position_from_acts(context.ledger, pair, acts, AsOf(as_of=context.as_of))
        stage, ended = position.stage, position.standing is Standing.ENDED
        if ended or not position.leaving or stage is None or stage.event is None:
            continue
        last = max(map(_latest_date, (act for act in acts if act.event and not act.from_roll)))
        if last < limit:
            message = (
                f'{pair[0]} has been at "{stage.step}" since {stage.date}; '
                f"nothing newer than {last} is recorded"
            )
            hint = "look for news and record it, or record a remark"
            yield context.event_finding(stage.event, message, hint, key="step")


def _latest_date(act: Act) -> date:
    published = [source.published.last for source in act.sources if source.published]
    return max(published, default=act.date.last)
