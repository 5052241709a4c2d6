"""The gallery of broken ledgers: one for each check, with exactly what is printed about it."""

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


def _names() -> set[str]:
    """Every check name that reading a ledger can give a problem."""
    files = [
        Path(folder) / file for folder in ledger.__path__ for file in Path(folder).rglob("*.py")
    ]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    literal = {name for node in nodes for name in _literals(node)}
    return literal | set(RULES) | set(_words(inspect.type_info(LedgerFile), ()))


def _literals(node: ast.AST) -> Iterator[str]:
    """The check names that a piece of syntax writes out."""
    match node:
        case (
            ast.keyword(arg="check", value=value)
            | ast.Call(func=ast.Name(id="_SchemaError"), args=[_, value, *_])
            | ast.Assign(targets=[ast.Name(id="check")], value=value)
        ):
            chosen = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            names = [choice.value for choice in chosen if isinstance(choice, ast.Constant)]
            yield from (name for name in names if isinstance(name, str))


def _words(kind: inspect.Type, above: tuple[type, ...]) -> Iterator[str]:
    """The check names for words out of a fixed set, which are made from the names of fields."""
    match kind:
        case inspect.StructType() if kind.cls not in above:
            for field in kind.fields:
                if any(
                    isinstance(k, inspect.EnumType | inspect.LiteralType) for k in _members(field)
                ):
                    yield "unknown-" + field.encode_name.replace("_", "-")
                yield from _words(field.type, (*above, kind.cls))
        case inspect.UnionType():
            for member in kind.types:
                yield from _words(member, above)
        case inspect.VarTupleType():
            yield from _words(kind.item_type, above)
        case inspect.DictType():
            yield from _words(kind.value_type, above)


def _members(field: inspect.Field) -> tuple[inspect.Type, ...]:
    return field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)


def _printed(file: Path) -> bytes:
    """What `treatywatch check` prints about a ledger of the gallery."""
    rule = RULES.get(file.stem)
    named = [file.stem] if rule and rule.tier in {Tier.STRICT, Tier.NAMED} else []
    call = ["check", *named, "-l", file.relative_to(_ROOT).as_posix(), "--format", "table"]
    call += ["--as-of", "2026-11-23"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code in {1, 3}, result.output
    return result.stdout_bytes


def test_every_check_has_a_broken_ledger() -> None:
    """Each name that a problem can bear has a ledger of that name in the gallery, and no other."""
    assert _names() == {file.stem for file in _GALLERY}


def test_every_check_is_listed() -> None:
    """Each name that a problem can bear is listed with what it asks."""
    assert _names() == READ_CHECKS.keys() | RULES.keys()
    assert all(READ_CHECKS.values())
    assert all(rule.description.endswith(".") for rule in RULES.values())


def test_the_gallery_is_found() -> None:
    """The gallery is not empty, so that a moved folder does not pass for a correct one."""
    assert len(_GALLERY) > len(RULES)


@pytest.mark.parametrize("file", _GALLERY, ids=lambda file: file.stem)
def test_what_is_printed(
    file: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checking a broken ledger prints its mistakes, to the byte, all under the ledger's name."""
    monkeypatch.chdir(_ROOT)
    printed = _printed(file)
    golden = file.with_suffix(".txt")
    if request.config.getoption("--update-golden", default=False):
        golden.write_bytes(printed)
    assert printed == golden.read_bytes()
    found = set(
        re.findall(r"^\S+: (?:error|warning): .* \[([a-z0-9-]+)\]$", printed.decode(), re.MULTILINE)
    )
    assert found == {file.stem}
