"""Match the acts of two ledgers for `diff`, which compares matched acts field by field."""

import msgspec

from treatywatch.model.dates import PartialDate
from treatywatch.model.events import event_identity
from treatywatch.standing.acts import Act


def match_acts(earlier: list[Act], later: list[Act]) -> list[tuple[Act, Act]]:
    """Return pairs of matching acts, matched first by all key fields, then by fewer."""
    matches: list[tuple[Act, Act]] = []
    for key_of in (_act_key, _original_act_key, _dated_step_key, _step_key):
        unmatched: dict[object, list[Act]] = {}
        for act in earlier:
            unmatched.setdefault(key_of(act), []).append(act)
        remaining = []
        for act in later:
            candidates = unmatched.get(key_of(act))
            if candidates:
                matches.append((candidates.pop(0), act))
            else:
                remaining.append(act)
        earlier, later = [act for acts in unmatched.values() for act in acts], remaining
    return matches


def _act_key(act: Act) -> object:
    return event_identity(act.event) if act.event else (act.step, act.date)


def _original_act_key(act: Act) -> object:
    """Return the act's key with the date that its event corrects."""
    if act.event is None:
        return _act_key(act)
    return event_identity(msgspec.structs.replace(act.event, date=_original_date(act)))


def _dated_step_key(act: Act) -> object:
    return act.step, _original_date(act), act.event.by if act.event else None


def _step_key(act: Act) -> object:
    return act.step, act.event.by if act.event else None


def _original_date(act: Act) -> PartialDate:
    """Return the act's date before a higher ledger layer corrected it."""
    return act.event.replaces or act.date if act.event else act.date
