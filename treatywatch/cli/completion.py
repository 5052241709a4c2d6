"""What TAB offers: names of the ledger in one word each, with what they stand for."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_SAFE_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""Letters and digits of any script, joined by hyphens: no shell reads anything else in such a word."""
_UNSAFE_IN_DESCRIPTION: Final = re.compile(r"[^\w ,.()/-]")
"""All but letters, digits and marks that mean nothing to bash, zsh, fish and Rich between quotes."""


def countries(incomplete: str) -> Iterator[tuple[str, str]]:
    """Countries by name and by code."""
    for code, name in _offered("countries").items():
        completed = _completed(incomplete, name)
        if completed is not None:
            yield completed, code
        elif incomplete and code.startswith(incomplete.upper()):
            yield incomplete + code[len(incomplete) :], _description(name)


def treaties(incomplete: str) -> Iterator[tuple[str, str]]:
    """Conventions by slug."""
    yield from _keyed("conventions", incomplete)


def groups(incomplete: str) -> Iterator[tuple[str, str]]:
    """Groups by key."""
    yield from _keyed("groups", incomplete)


def _keyed(kind: str, incomplete: str) -> Iterator[tuple[str, str]]:
    for key, name in _offered(kind).items():
        completed = _completed(incomplete, key)
        if completed is not None:
            yield completed, _description(name)


def _completed(incomplete: str, name: str) -> str | None:
    """The name as one word that goes on from what was typed; None where it does not.

    Its words are joined by hyphens, which names match as spaces: shells split at spaces. What was
    typed stays as it is, since shells offer only what begins with it to the letter.
    """
    from treatywatch.model.names import normalize_name

    plain = "-".join(normalize_name(name).split())
    if not plain.startswith("-".join(normalize_name(incomplete).split())):
        return None
    spelled = "-".join(name.replace("'", " ").split())
    safe = _SAFE_WORD.fullmatch(spelled) and len(spelled) == len(plain)
    return incomplete + (spelled if safe else plain)[len(incomplete) :]


def _description(text: str) -> str:
    """Drop every character that a shell or Typer's markup could act on."""
    return " ".join(_UNSAFE_IN_DESCRIPTION.sub(" ", text).split())


def stages(incomplete: str) -> Iterator[tuple[str, str]]:
    """The stages of an exit."""
    from treatywatch.model.events import EXIT_STAGE_RANK

    for step in EXIT_STAGE_RANK:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def steps(incomplete: str) -> Iterator[tuple[str, str]]:
    """The steps on the way in, out and beside."""
    from treatywatch.model.events import Step

    for step in Step:
        if step.startswith(incomplete.lower()):
            yield step.value, step.words


def claims(incomplete: str) -> Iterator[str]:
    """What may be claimed of a State and a convention."""
    from treatywatch.answers.verify import CLAIMS

    yield from (claim for claim in CLAIMS if claim.startswith(incomplete.lower()))


def checks(incomplete: str) -> Iterator[tuple[str, str]]:
    """The checks that can be named, with what each asks."""
    from treatywatch.checks.reading import READ_CHECKS
    from treatywatch.checks.registry import RULES

    asked = dict(READ_CHECKS) | {name: rule.description for name, rule in RULES.items()}
    yield from (item for item in asked.items() if item[0].startswith(incomplete.lower()))


def schemas(incomplete: str) -> Iterator[str]:
    """What there is a schema of."""
    from treatywatch.schemas import NAMES

    yield from (name for name in NAMES if name.startswith(incomplete.lower()))


def tables(incomplete: str) -> Iterator[str]:
    """The tables that can be taken out."""
    from treatywatch.answers.export import TABLES

    yield from (name for name in TABLES if name.startswith(incomplete.lower()))


def topics(incomplete: str) -> Iterator[str]:
    """The topics of conventions."""
    completions = (_completed(incomplete, topic) for topic in _offered("topics"))
    yield from (completed for completed in completions if completed)


def _offered(kind: str) -> Mapping[str, str]:
    """The names of a kind in the ledger that a command would read; none where it has mistakes.

    They come from its compiled copy, which is made where there is none: TAB is pressed again.
    """
    from treatywatch.cli.ledgers import cache_for, ledger_paths

    paths = ledger_paths([])
    copy = cache_for(paths)
    names = copy.completion_names(kind) if copy else None
    if names is not None:
        return names
    from treatywatch.ledger.read.load import read_ledger
    from treatywatch.model.names import completion_names

    since = copy.filesystem_time() if copy else None
    reading = read_ledger(paths)
    if reading.problems:
        return {}
    if copy and since is not None:
        copy.save(reading.ledger, reading.includes, since)
    return completion_names(reading.ledger, kind)
