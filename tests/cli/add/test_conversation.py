"""`treatywatch add` on a terminal: questions, answers and the result."""

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
"""The questions about a notice, in order, with answers."""
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
    """A user's ledger."""
    path = tmp_path / "my.toml"
    path.write_text(f"# kept by hand\n{PREAMBLE}{PARTY}", newline="")
    return path


def turns(upto: str | None = None, **instead: Sequence[Turn]) -> Iterator[Turn]:
    """Return the answers up to a question, with some replaced."""
    for question, answer in ANSWERS.items():
        word = question.split()[-1].strip(":?").lower()
        if question == upto:
            return
        yield from instead.get(word, [(question, answer + ENTER)])


def conversation(
    path: Path, *args: str, answers: Iterable[Turn], columns: int = 100, **variables: str
) -> Talk:
    """Run a conversation about a ledger in its folder."""
    command = ("add", "--ledger", path.name, *args)
    return talk(*command, turns=list(answers), folder=path.parent, columns=columns, **variables)


def test_a_step_is_asked_for_previewed_and_added(ledger: Path) -> None:
    """The questions come one by one, then a preview; the step is added after a yes."""
    old = ledger.read_text()
    seen = []

    def yes() -> str:
        seen.append(ledger.read_text())
        return f"y{ENTER}"

    screen, status = conversation(ledger, answers=[*turns(), (AGREED, yes)])
    assert (status, seen) == (0, [old])
    assert ledger.read_text() == f"{old}\n{ENTRY}"
    lines = screen.splitlines()
    prompts = [line for line in lines if line.startswith(tuple(ANSWERS))]
    assert all(map(str.startswith, prompts, ANSWERS))
    assert len(prompts) == len(ANSWERS)
    assert f"\n{ENTRY}\nLithuania · Anti-Personnel Mine Ban Convention (ottawa)" in screen
    assert "before  party" in screen
    assert "after   party     notified" in screen
    assert lines[-1] == f"Added to my.toml, line {old.count(chr(10)) + 2}."


def test_clause_and_standing_are_shown_once_the_pair_is_known(ledger: Path) -> None:
    """They are shown between the questions for treaty and step."""
    answers = [*turns(upto="Step:"), ("Step:", CTRL_C)]
    screen, _ = conversation(ledger, answers=answers)
    view = screen[screen.index("Treaty:") : screen.index("Step:")]
    assert "Lithuania · Anti-Personnel Mine Ban Convention (ottawa)" in view
    assert "Exit: article 20: 6 months from" in view
    assert "party" in view


@pytest.mark.parametrize("answer", ["n", ""], ids=["no", "nothing"])
def test_nothing_is_written_without_a_yes(answer: str, ledger: Path) -> None:
    """No and an empty answer write nothing."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, answers=[*turns(), (AGREED, answer + ENTER)])
    assert status == 0
    assert screen.splitlines()[-1] == "Nothing was written."
    assert ledger.read_bytes() == old


def test_a_dry_run_asks_for_no_confirmation(ledger: Path) -> None:
    """Every question is asked except whether to write."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, "--dry-run", answers=turns())
    assert (status, AGREED in screen) == (0, False)
    assert ENTRY in screen
    assert screen.splitlines()[-1] == "Nothing was written."
    assert ledger.read_bytes() == old


@pytest.mark.parametrize(
    ("question", "key", "expected"),
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
    ids=["nothing answers", "a country answers", "half a source answers", "all answers"],
)
def test_answers_are_printed_after_an_interrupt(
    question: str, key: str, expected: dict[str, Any], ledger: Path
) -> None:
    """Exit status 130, nothing written, and the answers printed as TOML."""
    old = ledger.read_bytes()
    screen, status = conversation(ledger, answers=[*turns(upto=question), (question, key)])
    assert (status, ledger.read_bytes()) == (130, old)
    _, _, rest = screen.rpartition("Nothing was written.")
    assert ("The answers so far:" in rest) is bool(expected)
    printed = rest.partition("[[events]]")
    assert tomllib.loads("".join(printed[1:])).get("events", [{}]) == [expected]


