"""What TAB offers: names of the ledger in one word each, with what they stand for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatywatch.model import Ledger


def countries(incomplete: str) -> Iterator[tuple[str, str]]:
    """Countries by code and by name; a name's words are joined by hyphens, which match spaces."""
    from treatywatch.names import fold

    ledger = _ledger()
    wanted = fold(incomplete)
    for code, country in ledger.countries.items():
        name = "-".join(country.name.replace("'", " ").split())
        if fold(name).startswith(wanted):
            yield name, code
        elif incomplete and code.startswith(incomplete.upper()):
            yield code, country.name


def treaties(incomplete: str) -> Iterator[tuple[str, str]]:
    """Conventions by slug."""
    for slug, convention in _ledger().conventions.items():
        if slug.startswith(incomplete.lower()):
            yield slug, convention.name


def groups(incomplete: str) -> Iterator[tuple[str, str]]:
    """Groups by key; a key's words are joined by hyphens, which match spaces."""
    from treatywatch.names import fold

    for key, group in _ledger().groups.items():
        if fold(key).startswith(fold(incomplete)):
            yield "-".join(key.split()), group.name or ""


def stages(incomplete: str) -> Iterator[tuple[str, str]]:
    """The stages of an exit."""
    from treatywatch.model import RANKS

    for step in RANKS:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def steps(incomplete: str) -> Iterator[tuple[str, str]]:
    """The steps on the way in, out and beside."""
    from treatywatch.model import Step

    for step in Step:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def topics(incomplete: str) -> Iterator[str]:
    """The topics of conventions."""
    known = {convention.topic for convention in _ledger().conventions.values()}
    yield from sorted(topic for topic in known if topic and topic.startswith(incomplete.lower()))


def _ledger() -> "Ledger":
    """The ledger that a command would read; an empty one where it has mistakes."""
    from treatywatch.cli.session import ledger_paths
    from treatywatch.ledger.read import read_ledger

    return read_ledger(ledger_paths([])).ledger
