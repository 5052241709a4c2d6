"""Who is leaving which treaty: dated, sourced, computable.

    import treatywatch

    ledger = treatywatch.load()
    treatywatch.status(ledger, country="Lithuania", as_of=date(2025, 3, 18))

Everything here is the library that the commands use; it imports neither Typer nor Rich.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from treatywatch.api import diff, load, status, timeline
    from treatywatch.model.errors import LedgerError, TreatywatchError
    from treatywatch.model.ledger import Ledger
    from treatywatch.model.names import UnknownNameError

__all__ = [
    "Ledger",
    "LedgerError",
    "TreatywatchError",
    "UnknownNameError",
    "__version__",
    "diff",
    "load",
    "status",
    "timeline",
]

_HOMES = {
    "Ledger": "treatywatch.model.ledger",
    "LedgerError": "treatywatch.model.errors",
    "TreatywatchError": "treatywatch.model.errors",
    "UnknownNameError": "treatywatch.model.names",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `--version` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'treatywatch' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "treatywatch.api")), name)
