"""Rules about sources: that each is near enough to the act, later than it, and can be found."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from treatywatch.checks.context import CheckContext, Finding
from treatywatch.checks.date_limits import PREANNOUNCED_STEPS
from treatywatch.model.conventions import Clause
from treatywatch.model.errors import KeyPath
from treatywatch.model.events import EXIT_STAGE_RANK, Event, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source, SourceKind
from treatywatch.model.rolls import RollRow

_DECISIVE: Final = {
    step for step, rank in EXIT_STAGE_RANK.items() if rank >= EXIT_STAGE_RANK[Step.NOTIFIED]
}
_NEAR: Final = {SourceKind.DEPOSITARY, SourceKind.OFFICIAL}


def source_weak(context: CheckContext) -> Iterator[Finding]:
    """From the notice on no step rests on weak sources alone, or the record says so."""
    for event in context.ledger.events:
        weak = all(source.kind is SourceKind.WEAK for source in event.sources)
        if event.step in _DECISIVE and weak and event.verified and not event.note:
            message = f'"{event.step}" on {event.date} rests on weak sources alone'
            hint = "name a depositary's, official or monitor's source, or set verified = false"
            yield context.event_finding(event, message, hint, key="sources")


def source_early(context: CheckContext) -> Iterator[Finding]:
    """No source was published before the act that it tells of, unless the act was set beforehand."""
    for event in context.ledger.events:
        if event.step in PREANNOUNCED_STEPS:
            continue
        first = min([event.date.first, *(other.date.first for other in event.other_dates)])
        for number, source in enumerate(event.sources):
            if source.published is not None and source.published.last < first:
                message = (
                    f"this source came out on {source.published}, "
                    f'before the "{event.step}" of {event.date} that it tells of'
                )
                hint = "correct one of the dates, or take the source out"
                path = ("sources", number, "published")
                yield context.event_finding(event, message, hint, key=path)


def url_malformed(context: CheckContext) -> Iterator[Finding]:
    """Every address is one that a browser opens: http or https, with a host and no spaces."""
    for event in context.ledger.events:
        for path, message, hint in _malformed(event.sources):
            yield context.event_finding(event, message, hint, key=path)
    for table, sources in _tables(context.ledger):
        for path, message, hint in _malformed(sources):
            yield context.table_finding((*table, *path), message, hint, at_key=False)


def _malformed(sources: Iterable[Source]) -> Iterator[tuple[KeyPath, str, str]]:
    for number, source in enumerate(sources):
        if source.url is not None and not _opens(source.url):
            message = f'"{source.url}" is not an address that a browser opens'
            yield ("sources", number, "url"), message, _opening(source.url)


def _opens(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and named and not any(map(str.isspace, url))


def _opening(url: str) -> str:
    """What to do about an address that does not open: lacking a scheme or escapes, it has them."""
    whole = "%20".join(url.split())
    if "." in whole and ":" not in whole:
        whole = f"https://{whole}"
    opens = _opens(whole) and "%" not in (urlsplit(whole).hostname or "")
    return f'write "{whole}"' if opens else "write it as https://host/path, or take it out"


def _tables(ledger: Ledger) -> Iterator[tuple[KeyPath, tuple[Source, ...]]]:
    """The sources of all that is no event, with the path to what rests on them."""
    for slug, convention in ledger.conventions.items():
        yield ("conventions", slug), convention.sources
        for name, clause in (
            ("joining", convention.joining),
            ("withdrawal", convention.withdrawal),
        ):
            if clause is not None:
                yield from _in_clause(("conventions", slug, name), clause)
    for slug, roll in ledger.rolls.items():
        yield ("rolls", slug), roll.sources
        for code, row in roll.parties.items():
            yield ("rolls", slug, "parties", code), row.sources


def _in_clause(path: KeyPath, clause: Clause) -> Iterator[tuple[KeyPath, tuple[Source, ...]]]:
    """A clause's sources, and those of the exceptions that do not take them over from it."""
    yield path, clause.sources
    for code, exception in clause.exceptions.items():
        if exception.sources != clause.sources:
            yield (*path, "exceptions", code), exception.sources


def url_duplicate(context: CheckContext) -> Iterator[Finding]:
    """No event names the same address twice."""
    for event in context.ledger.events:
        seen: set[str] = set()
        for number, source in enumerate(event.sources):
            if source.url is None:
                continue
            if source.url in seen:
                message = f"{source.url} is named twice"
                hint = "keep one of the two"
                path = ("sources", number, "url")
                yield context.event_finding(event, message, hint, key=path)
            seen.add(source.url)


def no_official_source(context: CheckContext) -> Iterator[Finding]:
    """From the notice on a step is best told by the depositary or an official text."""
    for event in context.ledger.events:
        if event.step in _DECISIVE and not any(map(_is_authoritative, event.sources)):
            message = (
                f'"{event.step}" on {event.date} names no depositary\'s and no official source'
            )
            hint = "add the depositary notification, if it can be had"
            yield context.event_finding(event, message, hint, key="sources")


def _is_authoritative(source: Source) -> bool:
    return source.kind in _NEAR


def unverified(context: CheckContext) -> Iterator[Finding]:
    """Every act has been verified."""
    for event in context.ledger.events:
        if not event.verified:
            message = f'"{event.step}" on {event.date} is marked as not verified'
            hint = "verify it against the depositary's text, then take out verified = false"
            yield context.event_finding(event, message, hint, key="verified")


def contested_unexplained(context: CheckContext) -> Iterator[Finding]:
    """What is contested says why: by other dates, or in a note."""
    key = "contested"
    hint = 'add other_dates = [{ date = …, note = "…" }], or note = "…"'
    for event in context.ledger.events:
        if event.contested and not (_reasoned(event) or event.claim):
            message = f'"{event.step}" on {event.date} is contested, and nothing says by what'
            yield context.event_finding(event, message, hint, key=key)
    for slug, roll in context.ledger.rolls.items():
        for code, row in roll.parties.items():
            if row.contested and not _reasoned(row):
                message = f"what the roll says of {code} is contested, and nothing says by what"
                path = ("rolls", slug, "parties", code, key)
                yield context.table_finding(path, message, hint, at_key=False)


def _reasoned(entry: Event | RollRow) -> bool:
    return bool(entry.other_dates or entry.note)
