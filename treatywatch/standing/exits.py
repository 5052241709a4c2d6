"""Group the steps of a State's exits from a convention: leave, rejoin, leave again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from treatywatch.model.events import CANCELLING_STEPS, EXIT_STAGE_RANK, LEAVING_STEPS, Step
from treatywatch.standing.acts import Act
from treatywatch.standing.withdrawal import last_notice, party_since

_OUTCOMES: Final = LEAVING_STEPS | CANCELLING_STEPS
_PERIOD_STEPS: Final = frozenset({Step.IN_FORCE, Step.CONSENT_WITHDRAWN})


class Exit(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of an exit in reading order, and the entry into force before it."""

    acts: tuple[Act, ...]
    party_since: Act | None = None

    @property
    def notice(self) -> Act | None:
        """The last notification, if any."""
        return last_notice(self.acts)

    @property
    def outcome(self) -> Act | None:
        """The act that ended the exit by effect or by cancelling it, if any."""
        last = self.acts[-1]
        return last if last.step in _OUTCOMES else None


def exits_of(acts: Iterable[Act], all_acts: Sequence[Act]) -> list[Exit]:
    """Return the exits that acts, in reading order, belong to.

    `all_acts` are the recorded and computed acts of the State, later ones too: an entry into force
    of imprecise date may come to precede a notification.
    """
    numbers = {id(act): number for number, act in enumerate(all_acts)}

    def since_by_notice(steps: Sequence[Act]) -> Act | None:
        notice = last_notice(steps)
        return None if notice is None else party_since(all_acts, numbers[id(notice)])

    return [
        Exit(acts=steps, party_since=since_by_notice(steps) if last_notice(steps) else since)
        for steps, since in _steps_and_period(acts, since_by_notice)
    ]


def _steps_and_period(
    acts: Iterable[Act], since_by_notice: Callable[[Sequence[Act]], Act | None]
) -> Iterator[tuple[tuple[Act, ...], Act | None]]:
    """Yield the steps of each exit with the last entry into force read before.

    An entry into force read between a notification that follows it in law and the effect does not
    end the exit.
    """
    steps: list[Act] = []
    since: Act | None = None
    for act in acts:
        if act.step in _PERIOD_STEPS:
            if steps and since_by_notice(steps) is not act:
                yield tuple(steps), since
                steps = []
            since = act if act.step is Step.IN_FORCE else None
        if act.step in EXIT_STAGE_RANK or act.step in CANCELLING_STEPS:
            steps.append(act)
        if steps and act.step in _OUTCOMES:
            yield tuple(steps), since
            steps = []
    if steps:
        yield tuple(steps), since
