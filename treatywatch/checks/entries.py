"""Rules on single entries: their keys, references, duplicates and votes."""

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
"""The patterns of codes and slugs, which the schema for editors contains too."""


def country_code(context: CheckContext) -> Iterator[Finding]:
    """Every country's key is two capitals, as in ISO 3166-1."""
    for code in context.keys("countries"):
        if not CODE.fullmatch(code):
            message = f'country key "{code}" is not two capital letters'
            right = code.upper()
            hint = (
                f"call it {right}" if CODE.fullmatch(right) else "use its ISO 3166-1 alpha-2 code"
            )
            yield context.table_finding(("countries", code), message, hint)


def treaty_slug(context: CheckContext) -> Iterator[Finding]:
    """Every convention's key is lower-case letters and digits, joined by hyphens."""
    for slug in context.keys("conventions"):
        if not SLUG.fullmatch(slug):
            message = f'convention key "{slug}" is not lower-case letters and digits joined by "-"'
            right = "-".join(normalize_name(slug).split())
            hint = f"call it {right}" if SLUG.fullmatch(right) else "use a slug such as mine-ban"
            yield context.table_finding(("conventions", slug), message, hint)


def unknown_country(context: CheckContext) -> Iterator[Finding]:
    """Every code in an event, roll or exception is a country of the ledger."""
    countries, events = context.ledger.countries, context.ledger.events
    named = {*map(attrgetter("country"), events), *map(attrgetter("by"), events)} - {None}
    for event in () if named <= countries.keys() else events:
        for key, code in (("country", event.country), ("by", event.by)):
            if code is not None and not _may_be_defined(context, "countries", code):
                message, hint = _unknown_message(context, "countries", code)
                yield context.event_finding(event, message, hint, key=key)
    for path, codes in _tables_of_countries(context):
        for code in codes:
            if code not in countries and not _may_be_defined(context, "countries", code):
                message, hint = _unknown_message(context, "countries", code)
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
        if not _may_be_defined(context, "conventions", event.convention):
            message, hint = _unknown_message(context, "conventions", event.convention)
            yield context.event_finding(event, message, hint, key="convention")
    for slug in context.ledger.rolls:
        if not _may_be_defined(context, "conventions", slug):
            message, hint = _unknown_message(context, "conventions", slug)
            yield context.table_finding(("rolls", slug), message, hint)
    yield from _unread_references(context, "conventions")


def _unread_references(context: CheckContext, table: str) -> Iterator[Finding]:
    """Yield the unknown names in the entries that could not be read."""
    for reference in context.unread.references:
        if reference.table == table and not _may_be_defined(context, table, reference.key):
            message, hint = _unknown_message(context, table, reference.key)
            yield Finding(
                file=reference.file,
                message=message,
                hint=hint,
                path=reference.path,
                at_key=reference.at_key,
            )


def _may_be_defined(context: CheckContext, table: str, key: str) -> bool:
    """Return whether a table has an entry, or an unread part may define it."""
    return key in getattr(context.ledger, table) or context.unread.may_define(table, key)


def _unknown_message(context: CheckContext, table: str, typed: str) -> tuple[str, str]:
    kind = "country" if table == "countries" else "convention"
    hint = did_you_mean(context.closest_keys(table, typed)).removeprefix("; ")
    return f'unknown {kind} "{typed}"', hint or f"define it as [{table}.{typed}]"


def duplicate_event(context: CheckContext) -> Iterator[Finding]:
    """No event is recorded twice: same country, convention, step, date, chamber, actor and objector."""
    for acts in context.multi_act_histories:
        if not any(
            one.step is next_.step and one.date == next_.date for one, next_ in pairwise(acts)
        ):
            continue  # because acts of one step and date are neighbours in reading order
        seen: set[EventIdentity] = set()
        for act in acts:
            if act.event is None or act.from_roll:
                continue
            identity = event_identity(act.event)
            if identity in seen:
                message = f'"{act.step}" on {act.date} is recorded twice'
                hint = "merge the two into one event with all sources"
                yield context.event_finding(act.event, message, hint, key="step")
            seen.add(identity)


def votes_sum(context: CheckContext) -> Iterator[Finding]:
    """Every vote fits the chamber's size, and equals it if every number is given."""
    for event in context.ledger.events:
        votes = event.votes
        if votes is None or votes.of is None:
            continue
        cast = votes.yes + (votes.against or 0) + (votes.abstain or 0)
        counted = cast + (votes.absent or 0)
        complete = votes.against is not None and votes.absent is not None
        if counted > votes.of or (complete and counted != votes.of):
            message = f"{counted} votes and absences in a chamber of {votes.of}"
            hint = "correct the numbers, or leave out the unknown ones"
            yield context.event_finding(event, message, hint, key="votes")
