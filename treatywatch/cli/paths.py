"""The folders of the user's ledgers and of the cache."""

import os
import sys
from pathlib import Path


def user_ledger_dir() -> Path | None:
    """Return the folder of the user's own ledgers, or None without a home.

    It may not exist.
    """
    folder = _user_dir("XDG_DATA_HOME", ".local/share", "user_data_path")
    return folder and folder / "ledgers"


def cache_dir() -> Path | None:
    """Return the folder of cached ledgers, or None without a home. It may not exist."""
    return _user_dir("XDG_CACHE_HOME", ".cache", "user_cache_path")


def _user_dir(variable: str, in_home: str, function: str) -> Path | None:
    """Return the folder that a function of platformdirs gives, or None without a home."""
    if sys.platform == "linux":  # the same answer without the 3 ms of importing platformdirs
        for name, subfolder in ((variable, ""), ("HOME", in_home)):
            base = Path(os.environ.get(name, ""))
            if base.is_absolute():
                return base / subfolder / "treatywatch"
    import platformdirs

    try:
        folder: Path = getattr(platformdirs, function)("treatywatch", appauthor=False)
    except RuntimeError:
        return None
    return folder
