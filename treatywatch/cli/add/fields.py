"""The fields of an event for `add`: option, question and parser of each.

Options and prompts share the parsers. A parser returns the value as a ledger's document has it,
so that the entry is decoded like that of a file.
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
"""The values of an event or a source so far, by ledger key."""

_BYTE: Final = re.compile("[\ud800-\udfff]")
"""A surrogate: a byte of the command line that is not UTF-8."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT: Final = r"(\d{1,9})"
_VOTES: Final = re.compile(
    rf"{_COUNT}(?:\s*[-–,/ ]\s*{_COUNT})?(?:\s*[-–,/ ]\s*{_COUNT})?", re.ASCII
)
_NOTIFIED_BY_DEPOSITARY: Final = {
    *(Step.NOTIFIED, Step.EFFECTIVE, Step.EXPELLED, Step.RESCINDED),
    *(Step.CONSENTED, Step.CONSENT_WITHDRAWN, Step.OBJECTED),
}


class ParseContext(msgspec.Struct, frozen=True):
    """The ledger and the day that answers refer to."""

    ledger: Ledger
    today: date


Parse = Callable[[ParseContext, str], Any]
Applies = Callable[[ParseContext, Document], bool]


def always(_context: ParseContext, _document: Document) -> bool:
    """Return True: the field applies to every step."""
    return True


