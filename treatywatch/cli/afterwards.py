"""What can wait until the answer is given."""

from collections.abc import Callable
from typing import Final

_WAITING: Final[list[Callable[[], None]]] = []


def afterwards(task: Callable[[], None]) -> None:
    """Have something done once the command has answered, or failed."""
    _WAITING.append(task)


def do_waiting() -> None:
    """Do all that was left for later."""
    while _WAITING:
        _WAITING.pop(0)()


def forget_waiting() -> None:
    """Leave it undone: whoever interrupts a command is not kept waiting."""
    _WAITING.clear()
