"""What rules look at: a ledger, its acts by State and convention, and where each entry stands."""

import msgspec

from treatywatch.acts import Act, Pair, acts_by_pair
from treatywatch.model import Event, Ledger
from treatywatch.problems import Path, Problem


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger with what several rules need, worked out once. `numbers` finds an event's own."""

    ledger: Ledger
    acts: dict[Pair, list[Act]]
    numbers: dict[int, int]

    def in_event(
        self, event: Event, check: str, message: str, *, key: str = "date", hint: str | None = None
    ) -> Problem:
        """A problem with a key of an event."""
        origin = self.ledger.origins[self.numbers[id(event)]]
        return Problem(
            file=self.ledger.files[origin.file].name,
            check=check,
            message=message,
            hint=hint,
            path=("events", origin.index, key),
        )

    def in_table(self, path: Path, check: str, message: str, hint: str | None = None) -> Problem:
        """A problem with a country, convention, roll or group, or something inside one."""
        file = self.ledger.defined[f"{path[0]}.{path[1]}"]
        return Problem(
            file=self.ledger.files[file].name,
            check=check,
            message=message,
            hint=hint,
            path=path,
            at_key=True,
        )


def examine(ledger: Ledger) -> Examined:
    """The ledger, ready to be checked."""
    numbers = {id(event): number for number, event in enumerate(ledger.events)}
    return Examined(ledger=ledger, acts=acts_by_pair(ledger), numbers=numbers)
