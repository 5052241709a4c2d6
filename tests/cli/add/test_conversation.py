"""The command `add` as a conversation: what is asked, in which order, and what comes of it."""

import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.cli.add.conversation import ANEW, CTRL_C, CTRL_D, ENTER, Talk, Turn, talk
from tests.conftest import PREAMBLE
from tests.samples import LedgerOf, event, roll
from treatywatch.cli.add.fields import Field, ParseContext
from treatywatch.cli.add.prompts import Prompter, ask_event

PARTY: Final = roll("ottawa", "LT = { signed = 1999-02-26, ratified = 2003-05-12 }")
ANSWERS: Final = {
    "Country:": "Lithuania",
    "Treaty:": "ottawa",
    "Step:": "notified",
    "Date": "2026-06-27",
    "Actor": "",
    "Depositary": "",
    "Summary": "Lithuania gave notice.",
    "Source: title": "C.N.1.2026",
    "Source: publisher": "UN",
    "Source: address": "",
    "Source: date": "",
    "Source: kind": "depositary",
    "Another source?": "",
    "Note": "",
}
"""What is asked of a notice, in order, and what is answered."""
ENTRY: Final = """\
[[events]]
country = "LT"
convention = "ottawa"
step = "notified"
date = 2026-06-27
summary = "Lithuania gave notice."
sources = [
    { title = "C.N.1.2026", publisher = "UN", kind = "depositary" },
]
"""
AGREED: Final = "Add this to"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of one's own."""
    path = tmp_path / "my.toml"
    path.write_text(f"# kept by hand\n{PREAMBLE}{PARTY}", newline="")
    return path


def turns(upto: str | None = None, **instead: Sequence[Turn]) -> Iterator[Turn]:
    """The answers to all questions, or to those before one; some questions have other turns."""
    for question, answer in ANSWERS.items():
        word = question.split()[-1].strip(":?").lower()
        if question == upto:
            return
        yield from instead.get(word, [(question, answer + ENTER)])


def conversation(
    path: Path, *args: str, told: Iterable[Turn], columns: int = 100, **variables: str
) -> Talk:
    """A conversation about a ledger, in its folder."""
    command = ("add", "--ledger", path.name, *args)
    return talk(*command, turns=list(told), folder=path.parent, columns=columns, **variables)


def test_a_step_is_asked_for_previewed_and_added(ledger: Path) -> None:
    """One question at a time; then the entry, before and after, and nothing without a yes."""
    old = ledger.read_text()
    seen = []

    def yes() -> str:
        seen.append(ledger.read_text())
        return f"y{ENTER}"

    screen, status = conversation(ledger, told=[*turns(), (AGREED, yes)])
    assert (status, seen) == (0, [old])
    assert ledger.read_text() == f"{old}\n{ENTRY}"
    lines = screen.splitlines()
    asked = [line for line in lines if line.startswith(tuple(ANSWERS))]
    assert all(map(str.startswith, asked, ANSWERS))
    assert len(asked) == len(ANSWERS)
    assert f"\n{ENTRY}\nLithuania · Anti-Personnel Mine Ban Convention (ottawa)" in screen
    assert "before  party" in screen
    assert "after   party     notified" in screen
    assert lines[-1] == f"Added to my.toml, line {old.count(chr(10)) + 2}."


def test_clause_and_standing_are_in_view_once_the_pair_is_known(ledger: Path) -> None:
    """They stand between the question for the treaty and the question for the step."""
    told = [*turns(upto="Step:"), ("Step:", CTRL_C)]
    screen, _ = conversation(ledger, told=told)
    view = screen[screen.index("Treaty:") : screen.index("Step:")]
    assert "Lithuania · Anti-Personnel Mine Ban Convention (ottawa)" in view
    assert "Exit: article 20: 6 months from" in view
    assert "party" in view


