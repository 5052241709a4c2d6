"""Values of options: typed text to dates, names and words of a fixed set.

The model is imported inside the functions because help and completion need none of it.
"""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from treatywatch.model.dates import PartialDate, Period
    from treatywatch.model.events import Step
    from treatywatch.model.ledger import Ledger

DATE_HELP: Final = "YYYY-MM-DD, YYYY-MM (its end) or today"
_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def today() -> date:
    """Return TREATYWATCH_TODAY if set, else the system's date. Raises typer.BadParameter."""
    text = os.environ.get("TREATYWATCH_TODAY")
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the user's day
    except ValueError:
        raise typer.BadParameter(f"TREATYWATCH_TODAY is {text!r}, not YYYY-MM-DD.") from None


def parse_end_date(text: str) -> date:
    """Return the day, or the last of the month. Raises typer.BadParameter."""
    return _parse_date(text).last


def parse_start_date(text: str) -> date:
    """Return the day, or the first of the month. Raises typer.BadParameter."""
    return _parse_date(text).first


def _parse_date(text: str) -> "PartialDate":
    from treatywatch.model.dates import PartialDate, parse_partial_date

    if text == "today":
        return PartialDate(today())
    try:
        return (
            PartialDate(date.fromisoformat(text))
            if re.fullmatch(_DAY, text)
            else parse_partial_date(text)
        )
    except ValueError:
        message = f"{text!r} is not a date: use {DATE_HELP}."
        raise typer.BadParameter(message) from None


def parse_period_option(text: str) -> "Period":
    """Return the period. Raises typer.BadParameter."""
    from treatywatch.model.dates import parse_period

    try:
        return parse_period(text)
    except ValueError:
        message = f'{text!r} is not a period such as "6 months" or "1 year".'
        raise typer.BadParameter(message) from None


def parse_choice(kind: str, text: str, choices: Iterable[str]) -> str:
    """Return the choice that the text names, in any case. Raises typer.BadParameter."""
    from treatywatch.model.names import UnknownNameError, match_choice

    try:
        return match_choice(kind, text, choices)
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None


def parse_stages(texts: Sequence[str] | None) -> "frozenset[Step]":
    """Return the stages of an exit. Raises typer.BadParameter."""
    from treatywatch.model.events import EXIT_STAGE_RANK, Step

    return frozenset(Step(parse_choice("stage", text, EXIT_STAGE_RANK)) for text in texts or ())


def parse_steps(texts: Sequence[str] | None) -> "frozenset[Step]":
    """Return the steps. Raises typer.BadParameter."""
    from treatywatch.model.events import Step

    return frozenset(Step(parse_choice("step", text, Step)) for text in texts or ())


def parse_topic(ledger: "Ledger", text: str | None) -> str | None:
    """Return the topic, as the ledger's conventions name it. Raises typer.BadParameter."""
    if text is None:
        return None
    topics = {convention.topic for convention in ledger.conventions.values() if convention.topic}
    return parse_choice("topic", text, sorted(topics))


def parse_claim(text: str) -> str:
    """Return the claim. Raises typer.BadParameter."""
    from treatywatch.answers.verify import CLAIMS

    return parse_choice("claim", text, CLAIMS)


def parse_checks(texts: Sequence[str] | None, *, strict: bool) -> tuple[str, ...]:
    """Return the checks to apply; empty means the default ones. Raises typer.BadParameter."""
    from treatywatch.checks.registry import READ_CHECKS, RULES, strict_names

    if strict and texts:
        raise typer.BadParameter("--strict applies all checks: leave out the names, or the option.")
    if strict:
        return strict_names()
    choices = (*READ_CHECKS, *RULES)
    return tuple(dict.fromkeys(parse_choice("check", text, choices) for text in texts or ()))
