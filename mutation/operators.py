"""Single changes of Python source that a test should notice."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final, NamedTuple

_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}
_ATTRIBUTES: Final = {"first": "last", "last": "first"}
_SKIPPED_FIELDS: Final = {
    (ast.AnnAssign, "annotation"),
    (ast.arg, "annotation"),
    (ast.FunctionDef, "returns"),
    (ast.FunctionDef, "decorator_list"),
    (ast.ClassDef, "decorator_list"),
    (ast.ClassDef, "keywords"),
}
"""Annotations, decorators and the options of record types, which few tests could notice."""
_UNTOUCHED: Final = (ast.JoinedStr, ast.Assert, ast.Import, ast.ImportFrom)
"""Syntax that is not mutated: Python 3.11 gives no positions within an f-string."""


class Mutant(NamedTuple):
    """The bytes of a source between two offsets, and what replaces them."""

    line: int
    start: int
    end: int
    operator: str
    replacement: str

    def apply(self, source: bytes) -> bytes:
        """Return the source with this one change."""
        return source[: self.start] + self.replacement.encode() + source[self.end :]


_Change = tuple[str, ast.AST]


def mutants(source: bytes) -> list[Mutant]:
    """Return every mutant of a module, in order of position."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _mutable_nodes(ast.parse(source)):
        for operator, new in _changes(node):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            found.append(Mutant(node.lineno, start, end, operator, _text(new)))
    return sorted(found)


def _mutable_nodes(node: ast.AST) -> Iterator[Any]:
    """Yield the expressions and statements below a node, except those in `_SKIPPED_FIELDS`."""
    if isinstance(node, _UNTOUCHED):
        return
    if isinstance(node, ast.expr | ast.stmt | ast.comprehension):
        yield node
    for name, value in ast.iter_fields(node):
        if (type(node), name) not in _SKIPPED_FIELDS:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _mutable_nodes(child)


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.expr) else text


def _changes(node: ast.AST) -> Iterator[_Change]:
    """Yield the changes of a node, each with the name of its operator."""
    for kind, change in _OPERATORS:
        if isinstance(node, kind):
            yield from change(node)


def _compare(node: ast.Compare) -> Iterator[_Change]:
    for number, operator in enumerate(node.ops):
        new = deepcopy(node)
        new.ops[number] = _COMPARISONS[type(operator)]()
        yield "comparison", new


def _boolean(node: ast.BoolOp) -> Iterator[_Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "boolean", ast.BoolOp(other, node.values)
    for number in range(len(node.values)):
        rest = [*node.values[:number], *node.values[number + 1 :]]
        yield "condition dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _not(node: ast.UnaryOp) -> Iterator[_Change]:
    if isinstance(node.op, ast.Not):
        yield "not dropped", node.operand


def _constant(node: ast.Constant) -> Iterator[_Change]:
    match node.value:
        case bool(value):
            yield "constant", ast.Constant(not value)
        case int(value):
            yield "constant", ast.Constant(value + 1)


def _arithmetic(node: ast.BinOp) -> Iterator[_Change]:
    if other := _ARITHMETIC.get(type(node.op)):
        yield "arithmetic", ast.BinOp(node.left, other(), node.right)


def _call(node: ast.Call) -> Iterator[_Change]:
    for number in range(len(node.keywords)):
        rest = [*node.keywords[:number], *node.keywords[number + 1 :]]
        yield "keyword dropped", ast.Call(node.func, node.args, rest)
    match node.func:
        case ast.Name("reversed" | "sorted" as name) if len(node.args) == 1:
            yield f"{name} dropped", ast.Call(ast.Name("list"), node.args, [])
        case ast.Name(name) if name in _NAMES:
            yield "function", ast.Call(ast.Name(_NAMES[name]), node.args, node.keywords)


def _attribute(node: ast.Attribute) -> Iterator[_Change]:
    if node.attr in _ATTRIBUTES and isinstance(node.ctx, ast.Load):
        yield "first or last", ast.Attribute(node.value, _ATTRIBUTES[node.attr], ast.Load())


def _slice(node: ast.Subscript) -> Iterator[_Change]:
    if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
        yield "slice dropped", node.value


def _choice(node: ast.IfExp) -> Iterator[_Change]:
    yield "condition true", node.body
    yield "condition false", node.orelse


def _filter(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
) -> Iterator[_Change]:
    for number, generator in enumerate(node.generators):
        for index in range(len(generator.ifs)):
            new = deepcopy(node)
            del new.generators[number].ifs[index]
            yield "filter dropped", new


def _return(node: ast.Return) -> Iterator[_Change]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield "return None", ast.Return(ast.Constant(None))


def _continue(_: ast.Continue) -> Iterator[_Change]:
    yield "continue to break", ast.Break()


def _break(_: ast.Break) -> Iterator[_Change]:
    yield "break to continue", ast.Continue()


def _call_statement(node: ast.Expr) -> Iterator[_Change]:
    if isinstance(node.value, ast.Call):
        yield "call dropped", ast.Pass()


_OPERATORS: Final[tuple[tuple[Any, Callable[[Any], Iterator[_Change]]], ...]] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _not),
    (ast.Constant, _constant),
    (ast.BinOp, _arithmetic),
    (ast.Call, _call),
    (ast.Attribute, _attribute),
    (ast.Subscript, _slice),
    (ast.IfExp, _choice),
    ((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _filter),
    (ast.Return, _return),
    (ast.Continue, _continue),
    (ast.Break, _break),
    (ast.Expr, _call_statement),
)
