"""Every JSON answer is valid against the schema of its command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.conftest import ANSWERLESS, Run
from treatywatch.commands import ANSWERS, COMMANDS
from treatywatch.output.json import to_json
from treatywatch.schemas import NAMES, schema_of

ROOT = Path(__file__).parent.parent.parent

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


@pytest.mark.parametrize(
    ("name", "path"),
    [("ledger", "treatywatch/schemas/ledger.json"), ("status", "tests/golden/schema-status.json")],
)
def test_the_schema_has_not_changed(
    name: str, path: str, golden: Callable[[Path, bytes], None]
) -> None:
    """The schema generated from the records equals the file."""
    golden(ROOT / path, to_json(schema_of(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid(name: str) -> None:
    """The generated schemas are JSON Schema, with descriptions that have no indentation."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    records = {**schema.get("$defs", {}), **schema.get("definitions", {})}
    descriptions = [record["description"] for record in records.values()]
    assert not any("\n " in description for description in descriptions)


def test_every_command_that_prints_json_has_a_schema(run: Run) -> None:
    """Only the listed commands have no schema."""
    with_json = {command for command in COMMANDS if "--json" in run(command, "--help").stdout}
    assert {name.removesuffix("-plot").removesuffix("-list") for name in ANSWERS} == with_json
    # The records of `export` are rows of tables, and have no schema.
    assert set(COMMANDS) - with_json == ANSWERLESS | {"export"}


def _without_extra_keys(schema: Any) -> Any:
    """Return the schema with unknown keys forbidden in every record."""
    if isinstance(schema, list):
        return [_without_extra_keys(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: _without_extra_keys(value) for key, value in schema.items()}
    return strict | {"additionalProperties": False} if "properties" in schema else strict


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_is_valid_against_its_schema(question: tuple[str, ...], run: Run) -> None:
    """The answer has every key of the schema, each of the right type, and no other key."""
    answer = json.loads(run(*question, "--json").stdout)
    name = f"{question[0]}-plot" if "--plot" in question else question[0]
    schema = _without_extra_keys(schema_of(name))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


def test_the_problems_that_check_finds_are_valid_against_its_schema(
    run: Run, tmp_path: Path
) -> None:
    """The schema of `check` also fits a ledger that has mistakes."""
    path = tmp_path / "bad.toml"
    path.write_text('format = 1\n[countries.LT]\nnam = "Lithuania"\n')
    result = run("check", "--json", "--ledger", str(path))
    answer = json.loads(result.stdout)
    Draft202012Validator(_without_extra_keys(schema_of("check"))).validate(answer)
    assert (result.exit_code, len(answer["items"])) == (1, 2)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json_lines_are_the_items(question: tuple[str, ...], run: Run) -> None:
    """JSON Lines print the items of the JSON answer, one a line."""
    items = json.loads(run(*question, "--json").stdout)["items"]
    lines = run(*question, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == items


def test_json_keeps_letters_beyond_ascii(run: Run) -> None:
    """JSON prints such letters unescaped and ends with a line feed."""
    text = run("countries", "turkiye", "--json").stdout
    assert '"Türkiye"' in text
    assert text.endswith("}\n")
