"""The names of what can be wrong with a file before any rule looks at what it says."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

READ_CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unreadable": "Every file named or included can be read.",
        "not-utf-8": "A ledger is UTF-8 text.",
        "empty": "A ledger says something.",
        "not-toml": "A ledger is TOML.",
        "format": "The first file of a ledger says its format, one that this version reads.",
        "include": "What a file includes is there, in the ledger's own folder, and not a circle.",
        "duplicate": "No country, convention, roll or group is defined twice in one ledger.",
        "replaces-nothing": "What an event says it replaces is told by a ledger below.",
        "unknown-key": "Every key is one that the format has.",
        "missing-key": "No key is missing that the format requires.",
        "source-missing": "Every event names at least one source.",
        "empty-text": "No text that is required is empty.",
        "wrong-type": "Every value is of the kind that its key takes.",
        "wrong-value": "Every value is one that its key can have.",
        "wrong-date": "Every date is a day, a month or a year that there is.",
        "wrong-number": "Every number is within what its key can have.",
        "control-character": "No text holds a control character or one that changes its direction.",
        "unknown-step": "Every step is one of the format's.",
        "unknown-kind": "Every kind of country or source is one of the format's.",
        "unknown-consent": "Every consent is one of the five kinds of instrument.",
        "unknown-clock": "Every clock is receipt, notification or deposit.",
        "unknown-effect": "Every effect of a clause is one that can be computed.",
        "unknown-after": "Every bar on notice or late deposit counts from what the format knows.",
        "unknown-start": "A joining clause starts from the consent or from a waiver.",
        "unknown-armed-conflict-test": "Armed conflict counts at expiry or at notification.",
    }
)
"""What each asks of a file, under its name, in the order in which a reading comes upon them."""
