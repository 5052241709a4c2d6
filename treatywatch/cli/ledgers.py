"""Which ledgers a command reads: those it names, those of the environment, or the shipped one.

Over the shipped one lie the user's own: every ledger file of one folder, in order of name.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from treatywatch.ledger.files import SHIPPED, LedgerPath
from treatywatch.model import Came


def ledger_paths(given: Sequence[str]) -> list[LedgerPath]:
    """The ledgers to read, from the ground up.

    Those given, else those of TREATYWATCH_LEDGER, else the shipped one with the user's own over it.
    """
    if given:
        return [LedgerPath(path) for path in given]
    variable = os.environ.get("TREATYWATCH_LEDGER", "")
    named = [LedgerPath(path, Came.ENVIRONMENT) for path in variable.split(os.pathsep) if path]
    return named or [LedgerPath(SHIPPED), *_own_ledgers()]


def _own_ledgers() -> list[LedgerPath]:
    """The user's own ledgers; none where there is no such folder or it may not be read.

    What editors keep beside a file while they work on it begins with a dot.
    """
    folder = own_folder()
    if folder is None:
        return []
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        LedgerPath(path, Came.USER)
        for path in found
        if path.name.endswith(".toml") and not path.name.startswith(".")
    ]


def own_folder() -> Path | None:
    """The folder of the user's own ledgers, which need not be there; None without a home."""
    if sys.platform == "linux":  # what platformdirs answers, without the 3 ms of importing it
        for variable, below in (("XDG_DATA_HOME", ""), ("HOME", ".local/share")):
            base = Path(os.environ.get(variable, ""))
            if base.is_absolute():
                return base / below / "treatywatch" / "ledgers"
    from platformdirs import user_data_path

    try:
        return user_data_path("treatywatch", appauthor=False) / "ledgers"
    except RuntimeError:
        return None
