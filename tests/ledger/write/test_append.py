"""One more event in a ledger: its place, the ledger with it, and what it breaks."""

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
    """Where the ledger is written."""
    return tmp_path / "ledger.toml"


def added(path: Path, content: str | bytes, *, to: Path | None = None, **told: Any) -> Addition:
    """The notice, or an event that differs from it in some keys, added to a ledger."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    file = to or path
    document = NOTIFIED | told
    return prepare_addition(
        read_ledger([path]), [path], file, file.read_bytes(), decode_event(document)
    )


def said(found: Addition) -> list[tuple[str, str]]:
    """The checks that the new problems broke, and of what."""
    return [(problem.check, problem.message) for problem in found.problems]


def test_the_entry_is_the_last_of_the_ledger_with_it(path: Path) -> None:
    """The text has the entry below, at the line that is told, and it is read as the event."""
    content = PREAMBLE + event("LT ottawa announced 2025-03-18")
    found = added(path, content)
    assert (found.content, found.problems) == (f"{content}\n{found.entry}".encode(), ())
    assert found.content.decode().split("\n")[found.line - 1 :] == found.entry.split("\n")
    assert found.after.ledger.events[1:] == (found.event,)
    assert (found.event.step, found.event.summary) == (Step.NOTIFIED, "Lithuania gave notice.")


def test_nothing_is_written(path: Path) -> None:
    """What an addition would be is worked out without it."""
    added(path, PREAMBLE)
    assert path.read_text() == PREAMBLE


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_line_is_counted_in_the_files_own_lines(end: str, path: Path) -> None:
    """However lines end, the entry begins where it is said to."""
    found = added(path, PREAMBLE.replace("\n", end).encode())
    assert found.content.split(end.encode())[found.line - 1] == b"[[events]]"


def test_an_included_file_is_added_to(path: Path) -> None:
    """The whole ledger is read with it, and the line is one of the file that is added to."""
    steps = path.with_name("steps.toml")
    steps.write_text(event("LT ottawa announced 2025-03-18"))
    found = added(
        path, PREAMBLE.replace("format = 1", 'format = 1\ninclude = ["steps.toml"]'), to=steps
    )
    assert (found.problems, found.line) == ((), steps.read_text().count("\n") + 2)
    assert [told.step for told in found.after.ledger.events] == [Step.ANNOUNCED, Step.NOTIFIED]
    assert found.content.startswith(steps.read_bytes())


@pytest.mark.parametrize(
    ("before", "told", "check"),
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
def test_what_check_would_find_fault_with_is_told(
    before: str, told: dict[str, Any], check: str, path: Path
) -> None:
    """Mistakes and warnings alike that the ledger has with the event, and not without it."""
    assert [name for name, _ in said(added(path, PREAMBLE + before, **told))] == [check]


def test_a_fault_of_another_event_counts(path: Path) -> None:
    """An earlier step told late makes the later one wrong, which is told of the later one."""
    content = PREAMBLE + event("LT ottawa announced 2025-03-18")
    found = added(path, content, date="2024-03")
    (problem,) = found.problems
    assert problem.check == "step-order"
    assert problem.message.startswith('"announced" on 2025-03-18')
    assert problem.line is not None
    assert problem.line < found.line


def test_what_was_amiss_before_does_not_count(path: Path) -> None:
    """A ledger that check warns of can be added to, and keeps its warnings."""
    faulty = '[{ title = "t", publisher = "p", url = "no address" }]'
    found = added(path, PREAMBLE + event("LT ottawa announced 2025-03-18", sources=faulty))
    assert found.problems == ()
    assert [problem.check for problem in all_problems(found.after)] == ["url-malformed"]


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
def test_a_list_in_one_value_takes_no_more(head: str, line: int, end: str, path: Path) -> None:
    """TOML lets nothing be added below such a list: that is said, and where the list stands."""
    found = added(path, (head + PREAMBLE).replace("\n", end).encode())
    (problem,) = found.problems
    assert (problem.check, problem.line, problem.column) == ("not-toml", line, 1)
    assert "events = [ … ]" in problem.message
    assert problem.hint is not None
    assert "[[events]]" in problem.hint


def test_a_document_that_tells_no_event_is_refused() -> None:
    """What lacks a key, or has one of another kind, is no event."""
    with pytest.raises(msgspec.ValidationError):
        decode_event({key: value for key, value in NOTIFIED.items() if key != "summary"})
    with pytest.raises(msgspec.ValidationError):
        decode_event(NOTIFIED | {"sources": []})


def test_one_file_may_be_read_over_another(path: Path) -> None:
    """In a ledger laid over another, an event is added to the one that is asked for."""
    below = path.with_name("below.toml")
    below.write_text(PREAMBLE + events("LT ottawa announced 2025-03-18"))
    path.write_text("format = 1\n")
    paths = [below, path]
    found = prepare_addition(
        read_ledger(paths), paths, path, path.read_bytes(), decode_event(NOTIFIED)
    )
    assert (found.problems, found.line) == ((), 3)
    assert len(found.after.ledger.events) == 2


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
def test_an_entry_stands_a_blank_line_below(content: bytes, between: bytes) -> None:
    """What stood there stays, a last line without an end gets one, and one blank line follows."""
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
def test_lines_end_as_those_of_the_file(content: bytes, between: bytes) -> None:
    """A file whose lines mostly end as on Windows gets an entry whose lines all do."""
    assert append_entry(content, ENTRY) == content + between + CRLF_ENTRY