@pytest.mark.parametrize("answer", ["n", ""], ids=["no", "nothing"])
def test_nothing_is_written_without_a_yes(answer: str, ledger: Path) -> None:
    """No is no, and so is an empty answer."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, told=[*turns(), (AGREED, answer + ENTER)])
    assert status == 0
    assert screen.splitlines()[-1] == "Nothing was written."
    assert ledger.read_bytes() == old


def test_a_dry_run_asks_for_no_leave(ledger: Path) -> None:
    """Everything is asked and shown, but not whether to write."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, "--dry-run", told=turns())
    assert (status, AGREED in screen) == (0, False)
    assert ENTRY in screen
    assert screen.splitlines()[-1] == "Nothing was written."
    assert ledger.read_bytes() == old


@pytest.mark.parametrize(
    ("question", "key", "kept"),
    [
        ("Country:", CTRL_C, {}),
        ("Treaty:", CTRL_D, {"country": "LT"}),
        (
            "Source: publisher",
            CTRL_C,
            {
                "country": "LT",
                "convention": "ottawa",
                "step": "notified",
                "date": date(2026, 6, 27),
                "summary": "Lithuania gave notice.",
                "sources": [{"title": "C.N.1.2026"}],
            },
        ),
        (AGREED, CTRL_D, tomllib.loads(ENTRY)["events"][0]),
    ],
    ids=["nothing told", "a country told", "half a source told", "all told"],
)
def test_who_breaks_off_keeps_what_was_told(
    question: str, key: str, kept: dict[str, Any], ledger: Path
) -> None:
    """Exit status 130, nothing written, and every answer printed as a ledger has it."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, told=[*turns(upto=question), (question, key)])
    assert (status, ledger.read_bytes()) == (130, old)
    _, _, rest = screen.rpartition("Nothing was written.")
    assert ("The answers so far:" in rest) is bool(kept)
    printed = rest.partition("[[events]]")
    assert tomllib.loads("".join(printed[1:])).get("events", [{}]) == [kept]


def test_a_wrong_answer_is_told_why_and_asked_again(ledger: Path) -> None:
    """The line stays to be mended until it can be read."""
    told = turns(
        country=[
            ("Country:", f"Lituania{ENTER}"),
            ('did you mean "Lithuania"', f"{ANEW}Lithuania{ENTER}"),
        ],
        source=[("Another source?", f"perhaps{ENTER}"), ("answer y or n", f"{ANEW}n{ENTER}")],
        summary=[("Summary", ENTER), ("it is empty", f"Lithuania gave notice.{ENTER}")],
    )
    screen, status = conversation(ledger, told=[*told, (AGREED, f"y{ENTER}")])
    assert status == 0
    assert ledger.read_text().endswith(ENTRY)
    assert "did you mean" not in screen


def test_names_are_completed(ledger: Path) -> None:
    """What is typed of a name brings up those it is in, and TAB takes the first."""
    told = turns(
        country=[("Country:", "thua"), ("  Lithuania", "\t"), ("Country: Lithuania", ENTER)],
        step=[("Step:", "NOTI"), ("  notified", "\t"), ("Step: notified", ENTER)],
    )
    screen, status = conversation(ledger, told=[*told, (AGREED, f"y{ENTER}")])
    assert (status, ledger.read_text().endswith(ENTRY)) == (0, True)
    assert "Country: Lithuania\nTreaty: ottawa\n" in screen


def test_what_options_tell_is_not_asked(ledger: Path) -> None:
    """Only the rest of it is; the clause and the standing are shown all the same."""
    given = (
        *("-c", "LT", "-t", "ottawa", "-s", "notified", "-d", "2026-06-27", "--note", "A note."),
        *("--source-title", "C.N.1.2026", "--source-publisher", "UN"),
        *("--source-kind", "depositary"),
    )
    told = [("Actor", ENTER), ("Depositary", ENTER), ("Summary", f"Lithuania gave notice.{ENTER}")]
    screen, status = conversation(ledger, *given, told=[*told, (AGREED, f"y{ENTER}")])
    assert status == 0
    assert not any(f"\n{question}" in f"\n{screen}" for question in ("Country", "Date", "Source"))
    assert "Exit: article 20" in screen
    assert ledger.read_text().endswith(f'{ENTRY}note = "A note."\n')


def test_a_wrong_option_is_refused_before_anything_is_asked(ledger: Path) -> None:
    """Nobody answers a dozen questions to learn that the first word was wrong."""
    elsewhere = ledger.with_name("other.toml")
    elsewhere.write_text("format = 1\n")
    for option in (("--date", "soon"), ("--to", "other.toml"), ("--json", "--format", "csv")):
        screen, status = conversation(ledger, *option, told=[])
        assert (status, "Country:" in screen) == (2, False)


def test_what_check_would_refuse_is_refused(ledger: Path) -> None:
    """The reason is said as check says it, and what was told is printed."""
    ledger.write_text(ledger.read_text() + event("LT ottawa notified 2026-05-27"))
    old = ledger.read_bytes()
    screen, status = conversation(ledger, told=turns())
    assert (status, AGREED in screen) == (1, False)
    assert "[contradiction]" in screen
    assert ENTRY in screen
    assert ledger.read_bytes() == old


def _edited(path: Path) -> None:
    path.write_text(f"{path.read_text()}# edited\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_edited, "has changed since it was read", id="edited"),
        pytest.param(Path.unlink, "No such file or directory", id="taken away"),
    ],
)
def test_what_changed_meanwhile_is_not_written_over(change: Any, said: str, ledger: Path) -> None:
    """Someone saves the file, or takes it away, during the conversation: nothing told is lost."""

    def yes() -> str:
        change(ledger)
        return f"y{ENTER}"

    old = ledger.read_text()
    screen, status = conversation(ledger, told=[*turns(), (AGREED, yes)])
    assert status == 4
    assert said in screen
    assert screen.endswith(f"This was to be added:\n\n{ENTRY}")
    assert not ledger.exists() or ledger.read_text() == f"{old}# edited\n"


@pytest.mark.parametrize("columns", [44, 200])
def test_a_conversation_fits_its_terminal(columns: int, ledger: Path) -> None:
    """However wide it is, the same is asked and written."""
    ends = [
        *("Country:", "Treaty:", "Step:", "known):", "named:", "any:", "words:"),
        *("title:", "publisher:", "any:", "known:", "empty):", "[y/N]:", "any:"),
    ]
    told = zip(ends, (answer + ENTER for answer in ANSWERS.values()), strict=True)
    assert conversation(ledger, told=[*told, ("[y/N]:", f"y{ENTER}")], columns=columns).status == 0
    assert ledger.read_text().endswith(ENTRY)


def test_a_dumb_terminal_is_asked_too(ledger: Path) -> None:
    """Where no cursor can be moved, questions are asked line by line."""
    told = [*turns(), (AGREED, f"y{ENTER}")]
    assert conversation(ledger, told=told, TERM="dumb").status == 0
    assert ledger.read_text().endswith(ENTRY)


def test_who_cannot_see_is_not_asked(ledger: Path) -> None:
    """Standard output that goes elsewhere shows no question: what is missing is said instead."""
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-m", "treatywatch", "add", "-l", str(ledger)]
    result = subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False)
    os.close(terminal)
    os.close(keyboard)
    assert (result.returncode, result.stdout) == (2, "")
    assert "missing: --country" in result.stderr


# In this process: which questions, and how answers are read.


class Recorder(Prompter):
    """Answers from a table instead of a terminal, and keeps what was asked."""

    def __init__(self, answers: dict[str, str], *, more: int = 0) -> None:
        self.asked: list[str] = []
        self._answers = answers
        self._more = more

    def field(self, field: Field, setting: ParseContext) -> Any:
        """The answer in the table; None where there is none."""
        self.asked.append(field.key)
        typed = self._answers.get(field.key)
        return None if typed is None else field.parse(setting, typed)

    def agreed(self, question: str) -> bool:
        """Yes, so many times."""
        self.asked.append(question)
        self._more -= 1
        return self._more >= 0


_TOLD: Final = {
    "country": "LT",
    "convention": "ottawa",
    "date": "2025",
    "summary": "S.",
    "title": "T",
    "publisher": "P",
}
_SOURCE: Final = ["title", "publisher", "url", "published", "kind", "Another source?"]


@pytest.fixture
def setting(ledger_of: LedgerOf) -> ParseContext:
    """Answers are read against the usual countries and conventions."""
    return ParseContext(ledger_of(""), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("told", "between"),
    [
        ({"step": "remark"}, []),
        ({"step": "parliamentary-vote"}, ["chamber", "votes"]),
        ({"step": "parliamentary-approval"}, ["votes"]),
        ({"step": "consented"}, ["consent", "reference"]),
        ({"step": "objected"}, ["by", "reference"]),
        ({"step": "notified"}, ["reference"]),
        ({"step": "notified", "convention": "paris"}, ["names_effect", "reference"]),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_questions_depend_on_what_was_told(
    told: dict[str, str], between: list[str], setting: ParseContext
) -> None:
    """Each is asked once, in one order, and only where it can have an answer."""
    asker = Recorder(_TOLD | told)
    ask_event(asker, setting, {}, lambda _: "")
    assert asker.asked == [
        *("country", "convention", "step", "date", "actor", *between, "summary"),
        *(*_SOURCE, "note"),
    ]


def test_the_view_is_shown_once(setting: ParseContext, capsys: pytest.CaptureFixture[str]) -> None:
    """As soon as both the State and the convention are known, also where options told them."""
    for known in ({}, {"country": "LT", "convention": "ottawa"}):
        ask_event(Recorder(_TOLD | {"step": "remark"}), setting, dict(known), lambda _: "VIEW")
        assert capsys.readouterr().out.count("VIEW") == 1


def test_sources_are_asked_for_until_there_are_no_more(setting: ParseContext) -> None:
    """Each yes begins another."""
    asker, told = Recorder(_TOLD | {"step": "remark"}, more=2), dict[str, Any]()
    ask_event(asker, setting, told, lambda _: "")
    assert told["sources"] == [{"title": "T", "publisher": "P"}] * 3
    assert asker.asked.count("title") == 3


def test_what_was_told_stays_where_the_user_breaks_off(setting: ParseContext) -> None:
    """Answers are kept as they are given."""

    class Leaver(Recorder):
        def field(self, field: Field, setting: ParseContext) -> Any:
            if field.key == "published":
                raise KeyboardInterrupt
            return super().field(field, setting)

    told: dict[str, Any] = {"sources": []}
    with pytest.raises(KeyboardInterrupt):
        ask_event(Leaver(_TOLD | {"step": "remark"}), setting, told, lambda _: "")
    assert (told["date"], told["sources"]) == ("2025", [{"title": "T", "publisher": "P"}])


@contextmanager
def keys_typed(keys: str) -> Iterator[Prompter]:
    """An asker at a keyboard on which these keys are typed."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys)
        with create_app_session(input=keyboard, output=DummyOutput()):
            yield Prompter()


@pytest.mark.parametrize(
    ("typed", "agreed"), [("y", True), ("YES", True), ("n", False), ("", False), (" No ", False)]
)
def test_yes_is_yes_and_all_else_is_no(typed: str, *, agreed: bool) -> None:
    """Case and spaces do not matter; an empty answer is no."""
    with keys_typed(typed + ENTER) as asker:
        assert asker.agreed("Another?") is agreed


@pytest.mark.parametrize(("key", "kind"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_breaking_off_is_told(key: str, kind: type[BaseException]) -> None:
    """Ctrl-C and Ctrl-D end a question as they end any."""
    with keys_typed(key) as asker, pytest.raises(kind):
        asker.agreed("Another?")
