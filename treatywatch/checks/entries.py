"""Rules about single entries: codes, slugs, and the names by which entries refer to one another."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Final

from treatywatch.checks.context import CheckContext
from treatywatch.model.errors import Problem
from treatywatch.model.events import EventIdentity, event_identity
from treatywatch.model.names import closest_names, did_you_mean, normalize_name

CODE: Final = re.compile(r"[A-Z]{2}")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""How a country's code and a convention's slug are written; the schema for editors says the same."""


def country_code(examined: CheckContext) -> Iterator[Problem]:
    """A country's key is two capitals, as in ISO 3166-1."""
    for code in examined.keys("countries"):
        if not CODE.fullmatch(code):
            message = f'country key "{code}" is not two capital letters'
            right = code.upper()
            hint = (
                f"call it {right}" if CODE.fullmatch(right) else "use its ISO 3166-1 alpha-2 code"
            )
            yield examined.in_table(("countries", code), "country-code", message, hint)


def treaty_slug(examined: CheckContext) -> Iterator[Problem]:
    """A convention's key is small letters and digits, words joined by hyphens."""
    for slug in examined.keys("conventions"):
        if not SLUG.fullmatch(slug):
            message = f'convention key "{slug}" is not small letters and digits joined by "-"'
            right = "-".join(normalize_name(slug).split())
            hint = f"call it {right}" if SLUG.fullmatch(right) else "call it such as mine-ban"
            yield examined.in_table(("conventions", slug), "treaty-slug", message, hint)


def unknown_country(examined: CheckContext) -> Iterator[Problem]:
    """Every code that an event, a roll or an exception names is a country of the ledger."""
    countries, events = examined.ledger.countries, examined.ledger.events
    named = {*map(attrgetter("country"), events), *map(attrgetter("by"), events)} - {None}
    for event in () if named <= countries.keys() else events:
        for key, code in (("country", event.country), ("by", event.by)):
            if code is not None and not _known(examined, "countries", code):
                message, hint = _unknown(examined, "countries", code)
                yield examined.in_event(event, "unknown-country", message, key=key, hint=hint)
    for path, codes in _tables_of_countries(examined):
        for code in codes:
            if code not in countries and not _known(examined, "countries", code):
                message, hint = _unknown(examined, "countries", code)
                yield examined.in_table((*path, code), "unknown-country", message, hint)
    yield from _mentioned(examined, "countries", "unknown-country")


def _tables_of_countries(
    examined: CheckContext,
) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    for slug, roll in examined.ledger.rolls.items():
        yield ("rolls", slug, "parties"), roll.parties
    for slug, convention in examined.ledger.conventions.items():
        for name, clause in (
            ("joining", convention.joining),
            ("withdrawal", convention.withdrawal),
        ):
            if clause is not None:
                yield ("conventions", slug, name, "exceptions"), clause.exceptions


def unknown_treaty(examined: CheckContext) -> Iterator[Problem]:
    """Every slug that an event or a roll names is a convention of the ledger."""
    conventions, events = examined.ledger.conventions, examined.ledger.events
    named = {*map(attrgetter("convention"), events)}
    for event in () if named <= conventions.keys() else events:
        if not _known(examined, "conventions", event.convention):
            message, hint = _unknown(examined, "conventions", event.convention)
            yield examined.in_event(event, "unknown-treaty", message, key="convention", hint=hint)
    for slug in examined.ledger.rolls:
        if not _known(examined, "conventions", slug):
            message, hint = _unknown(examined, "conventions", slug)
            yield examined.in_table(("rolls", slug), "unknown-treaty", message, hint)
    yield from _mentioned(examined, "conventions", "unknown-treaty")


def _mentioned(examined: CheckContext, table: str, check: str) -> Iterator[Problem]:
    """A problem for each unknown name in the entries that could not be read."""
    for mention in examined.unread.references:
        if mention.table == table and not _known(examined, table, mention.key):
            message, hint = _unknown(examined, table, mention.key)
            yield Problem(
                file=mention.file,
                check=check,
                message=message,
                hint=hint,
                path=mention.path,
                at_key=mention.at_key,
            )


def _known(examined: CheckContext, table: str, key: str) -> bool:
    """Whether a table has an entry, or may have it where it could not be read."""
    return key in getattr(examined.ledger, table) or examined.unread.may_define(table, key)


def _unknown(examined: CheckContext, table: str, typed: str) -> tuple[str, str]:
    kind = "country" if table == "countries" else "convention"
    hint = did_you_mean(closest_names(typed, examined.keys(table))).removeprefix("; ")
    return f'unknown {kind} "{typed}"', hint or f"define it as [{table}.{typed}]"


def duplicate_event(examined: CheckContext) -> Iterator[Problem]:
    """No event is told twice: same State, convention, step, date, chamber, actor and objector."""
    for acts in examined.multi_act_histories:
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
                yield examined.in_event(
                    act.event, "duplicate-event", message, key="step", hint=hint
                )
            seen.add(mark)
