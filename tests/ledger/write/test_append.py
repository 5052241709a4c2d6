"""Append an event to a file's content, and find the problems that it causes."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.conftest import PREAMBLE
from tests.samples import event, events
from treatywatch.ledger.read.load import all_problems, read_ledger
from treatywatch.ledger.write.append import (
    Addition,
    append_entry,
    decode_event,
    prepare_addition,
)
from treatywatch.model.events import Step

NOTIFIED = {
    "country": "LT",
    "convention": "ottawa",
    "step": "notified",
    "date": "2025-06",
    "summary": "Lithuania gave notice.",
    "sources": [{"title": "C.N.", "publisher": "UN"}],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the ledger."""
    return tmp_path / "ledger.toml"


def added(path: Path, content: str | bytes, *, to: Path | None = None, **changes: Any) -> Addition:
    """Append a notice, with some keys changed, to a ledger of this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    file = to or path
    document = NOTIFIED | changes
    return prepare_addition(
        read_ledger([path]), [path], file, file.read_bytes(), decode_event(document)
    )


def checks_and_messages(addition: Addition) -> list[tuple[str, str]]:
    """The check and message of each new problem."""
    return [(problem.check, problem.message) for problem in addition.problems]


def test_an_event_is_appended(path: Path) -> None:
    """The line is where its entry begins, and reading the content gives the event."""
    content = PREAMBLE + event("LT ottawa announced 2025-03-18")
    addition = added(path, content)
    assert (addition.content, addition.problems) == (f"{content}\n{addition.entry}".encode(), ())
    assert addition.content.decode().split("\n")[addition.line - 1 :] == addition.entry.split("\n")
    assert addition.after.ledger.events[1:] == (addition.event,)
    assert (addition.event.step, addition.event.summary) == (
        Step.NOTIFIED,
        "Lithuania gave notice.",
    )


def test_preparing_an_addition_writes_nothing(path: Path) -> None:
    """The file stays as it is."""
    added(path, PREAMBLE)
    assert path.read_text() == PREAMBLE


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_line_is_right_for_all_line_endings(end: str, path: Path) -> None:
    """The entry begins there."""
    addition = added(path, PREAMBLE.replace("\n", end).encode())
    assert addition.content.split(end.encode())[addition.line - 1] == b"[[events]]"


def test_an_event_can_be_appended_to_an_included_file(path: Path) -> None:
    """The line is one of that file, and the whole ledger is read."""
    steps = path.with_name("steps.toml")
    steps.write_text(event("LT ottawa announced 2025-03-18"))
    addition = added(
        path, PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["steps.toml"]'), to=steps
    )
    assert (addition.problems, addition.line) == ((), steps.read_text().count("\n") + 2)
    assert [new.step for new in addition.after.ledger.events] == [Step.ANNOUNCED, Step.NOTIFIED]
    assert addition.content.startswith(steps.read_bytes())


@pytest.mark.parametrize(
    ("before", "changes", "check"),
    [
        pytest.param(event("LT ottawa notified 2025-06-27"), {}, "contradiction", id="another day"),
        pytest.param(
            event("LT ottawa notified 2025-06-27"),
            {"step": "announced", "date": "2025-08"},
            "step-order",
            id="backwards",
        ),
        pytest.param("", {"country": "XX"}, "unknown-country", id="no such country"),
        pytest.param(
            "",
            {"sources": [{"title": "t", "publisher": "p", "url": "no address"}]},
            "url-malformed",
            id="no address",
        ),
    ],
)
def test_problems_of_the_new_event_are_reported(
    before: str, changes: dict[str, Any], check: str, path: Path
) -> None:
    """Errors and warnings are."""
    assert [name for name, _ in checks_and_messages(added(path, PREAMBLE + before, **changes))] == [
        check
    ]


def test_a_problem_that_the_new_event_causes_elsewhere_is_reported(path: Path) -> None:
    """A later step can come too early because of it."""
    content = PREAMBLE + event("LT ottawa announced 2025-03-18")
    addition = added(path, content, date="2024-03")
    (problem,) = addition.problems
    assert problem.check == "step-order"
    assert problem.message.startswith('"announced" on 2025-03-18')
    assert problem.line is not None
    assert problem.line < addition.line


def test_earlier_problems_are_not_reported(path: Path) -> None:
    """A ledger with warnings can be added to."""
    faulty = '[{ title = "t", publisher = "p", url = "no address" }]'
    addition = added(path, PREAMBLE + event("LT ottawa announced 2025-03-18", sources=faulty))
    assert addition.problems == ()
    assert [problem.check for problem in all_problems(addition.after)] == ["url-malformed"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("head", "line"),
    [
        pytest.param("events = []\n", 1, id="an empty list"),
        pytest.param('# first\n"events" = [ ]\n', 2, id="a quoted key"),
        pytest.param("\ufeff\nevents = [\n]\n", 2, id="a byte-order mark"),
        pytest.param(
            'events = [{ country = "LT", convention = "ottawa", step = "remark", date = 2025-01-01,'
            ' summary = "x", sources = [{ title = "t", publisher = "p" }] }]\n',
            1,
            id="a list of one",
        ),
    ],
)
def test_nothing_can_be_appended_to_an_inline_list(
    head: str, line: int, end: str, path: Path
) -> None:
    """The message explains it, and the location is the list."""
    addition = added(path, (head + PREAMBLE).replace("\n", end).encode())
    (problem,) = addition.problems
    assert (problem.check, problem.line, problem.column) == ("not-toml", line, 1)
    assert "events = [ … ]" in problem.message
    assert problem.hint is not None
    assert "[[events]]" in problem.hint


def test_an_invalid_event_is_refused() -> None:
    """A key is missing or has a wrong value."""
    with pytest.raises(msgspec.ValidationError):
        decode_event({key: value for key, value in NOTIFIED.items() if key != "summary"})
    with pytest.raises(msgspec.ValidationError):
        decode_event(NOTIFIED | {"sources": []})


def test_an_event_can_be_appended_to_one_of_several_layers(path: Path) -> None:
    """The lower layer is read too."""
    below = path.with_name("below.toml")
    below.write_text(PREAMBLE + events("LT ottawa announced 2025-03-18"))
    path.write_text("format = 1\n")
    paths = [below, path]
    addition = prepare_addition(
        read_ledger(paths), paths, path, path.read_bytes(), decode_event(NOTIFIED)
    )
    assert (addition.problems, addition.line) == ((), 3)
    assert len(addition.after.ledger.events) == 2


ENTRY = '[[events]]\ncountry = "LT"\n'
CRLF_ENTRY = b'[[events]]\r\ncountry = "LT"\r\n'
MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("content", "between"),
    [
        pytest.param(b"format = 1\n", b"\n", id="lines end"),
        pytest.param(b"format = 1", b"\n\n", id="the last line has no end"),
        pytest.param(b"format = 1\n\n", b"", id="a blank line at the end"),
        pytest.param(b"format = 1\n\n\n\n", b"", id="blank lines at the end"),
        pytest.param(b"format = 1\n \t\n", b"\n", id="a line of spaces at the end"),
        pytest.param(b"format = 1\n\t", b"\n\n", id="spaces at the end"),
        pytest.param(b"format = 1\n# the end\n", b"\n", id="a comment at the end"),
        pytest.param(b"format = 1\n# the end", b"\n\n", id="a comment without an end"),
        pytest.param(MARK + b"format = 1\n", b"\n", id="a byte-order mark"),
        pytest.param(b"", b"", id="nothing"),
        pytest.param(b"\n\n", b"", id="blank lines alone"),
        pytest.param(b"a = 1\nb = 2\nc = 3\r\n", b"\n", id="one line ends otherwise"),
        pytest.param(b"a = 1\r\nb = 2\n", b"\n", id="as many lines end either way"),
    ],
)
def test_an_entry_is_appended_after_a_blank_line(content: bytes, between: bytes) -> None:
    """The old bytes stay; a missing last line end is added."""
    assert append_entry(content, ENTRY) == content + between + ENTRY.encode()


@pytest.mark.parametrize(
    ("content", "between"),
    [
        pytest.param(b"format = 1\r\n", b"\r\n", id="lines end"),
        pytest.param(b"a = 1\r\nformat = 1", b"\r\n\r\n", id="the last line has no end"),
        pytest.param(b"format = 1\r\n\r\n", b"", id="a blank line at the end"),
        pytest.param(MARK + b"format = 1\r\n# the end\r\n", b"\r\n", id="a comment at the end"),
        pytest.param(b"a = 1\r\nb = 2\r\nc = 3\n", b"\r\n", id="one line ends otherwise"),
    ],
)
def test_an_entry_gets_the_line_ending_of_the_file(content: bytes, between: bytes) -> None:
    """The ending of most lines is used."""
    assert append_entry(content, ENTRY) == content + between + CRLF_ENTRY
