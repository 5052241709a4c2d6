"""The reports of `explain` and `what-if`: a note with a statement on each line."""

from collections.abc import Iterator
from typing import Final

from treatywatch.answers.explain import ExplainAnswer, ExplainItem
from treatywatch.answers.timeline import TimelineItem
from treatywatch.answers.what_if import WhatIfAnswer, WhatIfItem
from treatywatch.law.wording import clause_in_sentence
from treatywatch.model.dates import relative_text
from treatywatch.model.events import CANCELLING_STEPS, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.provenance import Source
from treatywatch.reports.notes import currency_warning, date_text
from treatywatch.reports.report import Column, Mark, Report, Row, Style, cell

_COLUMNS: Final = (
    Column(heading="", no_wrap=True, blank_repeats=True),
    Column(heading=""),
    Column(heading="", no_wrap=True),
)


class _SourceNumbers:
    """The sources of a note, numbered in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    def cite(self, sources: tuple[Source, ...]) -> str:
        """Return the numbers of the sources, as in "[1][2]"."""
        numbers = (self._numbers.setdefault(s, len(self._numbers) + 1) for s in sources)
        return "".join(f"[{number}]" for number in numbers)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield each number with its source: title, publisher, date and URL."""
        for source, number in self._numbers.items():
            parts = (source.title, source.publisher, source.published, source.url)
            yield f"[{number}]", ", ".join(str(part) for part in parts if part)


def explain_report(answer: ExplainAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer from `ledger`."""
    sources = _SourceNumbers()
    rows = [
        row
        for number, item in enumerate(answer.items)
        for row in _exit_rows(answer, number, sources)
    ]
    rows += [
        _note_row("Other", _step_text(step), sources.cite(step.sources))
        for step in answer.other_acts
    ]
    rows += [_note_row(number, text, "", Style.PAST) for number, text in sources.lines()]
    return Report(
        title=answer.headline,
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=tuple(rows),
        notes=tuple(currency_warning(answer.as_of, ledger, [answer.convention])),
    )


def _exit_rows(answer: ExplainAnswer, number: int, sources: _SourceNumbers) -> Iterator[Row]:
    item = answer.items[number]
    if len(answer.items) > 1:
        yield _note_row(f"Exit {number + 1}", _exit_course(item), style=Style.STRONG)
    if number == 0 or item.clause != answer.items[number - 1].clause:
        yield _note_row("Clause", clause_in_sentence(item.clause))
    if item.party_since:
        yield _note_row("Party", f"since {item.party_since}")
    if item.earliest_notice:
        yield _note_row("Earliest", f"earliest notice: {item.earliest_notice}")
    yield from _clock_rows(answer, item, sources)
    earlier_caveats = {caveat for earlier in answer.items[:number] for caveat in earlier.caveats}
    for caveat in item.caveats:
        if caveat not in earlier_caveats:
            yield _note_row("Note", caveat)
    for step in item.steps:
        yield _note_row("Steps", _step_text(step), sources.cite(step.sources))


def _exit_course(item: ExplainItem) -> str:
    """Return the beginning and the outcome of an exit in a few words."""
    first = item.steps[0].date
    if item.outcome in CANCELLING_STEPS:
        ended = "notice taken back" if item.outcome is Step.RESCINDED else "was given up"
        return f"begun {first}, {ended} {item.steps[-1].date}"
    if item.recorded_effect:
        return f"begun {first}, out {item.recorded_effect}"
    computed = item.computed_effect
    return f"begun {first}, out {computed} as computed" if computed else f"begun {first}"


def _clock_rows(answer: ExplainAnswer, item: ExplainItem, sources: _SourceNumbers) -> Iterator[Row]:
    notice = next((step for step in item.steps if step.step is Step.NOTIFIED), None)
    if notice is not None:
        reference = f" ({notice.reference})" if notice.reference else ""
        text = f"{notice.date}{_receiver_text(answer, item)}{reference}"
        yield _note_row("Notified", text, sources.cite(notice.sources), Style.CLOCK)
    for sentence in item.arithmetic:
        yield _note_row("Computed", sentence)
    if item.recorded_effect:
        agrees = {True: "agrees", False: "differs from the computed day", None: ""}[item.agrees]
        effect = item.steps[-1]
        yield _note_row(
            "Recorded", f"{item.recorded_effect}  {agrees}", sources.cite(effect.sources)
        )
    if item.survives:
        yield _note_row("Survives", _survival_text(item))


def _survival_text(item: ExplainItem | WhatIfItem) -> str:
    """Return the surviving duties, their period and their last day."""
    survival = item.clause.survival if item.clause else None
    period = f", for {survival.period}" if survival and survival.period else ""
    until = f", until {item.survives_until}" if item.survives_until else ""
    return f"{(item.survives or '').rstrip('.')}{period}{until}"


def _receiver_text(answer: ExplainAnswer, item: ExplainItem) -> str:
    """Return the receiver of the notice: the one the clause names, or the depositary."""
    receiver = item.clause.receiver if item.clause else None
    if receiver is not None and "depositary" not in receiver:
        return f", received by {receiver}"
    return f", received by {answer.depositary}, the depositary" if answer.depositary else ""


def _step_text(step: TimelineItem) -> str:
    return f"{date_text(step.date, step.basis)}  {step.step.words}: {step.summary}"


def _note_row(label: str, text: str, marks: str = "", style: Style = Style.PLAIN) -> Row:
    return Row((cell(label, Style.PAST), cell(text, style), cell(marks, Style.PAST)), Mark.NONE)


def what_if_report(answer: WhatIfAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer to `what-if` from `ledger`."""
    (item,) = answer.items
    return Report(
        title=_what_if_title(item),
        subtitle=f"as of {answer.as_of}",
        columns=_COLUMNS,
        rows=tuple(_what_if_rows(item)),
        notes=tuple(currency_warning(answer.as_of, ledger, [item.convention])),
    )


def _what_if_title(item: WhatIfItem) -> str:
    notice = f"If {item.country_name} notifies on {item.notified}"
    if item.effect is None:
        return f"{notice}, no day of effect can be computed"
    wait = relative_text(item.effect, item.notified).removeprefix("in ")
    later = "the same day" if wait == "today" else f"{wait} later"
    return f"{notice}, its withdrawal takes effect on {item.effect}, {later}"


def _what_if_rows(item: WhatIfItem) -> Iterator[Row]:
    yield _note_row("Treaty", f"{item.convention_name} ({item.convention})")
    yield _note_row("Clause", clause_in_sentence(item.clause))
    if item.earliest_notice:
        yield _note_row("Earliest", f"earliest notice: {item.earliest_notice}")
    for sentence in item.arithmetic:
        yield _note_row("Computed", sentence)
    if item.parties_before is not None:
        yield _note_row(
            "Parties", f"{item.parties_after} of {item.parties_before} parties would remain"
        )
    if item.survives:
        yield _note_row("Survives", _survival_text(item))
    for caveat in item.caveats:
        yield _note_row("Note", caveat)
