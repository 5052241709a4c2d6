"""Giving problems their line and column."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from treatywatch.model.errors import KeyPath, Problem

if TYPE_CHECKING:
    from treatywatch.ledger.read.locations import KeyLocation


def add_locations(problems: Iterable[Problem], texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems with line and column, in the order in which the files' texts were read.

    A problem about something that is missing is placed at what should hold it.
    """
    found = tuple(problems)
    wanting = {problem.file for problem in found if problem.line is None and problem.path}
    if wanting:
        from treatywatch.ledger.read.locations import key_locations

        known = {file: key_locations(texts[file]) for file in wanting if file in texts}
        found = tuple(_place(problem, known.get(problem.file, {})) for problem in found)
    order = {name: number for number, name in enumerate(texts)}
    return tuple(sorted(found, key=lambda p: (order.get(p.file, -1), p.line or 0, p.column or 0)))


def _place(problem: Problem, places: "Mapping[KeyPath, KeyLocation]") -> Problem:
    path = problem.path
    while path and path not in places:
        path = path[:-1]
    if problem.line is not None or not path:
        return problem
    at_key = problem.at_key or path != problem.path
    line, column, end = places[path].key if at_key else places[path].value
    return msgspec.structs.replace(problem, line=line, column=column, end=end)
