"""A conversation with a command on an emulated terminal."""

import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyte

from tests.cli.conftest import TODAY

ENTER: Final = "\r"
CTRL_C: Final = "\x03"
CTRL_D: Final = "\x04"
ANEW: Final = "\x15"
"""The key that clears the line."""

_ROWS: Final = 400
"""Enough lines that nothing scrolls off the screen."""
_PATIENCE: Final = 60
"""Seconds of silence after which a conversation has failed."""

Turn = tuple[str, str | Callable[[], str]]
"""The text to wait for at or below the cursor, and the keys to type.

If the keys are a function, it is called for them.
"""


class Talk(NamedTuple):
    """The final screen and the exit status."""

    screen: str
    status: int


class _Screen(pyte.Screen):
    """A screen that reports its cursor position, as terminals do."""

    def __init__(self, columns: int, keyboard: int) -> None:
        super().__init__(columns, _ROWS)
        self._keyboard = keyboard

    def write_process_input(self, data: str) -> None:
        os.write(self._keyboard, data.encode())

    def shown(self, first: int = 0) -> str:
        return "\n".join(line.rstrip() for line in self.display[first:]).rstrip()


def talk(
    *args: str,
    turns: Sequence[Turn],
    folder: Path | None = None,
    columns: int = 100,
    **variables: str,
) -> Talk:
    """Run a command in a folder and answer its questions."""
    still = {"TREATYWATCH_TODAY": TODAY, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    keyboard, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (_ROWS, columns))
    with subprocess.Popen(
        [sys.executable, "-m", "treatywatch", *args],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=folder,
        env=os.environ | still | variables,
        start_new_session=True,
    ) as program:
        os.close(terminal)
        screen = _Screen(columns, keyboard)
        try:
            _answer(program, screen, keyboard, turns)
        except BaseException:
            program.kill()
            raise
        finally:
            os.close(keyboard)
    return Talk(f"{screen.shown()}\n", program.returncode)


def _answer(
    program: "subprocess.Popen[Any]", screen: _Screen, keyboard: int, turns: Sequence[Turn]
) -> None:
    """Type the keys of each turn after its prompt, then wait for the end."""
    stream = pyte.ByteStream(screen)
    left = list(turns)
    with suppress(OSError):  # how a terminal says that its last program has ended
        while chunk := _shown(keyboard, screen):
            stream.feed(chunk)
            if left and left[0][0] in screen.shown(screen.cursor.y):
                _, keys = left.pop(0)
                os.write(keyboard, (keys if isinstance(keys, str) else keys()).encode())
    program.wait()
    assert not left, f"no prompt {left[0][0]!r}:\n{screen.shown()}"


def _shown(keyboard: int, screen: _Screen) -> bytes:
    ready, _, _ = select.select([keyboard], [], [], _PATIENCE)
    assert ready, f"no more output:\n{screen.shown()}"
    return os.read(keyboard, 65536)
