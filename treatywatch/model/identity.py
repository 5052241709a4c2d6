"""When two tellings tell of the same act."""

from treatywatch.model.events import Event

Identity = tuple[object, ...]


def identity(event: Event) -> Identity:
    """Who, what, when and in which body: events that agree in these tell of one act."""
    return (
        event.country,
        event.convention,
        event.step,
        event.date,
        event.by,
        event.chamber,
        event.actor,
    )
