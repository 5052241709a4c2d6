"""What each word out of a fixed set means, in a sentence: what editors show beside the choice.

The enumerations of `model` say which words there are. A test holds the two to one another.
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
            "signed": "In: the State signed.",
            "considered": "Out 1: government, military or parliament examines leaving.",
            "announced": "Out 2: someone who speaks for the State says that it will leave.",
            "ministerial-endorsement": "Out 3: ministers recommend or back it.",
            "government-approval": "Out 4: the cabinet adopts the decision or the bill.",
            "parliamentary-vote": "Beside: a reading, or one of two chambers; it advances nothing.",
            "parliamentary-approval": "Out 5: parliament's final approval.",
            "promulgated": "Out 6: the head of State signs, or the law is published.",
            "notified": "Out 7: the depositary received the notice; the clock starts.",
            "effective": "Out 8: the withdrawal takes effect; the State is out on that day.",
            "expelled": "Out 8: the State ceases to be a party by the decision of others.",
            "rejected": "Ends the exit: the State decides against leaving.",
            "rescinded": "Ends the exit: the notice is taken back before effect.",
            "consent-withdrawn": "Beside: ratification taken back, while the signature stands.",
            "consented": "In: the instrument of consent is deposited; `consent` says which.",
            "in-force": "In: the convention binds the State.",
            "suspended": "Beside: a claimed suspension, which never makes a State withdrawn.",
            "resumed": "Beside: the end of a claimed suspension.",
            "objected": "Beside: another State objects; `by` says which.",
            "remark": "Beside: on the record, and moves nothing.",
        },
        "consent": {
            "ratification": "By a State that had signed.",
            "acceptance": "As ratification, under another name.",
            "approval": "As ratification, under another name.",
            "accession": "By a State that had not signed.",
            "succession": "By a new State, in the place of an old one; never computed.",
        },
    },
    Source: {
        "kind": {
            "depositary": "The depositary itself.",
            "official": "A State's or an organisation's own text.",
            "monitor": "An organisation that monitors the convention.",
            "press": "News, and whatever is none of the others.",
            "weak": "A text not to be relied on alone.",
        },
    },
    Country: {
        "kind": {
            "state": "A State.",
            "territory": "A territory with a code of its own.",
            "organization": "An organisation that can be party to a treaty.",
        },
    },
    Clause: {
        "clock": {
            "receipt": "Receipt of the notice by the depositary.",
            "notification": "The notification itself.",
            "deposit": "Deposit of the instrument of consent.",
        },
        "effect": {
            "anniversary": "The day a period later, cut to the end of a shorter month.",
            "day-after": "The day after the anniversary.",
            "first-of-next-month": "The first day of the month after the anniversary's.",
            "calendar": "A fixed day of the year: see `calendar`.",
            "negotiated": "The anniversary, unless an agreement or extension changes it.",
        },
        "start": {
            "waiver": "A declaration that waives conditions: nothing is computed from a deposit.",
        },
        "armed_conflict_test": {
            "at-expiry": "When the period ends.",
            "at-notification": "When the notice is given, as in the Geneva Conventions.",
        },
    },
    LateDeposits: {
        "after": {
            "in-force": "Those made once the convention was in force.",
            "deposit": "Those after the day of the deposit that met the threshold.",
        },
    },
    NoticeBar: {
        "after": {
            "in-force-for-party": "From the day on which the convention bound the State.",
            "in-force": "From the day on which the convention itself entered into force.",
        },
    },
}
"""The words of each key that takes a word."""
