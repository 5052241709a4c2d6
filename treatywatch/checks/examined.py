"""What rules look at: a ledger, its acts by State and convention, and where each entry stands."""

from collections.abc import Iterator
from functools import cached_property

from treatywatch.acts import Act, acts_by_pair
from treatywatch.model import Event, Ledger
from treatywatch.problems import Path, Problem


class Examined:
    """A ledger with its acts by State and convention, worked out once for all rules."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.acts = acts_by_pair(ledger)

    @property
    def histories(self) -> Iterator[list[Act]]:
        """The acts of each pair that has more than one: only they can contradict one another."""
        return (acts for acts in self.acts.values() if len(acts) > 1)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Each event's number, by its identity as an object; asked for only where one is wrong."""
        return {id(event): number for number, event in enumerate(self.ledger.events)}

    def in_event(
        self, event: Event, check: str, message: str, *, key: str = "date", hint: str | None = None
    ) -> Problem:
        """A problem with a key of an event."""
        origin = self.ledger.origins[self._numbers[id(event)]]
        return Problem(
            file=self.ledger.files[origin.file].name,
            check=check,
            message=message,
            hint=hint,
            path=("events", origin.index, key),
        )

    def in_table(self, path: Path, check: str, message: str, hint: str | None = None) -> Problem:
        """A problem with a country, convention, roll or group, or something inside one."""
        defined = self.ledger.defined
        row = f"{path[0]}.{path[1]}.{path[-1]}"
        file = defined[row] if row in defined else defined[f"{path[0]}.{path[1]}"]
        return Problem(
            file=self.ledger.files[file].name,
            check=check,
            message=message,
            hint=hint,
            path=path,
            at_key=True,
        )
