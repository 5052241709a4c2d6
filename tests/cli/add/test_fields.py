"""The fields of a step: parsed answers, refused answers, and the questions that apply."""

from datetime import date
from typing import Any, Final

import msgspec
import pytest

from tests.samples import LedgerOf
from treatywatch.cli.add.fields import (
    FIELDS,
    NOTE,
    OTHER_DATE,
    POSTPONED,
    SOURCE,
    Field,
    ParseContext,
)
from treatywatch.model.events import Consent, Event, Step
from treatywatch.model.provenance import OtherDate, Source, SourceKind

TODAY: Final = date(2026, 11, 23)
BY_OPTION: Final = {field.option: field for field in (*FIELDS, POSTPONED, NOTE, *SOURCE)}


@pytest.fixture
def context(ledger_of: LedgerOf) -> ParseContext:
    """The context of the usual countries and conventions."""
    return ParseContext(ledger_of(""), TODAY)


@pytest.mark.parametrize(
    ("option", "text", "value"),
    [
        ("--country", "lietuva", "LT"),
        ("--country", " LT ", "LT"),
        ("--treaty", "mine ban treaty", "ottawa"),
        ("--step", "Parliamentary approval", "parliamentary-approval"),
        ("--step", "notified", "notified"),
        ("--date", "2025-06-27", date(2025, 6, 27)),
        ("--date", " 2025-06-27 ", date(2025, 6, 27)),
        ("--date", "2025-06", "2025-06"),
        ("--date", "2025", "2025"),
        ("--date", "today", TODAY),
        ("--names-effect", "2026-01-01", date(2026, 1, 1)),
        ("--names-effect", "today", TODAY),
        ("--votes", "107-0-3", {"for": 107, "against": 0, "abstain": 3}),
        ("--votes", "107 – 0", {"for": 107, "against": 0}),
        ("--votes", "107/0/3", {"for": 107, "against": 0, "abstain": 3}),
        ("--votes", "107, 0, 3", {"for": 107, "against": 0, "abstain": 3}),
        ("--votes", "107", {"for": 107}),
        ("--consent", "Accession", "accession"),
        ("--by", "Finland", "FI"),
        ("--actor", "  Seimas\tof \n Lithuania ", "Seimas of Lithuania"),
        ("--summary", "“Türkiye” said [no] & \\left", "“Türkiye” said [no] & \\left"),
        ("--note", "x", "x"),
        ("--postponed", "an armed conflict", "an armed conflict"),
        ("--source-published", "2025-06", "2025-06"),
        ("--source-kind", "OFFICIAL", "official"),
    ],
)
def test_an_answer_is_parsed_for_a_ledger(
    option: str, text: str, value: object, context: ParseContext
) -> None:
    """Names become codes, days dates, votes tables, and text one line."""
    assert BY_OPTION[option].parse(context, text) == value


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--country", "Lituania", 'did you mean "Lithuania"'),
        ("--country", "Atlantis", "unknown country"),
        ("--country", "", "unknown country"),
        ("--treaty", "otawa", 'did you mean "ottawa"'),
        ("--step", "notifed", 'did you mean "notified"'),
        ("--consent", "wedding", "unknown consent"),
        ("--source-kind", "rumour", "unknown kind"),
        ("--date", "2025-02-30", "is not a date"),
        ("--date", "27 June 2025", "is not a date"),
        ("--date", "20250627", "is not a date"),
        ("--date", "0000", "is not a date"),
        ("--date", "٢٠٢٥-٠٦-٢٧", "is not a date"),
        ("--date", "", "is not a date"),
        ("--names-effect", "2026-01", "is not a day"),
        ("--votes", "unanimous", "FOR-AGAINST-ABSTAINING"),
        ("--votes", "1-2-3-4", "FOR-AGAINST-ABSTAINING"),
        ("--votes", "-1-0", "FOR-AGAINST-ABSTAINING"),
        ("--votes", "9" * 30, "FOR-AGAINST-ABSTAINING"),
        ("--summary", " \t ", "is empty"),
        ("--summary", "left\u202eright", "\\u202E"),
        ("--summary", "bell\x07", "\\u0007"),
        ("--summary", "byte \udcff", "not text"),
        ("--source-title", "", "is empty"),
    ],
)
def test_an_invalid_answer_has_a_reason(
    option: str, text: str, message: str, context: ParseContext
) -> None:
    """The message names the input, a near name, or the format."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the message is tested
        BY_OPTION[option].parse(context, text)
    assert message.lower() in str(refused.value).lower()


def _applicable(context: ParseContext, **given: Any) -> set[str]:
    """Return the keys that apply, except those that apply to every step."""
    known = {"country": "LT", "convention": "ottawa", "step": "remark"} | given
    return {field.key for field in FIELDS if field.applies(context, known)} - {
        *("country", "convention", "step", "date", "actor", "summary")
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"step": "remark"}, set()),
        ({"step": "announced"}, set()),
        ({"step": "parliamentary-vote"}, {"votes", "chamber"}),
        ({"step": "parliamentary-approval"}, {"votes"}),
        ({"step": "consented"}, {"consent", "reference"}),
        ({"step": "objected"}, {"by", "reference"}),
        ({"step": "effective"}, {"reference"}),
        ({"step": "notified"}, {"reference"}),
        ({"step": "notified", "convention": "paris"}, {"reference", "names_effect"}),
        ({"step": "effective", "convention": "paris"}, {"reference"}),
        ({"step": "notified", "convention": "ctbt"}, {"reference"}),
        ({"step": "notified", "convention": "who"}, {"reference"}),
        ({"step": "notified", "convention": "who", "country": "US"}, {"reference"}),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_fields_apply_only_to_their_steps(
    given: dict[str, str], expected: set[str], context: ParseContext
) -> None:
    """Votes belong to votes, consent to consents, a later day to clauses that allow one."""
    assert _applicable(context, **given) == expected


@pytest.mark.parametrize(
    ("option", "offered"),
    [
        ("--country", {"Lithuania", "Poland", "Finland", "United States"}),
        ("--treaty", {"ottawa", "op1", "paris", "who", "inf", "ctbt"}),
        ("--step", set(Step)),
        ("--consent", set(Consent)),
        ("--by", {"Lithuania", "Poland", "Finland", "United States"}),
        ("--source-kind", set(SourceKind)),
        ("--summary", set()),
    ],
)
def test_every_name_is_offered(option: str, offered: set[str], context: ParseContext) -> None:
    """Completion offers every name, and each can be parsed."""
    field = BY_OPTION[option]
    assert set(field.words(context)) == offered
    assert all(field.parse(context, word) for word in offered)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [(Event, FIELDS), (Source, SOURCE), (OtherDate, OTHER_DATE)],
    ids=["event", "source", "other date"],
)
def test_required_fields_are_those_of_the_format(kind: type, fields: tuple[Field, ...]) -> None:
    """A field is optional only if the ledger format allows its key to be absent."""
    required = {field.encode_name: field.required for field in msgspec.structs.fields(kind)}
    assert {field.key: field.required for field in fields}.items() <= required.items()
    assert sum(required.values()) - ("sources" in required) == sum(f.required for f in fields)
