"""Who stands where on a day: standing, stage, and when an exit takes or took effect.

Standing and stage are two axes. Nothing but effect makes a State withdrawn: one whose parliament has
voted to leave, and one that has notified, are still parties. What a clause computes and what a text
records are told apart in every answer.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from treatywatch.model.conventions import Convention
from treatywatch.model.events import (
    CANCELLING_STEPS,
    EXIT_RELATED_STEPS,
    EXIT_STAGE_RANK,
    JOINING_STEPS,
    LEAVING_STEPS,
    Step,
)
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.standing.acts import Act, PairKey, acts_known_on
from treatywatch.standing.as_of import AsOf
from treatywatch.standing.collect import acts_of
from treatywatch.standing.derive import add_computed_acts, consents_without_date, effect_date


class Standing(StrEnum):
    """Where a State legally stands towards a convention.

    That a State is no party follows from a roll without it, or from its joining later; `unknown` is
    for one of whose joining nothing is told.
    """

    UNKNOWN = "unknown"
    NON_PARTY = "non-party"
    SIGNATORY = "signatory"
    JOINING = "joining"
    PARTY = "party"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Position(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where one State stands towards one convention at the end of a day.

    `party_since` is the act that began the present or latest stay, `effect` the act that ends or
    ended it. `stage` is the act that went furthest in the exit under way, or by which the State went
    out, `exit_acts` all the steps of that exit, `notice` the notification it rests on.
    `cancelled_by` is the act by which the last exit came to nothing, while no other has begun.
    `other_acts` are the acts of this stay that move nothing: suspensions, objections, remarks.
    `past_acts` are all acts up to that day, computed ones included; `future_acts` those after it.
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
        """Whether an exit is under way: begun, and neither taken effect nor come to nothing."""
        return self.stage is not None and self.stage.step not in LEAVING_STEPS

    @property
    def suspension(self) -> Act | None:
        """The claimed suspension that stands, if any."""
        if self.standing is Standing.WITHDRAWN:
            return None
        last = None
        for act in self.other_acts:
            if act.step in {Step.SUSPENDED, Step.RESUMED}:
                last = act
        return last if last is not None and last.step is Step.SUSPENDED else None

    @property
    def contested(self) -> bool:
        """Whether anything that the position rests on is contested."""
        basis = (self.stage, self.notice, self.cancelled_by, self.suspension)
        return any(act.event.contested for act in basis if act and act.event)

    @property
    def next_stage(self) -> Step | None:
        """The next step that must follow for the exit under way to take effect."""
        if not self.leaving or self.stage is None:
            return None
        rank = EXIT_STAGE_RANK[self.stage.step]
        return next(step for step in _REQUIRED_STEPS if EXIT_STAGE_RANK[step] > rank)

    @property
    def has_exit_history(self) -> bool:
        """Whether anything of a way out is on record by that day."""
        return any(act.step in EXIT_RELATED_STEPS for act in self.past_acts)

    @property
    def key_act(self) -> Act | None:
        """The act that says most about the position, of those that rest on a source."""
        acts = (self.stage, self.suspension, self.cancelled_by, *reversed(self.past_acts))
        return next((act for act in acts if act is not None and act.sources), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What that act rests on."""
        return self.key_act.sources if self.key_act else ()


_REQUIRED_STEPS: Final = (Step.PARLIAMENT, Step.NOTIFIED, Step.EFFECTIVE)
_SIDE_STEPS: Final = frozenset({Step.SUSPENDED, Step.RESUMED, Step.OBJECTED, Step.REMARK})
_PARTY_ONLY_STEPS: Final = EXIT_RELATED_STEPS | {Step.RESUMED}
"""What only a party can do: on record without its joining, it shows that it had joined."""


def position_on(ledger: Ledger, pair: PairKey, view: AsOf) -> Position:
    """Where a State stands. Raises KeyError for a convention that the ledger lacks."""
    return position_from_acts(ledger, pair, acts_of(ledger, pair), view)


def position_from_acts(ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf) -> Position:
    """The same for a caller that has the pair's acts, in order of reading."""
    country, slug = pair
    convention = ledger.conventions[slug]
    known = list(acts) if view.known_on is None else acts_known_on(acts, view.known_on)
    everything = add_computed_acts(known, convention, country)
    record = [act for act in everything if act.date.last <= view.as_of]
    stay = _PositionBuilder(convention, country, everything, rolled=slug in ledger.rolls)
    for act in record:
        stay.read(act)
    return stay.position(slug, record, view.as_of)


