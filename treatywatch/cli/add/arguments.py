"""What the options of `add` tell of a step, and the document of a ledger that comes of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import typer

from treatywatch.cli.add.fields import (
    FIELDS,
    NOTE,
    OTHER_DATE,
    POSTPONED,
    SOURCE,
    Document,
    Field,
    ParseContext,
)


class AddArguments(msgspec.Struct, frozen=True, kw_only=True):
    """Options as typed: those of the event, and lists of those of its sources, by a ledger's keys."""

    single: Mapping[str, str | None]
    sources: Mapping[str, Sequence[str]]
    other_dates: Sequence[str]
    contested: bool
    unverified: bool

    def missing(self) -> list[str]:
        """The options without which there is no event."""
        wanting = [field for field in FIELDS if field.required and not self.single[field.key]]
        wanting += [field for field in SOURCE if field.required and not self.sources[field.key]]
        return [field.option for field in wanting]


def parse_arguments(given: AddArguments, setting: ParseContext) -> Document:
    """What options tell, as a ledger's document has it. Raises typer.BadParameter."""
    told: Document = {}
    for field in (*FIELDS, POSTPONED, NOTE):
        typed = given.single[field.key]
        if typed is not None:
            told[field.key] = _read(field, setting, typed)
    told["sources"] = list(_sources(given.sources, setting))
    if given.other_dates:
        told["other_dates"] = [_other_date(typed, setting) for typed in given.other_dates]
    if given.contested:
        told["contested"] = True
    if given.unverified:
        told["verified"] = False
    return told


def _read(field: Field, setting: ParseContext, typed: str) -> Any:
    try:
        return field.read(setting, typed)
    except ValueError as error:
        raise typer.BadParameter(_ended(str(error)), param_hint=field.option) from None


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _sources(given: Mapping[str, Sequence[str]], setting: ParseContext) -> Iterator[Document]:
    """Each source from the options that belong together, the first of each for the first source."""
    count = max(map(len, given.values()))
    for field in SOURCE:
        told = len(given[field.key])
        if told not in {0, count} or (count and field.required and not told):
            message = f"{told} given for {count} source{'s' * (count != 1)}"
            hint = 'give it once for each, "" for none' if not field.required else "give each one"
            raise typer.BadParameter(f"{message}: {hint}.", param_hint=field.option)
    for number in range(count):
        yield {
            field.key: _read(field, setting, given[field.key][number])
            for field in SOURCE
            if given[field.key] and (given[field.key][number] or field.required)
        }


def _other_date(typed: str, setting: ParseContext) -> Document:
    date, _, note = typed.partition("=")
    parts = zip(OTHER_DATE, (date, note), strict=True)
    return {
        field.key: _read(field, setting, part) for field, part in parts if part or field.required
    }
