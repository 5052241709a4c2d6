"""Asking for a step on a terminal, one question at a time."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import typer
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.document import Document as Typed
from prompt_toolkit.validation import ValidationError, Validator

from treatywatch.cli.add.fields import FIELDS, NOTE, SOURCE, Document, Field, ParseContext

_NO: Final = {"", "n", "no"}
_YES: Final = {"y", "yes"}


class _Reads(Validator):
    """Lets an answer pass that can be read, and says of another why not."""

    def __init__(self, read: Callable[[str], Any], *, required: bool) -> None:
        self._read = read
        self._required = required

    def validate(self, document: Typed) -> None:
        """Raise ValidationError for an answer that cannot be read."""
        if not document.text.strip() and not self._required:
            return
        try:
            self._read(document.text)
        except ValueError as error:
            raise ValidationError(len(document.text), str(error)) from None


class Prompter:
    """Asks on the terminal. Raises EOFError or KeyboardInterrupt where the user breaks off."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession()

    def field(self, field: Field, setting: ParseContext) -> Any:
        """The answer to a field's question as a document has it; None where it was left empty."""
        typed = self._ask(
            field.question,
            lambda text: field.read(setting, text),
            required=field.required,
            words=list(field.words(setting)),
        )
        return field.read(setting, typed) if typed.strip() else None

    def agreed(self, question: str) -> bool:
        """Whether the user says yes; an empty answer is no."""
        return self._ask(f"{question} [y/N]", _yes_or_no, required=False).lower().strip() in _YES

    def _ask(
        self,
        question: str,
        read: Callable[[str], Any],
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
            validator=_Reads(read, required=required),
            validate_while_typing=False,
        )


def _yes_or_no(text: str) -> None:
    if text.strip().lower() not in _YES | _NO:
        raise ValueError("answer y or n")


def ask_event(
    asker: Prompter, setting: ParseContext, told: Document, view: Callable[[Document], str]
) -> None:
    """Complete what is told of an event by asking for the rest of it, question by question.

    Answers go into `told` as they are given, so that nothing is lost where the user breaks off.
    `view` is what to show once the State and the convention are known.
    """
    shown = False
    for field in FIELDS:
        if not shown and {"country", "convention"} <= told.keys():
            typer.echo(f"\n{view(told)}")
            shown = True
        if field.key not in told and field.wanted(setting, told):
            _take(asker, setting, field, told)
    if not told.get("sources"):
        told["sources"] = []
        _ask_sources(asker, setting, told["sources"])
    if NOTE.key not in told:
        _take(asker, setting, NOTE, told)


def _ask_sources(asker: Prompter, setting: ParseContext, sources: list[Document]) -> None:
    while not sources or asker.agreed("Another source?"):
        source: Document = {}
        sources.append(source)
        for field in SOURCE:
            _take(asker, setting, field, source)


def _take(asker: Prompter, setting: ParseContext, field: Field, told: Document) -> None:
    answer = asker.field(field, setting)
    if answer is not None:
        told[field.key] = answer
