"""A State's exits from a convention, one after another: leave, rejoin, leave again."""

from collections.abc import Iterable

import msgspec

from treatywatch.model.events import CANCELLING_STEPS, EXIT_STAGE_RANK, LEAVING_STEPS, Step
from treatywatch.standing.acts import Act


class Exit(msgspec.Struct, frozen=True, kw_only=True):
    """One exit: its steps in order of reading, and since when the State was bound as it began.

    `outcome` is the act that ended it, by effect or by coming to nothing; None while it is under way.
    """

    acts: tuple[Act, ...]
    party_since: Act | None = None

    @property
    def notice(self) -> Act | None:
        """The notification, if it came to one."""
        return next((act for act in self.acts if act.step is Step.NOTIFIED), None)

    @property
    def outcome(self) -> Act | None:
        """The act that ended the exit."""
        last = self.acts[-1]
        return last if last.step in LEAVING_STEPS | CANCELLING_STEPS else None


def exits_of(acts: Iterable[Act]) -> list[Exit]:
    """The exits that acts, in order of reading, tell of; what stands beside them is left out."""
    exits: list[Exit] = []
    steps: list[Act] = []
    since: Act | None = None
    for act in acts:
        if act.step in {Step.IN_FORCE, Step.CONSENT_WITHDRAWN}:
            if steps:  # a new stay, or none at all, leaves nothing to go out of
                exits.append(Exit(acts=tuple(steps), party_since=since))
                steps = []
            since = act if act.step is Step.IN_FORCE else None
        if act.step in EXIT_STAGE_RANK or act.step in CANCELLING_STEPS:
            steps.append(act)
        if steps and act.step in LEAVING_STEPS | CANCELLING_STEPS:
            exits.append(Exit(acts=tuple(steps), party_since=since))
            steps = []
    if steps:
        exits.append(Exit(acts=tuple(steps), party_since=since))
    return exits
