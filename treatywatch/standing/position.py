"""Work out the standing of a State, the stage of its exit and the effect.

Standing and stage are independent. A State is withdrawn only once the exit takes effect: after a
vote in parliament to leave, and after a notification, it is still a party. Every answer distinguishes
computed days from recorded ones.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from enum import StrEnum
from typing import Final, Self

import msgspec

from treatywatch.model.conventions import Convention
from treatywatch.model.events import (
    CANCELLING_STEPS,
    EXIT_RELATED_STEPS,
    EXIT_STAGE_RANK,
    JOINING_STEPS,
    LEAVING_STEPS,
    PairKey,
    Step,
)
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, acts_known_on
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.derive import add_computed_acts, consents_without_date
from treatywatch.standing.withdrawal import (
    effect_of_notice,
    last_notice,
    next_end_of_notice,
    party_since,
)


class Standing(StrEnum):
    """The legal relation of a State to a convention.

    A State is a non-party if a roll omits it or if it joins later; `unknown` if nothing records its
    joining.
    """

    UNKNOWN = "unknown"
    NON_PARTY = "non-party"
    SIGNATORY = "signatory"
    JOINING = "joining"
    PARTY = "party"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Position(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The standing of a State towards a convention at the end of a day.

    `party_since` is the entry into force of the current or last party period, `effect` the act that
    ends or ended it. `stage` is the furthest step of the current exit, or the step that completed
    it; `exit_acts` are all steps of that exit and `notice` its notification.
    `cancelled_by` is the act that cancelled the last exit, until another begins or the State leaves.
    `other_acts` are the acts of this party period that change nothing: suspensions, objections,
    remarks. `past_acts` and `future_acts` are the recorded and computed acts up to the day and after.
    """

    country: str
    convention: str
    standing: Standing
    party_since: Act | None = None
    stage: Act | None = None
    exit_acts: tuple[Act, ...] = ()
    notice: Act | None = None
    effect: Act | None = None
    cancelled_by: Act | None = None
    other_acts: tuple[Act, ...] = ()
    past_acts: tuple[Act, ...] = ()
    future_acts: tuple[Act, ...] = ()

    @property
    def leaving(self) -> bool:
        """Return whether an exit is under way: begun, neither effective nor cancelled."""
        return self.stage is not None and self.stage.step not in LEAVING_STEPS

    @property
    def suspension(self) -> Act | None:
        """The claimed suspension that is not over, if any."""
        if self.standing is Standing.WITHDRAWN:
            return None
        last = None
        for act in self.other_acts:
            if act.step in {Step.SUSPENDED, Step.RESUMED}:
                last = act
        return last if last is not None and last.step is Step.SUSPENDED else None

    @property
    def contested(self) -> bool:
        """Return whether an act that decides the position is contested."""
        basis = (self.stage, self.notice, self.cancelled_by, self.suspension)
        return any(act.event.contested for act in basis if act and act.event)

    @property
    def next_stage(self) -> Step | None:
        """The next step required for the current exit to take effect."""
        if not self.leaving or self.stage is None:
            return None
        rank = EXIT_STAGE_RANK[self.stage.step]
        return next(step for step in _REQUIRED_STEPS if EXIT_STAGE_RANK[step] > rank)

    @property
    def has_exit_history(self) -> bool:
        """Return whether a past act belongs to an exit or a suspension."""
        return any(act.step in EXIT_RELATED_STEPS for act in self.past_acts)

    @property
    def key_act(self) -> Act | None:
        """The sourced act that says most about the position."""
        acts = (self.stage, self.suspension, self.cancelled_by, *reversed(self.past_acts))
        return next((act for act in acts if act is not None and act.sources), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the key act."""
        return self.key_act.sources if self.key_act else ()


_REQUIRED_STEPS: Final = (Step.PARLIAMENT, Step.NOTIFIED, Step.EFFECTIVE)
_SIDE_STEPS: Final = frozenset({Step.SUSPENDED, Step.RESUMED, Step.OBJECTED, Step.REMARK})
_PARTY_ONLY_STEPS: Final = EXIT_RELATED_STEPS | {Step.RESUMED}
"""The steps that only a party can take; they imply an unrecorded joining."""
_FIRST_STEPS: Final = JOINING_STEPS | {Step.SIGNED}


def position_on(ledger: Ledger, pair: PairKey, view: AsOf) -> Position:
    """Return the position of a State. Raises KeyError if the ledger lacks the convention."""
    return position_from_acts(ledger, pair, acts_of(ledger, pair), view)


def position_from_acts(ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf) -> Position:
    """Return the position that follows from the recorded acts of a State, in reading order."""
    builder = position_builder(ledger, pair, acts, view)
    past = [act for act in builder.all_acts if act.date.last <= view.as_of]
    for act in past:
        builder.read(act)
    return msgspec.structs.replace(
        builder.position(view.as_of),
        past_acts=tuple(past),
        future_acts=tuple(act for act in builder.all_acts if act.date.last > view.as_of),
    )


def position_builder(
    ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf
) -> "PositionBuilder":
    """Return a builder for the acts known by the view's day, none read yet."""
    country, slug = pair
    convention = ledger.conventions[slug]
    known = list(acts) if view.known_on is None else acts_known_on(acts, view.known_on)
    all_acts = add_computed_acts(known, convention, country)
    return PositionBuilder(convention, pair, all_acts, has_party_list=slug in ledger.rolls)


class PositionBuilder:
    """The current party period and exit of a State, updated with each act read."""

    def __init__(
        self,
        convention: Convention,
        pair: PairKey,
        all_acts: Sequence[Act],
        *,
        has_party_list: bool,
    ) -> None:
        self.all_acts = all_acts
        self.joined = self.joining_contested = False
        self._convention = convention
        self._country, self._slug = pair
        self._numbers = {id(act): number for number, act in enumerate(all_acts)}
        self._undatable = {id(act) for act in consents_without_date(all_acts)}
        self._non_party = has_party_list or any(act.step in _FIRST_STEPS for act in all_acts)
        self._bound = not has_party_list and self._presumed_party()
        self._signed = False
        self._consented = self._pending = False
        self._since: Act | None = None
        self._out: Act | None = None
        self._exit: list[Act] = []
        self._cancelled_by: Act | None = None
        self._other: list[Act] = []

    def _presumed_party(self) -> bool:
        """Return whether a step that only a party can take comes before any joining.

        A notification does not if it may follow an entry into force that is read after it.
        """
        deciding = _PARTY_ONLY_STEPS | JOINING_STEPS
        first = next((act for act in self.all_acts if act.step in deciding), None)
        if first is None or first.step in JOINING_STEPS:
            return False
        number = self._numbers[id(first)]
        return first.step is not Step.NOTIFIED or party_since(self.all_acts, number) is None

    def copy(self) -> Self:
        """Return a builder that has read the same acts and can read others."""
        other = copy(self)
        other._exit, other._other = [*self._exit], [*self._other]  # noqa: SLF001
        return other

    def read(self, act: Act) -> None:
        """Update the state with the next act in reading order."""
        step = act.step
        if step in _SIDE_STEPS:
            self._other.append(act)
        elif step in LEAVING_STEPS:
            self._leave(act)
        elif step in CANCELLING_STEPS:
            self._exit, self._cancelled_by = [], act
        elif step in EXIT_STAGE_RANK:
            self._exit.append(act)
            self._cancelled_by = None
        else:
            self._join_or_part(act)

    def _join_or_part(self, act: Act) -> None:
        if act.step in JOINING_STEPS:
            self.joined = True
            self.joining_contested |= act.event is not None and act.event.contested
        match act.step:
            case Step.SIGNED:
                self._signed = True
            case Step.CONSENTED:
                self._consent(act)
            case Step.IN_FORCE:
                self._join(act)
            case Step.CONSENT_WITHDRAWN:
                self._consented, self._bound, self._signed = False, False, True
                self._exit = []

    def _consent(self, act: Act) -> None:
        """Begin a party period after an exit; a consent before it waits for its effect.

        A consent for which no day in force can be computed binds from its deposit.
        """
        if self._out is not None:
            self._since = self._out = self._cancelled_by = None
            self._exit, self._other = [], []
        self._consented, self._pending = True, self._bound
        if self._convention.in_force is not None and id(act) in self._undatable:
            self._bound = True

    def _join(self, act: Act) -> None:
        """Begin a party period, with a notification read before it that follows it in law."""
        notice = None if self._bound else last_notice(self._exit)
        follows = notice and party_since(self.all_acts, self._numbers[id(notice)]) is act
        self._exit = [notice] if notice and follows else []
        self._bound, self._consented, self._since, self._out = True, False, act, None
        self._cancelled_by, self._other = None, []

    def _leave(self, act: Act) -> None:
        self._consented = self._consented and self._pending
        self._bound, self._out, self._cancelled_by = False, act, None
        self._exit.append(act)

    def position(self, as_of: date) -> Position:
        """Return the position after the acts read, without its past and future acts."""
        stage = max(self._exit, key=lambda act: EXIT_STAGE_RANK[act.step], default=None)
        notice = last_notice(self._exit)
        return Position(
            country=self._country,
            convention=self._slug,
            standing=self.standing(as_of),
            party_since=self._since,
            stage=stage,
            exit_acts=tuple(self._exit),
            notice=notice,
            effect=self._out or self._future_effect(notice),
            cancelled_by=self._cancelled_by,
            other_acts=tuple(self._other),
        )

    def standing(self, as_of: date) -> Standing:
        """Return the standing at the end of a day, after the acts read."""
        begun, ended = self._convention.in_force, self._convention.ended
        if self._bound and (self._since or begun is None or begun <= as_of):
            return Standing.ENDED if ended is not None and ended <= as_of else Standing.PARTY
        if self._consented:
            return Standing.JOINING
        if self._out is not None:
            return Standing.WITHDRAWN
        if self._signed:
            return Standing.SIGNATORY
        return Standing.NON_PARTY if self._non_party else Standing.UNKNOWN

    def _future_effect(self, notice: Act | None) -> Act | None:
        """Return the recorded or computed effect of a notification, if any."""
        if notice is None:
            return None
        number = self._numbers[id(notice)]
        end = next_end_of_notice(self.all_acts, number)
        if end is not None and end.step in LEAVING_STEPS:
            return end
        day = effect_of_notice(self.all_acts, number, self._convention, self._country)
        return None if day is None else Act(step=Step.EFFECTIVE, date=day)
