"""Which acts of two tellings are the same: what `diff` compares fact by fact."""

import msgspec

from treatywatch.model.dates import PartialDate
from treatywatch.model.events import event_identity
from treatywatch.standing.acts import Act


def match_acts(ours: list[Act], theirs: list[Act]) -> list[tuple[Act, Act]]:
    """The acts that both sides tell: alike in everything first, then in ever less than that."""
    found: list[tuple[Act, Act]] = []
    for likeness in (_same_act, _same_before, _same_day, _same_step):
        waiting: dict[object, list[Act]] = {}
        for act in ours:
            waiting.setdefault(likeness(act), []).append(act)
        rest = []
        for act in theirs:
            match = waiting.get(likeness(act))
            if match:
                found.append((match.pop(0), act))
            else:
                rest.append(act)
        ours, theirs = [act for acts in waiting.values() for act in acts], rest
    return found


def _same_act(act: Act) -> object:
    return event_identity(act.event) if act.event else (act.step, act.date)


def _same_before(act: Act) -> object:
    """The same, once a correction of the act's date is taken back."""
    if act.event is None:
        return _same_act(act)
    return event_identity(msgspec.structs.replace(act.event, date=_first_told(act)))


def _same_day(act: Act) -> object:
    return act.step, _first_told(act), act.event.by if act.event else None


def _same_step(act: Act) -> object:
    return act.step, act.event.by if act.event else None


def _first_told(act: Act) -> PartialDate:
    """The date under which an act was told before a ledger above corrected it."""
    return act.event.replaces or act.date if act.event else act.date
