"""Laws of adding: old content stays, and a clean ledger stays clean."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.conftest import PREAMBLE
from tests.samples import event
from treatywatch.cli.main import app
from treatywatch.ledger.read.load import all_problems, read_ledger
from treatywatch.ledger.write.append import append_entry, prepare_addition
from treatywatch.ledger.write.toml_writer import event_text
from treatywatch.model.dates import PartialDate, last_of_month
from treatywatch.model.events import Consent, Event, Step, Votes
from treatywatch.model.provenance import OtherDate, Source, SourceKind

_TODAY: Final = {"TREATYWATCH_TODAY": "2025-07-01"}
_HEADS: Final = (
    "",
    "title = '''\n[[events]]\n'''\n",
    '# a comment: "…" [[events]] = \\\n',
    'title = "emoji 🇱🇹 \\u00e9"   # beside it\n',
    "\n\n\t\n",
)
_PIECES: Final = (
    event("LT ottawa announced 2024-03-18"),
    event("PL paris remark 2024-05"),
    event("LT ottawa remark 2024-04-18", summary='"""\n[[events]]\n"""'),
    event("FI ottawa parliamentary-vote 2024-05-08") + "[events.votes]\nfor = 1\n",
    "# between\n\n\n",
    '[countries.EE]\nname = "Estonia"\n',
    '[conventions."x"]\nname = "Another"\n',
)
_TAILS: Final = ("", "\n", "\n\n\n", "# the end", "# the end\n", "  \t", "\n# [[events]]\n \n")


@st.composite
def _contents(draw: st.DrawFn) -> bytes:
    """The bytes of a ledger, with various ends, line endings and byte-order marks."""
    pieces = draw(st.lists(st.sampled_from(_PIECES), unique=True))
    text = (
        draw(st.sampled_from(_HEADS)) + PREAMBLE + "".join(pieces) + draw(st.sampled_from(_TAILS))
    )
    if draw(st.booleans()):
        text = text.rstrip("\n")
    ends = draw(st.sampled_from((("\n",), ("\r\n",), ("\n", "\n", "\r\n"), ("\r\n", "\r\n", "\n"))))
    *lines, last = text.split("\n")
    text = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines)) + last
    return draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + text.encode()


_TEXT: Final = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n\r\t"),
    min_size=1,
    max_size=30,
)
"""Any text that a ledger may hold."""
_SOME_TEXT: Final = st.none() | _TEXT
_DAY: Final = st.dates(date(2000, 1, 1), date(2025, 6, 30))
_WHEN: Final = st.one_of(
    _DAY.map(PartialDate),
    _DAY.map(lambda day: PartialDate(day.replace(day=1), last_of_month(day.year, day.month))),
    _DAY.map(lambda day: PartialDate(date(day.year, 1, 1), date(day.year, 12, 31))),
)
_COUNT: Final = st.none() | st.integers(0, 1000)
_SOURCES: Final = st.builds(
    Source,
    title=_TEXT,
    publisher=_TEXT,
    published=st.none() | _WHEN,
    kind=st.sampled_from(SourceKind),
    url=st.sampled_from((*[None] * 9, "https://example.org/a?b=[c]#d", "no address")),
)
_EVENTS: Final = st.builds(
    Event,
    country=st.sampled_from(("LT", "PL", "FI", "US")),
    convention=st.sampled_from(("ottawa", "paris", "op1", "ctbt")),
    step=st.just(Step.REMARK) | st.sampled_from(Step),
    date=_WHEN,
    summary=_TEXT,
    sources=st.lists(_SOURCES, min_size=1, max_size=3).map(tuple),
    actor=_SOME_TEXT,
    chamber=_SOME_TEXT,
    votes=st.none() | st.builds(Votes, yes=st.integers(0, 1000), against=_COUNT, abstain=_COUNT),
    consent=st.none() | st.sampled_from(Consent),
    reference=_SOME_TEXT,
    by=st.sampled_from((*[None] * 9, "FI", "XX")),
    names_effect=st.none() | _DAY,
    postponed=_SOME_TEXT,
    contested=st.booleans(),
    verified=st.booleans(),
    other_dates=st.lists(st.builds(OtherDate, date=_WHEN, note=_SOME_TEXT), max_size=2).map(tuple),
    note=_SOME_TEXT,
)
"""Events of every kind, most of which fit and some of which do not."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the ledgers of this module."""
    return tmp_path_factory.mktemp("ledger") / "ledger.toml"