def test_an_invalid_answer_can_be_corrected(ledger: Path) -> None:
    """The line stays editable until it is valid."""
    answers = turns(
        country=[
            ("Country:", f"Lituania{ENTER}"),
            ('did you mean "Lithuania"', f"{ANEW}Lithuania{ENTER}"),
        ],
        source=[("Another source?", f"perhaps{ENTER}"), ("answer y or n", f"{ANEW}n{ENTER}")],
        summary=[("Summary", ENTER), ("it is empty", f"Lithuania gave notice.{ENTER}")],
    )
    screen, status = conversation(ledger, answers=[*answers, (AGREED, f"y{ENTER}")])
    assert status == 0
    assert ledger.read_text().endswith(ENTRY)
    assert "did you mean" not in screen


def test_names_are_completed(ledger: Path) -> None:
    """Part of a name shows the names that contain it; TAB takes the first."""
    answers = turns(
        country=[("Country:", "thua"), ("  Lithuania", "\t"), ("Country: Lithuania", ENTER)],
        step=[("Step:", "NOTI"), ("  notified", "\t"), ("Step: notified", ENTER)],
    )
    screen, status = conversation(ledger, answers=[*answers, (AGREED, f"y{ENTER}")])
    assert (status, ledger.read_text().endswith(ENTRY)) == (0, True)
    assert "Country: Lithuania\nTreaty: ottawa\n" in screen


def test_given_options_are_not_asked_for(ledger: Path) -> None:
    """Only missing fields are asked for; clause and standing are shown."""
    given = (
        *("-c", "LT", "-t", "ottawa", "-s", "notified", "-d", "2026-06-27", "--note", "A note."),
        *("--source-title", "C.N.1.2026", "--source-publisher", "UN"),
        *("--source-kind", "depositary"),
    )
    answers = [
        ("Actor", ENTER),
        ("Depositary", ENTER),
        ("Summary", f"Lithuania gave notice.{ENTER}"),
    ]
    screen, status = conversation(ledger, *given, answers=[*answers, (AGREED, f"y{ENTER}")])
    assert status == 0
    assert not any(f"\n{question}" in f"\n{screen}" for question in ("Country", "Date", "Source"))
    assert "Exit: article 20" in screen
    assert ledger.read_text().endswith(f'{ENTRY}note = "A note."\n')


def test_an_invalid_option_is_refused_before_any_question(ledger: Path) -> None:
    """An invalid option ends before the first question."""
    elsewhere = ledger.with_name("other.toml")
    elsewhere.write_text("format = 1\n")
    for option in (("--date", "soon"), ("--to", "other.toml"), ("--json", "--format", "csv")):
        screen, status = conversation(ledger, *option, answers=[])
        assert (status, "Country:" in screen) == (2, False)


def test_a_step_with_check_problems_is_refused(ledger: Path) -> None:
    """The problem is printed as by check, with the entry."""
    ledger.write_text(ledger.read_text() + event("LT ottawa notified 2026-05-27"))
    old = ledger.read_bytes()
    screen, status = conversation(ledger, answers=turns())
    assert (status, AGREED in screen) == (1, False)
    assert "[contradiction]" in screen
    assert ENTRY in screen
    assert ledger.read_bytes() == old


def _edited(path: Path) -> None:
    path.write_text(f"{path.read_text()}# edited\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(_edited, "has changed since it was read", id="edited"),
        pytest.param(Path.unlink, "No such file or directory", id="taken away"),
    ],
)
def test_a_concurrent_change_is_not_overwritten(change: Any, message: str, ledger: Path) -> None:
    """The file is edited or deleted during the conversation: the entry is printed."""

    def yes() -> str:
        change(ledger)
        return f"y{ENTER}"

    old = ledger.read_text()
    screen, status = conversation(ledger, answers=[*turns(), (AGREED, yes)])
    assert status == 4
    assert message in screen
    assert screen.endswith(f"This was to be added:\n\n{ENTRY}")
    assert not ledger.exists() or ledger.read_text() == f"{old}# edited\n"


@pytest.mark.parametrize("columns", [44, 200])
def test_the_width_does_not_change_the_entry(columns: int, ledger: Path) -> None:
    """Every terminal width has the same questions and the same entry."""
    ends = [
        *("Country:", "Treaty:", "Step:", "known):", "named:", "any:", "words:"),
        *("title:", "publisher:", "any:", "known:", "empty):", "[y/N]:", "any:"),
    ]
    answers = zip(ends, (answer + ENTER for answer in ANSWERS.values()), strict=True)
    assert (
        conversation(ledger, answers=[*answers, ("[y/N]:", f"y{ENTER}")], columns=columns).status
        == 0
    )
    assert ledger.read_text().endswith(ENTRY)