def _no_words(_context: ParseContext) -> Iterable[str]:
    return ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A key of an event or a source, with its option and its question.

    `parse` returns the value for a document; it raises ValueError with the reason. `applies` returns
    whether to ask, given the document so far; `words` are offered for completion.
    """

    key: str
    option: str
    question: str
    parse: Parse
    required: bool = False
    applies: Applies = always
    words: Callable[[ParseContext], Iterable[str]] = _no_words


def _parse_text(_context: ParseContext, text: str) -> str:
    text = " ".join(text.split())
    if _BYTE.search(text):
        raise ValueError("it contains a byte that is not text: type it again")
    hidden = UNSAFE.search(text)
    if hidden:
        raise ValueError(
            f"it contains {escape_character(hidden[0])}, which is invisible: type it again"
        )
    if not text:
        raise ValueError("it is empty")
    return text


def _parse_partial_date(context: ParseContext, text: str) -> date | str:
    text = text.strip()
    if text == "today":
        return context.today
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        parse_partial_date(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date: YYYY-MM-DD, YYYY-MM, YYYY or today") from None
    return text


def _parse_day(context: ParseContext, text: str) -> date:
    day = _parse_partial_date(context, text)
    if isinstance(day, str):
        raise ValueError(f"{day!r} is not a day: YYYY-MM-DD")  # noqa: TRY004 - a wrong answer
    return day


def _parse_votes(_context: ParseContext, text: str) -> dict[str, int]:
    match = _VOTES.fullmatch(text.strip())
    if match is None:
        raise ValueError("votes are written FOR-AGAINST-ABSTAINING, such as 107-0-3")
    counts = zip(("for", "against", "abstain"), match.groups(), strict=True)
    return {key: int(count) for key, count in counts if count is not None}


def _name_parser(find: Callable[[ParseContext, str], str]) -> Parse:
    """Return a parser of names; its error suggests the nearest names."""

    def parse(context: ParseContext, text: str) -> str:
        try:
            return find(context, text.strip())
        except UnknownNameError as error:
            raise ValueError(str(error)) from None

    return parse


def _choice_parser(kind: str, words: Iterable[str]) -> Parse:
    known = tuple(words)
    return _name_parser(lambda _context, text: str(match_choice(kind, text, known)))


_parse_country: Final = _name_parser(lambda context, text: find_country(context.ledger, text))
_parse_treaty: Final = _name_parser(lambda context, text: find_convention(context.ledger, text))


def _country_words(context: ParseContext) -> Iterable[str]:
    return [country.name for country in context.ledger.countries.values()]


def clause_of(context: ParseContext, document: Mapping[str, Any]) -> Clause | None:
    """Return the exit clause that applies to the State, if there is one."""
    convention = context.ledger.conventions[document["convention"]]
    return clause_for(convention.withdrawal, document["country"])


def _may_name_later_date(context: ParseContext, document: Document) -> bool:
    clause = clause_of(context, document)
    return document["step"] == Step.NOTIFIED and clause is not None and clause.later_date_allowed


def _for_steps(*steps: Step) -> Applies:
    return lambda _context, document: document["step"] in steps


FIELDS: Final = (
    Field(
        key="country",
        option="--country",
        question="Country",
        parse=_parse_country,
        required=True,
        words=_country_words,
    ),
    Field(
        key="convention",
        option="--treaty",
        question="Treaty",
        parse=_parse_treaty,
        required=True,
        words=lambda context: context.ledger.conventions,
    ),
    Field(
        key="step",
        option="--step",
        question="Step",
        parse=_choice_parser("step", Step),
        required=True,
        words=lambda _context: list(Step),
    ),
    Field(
        key="date",
        option="--date",
        question="Date (YYYY-MM-DD; YYYY-MM or YYYY where no more is known)",
        parse=_parse_partial_date,
        required=True,
    ),
    Field(
        key="actor", option="--actor", question="Actor, if one is to be named", parse=_parse_text
    ),
    Field(
        key="chamber",
        option="--chamber",
        question="Chamber, if parliament has two",
        parse=_parse_text,
        applies=_for_steps(Step.VOTE),
    ),
    Field(
        key="votes",
        option="--votes",
        question="Votes, FOR-AGAINST-ABSTAINING",
        parse=_parse_votes,
        applies=_for_steps(Step.VOTE, Step.PARLIAMENT),
    ),
    Field(
        key="consent",
        option="--consent",
        question="Kind of consent",
        parse=_choice_parser("consent", Consent),
        applies=_for_steps(Step.CONSENTED),
        words=lambda _context: list(Consent),
    ),
    Field(
        key="by",
        option="--by",
        question="Which country objects",
        parse=_parse_country,
        applies=_for_steps(Step.OBJECTED),
        words=_country_words,
    ),
    Field(
        key="names_effect",
        option="--names-effect",
        question="Later day that the notice names, if any",
        parse=_parse_day,
        applies=_may_name_later_date,
    ),
    Field(
        key="reference",
        option="--reference",
        question="Depositary notification, such as C.N.1.2025, if any",
        parse=_parse_text,
        applies=_for_steps(*_NOTIFIED_BY_DEPOSITARY),
    ),
    Field(
        key="summary",
        option="--summary",
        question="Summary, a sentence in your own words",
        parse=_parse_text,
        required=True,
    ),
)
"""The questions about an event, in order; sources and a note follow."""

POSTPONED: Final = Field(
    key="postponed", option="--postponed", question="Why effect waits", parse=_parse_text
)
NOTE: Final = Field(key="note", option="--note", question="Note, if any", parse=_parse_text)
OTHER_DATE: Final = (
    Field(
        key="date",
        option="--other-date",
        question="Other date",
        parse=_parse_partial_date,
        required=True,
    ),
    Field(key="note", option="--other-date", question="According to whom", parse=_parse_text),
)
"""The fields of a date that another text gives."""

SOURCE: Final = (
    Field(
        key="title",
        option="--source-title",
        question="Source: title",
        parse=_parse_text,
        required=True,
    ),
    Field(
        key="publisher",
        option="--source-publisher",
        question="Source: publisher",
        parse=_parse_text,
        required=True,
    ),
    Field(key="url", option="--source-url", question="Source: address, if any", parse=_parse_text),
    Field(
        key="published",
        option="--source-published",
        question="Source: date of publication, if known",
        parse=_parse_partial_date,
    ),
    Field(
        key="kind",
        option="--source-kind",
        question=f"Source: kind ({', '.join(SourceKind)}; press if left empty)",
        parse=_choice_parser("kind", SourceKind),
        words=lambda _context: list(SourceKind),
    ),
)
"""The questions about a source."""