@given(content=st.binary(max_size=60), entry=_EVENTS.map(event_text))
def test_appending_keeps_the_old_bytes(content: bytes, entry: str) -> None:
    """The entry comes last, after at most one blank line."""
    longer = append_entry(content, entry)
    assert longer.startswith(content)
    added = longer[len(content) :].replace(b"\r\n", b"\n")
    between = added.removesuffix(entry.encode())
    assert between in {b"", b"\n", b"\n\n"}
    assert not content.strip() or (content + between).endswith(b"\n")


@given(content=_contents(), event=_EVENTS)
@settings(deadline=None, max_examples=150)
def test_an_event_without_problems_becomes_the_last_event(
    path: Path, content: bytes, event: Event
) -> None:
    """All other entries stay the same."""
    path.write_bytes(content)
    before = read_ledger([path])
    assert before.problems == ()
    addition = prepare_addition(before, [path], path, content, event)
    assert addition.content.startswith(content)
    if not addition.problems:
        path.write_bytes(addition.content)
        after = read_ledger([path])
        assert after.problems == ()
        assert after.ledger.events == (*before.ledger.events, event)
        assert after.ledger.countries == before.ledger.countries
        assert after.ledger.conventions == before.ledger.conventions


@given(content=_contents(), event=_EVENTS)
@settings(deadline=None, max_examples=150)
def test_an_event_has_problems_if_check_finds_any(path: Path, content: bytes, event: Event) -> None:
    """Both look at the ledger with the event."""
    path.write_bytes(content)
    before = read_ledger([path])
    assert all_problems(before) == ()
    addition = prepare_addition(before, [path], path, content, event)
    path.write_bytes(addition.content)
    assert bool(all_problems(read_ledger([path]))) == bool(addition.problems)


_ANSWERS: Final = st.fixed_dictionaries(
    {
        "--step": st.sampled_from(("remark", "announced", "notified", "effective", "consented")),
        "--date": st.sampled_from(("today", "2025-06-27", "2025-05", "2024", "1990-01-01")),
        "--summary": _TEXT,
        "--source-title": _TEXT,
        "--source-publisher": _TEXT,
    },
    optional={
        "--actor": _TEXT,
        "--votes": st.sampled_from(("107-0-3", "1-1")),
        "--source-url": st.sampled_from(("https://example.org/", "no address")),
        "--note": _TEXT,
        "--other-date": st.sampled_from(("2025-06-28=per a list", "2025")),
    },
)


@given(content=_contents(), answers=_ANSWERS)
@settings(deadline=None, max_examples=40)
def test_an_added_event_passes_check(path: Path, content: bytes, answers: dict[str, str]) -> None:
    """A refused event leaves the file as it was."""
    path.write_bytes(content)
    options = [f"{option}={answer}" for option, answer in answers.items()]
    status, output = _run("add", "-c", "LT", "-t", "ottawa", *options, "-l", str(path))
    if status == 0:
        assert path.read_bytes().startswith(content)
        assert len(path.read_bytes()) > len(content)
        assert _run("check", "-l", str(path)) == (0, "")
    else:
        assert status in {1, 2}, output
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def _run(*args: str) -> tuple[int, Any]:
    """Run a command in this process. Return its exit status and output."""
    result = CliRunner().invoke(app, args, env=_TODAY)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output