def test_a_dumb_terminal_is_asked_too(ledger: Path) -> None:
    """A terminal without cursor movement is asked line by line."""
    answers = [*turns(), (AGREED, f"y{ENTER}")]
    assert conversation(ledger, answers=answers, TERM="dumb").status == 0
    assert ledger.read_text().endswith(ENTRY)


def test_redirected_output_is_not_asked(ledger: Path) -> None:
    """Without a terminal for output the missing options are named instead."""
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-m", "treatywatch", "add", "-l", str(ledger)]
    result = subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False)
    os.close(terminal)
    os.close(keyboard)
    assert (result.returncode, result.stdout) == (2, "")
    assert "missing: --country" in result.stderr


# In this process: which questions, and how answers are read.


class Recorder(Prompter):
    """A prompter that answers from a table and records the questions."""

    def __init__(self, answers: dict[str, str], *, more: int = 0) -> None:
        self.asked: list[str] = []
        self._answers = answers
        self._more = more

    def field(self, field: Field, context: ParseContext) -> Any:
        """Return the answer in the table, or None."""
        self.asked.append(field.key)
        text = self._answers.get(field.key)
        return None if text is None else field.parse(context, text)

    def agreed(self, question: str) -> bool:
        """Return True as often as set."""
        self.asked.append(question)
        self._more -= 1
        return self._more >= 0


_GIVEN: Final = {
    "country": "LT",
    "convention": "ottawa",
    "date": "2025",
    "summary": "S.",
    "title": "T",
    "publisher": "P",
}
_SOURCE: Final = ["title", "publisher", "url", "published", "kind", "Another source?"]


@pytest.fixture
def context(ledger_of: LedgerOf) -> ParseContext:
    """The context of the usual countries and conventions."""
    return ParseContext(ledger_of(""), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("given", "between"),
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
def test_questions_depend_on_earlier_answers(
    given: dict[str, str], between: list[str], context: ParseContext
) -> None:
    """Each question is asked once, in order, and only if it applies."""
    prompter = Recorder(_GIVEN | given)
    ask_event(prompter, context, {}, lambda _: "")
    assert prompter.asked == [
        *("country", "convention", "step", "date", "actor", *between, "summary"),
        *(*_SOURCE, "note"),
    ]


def test_the_pair_is_shown_once(context: ParseContext, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown once State and convention are known, also from options."""
    for known in ({}, {"country": "LT", "convention": "ottawa"}):
        ask_event(Recorder(_GIVEN | {"step": "remark"}), context, dict(known), lambda _: "VIEW")
        assert capsys.readouterr().out.count("VIEW") == 1


def test_sources_are_asked_for_until_there_are_no_more(context: ParseContext) -> None:
    """Each yes starts another source."""
    prompter, document = Recorder(_GIVEN | {"step": "remark"}, more=2), dict[str, Any]()
    ask_event(prompter, context, document, lambda _: "")
    assert document["sources"] == [{"title": "T", "publisher": "P"}] * 3
    assert prompter.asked.count("title") == 3


def test_answers_are_kept_after_an_interrupt(context: ParseContext) -> None:
    """Each answer is kept when it is given."""

    class Leaver(Recorder):
        def field(self, field: Field, context: ParseContext) -> Any:
            if field.key == "published":
                raise KeyboardInterrupt
            return super().field(field, context)

    document: dict[str, Any] = {"sources": []}
    with pytest.raises(KeyboardInterrupt):
        ask_event(Leaver(_GIVEN | {"step": "remark"}), context, document, lambda _: "")
    assert (document["date"], document["sources"]) == ("2025", [{"title": "T", "publisher": "P"}])


@contextmanager
def keys_typed(keys: str) -> Iterator[Prompter]:
    """A prompter with these keys as input."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys)
        with create_app_session(input=keyboard, output=DummyOutput()):
            yield Prompter()


@pytest.mark.parametrize(
    ("text", "agreed"), [("y", True), ("YES", True), ("n", False), ("", False), (" No ", False)]
)
def test_only_yes_agrees(text: str, *, agreed: bool) -> None:
    """Case and spaces do not matter; an empty answer is no."""
    with keys_typed(text + ENTER) as prompter:
        assert prompter.agreed("Another?") is agreed


@pytest.mark.parametrize(("key", "kind"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_an_interrupt_is_raised(key: str, kind: type[BaseException]) -> None:
    """Ctrl-C and Ctrl-D end a question."""
    with keys_typed(key) as prompter, pytest.raises(kind):
        prompter.agreed("Another?")
