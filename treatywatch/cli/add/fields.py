"""What `add` asks of a step: one field a key of an event, its question, and how an answer is read.

Options and prompts read their answers here alike. An answer becomes the value that a ledger's
document has under the key, so that the entry is decoded as any file's is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from treatywatch.law.clauses import clause_for
from treatywatch.model.conventions import Clause
from treatywatch.model.dates import parse_partial_date
from treatywatch.model.events import Consent, Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import UnknownNameError, find_convention, find_country, match_choice
from treatywatch.model.provenance import SourceKind
from treatywatch.model.text_safety import UNSAFE, escape_character

Document = dict[str, Any]
"""An event, or a source, as far as it has been told, under the keys of a ledger."""

_BYTE: Final = re.compile("[\ud800-\udfff]")
"""What stands for a byte of the command line that is no text."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT: Final = r"(\d{1,9})"
_VOTES: Final = re.compile(
    rf"{_COUNT}(?:\s*[-–,/ ]\s*{_COUNT})?(?:\s*[-–,/ ]\s*{_COUNT})?", re.ASCII
)
_TOLD_BY_DEPOSITARY: Final = {
    *(Step.NOTIFIED, Step.EFFECTIVE, Step.EXPELLED, Step.RESCINDED),
    *(Step.CONSENTED, Step.CONSENT_WITHDRAWN, Step.OBJECTED),
}


class ParseContext(msgspec.Struct, frozen=True):
    """What answers are read against: the ledger, and the day it is."""

    ledger: Ledger
    today: date


Read = Callable[[ParseContext, str], Any]
Wanted = Callable[[ParseContext, Document], bool]


def always(_setting: ParseContext, _told: Document) -> bool:
    """Whether to ask, for what is asked of every step: yes."""
    return True


