"""Press TAB in a real bash, zsh or fish, and read the line that it completes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pexpect

SHELLS: Final = ("bash", "zsh", "fish")
_ARGUMENTS: Final = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
_PREPARE: Final = {
    "bash": "PS1='ready> '; bind 'set bell-style none'",
    "zsh": "autoload -Uz compinit && compinit -D -u; PS1='ready> '",
    "fish": "function fish_prompt; echo -n 'ready> '; end",
}
_SETTLE: Final = 0.3
"""Seconds without output after which a shell's line editor has redrawn its line."""
_PATIENCE: Final = 10.0
"""Seconds that a completion may take, which starts a process, until its first output."""


class Shell:
    """A shell on a terminal of its own, in a folder, with treatywatch's completion loaded."""

    def __init__(self, name: str, folder: Path, ledger: Path | None = None) -> None:
        self._folder = folder
        scripts = Path(sys.executable).parent
        self._environment = {
            "PATH": f"{scripts}:{os.environ['PATH']}",
            "HOME": str(folder),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        if ledger is not None:
            self._environment["TREATYWATCH_LEDGER"] = str(ledger)
        program = shutil.which(name)
        assert program is not None, f"{name} is not installed"
        self._terminal = pexpect.spawn(
            program,
            _ARGUMENTS[name],
            env=self._environment,
            cwd=str(folder),
            encoding="utf-8",
            timeout=30,
            dimensions=(50, 200),
        )
        self._terminal.sendline(_PREPARE[name])
        self._terminal.sendline(f"source '{self._script(name)}'; echo LOA''DED")
        self._terminal.expect("LOADED")
        self._read_until_quiet()

    def _script(self, name: str) -> Path:
        path = self._folder / f"complete.{name}"
        shown = subprocess.run(
            [Path(sys.executable).with_name("treatywatch"), "--show-completion", name],
            env=self._environment | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
            capture_output=True,
            check=True,
        )
        path.write_bytes(shown.stdout)
        return path

    def complete(self, line: str) -> str:
        """Return the line after one TAB, as the shell's own `echo` repeats it."""
        self._terminal.send(line)
        self._read_until_quiet()
        self._terminal.send("\t")
        self._read_until_quiet(_PATIENCE)
        self._terminal.send("\x01echo LI''NE= \x05 EN''D\r")
        self._terminal.expect("LINE=(.*?)END")
        match = self._terminal.match
        assert isinstance(match, re.Match)
        completed = match[1]
        self._read_until_quiet()
        return " ".join(completed.split())

    def close(self) -> None:
        """End the shell."""
        self._terminal.close(force=True)

    def _read_until_quiet(self, patience: float = 2 * _SETTLE) -> None:
        """Read until output has come and stopped, or none has come for some seconds."""
        while True:
            try:
                self._terminal.read_nonblocking(4096, timeout=patience)
            except pexpect.TIMEOUT:
                return
            patience = _SETTLE
