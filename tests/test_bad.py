"""The gallery of broken ledgers, one for each check, with the exact output."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from msgspec import inspect
from typer.testing import CliRunner

from treatywatch import ledger
from treatywatch.checks.registry import READ_CHECKS, RULES, Tier
from treatywatch.cli.main import app
from treatywatch.model.ledger import LedgerFile

_ROOT: Final = Path(__file__).resolve().parent.parent
_GALLERY: Final = sorted((_ROOT / "tests" / "bad").glob("*.toml"))


def _check_names() -> set[str]:
    """Return every check name that a problem can have."""
    files = [
        Path(folder) / file for folder in ledger.__path__ for file in Path(folder).rglob("*.py")
    ]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    literal = {name for node in nodes for name in _literals(node)}
    return literal | set(RULES) | set(_choice_names(inspect.type_info(LedgerFile), ()))


def _literals(node: ast.AST) -> Iterator[str]:
    """Yield the check names written out in a syntax node."""
    match node:
        case (
            ast.keyword(arg="check", value=value)
            | ast.Call(func=ast.Name(id="_SchemaError"), args=[_, value, *_])
            | ast.Assign(targets=[ast.Name(id="check")], value=value)
        ):
            chosen = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            names = [choice.value for choice in chosen if isinstance(choice, ast.Constant)]
            yield from (name for name in names if isinstance(name, str))


def _choice_names(kind: inspect.Type, above: tuple[type, ...]) -> Iterator[str]:
    """Yield the check names made from fields with a fixed set of words."""
    match kind:
        case inspect.StructType() if kind.cls not in above:
            for field in kind.fields:
                if any(
                    isinstance(k, inspect.EnumType | inspect.LiteralType) for k in _members(field)
                ):
                    yield "unknown-" + field.encode_name.replace("_", "-")
                yield from _choice_names(field.type, (*above, kind.cls))
        case inspect.UnionType():
            for member in kind.types:
                yield from _choice_names(member, above)
        case inspect.VarTupleType():
            yield from _choice_names(kind.item_type, above)
        case inspect.DictType():
            yield from _choice_names(kind.value_type, above)


def _members(field: inspect.Field) -> tuple[inspect.Type, ...]:
    return field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)


def _output(file: Path) -> bytes:
    """Return the output of `treatywatch check` for a ledger of the gallery."""
    rule = RULES.get(file.stem)
    named = [file.stem] if rule and rule.tier in {Tier.STRICT, Tier.NAMED} else []
    call = ["check", *named, "-l", file.relative_to(_ROOT).as_posix(), "--format", "table"]
    call += ["--as-of", "2026-11-23"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code in {1, 3}, result.output
    return result.stdout_bytes


def test_every_check_has_a_broken_ledger() -> None:
    """Every check name has a ledger in the gallery, and no other name has one."""
    assert _check_names() == {file.stem for file in _GALLERY}


def test_every_check_is_listed() -> None:
    """Every check name is listed with its description."""
    assert _check_names() == READ_CHECKS.keys() | RULES.keys()
    assert all(READ_CHECKS.values())
    assert all(rule.description.endswith(".") for rule in RULES.values())


def test_the_gallery_is_found() -> None:
    """The gallery is not empty."""
    assert len(_GALLERY) > len(RULES)


@pytest.mark.parametrize("file", _GALLERY, ids=lambda file: file.stem)
def test_the_output_for_a_broken_ledger(
    file: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output is the golden file, and every problem is of the ledger's check."""
    monkeypatch.chdir(_ROOT)
    printed = _output(file)
    golden = file.with_suffix(".txt")
    if request.config.getoption("--update-golden", default=False):
        golden.write_bytes(printed)
    assert printed == golden.read_bytes()
    found = set(
        re.findall(r"^\S+: (?:error|warning): .* \[([a-z0-9-]+)\]$", printed.decode(), re.MULTILINE)
    )
    assert found == {file.stem}