def _no_words(_setting: ParseContext) -> Iterable[str]:
    return ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A key of an event or a source: the option that gives it, the question that asks for it.

    `read` makes a document's value of what was typed; it raises ValueError, saying why not. `wanted`
    is whether to ask, given what has been told so far; `words` are offered for completion.
    """

    key: str
    option: str
    question: str
    read: Read
    required: bool = False
    wanted: Wanted = always
    words: Callable[[ParseContext], Iterable[str]] = _no_words


def _text(_setting: ParseContext, typed: str) -> str:
    text = " ".join(typed.split())
    if _BYTE.search(text):
        raise ValueError("it holds a byte that is no text: type it anew")
    hidden = UNSAFE.search(text)
    if hidden:
        raise ValueError(
            f"it holds {escape_character(hidden[0])}, which cannot be seen: type it anew"
        )
    if not text:
        raise ValueError("it is empty")
    return text


def _when(setting: ParseContext, typed: str) -> date | str:
    text = typed.strip()
    if text == "today":
        return setting.today
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        parse_partial_date(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date: YYYY-MM-DD, YYYY-MM, YYYY or today") from None
    return text


def _day(setting: ParseContext, typed: str) -> date:
    day = _when(setting, typed)
    if isinstance(day, str):
        raise ValueError(f"{day!r} is not a day: YYYY-MM-DD")  # noqa: TRY004 - a wrong answer
    return day


def _votes(_setting: ParseContext, typed: str) -> dict[str, int]:
    match = _VOTES.fullmatch(typed.strip())
    if match is None:
        raise ValueError("votes are written FOR-AGAINST-ABSTAINING, such as 107-0-3")
    counts = zip(("for", "against", "abstain"), match.groups(), strict=True)
    return {key: int(count) for key, count in counts if count is not None}


def _known(find: Callable[[ParseContext, str], str]) -> Read:
    """A reader of names; an unknown one is answered with the nearest."""

    def read(setting: ParseContext, typed: str) -> str:
        try:
            return find(setting, typed.strip())
        except UnknownNameError as error:
            raise ValueError(str(error)) from None

    return read


def _one_of(kind: str, words: Iterable[str]) -> Read:
    known = tuple(words)
    return _known(lambda _setting, typed: str(match_choice(kind, typed, known)))


_country: Final = _known(lambda setting, typed: find_country(setting.ledger, typed))
_treaty: Final = _known(lambda setting, typed: find_convention(setting.ledger, typed))


def _countries(setting: ParseContext) -> Iterable[str]:
    return [country.name for country in setting.ledger.countries.values()]


def clause_of(setting: ParseContext, told: Mapping[str, Any]) -> Clause | None:
    """The clause under which the State would leave, if the convention has one for it."""
    convention = setting.ledger.conventions[told["convention"]]
    return clause_for(convention.withdrawal, told["country"])


def _may_name_later(setting: ParseContext, told: Document) -> bool:
    clause = clause_of(setting, told)
    return told["step"] == Step.NOTIFIED and clause is not None and clause.later_date_allowed


def _step_in(*steps: Step) -> Wanted:
    return lambda _setting, told: told["step"] in steps


FIELDS: Final = (
    Field(
        key="country",
        option="--country",
        question="Country",
        read=_country,
        required=True,
        words=_countries,
    ),
    Field(
        key="convention",
        option="--treaty",
        question="Treaty",
        read=_treaty,
        required=True,
        words=lambda setting: setting.ledger.conventions,
    ),
    Field(
        key="step",
        option="--step",
        question="Step",
        read=_one_of("step", Step),
        required=True,
        words=lambda _setting: list(Step),
    ),
    Field(
        key="date",
        option="--date",
        question="Date (YYYY-MM-DD; YYYY-MM or YYYY where no more is known)",
        read=_when,
        required=True,
    ),
    Field(key="actor", option="--actor", question="Actor, if one is to be named", read=_text),
    Field(
        key="chamber",
        option="--chamber",
        question="Chamber, if parliament has two",
        read=_text,
        wanted=_step_in(Step.VOTE),
    ),
    Field(
        key="votes",
        option="--votes",
        question="Votes, FOR-AGAINST-ABSTAINING",
        read=_votes,
        wanted=_step_in(Step.VOTE, Step.PARLIAMENT),
    ),
    Field(
        key="consent",
        option="--consent",
        question="Kind of consent",
        read=_one_of("consent", Consent),
        wanted=_step_in(Step.CONSENTED),
        words=lambda _setting: list(Consent),
    ),
    Field(
        key="by",
        option="--by",
        question="Which country objects",
        read=_country,
        wanted=_step_in(Step.OBJECTED),
        words=_countries,
    ),
    Field(
        key="names_effect",
        option="--names-effect",
        question="Later day that the notice names, if any",
        read=_day,
        wanted=_may_name_later,
    ),
    Field(
        key="reference",
        option="--reference",
        question="Depositary notification, such as C.N.1.2025, if any",
        read=_text,
        wanted=_step_in(*_TOLD_BY_DEPOSITARY),
    ),
    Field(
        key="summary",
        option="--summary",
        question="Summary, a sentence in your own words",
        read=_text,
        required=True,
    ),
)
"""What is asked of every event, in order; its sources follow, then a note."""

POSTPONED: Final = Field(
    key="postponed", option="--postponed", question="Why effect waits", read=_text
)
NOTE: Final = Field(key="note", option="--note", question="Note, if any", read=_text)
OTHER_DATE: Final = (
    Field(key="date", option="--other-date", question="Other date", read=_when, required=True),
    Field(key="note", option="--other-date", question="According to whom", read=_text),
)
"""What is told of a date that another text gives."""

SOURCE: Final = (
    Field(
        key="title",
        option="--source-title",
        question="Source: title",
        read=_text,
        required=True,
    ),
    Field(
        key="publisher",
        option="--source-publisher",
        question="Source: publisher",
        read=_text,
        required=True,
    ),
    Field(key="url", option="--source-url", question="Source: address, if any", read=_text),
    Field(
        key="published",
        option="--source-published",
        question="Source: date of publication, if known",
        read=_when,
    ),
    Field(
        key="kind",
        option="--source-kind",
        question=f"Source: kind ({', '.join(SourceKind)}; press if left empty)",
        read=_one_of("kind", SourceKind),
        words=lambda _setting: list(SourceKind),
    ),
)
"""What is asked of a source."""
