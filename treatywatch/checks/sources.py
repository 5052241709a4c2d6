"""Rules on sources, and on acts marked as unverified or contested."""

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
_AUTHORITATIVE: Final = {SourceKind.DEPOSITARY, SourceKind.OFFICIAL}


def source_weak(context: CheckContext) -> Iterator[Finding]:
    """No notification or exit rests on weak sources alone without saying so."""
    for event in context.ledger.events:
        weak = all(source.kind is SourceKind.WEAK for source in event.sources)
        if event.step in _DECISIVE and weak and event.verified and not event.note:
            message = f'"{event.step}" on {event.date} rests on weak sources alone'
            hint = "add a depositary, official or monitor source, or set verified = false"
            yield context.event_finding(event, message, hint, key="sources")


def source_early(context: CheckContext) -> Iterator[Finding]:
    """No source was published before its act, unless the act was announced beforehand."""
    for event in context.ledger.events:
        if event.step in PREANNOUNCED_STEPS:
            continue
        first = min([event.date.first, *(other.date.first for other in event.other_dates)])
        for number, source in enumerate(event.sources):
            if source.published is not None and source.published.last < first:
                message = (
                    f"this source was published on {source.published}, "
                    f'before the "{event.step}" of {event.date}'
                )
                hint = "correct one of the dates, or take the source out"
                path = ("sources", number, "published")
                yield context.event_finding(event, message, hint, key=path)


def url_malformed(context: CheckContext) -> Iterator[Finding]:
    """Every address opens in a browser: http or https, a host, no spaces."""
    for event in context.ledger.events:
        for path, message, hint in _malformed_urls(event.sources):
            yield context.event_finding(event, message, hint, key=path)
    for table, sources in _sources_by_path(context.ledger):
        for path, message, hint in _malformed_urls(sources):
            yield context.table_finding((*table, *path), message, hint, at_key=False)


def _malformed_urls(sources: Iterable[Source]) -> Iterator[tuple[KeyPath, str, str]]:
    for number, source in enumerate(sources):
        if source.url is not None and not _opens(source.url):
            message = f'"{source.url}" is not an address that a browser opens'
            yield ("sources", number, "url"), message, _url_hint(source.url)


def _opens(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and named and not any(map(str.isspace, url))


def _url_hint(url: str) -> str:
    """Return the hint for a malformed address: the address with its scheme and escapes."""
    completed = "%20".join(url.split())
    if "." in completed and ":" not in completed:
        completed = f"https://{completed}"
    opens = _opens(completed) and "%" not in (urlsplit(completed).hostname or "")
    return f'write "{completed}"' if opens else "write it as https://host/path, or take it out"


def _sources_by_path(ledger: Ledger) -> Iterator[tuple[KeyPath, tuple[Source, ...]]]:
    """Yield the sources of every entry except events, with the path to the entry."""
    for slug, convention in ledger.conventions.items():
        yield ("conventions", slug), convention.sources
        for name, clause in (
            ("joining", convention.joining),
            ("withdrawal", convention.withdrawal),
        ):
            if clause is not None:
                yield from _clause_sources(("conventions", slug, name), clause)
    for slug, roll in ledger.rolls.items():
        yield ("rolls", slug), roll.sources
        for code, row in roll.parties.items():
            yield ("rolls", slug, "parties", code), row.sources


def _clause_sources(path: KeyPath, clause: Clause) -> Iterator[tuple[KeyPath, tuple[Source, ...]]]:
    """Yield the sources of a clause and of the exceptions that do not inherit them."""
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
    """Every notification and exit has a source from the depositary or an official text."""
    for event in context.ledger.events:
        if event.step in _DECISIVE and not any(map(_is_authoritative, event.sources)):
            message = f'"{event.step}" on {event.date} has no depositary or official source'
            hint = "add the depositary notification, if it is available"
            yield context.event_finding(event, message, hint, key="sources")


def _is_authoritative(source: Source) -> bool:
    return source.kind in _AUTHORITATIVE


def unverified(context: CheckContext) -> Iterator[Finding]:
    """Every act has been verified."""
    for event in context.ledger.events:
        if not event.verified:
            message = f'"{event.step}" on {event.date} is marked as not verified'
            hint = "verify it against the depositary's text, then take out verified = false"
            yield context.event_finding(event, message, hint, key="verified")


def contested_unexplained(context: CheckContext) -> Iterator[Finding]:
    """Every contested act has a reason: other dates, a note or a claim."""
    key = "contested"
    hint = 'add other_dates = [{ date = …, note = "…" }], or note = "…"'
    for event in context.ledger.events:
        if event.contested and not (_has_reason(event) or event.claim):
            message = f'"{event.step}" on {event.date} is contested, but no reason is given'
            yield context.event_finding(event, message, hint, key=key)
    for slug, roll in context.ledger.rolls.items():
        for code, row in roll.parties.items():
            if row.contested and not _has_reason(row):
                message = f"the roll row of {code} is contested, but no reason is given"
                path = ("rolls", slug, "parties", code, key)
                yield context.table_finding(path, message, hint, at_key=False)


def _has_reason(entry: Event | RollRow) -> bool:
    return bool(entry.other_dates or entry.note)
