"""Every JSON answer keeps the schema that ships for its command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.conftest import ANSWERLESS, Run
from treatywatch.commands import ANSWERS, COMMANDS
from treatywatch.schemas import NAMES, schema_file, schema_of

QUESTIONS = [
    ("status",),
    ("status", "--all"),
    ("status", "Ukraine", "--as-of", "2025-12-01"),
    ("status", "--as-of", "1990-01-01"),
    ("status", "France", "-t", "ccm", "--known-on", "2012-01-01"),
    ("timeline", "--all"),
    ("timeline", "Lebanon"),
    ("timeline", "-t", "ottawa", "--as-of", "2025-09-01", "--known-on", "2025-09-01"),
    ("diff", "1997-01-01", "today"),
    ("diff", "2025-03-01", "2025-03-01"),
    ("upcoming",),
    ("upcoming", "-t", "paris", "--as-of", "2018-01-01"),
    ("explain", "Italy", "energy charter"),
    ("explain", "US", "paris"),
    ("explain", "Norway", "ottawa"),
    ("explain", "US", "vccr-optional-protocol"),
    ("what-if", "Norway", "ottawa", "--notify", "2027-08-31"),
    ("what-if", "Norway", "unesco", "--notify", "2027-08-31"),
    ("verify", "Poland", "ottawa", "withdrawn", "--as-of", "2025-08-10"),
    ("parties", "ottawa", "--as-of", "2026-02-20"),
    ("parties", "rome", "--left-since", "2015-01-01"),
    ("parties", "ottawa", "--plot"),
    ("parties", "crc", "--plot"),
    ("treaties", "--topic", "disarmament", "--as-of", "2004-01-01"),
    ("board", "--group", "Baltic States"),
    ("board", "Russia", "-t", "ctbt"),
    ("countries",),
    ("countries", "--group", "EU", "--as-of", "2019-12-31"),
    ("treaties",),
    ("check",),
    ("files",),
    (
        *("add", "-l", str(Path(__file__).parent.parent / "whole.toml"), "--dry-run"),
        *("-c", "France", "-t", "ottawa", "-s", "remark", "-d", "2026-01", "--summary", "Said."),
        *("--source-title", "T", "--source-publisher", "P"),
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_in_the_package_is_that_of_the_records(
    name: str, golden: Callable[[Path, bytes], None]
) -> None:
    """A schema file says what the record types say."""
    schema = msgspec.json.format(msgspec.json.encode(schema_of(name)), indent=2)
    golden(schema_file(name), schema + b"\n")


def test_every_command_that_answers_in_json_has_a_schema(run: Run) -> None:
    """No command answers in JSON without one; those that answer no question are known."""
    answering = {command for command in COMMANDS if "--json" in run(command, "--help").stdout}
    assert {name.removesuffix("-plot").removesuffix("-list") for name in ANSWERS} == answering
    assert set(COMMANDS) - answering == ANSWERLESS | {"export"}  # whose records are rows


def _closed(schema: Any) -> Any:
    """The schema with no key allowed that it does not name."""
    if isinstance(schema, list):
        return [_closed(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return closed | {"additionalProperties": False} if "properties" in schema else closed


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_keeps_its_schema(question: tuple[str, ...], run: Run) -> None:
    """What is printed has every key of the schema, of the right type, and no other."""
    answer = json.loads(run(*question, "--json").stdout)
    name = f"{question[0]}-plot" if "--plot" in question else question[0]
    schema = _closed(json.loads(schema_file(name).read_text()))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


def test_the_findings_of_check_keep_their_schema(run: Run, tmp_path: Path) -> None:
    """A ledger's mistakes are JSON of the same kind as its cleanness."""
    path = tmp_path / "bad.toml"
    path.write_text('format = 1\n[countries.LT]\nnam = "Lithuania"\n')
    result = run("check", "--json", "--ledger", str(path))
    answer = json.loads(result.stdout)
    Draft202012Validator(_closed(json.loads(schema_file("check").read_text()))).validate(answer)
    assert (result.exit_code, len(answer["items"])) == (1, 2)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json_lines_are_the_items(question: tuple[str, ...], run: Run) -> None:
    """JSON Lines hold the same records as the JSON, one a line."""
    items = json.loads(run(*question, "--json").stdout)["items"]
    lines = run(*question, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == items


def test_text_is_not_escaped(run: Run) -> None:
    """Letters beyond ASCII stay readable, and the last line ends."""
    text = run("countries", "turkiye", "--json").stdout
    assert '"Türkiye"' in text
    assert text.endswith("}\n")
