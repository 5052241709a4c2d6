"""Rules about single entries: codes, slugs, and the names by which entries refer to one another."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Final

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.model.events import EventIdentity, event_identity
from treatywatch.model.names import did_you_mean, normalize_name

CODE: Final = re.compile(r"[A-Z]{2}")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""How a country's code and a convention's slug are written; the schema for editors says the same."""


def country_code(context: CheckContext) -> Iterator[Finding]:
    """A country's key is two capitals, as in ISO 3166-1."""
    for code in context.keys("countries"):
        if not CODE.fullmatch(code):
            message = f'country key "{code}" is not two capital letters'
            right = code.upper()
            hint = (
                f"call it {right}" if CODE.fullmatch(right) else "use its ISO 3166-1 alpha-2 code"
            )
            yield context.table_finding(("countries", code), message, hint)


def treaty_slug(context: CheckContext) -> Iterator[Finding]:
    """A convention's key is small letters and digits, words joined by hyphens."""
    for slug in context.keys("conventions"):
        if not SLUG.fullmatch(slug):
            message = f'convention key "{slug}" is not small letters and digits joined by "-"'
            right = "-".join(normalize_name(slug).split())
            hint = f"call it {right}" if SLUG.fullmatch(right) else "call it such as mine-ban"
            yield context.table_finding(("conventions", slug), message, hint)


def unknown_country(context: CheckContext) -> Iterator[Finding]:
    """Every code that an event, a roll or an exception names is a country of the ledger."""
    countries, events = context.ledger.countries, context.ledger.events
    named = {*map(attrgetter("country"), events), *map(attrgetter("by"), events)} - {None}
    for event in () if named <= countries.keys() else events:
        for key, code in (("country", event.country), ("by", event.by)):
            if code is not None and not _known(context, "countries", code):
                message, hint = _unknown(context, "countries", code)
                yield context.event_finding(event, message, hint, key=key)
    for path, codes in _tables_of_countries(context):
        for code in codes:
            if code not in countries and not _known(context, "countries", code):
                message, hint = _unknown(context, "countries", code)
                yield context.table_finding((*path, code), message, hint)
    yield from _unread_references(context, "countries")


def _tables_of_countries(
    context: CheckContext,
) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    for slug, roll in context.ledger.rolls.items():
        yield ("rolls", slug, "parties"), roll.parties
    for slug, convention in context.ledger.conventions.items():
        for name, clause in (
            ("joining", convention.joining),
            ("withdrawal", convention.withdrawal),
        ):
            if clause is not None:
                yield ("conventions", slug, name, "exceptions"), clause.exceptions


def unknown_treaty(context: CheckContext) -> Iterator[Finding]:
    """Every slug that an event or a roll names is a convention of the ledger."""
    conventions, events = context.ledger.conventions, context.ledger.events
    named = {*map(attrgetter("convention"), events)}
    for event in () if named <= conventions.keys() else events:
        if not _known(context, "conventions", event.convention):
            message, hint = _unknown(context, "conventions", event.convention)
            yield context.event_finding(event, message, hint, key="convention")
    for slug in context.ledger.rolls:
        if not _known(context, "conventions", slug):
            message, hint = _unknown(context, "conventions", slug)
            yield context.table_finding(("rolls", slug), message, hint)
    yield from _unread_references(context, "conventions")


def _unread_references(context: CheckContext, table: str) -> Iterator[Finding]:
    """Find the unknown names in the entries that could not be read."""
    for reference in context.unread.references:
        if reference.table == table and not _known(context, table, reference.key):
            message, hint = _unknown(context, table, reference.key)
            yield Finding(
                file=reference.file,
                message=message,
                hint=hint,
                path=reference.path,
                at_key=reference.at_key,
            )


def _known(context: CheckContext, table: str, key: str) -> bool:
    """Whether a table has an entry, or may have it where it could not be read."""
    return key in getattr(context.ledger, table) or context.unread.may_define(table, key)


def _unknown(context: CheckContext, table: str, typed: str) -> tuple[str, str]:
    kind = "country" if table == "countries" else "convention"
    hint = did_you_mean(context.closest_keys(table, typed)).removeprefix("; ")
    return f'unknown {kind} "{typed}"', hint or f"define it as [{table}.{typed}]"


def duplicate_event(context: CheckContext) -> Iterator[Finding]:
    """No event is told twice: same State, convention, step, date, chamber, actor and objector."""
    for acts in context.multi_act_histories:
        if not any(
            one.step is next_.step and one.date == next_.date for one, next_ in pairwise(acts)
        ):
            continue  # in order of reading, those of one step and date follow one another
        seen: set[EventIdentity] = set()
        for act in acts:
            if act.event is None or act.from_roll:
                continue
            mark = event_identity(act.event)
            if mark in seen:
                message = f'"{act.step}" on {act.date} is told twice'
                hint = "join the two into one event that names all sources"
                yield context.event_finding(act.event, message, hint, key="step")
            seen.add(mark)


def votes_sum(context: CheckContext) -> Iterator[Finding]:
    """Where a chamber's size is given, its votes do not exceed it, and with the absent make it up."""
    for event in context.ledger.events:
        votes = event.votes
        if votes is None or votes.of is None:
            continue
        cast = votes.yes + (votes.against or 0) + (votes.abstain or 0)
        told = cast + (votes.absent or 0)
        whole = votes.against is not None and votes.absent is not None
        if told > votes.of or (whole and told != votes.of):
            message = f"{told} votes and absences are told of a chamber of {votes.of}"
            hint = "correct the numbers, or leave out what is not known"
            yield context.event_finding(event, message, hint, key="votes")
