"""An entry below what a file holds: no byte of that changes."""

import pytest

from treatywatch.ledger.write.append import append_entry

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
