"""Shell completion: the names of the ledger and the words of fixed sets.

The first value of a pair is completed, the second is shown next to it. A ledger may come from an enemy:
names pass an allow-list before a shell sees them, because bash runs what stands in a word, and zsh
evaluates words and descriptions alike.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_SAFE_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""Letters and digits of any script, joined by hyphens."""
_UNSAFE_IN_DESCRIPTION: Final = re.compile(r"[^\w ,.()/-]")
"""Characters that a shell or Rich may act on between quotes."""


def countries(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete countries by name and by code."""
    for code, name in _ledger_names("countries").items():
        completed = _complete_name(incomplete, name)
        if completed is not None:
            yield completed, code
        elif incomplete and code.startswith(incomplete.upper()):
            yield incomplete + code[len(incomplete) :], _safe_description(name)


def treaties(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete conventions by slug."""
    yield from _complete_keys("conventions", incomplete)


def groups(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete groups by key."""
    yield from _complete_keys("groups", incomplete)


def _complete_keys(kind: str, incomplete: str) -> Iterator[tuple[str, str]]:
    for key, name in _ledger_names(kind).items():
        completed = _complete_name(incomplete, key)
        if completed is not None:
            yield completed, _safe_description(name)


def _complete_name(incomplete: str, name: str) -> str | None:
    """Return the name as one word that begins with the typed text, or None.

    Words are joined by hyphens, because shells split at spaces; names match hyphens as spaces. The
    typed text is kept, because shells offer only what begins with it to the letter.
    """
    from treatywatch.model.names import normalize_name

    plain = "-".join(normalize_name(name).split())
    if not plain.startswith("-".join(normalize_name(incomplete).split())):
        return None
    word = "-".join(name.replace("'", " ").split())
    safe = _SAFE_WORD.fullmatch(word) and len(word) == len(plain)
    return incomplete + (word if safe else plain)[len(incomplete) :]


def _safe_description(text: str) -> str:
    """Remove every character that a shell or Typer's markup could act on."""
    return " ".join(_UNSAFE_IN_DESCRIPTION.sub(" ", text).split())


def stages(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete the stages of an exit."""
    from treatywatch.model.events import EXIT_STAGE_RANK

    for step in EXIT_STAGE_RANK:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def steps(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete steps."""
    from treatywatch.model.events import Step

    for step in Step:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def claims(incomplete: str) -> Iterator[str]:
    """Complete the claims of `verify`."""
    from treatywatch.answers.verify import CLAIMS

    yield from _complete_words(CLAIMS, incomplete)


def checks(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete checks, with their descriptions."""
    from treatywatch.checks.registry import READ_CHECKS, RULES

    descriptions = dict(READ_CHECKS) | {name: rule.description for name, rule in RULES.items()}
    for name, description in descriptions.items():
        if name.startswith(incomplete.lower()):
            yield name, description


def schemas(incomplete: str) -> Iterator[str]:
    """Complete the names of schemas."""
    from treatywatch.schemas import NAMES

    yield from _complete_words(NAMES, incomplete)


def tables(incomplete: str) -> Iterator[str]:
    """Complete the tables of `export`."""
    from treatywatch.answers.export import TABLES

    yield from _complete_words(TABLES, incomplete)


def topics(incomplete: str) -> Iterator[str]:
    """Complete the topics of conventions."""
    words = (_complete_name(incomplete, topic) for topic in _ledger_names("topics"))
    yield from (word for word in words if word)


def _complete_words(words: Iterable[str], incomplete: str) -> Iterator[str]:
    yield from (word for word in words if word.startswith(incomplete.lower()))


def _ledger_names(kind: str) -> Mapping[str, str]:
    """Return the names of a kind in the default ledger; empty if it has mistakes.

    They are read from the cache, which is written if need be, because TAB is pressed again.
    """
    from treatywatch.cli.ledgers import cache_for, ledger_paths

    paths = ledger_paths([])
    cache = cache_for(paths)
    names = cache.completion_names(kind) if cache else None
    if names is not None:
        return names
    from treatywatch.ledger.read.load import read_ledger
    from treatywatch.model.names import completion_names

    read_started = cache.filesystem_time() if cache else None
    result = read_ledger(paths)
    if result.problems:
        return {}
    if cache and read_started is not None:
        cache.save(result.ledger, result.sources, read_started)
    return completion_names(result.ledger, kind)