def positions_over_time(
    ledger: Ledger, pair: PairKey, acts: Iterable[Act], view: AsOf
) -> Iterator[tuple[date, Position]]:
    """The days up to the view's on which where a State stands may have changed, with where it stood.

    In order; these are the days of its acts, in order of reading, and those on which the convention
    itself began and ended.
    """
    told = list(acts)
    convention = ledger.conventions[pair[1]]
    days = {act.date.last for act in position_from_acts(ledger, pair, told, view).past_acts}
    days |= {day for day in (convention.in_force, convention.ended) if day and day <= view.as_of}
    for day in sorted(days):
        yield day, position_from_acts(ledger, pair, told, AsOf(as_of=day, known_on=view.known_on))


class _PositionBuilder:
    """The State's present stay in the convention, as its acts are read one by one."""

    def __init__(
        self, convention: Convention, country: str, everything: list[Act], *, rolled: bool
    ) -> None:
        self._convention = convention
        self._country = country
        self._everything = everything
        self._undatable = consents_without_date(everything)
        self._rolled = rolled
        self._bound = self._presumed()
        self._signed = False
        self._consented = self._pending = False
        self._since: Act | None = None
        self._out: Act | None = None
        self._exit: list[Act] = []
        self._ended: Act | None = None
        self._beside: list[Act] = []

    def _presumed(self) -> bool:
        """Whether a State whose joining nobody recorded did what only a party can do.

        A roll names all who joined: where there is one, nothing is presumed.
        """
        telling = (
            a.step
            for a in self._everything
            if a.step in _PARTY_ONLY_STEPS or a.step in JOINING_STEPS
        )
        return not self._rolled and next(telling, None) in _PARTY_ONLY_STEPS

    def read(self, act: Act) -> None:
        """Take the next act into account."""
        step = act.step
        if step in _SIDE_STEPS:
            self._beside.append(act)
        elif step in LEAVING_STEPS:
            self._leave(act)
        elif step in CANCELLING_STEPS:
            self._exit, self._ended = [], act
        elif step in EXIT_STAGE_RANK:
            self._exit, self._ended = [*self._exit, act], None
        else:
            self._join_or_part(act)

    def _join_or_part(self, act: Act) -> None:
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
        """A consent after the way out starts a new stay; one before it waits until the State is out.

        Where no day in force is to be had, the State counts as bound from the deposit.
        """
        if self._out is not None:
            self._since = self._out = self._ended = None
            self._exit, self._beside = [], []
        self._consented, self._pending = True, self._bound
        if self._convention.in_force is not None and any(act is a for a in self._undatable):
            self._bound = True

    def _join(self, act: Act) -> None:
        self._bound, self._consented, self._since, self._out = True, False, act, None
        self._exit, self._ended, self._beside = [], None, []

    def _leave(self, act: Act) -> None:
        self._consented = self._consented and self._pending
        self._bound, self._out = False, act
        self._exit = [*self._exit, act]

    def position(self, slug: str, record: list[Act], as_of: date) -> Position:
        """What the acts read so far add up to."""
        stage = max(self._exit, key=lambda act: EXIT_STAGE_RANK[act.step], default=None)
        notice = next((a for a in reversed(self._exit) if a.step is Step.NOTIFIED), None)
        return Position(
            country=self._country,
            convention=slug,
            standing=self._standing(as_of),
            party_since=self._since,
            stage=stage,
            exit_acts=tuple(self._exit),
            notice=notice,
            effect=self._out or self._ahead(notice),
            cancelled_by=self._ended,
            other_acts=tuple(self._beside),
            past_acts=tuple(record),
            future_acts=tuple(act for act in self._everything if act.date.last > as_of),
        )

    def _standing(self, as_of: date) -> Standing:
        begun, over = self._convention.in_force, self._convention.ended
        if self._bound and (self._since or begun is None or begun <= as_of):
            return Standing.ENDED if over is not None and over <= as_of else Standing.PARTY
        if self._consented:
            return Standing.JOINING
        if self._out is not None:
            return Standing.WITHDRAWN
        if self._signed:
            return Standing.SIGNATORY
        joins_later = any(
            a.step in JOINING_STEPS or a.step is Step.SIGNED for a in self._everything
        )
        return Standing.NON_PARTY if self._rolled or joins_later else Standing.UNKNOWN

    def _ahead(self, notice: Act | None) -> Act | None:
        """The effect that a running notice will have, unless something comes between."""
        if notice is None:
            return None
        everything = self._everything
        later = everything[everything.index(notice) + 1 :]
        settled = next((act for act in later if act.step in LEAVING_STEPS | CANCELLING_STEPS), None)
        if settled is not None and settled.step in LEAVING_STEPS:
            return settled
        day = effect_date(notice, everything, self._convention, self._country)
        return None if day is None else Act(step=Step.EFFECTIVE, date=day)
