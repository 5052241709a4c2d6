"""The options of `add`, parsed into the document of an event."""

from collections.abc import Iterator
from typing import Any

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
from treatywatch.cli.add.options import StepOptions


def missing_options(options: StepOptions) -> list[str]:
    """Return the required options that are missing."""
    missing = [field for field in FIELDS if field.required and not getattr(options, field.key)]
    missing += [field for field in SOURCE if field.required and not _source_texts(options, field)]
    return [field.option for field in missing]


def parse_arguments(options: StepOptions, context: ParseContext) -> Document:
    """Return the event of the options as a ledger's document. Raises typer.BadParameter."""
    document: Document = {}
    for field in (*FIELDS, POSTPONED, NOTE):
        text = getattr(options, field.key)
        if text is not None:
            document[field.key] = _parse(field, context, text)
    document["sources"] = list(_sources(options, context))
    if options.other_dates:
        document["other_dates"] = [_other_date(text, context) for text in options.other_dates]
    if options.contested:
        document["contested"] = True
    if options.unverified:
        document["verified"] = False
    return document


def _parse(field: Field, context: ParseContext, text: str) -> Any:
    try:
        return field.parse(context, text)
    except ValueError as error:
        message = str(error) if str(error).endswith("?") else f"{error}."
        raise typer.BadParameter(message, param_hint=field.option) from None


def _source_texts(options: StepOptions, field: Field) -> list[str]:
    texts: list[str] | None = getattr(options, f"source_{field.key}")
    return texts or []


def _sources(options: StepOptions, context: ParseContext) -> Iterator[Document]:
    """Yield the sources: the first of each option is the first source, and so on."""
    texts = {field.key: _source_texts(options, field) for field in SOURCE}
    count = max(map(len, texts.values()))
    for field in SOURCE:
        given = len(texts[field.key])
        if given not in {0, count} or (count and field.required and not given):
            message = f"{given} given for {count} source{'s' * (count != 1)}"
            hint = "give each one" if field.required else 'give it once for each, "" for none'
            raise typer.BadParameter(f"{message}: {hint}.", param_hint=field.option)
    for number in range(count):
        yield {
            field.key: _parse(field, context, texts[field.key][number])
            for field in SOURCE
            if texts[field.key] and (texts[field.key][number] or field.required)
        }


def _other_date(text: str, context: ParseContext) -> Document:
    date, _, note = text.partition("=")
    parts = zip(OTHER_DATE, (date, note), strict=True)
    return {
        field.key: _parse(field, context, part) for field, part in parts if part or field.required
    }
