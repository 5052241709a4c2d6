"""What each key of a ledger means, in a sentence: what editors show of it.

The records of `model` say which keys there are; the sentences, what they are for. A test holds the
two to one another.
"""

from collections.abc import Mapping
from typing import Final

from treatywatch.model.conventions import (
    Calendar,
    Clause,
    Convention,
    LateDeposits,
    NoticeBar,
    Survival,
    TermCycle,
)
from treatywatch.model.countries import Country, Group, Membership
from treatywatch.model.events import Event, Votes
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.provenance import OtherDate, Source
from treatywatch.model.rolls import Roll, RollRow

KEYS: Final[Mapping[type, Mapping[str, str]]] = {
    LedgerFile: {
        "format": "The ledger format: 1. A ledger's first file must say it, what it includes need not.",
        "title": "What the ledger is called, as its first file says.",
        "current_to": "The day up to which the ledger's curators vouch for it.",
        "include": "More files of the ledger, relative to this one; a `*` stands for any name.",
        "groups": "Groups of countries, each under the key that countries name it by.",
        "countries": "Countries, each under two capitals: its ISO 3166-1 code, EU, XK or one of yours.",
        "conventions": "Conventions, each under a slug: small letters and digits joined by hyphens.",
        "rolls": "Who signed and who joined, each roll under its convention's slug.",
        "events": "The steps that States took, one an entry.",
    },
    Group: {
        "name": "What the group is called, where that is not its key.",
        "aliases": "Other names by which the group is found.",
        "note": "What a reader should know about the group.",
    },
    Country: {
        "name": "The name that answers show.",
        "un_name": "The short name that the United Nations use, where it is another.",
        "official": "The full official name.",
        "aliases": "Other names by which the country is found.",
        "groups": "The groups it belongs to: a name, or a table with the days of joining and leaving.",
        "kind": "What kind of subject of treaties it is.",
        "note": "What a reader should know about the entry.",
    },
    Membership: {
        "name": "The group, by its key.",
        "joined": "When the country joined the group; always a member where nothing is said.",
        "left": "When the country left the group; still a member where nothing is said.",
    },
    Convention: {
        "name": "The name that answers show.",
        "official": "The full title.",
        "aliases": "Other names by which the convention is found.",
        "topic": "What it is about, in a word that other conventions share, such as disarmament.",
        "adopted": "When its text was adopted.",
        "opened": "When it was opened for signature.",
        "in_force": "The day on which the convention itself entered into force.",
        "ended": "The day on which the convention itself expired or was terminated.",
        "depositary": "Who keeps the treaty and receives instruments.",
        "reference": "Where it is registered, such as UNTC XXVI-5.",
        "current_to": "The day up to which its record is vouched for, where that is not the ledger's.",
        "note": "What a reader should know about the convention and its record.",
        "sources": "What the entry was read in.",
        "joining": "The article by which a State's consent becomes binding on it.",
        "withdrawal": "The article on leaving; without it nothing is computed, and answers say so.",
    },
    Clause: {
        "article": "The article, as printed: 127, X(1).",
        "period": "How long after the act the clause takes effect: 6 months, 150 days, 1 year.",
        "clock": "What starts the period.",
        "effect": "How the end of the period becomes the day of effect.",
        "calendar": "The fixed days of a clause whose effect is calendar.",
        "cycle": "The terms that a calendar waits for the end of.",
        "late": "Joining only: which deposits the rule covers; the rest bind on the convention's day.",
        "start": "What starts the clock of a joining clause instead of the deposit.",
        "operable": "Whether the clause can be used yet.",
        "earliest": "The time before which a notice starts nothing.",
        "later_date_allowed": "Whether a notice may name a later day, as `names_effect` of its event.",
        "armed_conflict": "Whether the exit of a State in an armed conflict waits for its end.",
        "armed_conflict_test": "When it matters whether the State is in an armed conflict.",
        "survival": "The duties that outlive an exit.",
        "exceptions": "States with a rule of their own, by code: the keys in which theirs departs.",
        "receiver": "Who receives the notice.",
        "conditions": "What else the clause asks, in prose.",
        "practice": "How the clause has been applied, in prose.",
        "note": "What a reader should know about the clause.",
        "text_seen": "Whether the clause's own wording was read, and not a paraphrase.",
        "sources": "What the clause was read in.",
    },
    Calendar: {
        "by": "The last day of the year for a notice that counts for that year, such as 12-31.",
        "on": "The day of the year of effect, such as 06-30.",
        "years": "How many years after the year of the notice the effect falls.",
    },
    TermCycle: {
        "first": "The day on which the first term ends.",
        "years": "How many years a term has.",
    },
    LateDeposits: {
        "after": "After what a deposit must come to be covered by the rule.",
        "number": "The number of the deposit that met the threshold.",
        "date": "The day of the deposit that met the threshold.",
    },
    NoticeBar: {
        "period": "For how long no notice can be given.",
        "after": "From which entry into force that time runs.",
    },
    Survival: {
        "period": "For how long after the exit, where the clause says so.",
        "note": "Which duties.",
    },
    Roll: {
        "as_of": "The day up to which the roll is vouched for.",
        "sources": "What the roll was read in, at least one.",
        "parties": "A line a State, by its code; one that has left keeps its line.",
        "note": "What a reader should know about the roll.",
    },
    RollRow: {
        "signed": "When the State signed.",
        "ratified": "When its instrument of ratification was deposited.",
        "accepted": "When its instrument of acceptance was deposited.",
        "approved": "When its instrument of approval was deposited.",
        "acceded": "When its instrument of accession was deposited.",
        "succeeded": "When it succeeded to the convention.",
        "in_force": "When the convention bound it, where a text says so; else it is computed.",
        "contested": "Whether someone says otherwise.",
        "other_dates": "Dates that other texts give.",
        "note": "What a reader should know about the line.",
        "sources": "What the line was read in, where that is not the roll's own source.",
    },
    Event: {
        "country": "The State, by its code.",
        "convention": "The convention, by its slug.",
        "step": "What the State did.",
        "date": "When: a day, or a month or year in quotes where no more is known.",
        "summary": "What happened, in a sentence of our own.",
        "sources": "What tells of it, at least one.",
        "actor": "Who acted: Seimas, President.",
        "chamber": "Which chamber of the parliament.",
        "votes": "How it voted.",
        "consent": "Which instrument, for the step consented.",
        "reference": "The depositary notification or document, such as C.N.…",
        "gazette": "The official gazette that published it.",
        "by": "Who objects, by its code, for the step objected.",
        "names_effect": "The later day of effect that the notice names, where the clause allows one.",
        "postponed": "Why the effect waits, for an armed conflict's end: no day is computed.",
        "contested": "Whether someone says otherwise.",
        "verified": "Whether the fact was checked.",
        "other_dates": "Dates that other texts give for the same act.",
        "note": "What a reader should know about the entry.",
        "claim": "What was claimed of it, in the words in which it was found.",
        "replaces": "In a ledger laid over another: the date under which that tells the same act.",
    },
    Votes: {
        "for": "How many voted for it.",
        "against": "How many voted against it.",
        "abstain": "How many abstained.",
        "absent": "How many cast no vote.",
        "of": "How many members the chamber has.",
    },
    OtherDate: {
        "date": "The other date: a day, or a month or year in quotes.",
        "note": "Who gives it, and why it is not the one that counts.",
    },
    Source: {
        "title": "The text's title.",
        "publisher": "Who published it.",
        "url": "Where it can be read.",
        "published": "When it was published: from then on the fact is known.",
        "kind": "How near to the act the source stands.",
    },
}
"""The keys of each record."""
