"""Descriptions of the keys of a ledger, shown by editors.

A test keeps them in step with the records of `model`.
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
        "format": "The ledger format, 1. Required in the first file, optional in included files.",
        "title": "The ledger's name, taken from its first file.",
        "current_to": "The day up to which the ledger's curators vouch for it.",
        "include": "More files of the ledger, relative to this file; `*` matches any name.",
        "groups": "Groups of countries, by the key that countries use for them.",
        "countries": "Countries, by a code of two capitals: ISO 3166-1, EU, XK or one of your own.",
        "conventions": "Conventions, by a slug of small letters and digits joined by hyphens.",
        "rolls": "Party lists (who signed and who joined), by the slug of the convention.",
        "events": "The steps that States took, one step an entry.",
    },
    Group: {
        "name": "The group's name, if it differs from its key.",
        "aliases": "Other names of the group, for searching.",
        "note": "Remarks on the group for readers.",
    },
    Country: {
        "name": "The name shown in answers.",
        "un_name": "The short name used by the United Nations, if it differs.",
        "official": "The full official name.",
        "aliases": "Other names of the country, for searching.",
        "groups": "Its groups: keys, or tables with the days of joining and leaving.",
        "kind": "A State, a territory or an organisation.",
        "note": "Remarks on the entry for readers.",
    },
    Membership: {
        "name": "The group, by its key.",
        "joined": "The day the country joined the group; without it, a member from the start.",
        "left": "The day the country left the group; without it, still a member.",
    },
    Convention: {
        "name": "The name shown in answers.",
        "official": "The full title.",
        "aliases": "Other names of the convention, for searching.",
        "topic": "The subject, in a word shared with other conventions, such as disarmament.",
        "adopted": "The day its text was adopted.",
        "opened": "The day it was opened for signature.",
        "in_force": "The day on which the convention itself entered into force.",
        "ended": "The day on which the convention itself expired or was terminated.",
        "depositary": "The keeper of the treaty, who receives instruments.",
        "reference": "Its number in a register, such as UNTC XXVI-5.",
        "current_to": "The day up to which curators vouch for its record, if not the ledger's day.",
        "note": "Remarks on the convention and its record for readers.",
        "sources": "The sources of the entry.",
        "joining": "The article by which a State's consent becomes binding on it.",
        "withdrawal": "The article on leaving; without it no day is computed.",
    },
    Clause: {
        "article": "The article, as printed: 127, X(1).",
        "period": "The time from the act to its effect: 6 months, 150 days, 1 year.",
        "clock": "The act that starts the period.",
        "effect": "The rule that turns the end of the period into the day of effect.",
        "calendar": "The fixed days, if `effect` is calendar.",
        "cycle": "The terms, if the effect waits for the end of one.",
        "late": "Joining only: the deposits the rule covers; others bind on the convention's day.",
        "start": "Joining only: the act that starts the period instead of the deposit.",
        "operable": "Whether the clause can be used yet.",
        "earliest": "The time before which no notice can be given.",
        "later_date_allowed": "Whether a notice may name a later day of effect (`names_effect`).",
        "armed_conflict": "Whether the exit of a State in an armed conflict waits for the end.",
        "armed_conflict_test": "The time at which an armed conflict makes the exit wait.",
        "survival": "Duties that continue after an exit.",
        "exceptions": "States with a different rule, by code, with the keys that differ.",
        "receiver": "The recipient of the notice.",
        "conditions": "Other conditions of the clause, in prose.",
        "practice": "Practice under the clause, in prose.",
        "note": "Remarks on the clause for readers.",
        "text_seen": "Whether the wording of the clause was read, not only a paraphrase.",
        "sources": "The sources of the clause.",
    },
    Calendar: {
        "by": "The last day on which a notice counts for its year, such as 12-31.",
        "on": "The day of effect in its year, such as 06-30.",
        "years": "The years from the year of the notice to the year of effect.",
    },
    TermCycle: {
        "first": "The day on which the first term ends.",
        "years": "The length of a term in years.",
    },
    LateDeposits: {
        "after": "The event after which the rule covers a deposit.",
        "number": "The number of the deposit that met the threshold.",
        "date": "The day of the deposit that met the threshold.",
    },
    NoticeBar: {
        "period": "The time in which no notice can be given.",
        "after": "The entry into force from which that time runs.",
    },
    Survival: {
        "period": "The time after the exit, if the clause gives one.",
        "note": "The duties, in prose.",
    },
    Roll: {
        "as_of": "The day up to which curators vouch for the roll.",
        "sources": "The sources of the roll, at least one.",
        "parties": "One row for each State, by code; a State that has left keeps its row.",
        "note": "Remarks on the roll for readers.",
    },
    RollRow: {
        "signed": "The day the State signed.",
        "ratified": "The day it deposited its instrument of ratification.",
        "accepted": "The day it deposited its instrument of acceptance.",
        "approved": "The day it deposited its instrument of approval.",
        "acceded": "The day it deposited its instrument of accession.",
        "succeeded": "The day it succeeded to the convention.",
        "in_force": "The day the convention entered into force for it; computed if left out.",
        "contested": "Whether the fact is disputed.",
        "other_dates": "Other dates given by other texts.",
        "note": "Remarks on the row for readers.",
        "sources": "The sources of the row, if they differ from the roll's.",
    },
    Event: {
        "country": "The State, by its code.",
        "convention": "The convention, by its slug.",
        "step": "The step that the State took.",
        "date": "A day; if only the month or year is known, that in quotes.",
        "summary": "A sentence in your own words about what happened.",
        "sources": "The sources of the event, at least one.",
        "actor": "The body or person that acted, such as Seimas or President.",
        "chamber": "The chamber of the parliament.",
        "votes": "The result of the vote.",
        "consent": "The kind of instrument, if the step is consented.",
        "reference": "The depositary notification or document, such as C.N.…",
        "gazette": "The official gazette that published the act.",
        "by": "The objecting State, by its code, if the step is objected.",
        "names_effect": "A later day of effect named in the notice, if the clause allows it.",
        "postponed": "The reason to wait for the end of an armed conflict; no day is computed.",
        "contested": "Whether the fact is disputed.",
        "verified": "Whether the fact was verified.",
        "other_dates": "Other dates given for the same act by other texts.",
        "note": "Remarks on the entry for readers.",
        "claim": "The claim about the event, quoted as it was found.",
        "replaces": "In a ledger laid over another: the date that the lower ledger gives for this act.",
    },
    Votes: {
        "for": "The number of votes in favour.",
        "against": "The number of votes against.",
        "abstain": "The number of abstentions.",
        "absent": "The number of members who cast no vote.",
        "of": "The number of members of the chamber.",
    },
    OtherDate: {
        "date": "The other date: a day, or a month or year in quotes.",
        "note": "The text that gives the date, and the reason not to use it.",
    },
    Source: {
        "title": "The title of the text.",
        "publisher": "The publisher of the text.",
        "url": "The address of the text.",
        "published": "The day of publication; the fact is known from that day.",
        "kind": "The kind of source, by its nearness to the act.",
    },
}
"""Descriptions of the keys of each record type."""
