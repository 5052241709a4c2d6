"""Word a clause for a table or a sentence, and list its caveats."""

from collections.abc import Iterator
from typing import Final

from treatywatch.model.conventions import Clause, Effect

_EFFECT_WORDS: Final = {
    Effect.DAY_AFTER: ", out the day after",
    Effect.FIRST_OF_NEXT_MONTH: ", out on the 1st of the next month",
    Effect.NEGOTIATED: " unless agreed otherwise",
}
_YEAR_WORDS: Final = {0: "of that year", 1: "of the next year"}


def clause_in_words(clause: Clause | None) -> str:
    """Return a clause in a few words: "article 20: 6 months from receipt"."""
    if clause is None or (clause.period is None and clause.calendar is None):
        exceptions = ", ".join(clause.exceptions) if clause else ""
        return "no exit clause" + (f"; its own for {exceptions}" if exceptions else "")
    article = f"article {clause.article}: " if clause.article else ""
    return f"{article}{_rule(clause)}" + ("" if clause.operable else " (not operable)")


def _rule(clause: Clause) -> str:
    if clause.calendar is None:
        return (
            f"{clause.period} from {clause.clock or 'notice'}{_EFFECT_WORDS.get(clause.effect, '')}"
        )
    calendar = clause.calendar
    year = _YEAR_WORDS.get(calendar.years, f"{calendar.years} years on")
    return f"notice by {calendar.by}, out on {calendar.on} {year}"


def clause_in_sentence(clause: Clause | None) -> str:
    """Return a clause in a sentence: its article, clock and rule."""
    if clause is None:
        return "none on record"
    words = clause_in_words(clause)
    return f"{words[0].upper()}{words[1:]}."


def clause_caveats(clause: Clause | None) -> Iterator[str]:
    """Yield the caveats about a clause that apply to every notification."""
    if clause is None:
        yield "The convention has no exit clause on record: nothing is computed."
        return
    if clause.armed_conflict:
        at_notice = clause.armed_conflict_test == "at-notification"
        when = "the notice is given" if at_notice else "the period ends"
        yield (
            f"If the State is engaged in an armed conflict when {when}, "
            "the exit takes effect only after the conflict ends."
        )
    if clause.effect is Effect.NEGOTIATED:
        yield "An agreement or an extension may change the period."
    if clause.later_date_allowed:
        yield "The notice may name a later day."
    if clause.text_seen is False:
        yield "We have not read the text of the clause; this is a paraphrase."
    for label, text in (("Practice", clause.practice), ("Conditions", clause.conditions)):
        if text:
            yield f"{label}: {text}"
