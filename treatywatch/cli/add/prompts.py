"""Questions on the terminal about a step to add."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import typer
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.document import Document as TypedText
from prompt_toolkit.validation import ValidationError, Validator

from treatywatch.cli.add.fields import FIELDS, NOTE, SOURCE, Document, Field, ParseContext

_NO: Final = {"", "n", "no"}
_YES: Final = {"y", "yes"}


class _ParseValidator(Validator):
    """Accepts an answer that can be parsed; shows the error of another."""

    def __init__(self, parse: Callable[[str], Any], *, required: bool) -> None:
        self._parse = parse
        self._required = required

    def validate(self, document: TypedText) -> None:
        """Raise ValidationError if the answer cannot be parsed."""
        if not document.text.strip() and not self._required:
            return
        try:
            self._parse(document.text)
        except ValueError as error:
            raise ValidationError(len(document.text), str(error)) from None


class Prompter:
    """Asks on the terminal. Raises EOFError or KeyboardInterrupt if the user breaks off."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession()

    def field(self, field: Field, context: ParseContext) -> Any:
        """Return the value of a field for a document, or None for an empty answer."""
        text = self._ask(
            field.question,
            lambda text: field.parse(context, text),
            required=field.required,
            words=list(field.words(context)),
        )
        return field.parse(context, text) if text.strip() else None

    def agreed(self, question: str) -> bool:
        """Return whether the user says yes; an empty answer is no."""
        return self._ask(f"{question} [y/N]", _yes_or_no, required=False).lower().strip() in _YES

    def _ask(
        self,
        question: str,
        parse: Callable[[str], Any],
        *,
        required: bool,
        words: Sequence[str] = (),
    ) -> str:
        return self._session.prompt(
            f"{question}: ",
            completer=WordCompleter(
                list(words), ignore_case=True, sentence=True, match_middle=True
            ),
            complete_while_typing=True,
            validator=_ParseValidator(parse, required=required),
            validate_while_typing=False,
        )


def _yes_or_no(text: str) -> None:
    if text.strip().lower() not in _YES | _NO:
        raise ValueError("answer y or n")


def ask_event(
    prompter: Prompter,
    context: ParseContext,
    document: Document,
    pair_text: Callable[[Document], str],
) -> None:
    """Ask for the fields of an event that the document lacks.

    Answers go into the document one by one, so that they are kept if the user breaks off.
    `pair_text` returns a text to show once the State and the convention are known.
    """
    shown = False
    for field in FIELDS:
        if not shown and {"country", "convention"} <= document.keys():
            typer.echo(f"\n{pair_text(document)}")
            shown = True
        if field.key not in document and field.applies(context, document):
            _ask_field(prompter, context, field, document)
    if not document.get("sources"):
        document["sources"] = []
        _ask_sources(prompter, context, document["sources"])
    if NOTE.key not in document:
        _ask_field(prompter, context, NOTE, document)


def _ask_sources(prompter: Prompter, context: ParseContext, sources: list[Document]) -> None:
    while not sources or prompter.agreed("Another source?"):
        source: Document = {}
        sources.append(source)
        for field in SOURCE:
            _ask_field(prompter, context, field, source)


def _ask_field(prompter: Prompter, context: ParseContext, field: Field, document: Document) -> None:
    value = prompter.field(field, context)
    if value is not None:
        document[field.key] = value
