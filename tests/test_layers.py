"""Imports point one way: records and rules know nothing of files, screens or commands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import treatywatch

ROOT = Path(treatywatch.__file__).parent
MODULES = sorted(
    module
    for path in ROOT.rglob("*.py")
    if (module := path.relative_to(ROOT).with_suffix("")).parts != ("__init__",)
)
"""Every module but the package's door, which only names what stands behind it."""

LAYERS = (
    {"__init__", "commands"},
    {"model"},
    {"law"},
    {"standing"},
    {"checks"},
    {"answers"},
    {"reports", "ledger"},
    {"output", "api", "schemas"},
    {"cli"},
    {"__main__"},
)
"""The rooms from the ground up: each may import from itself and from the storeys below it."""

HOMES = {
    "typer": {"cli"},
    "rich": {"output"},
    "rtoml": {"ledger"},
    "tree_sitter": {"ledger"},
    "tree_sitter_toml": {"ledger"},
    "platformdirs": {"cli"},
    "prompt_toolkit": {"cli"},
    "tomli_w": {"ledger"},
}
"""The only rooms in which a library may be imported."""


def _room(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _imports(module: Path) -> Iterator[str]:
    tree = ast.parse((ROOT / module).with_suffix(".py").read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "treatywatch.cli":
                yield from (f"treatywatch.cli.{alias.name}" for alias in node.names)


def _height(room: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room in rooms)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_down(module: Path) -> None:
    """A module imports from its own room and from those below it, never from above or beside."""
    room = module.parts[0]
    for name in _imports(module):
        if name.split(".")[0] == "treatywatch" and _room(name) != room:
            assert _height(_room(name)) < _height(room), f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_libraries_stay_in_their_rooms(module: Path) -> None:
    """Typer is known to the command line alone, Rich to output, TOML parsers to ledger reading."""
    for name in _imports(module):
        library = name.split(".")[0]
        assert library != "click"
        assert module.parts[0] in HOMES.get(library, {module.parts[0]}), f"{module} imports {name}"


def test_every_room_has_its_place() -> None:
    """No module stands outside the layers."""
    assert {module.parts[0] for module in MODULES} | {"__init__"} == set().union(*LAYERS)


CLOCKS = {"today", "now", "utcnow", "environ", "getenv", "isatty", "get_terminal_size"}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parts[0] not in {"cli", "__main__"}], ids=str
)
def test_only_the_command_line_asks_for_the_day_the_terminal_and_the_environment(
    module: Path,
) -> None:
    """Below the command line nothing reads a clock, an environment variable or a screen's size."""
    tree = ast.parse((ROOT / module).with_suffix(".py").read_text())
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not asked & CLOCKS
