"""The direction of imports between packages, and the libraries that each may use."""

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
"""Every module but the package's `__init__`, which only names the public API."""

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
"""The packages, lowest first: each may import itself and the lower layers."""

USERS = {
    "typer": {"cli"},
    "rich": {"output"},
    "rtoml": {"ledger"},
    "tree_sitter": {"ledger"},
    "tree_sitter_toml": {"ledger"},
    "platformdirs": {"cli"},
    "prompt_toolkit": {"cli"},
    "tomli_w": {"ledger"},
}
"""The packages that may import a library."""


def _package(dotted: str) -> str:
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


def _layer(package: str) -> int:
    return next(number for number, packages in enumerate(LAYERS) if package in packages)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_down(module: Path) -> None:
    """A module imports only from its own package and lower layers."""
    package = module.parts[0]
    for name in _imports(module):
        if name.split(".")[0] == "treatywatch" and _package(name) != package:
            assert _layer(_package(name)) < _layer(package), f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_libraries_stay_in_their_packages(module: Path) -> None:
    """Only the command line uses Typer, only output uses Rich, only the ledger parses TOML."""
    for name in _imports(module):
        library = name.split(".")[0]
        assert library != "click"
        assert module.parts[0] in USERS.get(library, {module.parts[0]}), f"{module} imports {name}"


def test_every_package_has_a_layer() -> None:
    """The layers name every package and no other."""
    assert {module.parts[0] for module in MODULES} | {"__init__"} == set().union(*LAYERS)


SURROUNDINGS = {"today", "now", "utcnow", "environ", "getenv", "isatty", "get_terminal_size"}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parts[0] not in {"cli", "__main__"}], ids=str
)
def test_only_the_command_line_reads_its_surroundings(
    module: Path,
) -> None:
    """No other package reads the clock, the environment or the terminal."""
    tree = ast.parse((ROOT / module).with_suffix(".py").read_text())
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not read & SURROUNDINGS
