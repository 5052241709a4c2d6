"""Descriptions of the words that a key can have as its value, shown by editors.

A test keeps them in step with the enumerations of `model`.
"""

from collections.abc import Mapping
from typing import Final

from treatywatch.model.conventions import Clause, LateDeposits, NoticeBar
from treatywatch.model.countries import Country
from treatywatch.model.events import Event
from treatywatch.model.provenance import Source

WORDS: Final[Mapping[type, Mapping[str, Mapping[str, str]]]] = {
    Event: {
        "step": {
            "signed": "Joining: the State signed.",
            "considered": "Leaving 1: government, military or parliament examines leaving.",
            "announced": "Leaving 2: someone speaking for the State says that it will leave.",
            "ministerial-endorsement": "Leaving 3: ministers recommend or support it.",
            "government-approval": "Leaving 4: the cabinet adopts the decision or the bill.",
            "parliamentary-vote": "Other: a vote on a reading or in one chamber; the stage remains.",
            "parliamentary-approval": "Leaving 5: parliament gives its final approval.",
            "promulgated": "Leaving 6: the head of State signs, or the law is published.",
            "notified": "Leaving 7: the depositary receives the notice, and the period starts.",
            "effective": "Leaving 8: the withdrawal takes effect; from that day the State is out.",
            "expelled": "Leaving 8: the State ceases to be a party by the decision of others.",
            "rejected": "Ends the exit: the State decides against leaving.",
            "rescinded": "Ends the exit: the notice is withdrawn before it takes effect.",
            "consent-withdrawn": "Other: the ratification is withdrawn, and the signature remains.",
            "consented": "Joining: the instrument of consent is deposited; `consent` gives its kind.",
            "in-force": "Joining: the convention enters into force for the State.",
            "suspended": "Other: a claimed suspension; it never counts as a withdrawal.",
            "resumed": "Other: the end of a claimed suspension.",
            "objected": "Other: another State objects; `by` names it.",
            "remark": "Other: a fact on record that changes nothing.",
        },
        "consent": {
            "ratification": "By a State that has signed.",
            "acceptance": "The same as ratification, under another name.",
            "approval": "The same as ratification, under another name.",
            "accession": "By a State that has not signed.",
            "succession": "By a new State in place of an old one; no day is computed.",
        },
    },
    Source: {
        "kind": {
            "depositary": "The depositary itself.",
            "official": "A text of a State or an organisation itself.",
            "monitor": "An organisation that monitors the convention.",
            "press": "News, and any text of no other kind.",
            "weak": "A text too weak to rely on alone.",
        },
    },
    Country: {
        "kind": {
            "state": "A State.",
            "territory": "A territory that has a code.",
            "organization": "An organisation that can be party to a treaty.",
        },
    },
    Clause: {
        "clock": {
            "receipt": "The depositary receives the notice.",
            "notification": "The State notifies.",
            "deposit": "The State deposits its instrument of consent.",
        },
        "effect": {
            "anniversary": "The same day one period later, or the last day of a shorter month.",
            "day-after": "The day after the anniversary.",
            "first-of-next-month": "The first day of the month after the month of the anniversary.",
            "calendar": "A fixed day of the year, given in `calendar`.",
            "negotiated": "The anniversary, unless an agreement or extension changes it.",
        },
        "start": {
            "waiver": "A declaration that waives conditions; no day is computed from a deposit.",
        },
        "armed_conflict_test": {
            "at-expiry": "At the end of the period.",
            "at-notification": "On the day of the notice, as in the Geneva Conventions.",
        },
    },
    LateDeposits: {
        "after": {
            "in-force": "Deposits made after the convention entered into force.",
            "deposit": "Deposits made after the day of the deposit that met the threshold.",
        },
    },
    NoticeBar: {
        "after": {
            "in-force-for-party": "From the day the convention entered into force for the State.",
            "in-force": "From the day the convention itself entered into force.",
        },
    },
}
"""Descriptions of the words of each key, by record type."""
